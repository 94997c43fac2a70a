"""What of propositions is compared besides their meaning: their words, names, numbers and figures as arrays.

They are worked out once, when an article is digested: it is compared with every article that comes near it from then on.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache, reduce
from operator import or_
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from reportedly.claims.happenings import happenings
from reportedly.corpus.digest import Form, Sets, Table, Told, Traits, ids_of
from reportedly.corpus.words import STEM, fold, words
from reportedly.language.network import DEFAULT, MODELS
from reportedly.text.language import stop_words

BITS = 256
"""Words are compared as sets of bits; with the dozen of a proposition two seldom share one by chance."""
NEGATIONS = frozenset(
    "not no never nobody none nothing neither nor without deny denies denied denying reject rejects rejected dismiss "
    "dismissed dismisses false untrue wrong refused cannot".split()
)
FREQUENT = 4000
"""Pieces of the encoder's vocabulary, which is in order of frequency, whose words say little by themselves."""
NUMBERS = {
    word: str(number)
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen twenty".split()
    )
    if word != "one"
} | {"no": "0", "none": "0", "nobody": "0", "dozen": "12", "dozens": "24", "thirty": "30", "forty": "40", "fifty": "50"}
SETS = 6
WORDS, NAMES, RARE, NUMBERED, HAPPENING, SOURCES = range(SETS)
"""Places of the sets."""


def traits(told: Sequence[Told], forms: Sequence[Form]) -> Traits:
    """Those of some propositions of an article with these forms.

    `figures`: whether there is one, its bounds with infinity where open, a hash of its unit. `plain`: kind, polarity,
    length of the quote, whether quoted, denial, day told or 0, whether negated.
    """
    found = [words(one.quote) for one in told]
    cited = frozenset(phrase for one in told for phrase in one.cited)
    return Traits(ids_of(told), _sets(told, found, forms), _figures(told), _plain(told, found), cited)


def _sets(told: Sequence[Told], found: Sequence[Sequence[str]], forms: Sequence[Form]) -> Sets:
    """The content words of each, cut to stems; the names in it; those of its words that are not among the commonest of
    English; its numbers; its nouns for what happened; the words for who says it, all along its chain."""
    named = [_of_name(form.name) for form in forms]
    rows = []
    for one, own in zip(told, found, strict=True):
        row = reduce(or_, map(_of_word, own), 0)
        row = reduce(or_, [named[at] for at in one.forms], row)
        row = reduce(or_, [_of_source(hop.label) for hop in one.chain if hop.label], row)
        rows.append(row.to_bytes(SETS * BITS // 8, "little"))
    return np.frombuffer(b"".join(rows), dtype="<u8").reshape(-1, SETS * BITS // 64)


def _figures(told: Sequence[Told]) -> Table:
    rows = []
    for t in told:
        low = -np.inf if t.low is None else t.low
        high = np.inf if t.high is None else t.high
        rows.append((float(t.low is not None or t.high is not None), low, high, float(crc32((t.unit or "").encode()))))
    return np.array(rows, dtype=np.float64).reshape(-1, 4)


def _plain(told: Sequence[Told], found: Sequence[Sequence[str]]) -> Table:
    rows = [
        (
            crc32(t.kind.encode()),
            crc32(t.polarity.encode()),
            np.log(len(t.quote) + 10),
            t.quoted,
            t.denial,
            crc32(t.date[:10].encode()) if t.date and len(t.date) >= 10 else 0,
            not NEGATIONS.isdisjoint(own) or "n't" in fold(t.quote),
        )
        for t, own in zip(told, found, strict=True)
    ]
    return np.array(rows, dtype=np.float64).reshape(-1, 7)


def in_common(a: Sets, b: Sets) -> NDArray[np.int16]:
    """Of `Traits.sets`, row by row: how many are in both, (rows, SETS)."""
    bits = np.bitwise_count(a & b).astype(np.int16).reshape(-1, SETS, BITS // 64)
    # By hand, for numpy is slow in summing so few.
    both: NDArray[np.int16] = bits[..., 0] + bits[..., 1] + bits[..., 2] + bits[..., 3]
    return both


def _bit(word: str, which: int) -> int:
    """The bit of a word in one of the sets, which lie one behind the other."""
    return 1 << (which * BITS + crc32(word.encode()) % BITS)


@lru_cache(1 << 16)
def _of_word(word: str) -> int:
    """A word as one with content, a rare one, a number, and something that happened, as far as it is that."""
    stem = word[:STEM]
    number = NUMBERS.get(word, word if word.isdigit() else "")
    return (
        (0 if word in stop_words() else _bit(stem, WORDS))
        | (0 if word in frequent() or word.isdigit() else _bit(stem, RARE))
        | (_bit(number, NUMBERED) if number else 0)
        | (_bit(stem, HAPPENING) if word in happenings() else 0)
    )


@lru_cache(1 << 14)
def _of_name(name: str) -> int:
    return reduce(or_, [_bit(word[:STEM], NAMES) for word in words(name) if len(word) > 2], 0)


@lru_cache(1 << 14)
def _of_source(label: str) -> int:
    content = [word for word in words(label) if word not in stop_words()]
    return reduce(or_, [_bit(word[:STEM], SOURCES) for word in content], 0)


@cache
def frequent() -> frozenset[str]:
    """The commonest words of English."""
    lines = (MODELS / DEFAULT / "vocab.txt").read_text("utf8").split("\n")
    # The letters and numbers at its beginning stand in order of code points.
    return frozenset(line for line in lines[1996 : 1996 + FREQUENT] if line.isalpha()) | stop_words()
