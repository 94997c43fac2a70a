"""An article with what comparing it with others needs again and again, as arrays."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from typing import NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from reportedly.claims.propositions import happenings
from reportedly.corpus.digest import Digest
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
Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
Sets = NDArray[np.uint64]


SETS = 6
WORDS, NAMES, RARE, NUMBERED, HAPPENING, SOURCES = range(SETS)
"""Places of the sets in `Rows`."""


class Rows(NamedTuple):
    """What of propositions is compared besides their vectors, a row for each; see `Compared`.

    `sets` (reports, SETS * BITS / 64) and `counts` (reports, SETS), how many are in each set; `figures` (reports, 4),
    `plain` (reports, 7).
    """

    sets: Sets
    counts: NDArray[np.int16]
    figures: NDArray[np.float64]
    plain: NDArray[np.float64]

    def at(self, numbers: Ints) -> Rows:
        """Some of them."""
        return Rows._make(array[numbers] for array in self)

    def turned(self) -> Rows:
        """A column for each instead of a row, so that what is worked out for many lies in one piece."""
        return Rows._make(np.ascontiguousarray(array.T) for array in self)

    @classmethod
    def joined(cls, several: Sequence[Rows]) -> Rows:
        """Those of several articles, one below the other."""
        return cls._make(map(np.concatenate, zip(*several, strict=True)))


@dataclass(frozen=True)
class Compared:
    """A digest with what comparing needs more than once, an array with a row for each proposition."""

    digest: Digest

    @cached_property
    def vectors(self) -> Floats:
        """(reports, D), of length 127: whole numbers, whose products are exact in whatever order they are summed."""
        return self.digest.vectors.astype(np.float32)

    @cached_property
    def rows(self) -> Rows:
        """All but the vectors."""
        sets = self._sets()
        return Rows(sets, in_common(sets, sets), self.figures, self.plain)

    @cached_property
    def named(self) -> frozenset[int]:
        """The distinctive names of the article."""
        return frozenset(self.digest.names)

    @cached_property
    def cited(self) -> frozenset[str]:
        """All phrases with capitals in the sentences that propositions stand in, folded."""
        return frozenset(phrase for told in self.digest.told for phrase in told.cited)

    @cached_property
    def _words(self) -> dict[int, list[str]]:
        """The words of each proposition, by its number."""
        return {t.id: words(t.quote) for t in self.digest.told}

    def _sets(self) -> Sets:
        """(reports, SETS * BITS / 64): the content words of each, cut to stems; the names in it; those of its words that
        are not among the commonest of English; its numbers; its nouns for what happened; the words for who says it,
        all along its chain."""
        named = [_bits(_of_name(word) for word in words(form.name)) for form in self.digest.forms]
        rows = []
        for told in self.digest.told:
            content = rare = number = happening = 0
            for bits in map(_of_word, self._words[told.id]):
                content, rare = content | bits[0], rare | bits[1]
                number, happening = number | bits[2], happening | bits[3]
            name = _bits(named[at] for at in told.forms)
            said = _bits(_of_word(word)[0] for hop in told.chain for word in words(hop.label or ""))
            # In the order of WORDS, NAMES, RARE, NUMBERED, HAPPENING, SOURCES.
            rows += [row.to_bytes(BITS // 8, "little") for row in (content, name, rare, number, happening, said)]
        return np.frombuffer(b"".join(rows), dtype="<u8").reshape(-1, SETS * BITS // 64)

    @cached_property
    def figures(self) -> NDArray[np.float64]:
        """(reports, 4): whether there is one, its bounds with infinity where open, a hash of its unit."""
        rows = []
        for t in self.digest.told:
            low = -np.inf if t.low is None else t.low
            high = np.inf if t.high is None else t.high
            rows.append(
                (float(t.low is not None or t.high is not None), low, high, float(crc32((t.unit or "").encode())))
            )
        return np.array(rows, dtype=np.float64).reshape(-1, 4)

    @cached_property
    def plain(self) -> NDArray[np.float64]:
        """(reports, 7): kind, polarity, length of the quote, whether quoted, denial, day told or 0, whether negated."""
        rows = [
            (
                crc32(t.kind.encode()),
                crc32(t.polarity.encode()),
                np.log(len(t.quote) + 10),
                t.quoted,
                t.denial,
                crc32(t.date[:10].encode()) if t.date and len(t.date) >= 10 else 0,
                not NEGATIONS.isdisjoint(self._words[t.id]) or "n't" in fold(t.quote),
            )
            for t in self.digest.told
        ]
        return np.array(rows, dtype=np.float64).reshape(-1, 7)


def in_common(a: Sets, b: Sets) -> NDArray[np.int16]:
    """Of `Rows.sets`, row by row: how many are in both, (rows, SETS)."""
    bits = np.bitwise_count(a & b).astype(np.int16).reshape(-1, SETS, BITS // 64)
    # By hand, for numpy is slow in summing so few.
    both: NDArray[np.int16] = bits[..., 0] + bits[..., 1] + bits[..., 2] + bits[..., 3]
    return both


def _bits(found: Iterable[int]) -> int:
    row = 0
    for bit in found:
        row |= bit
    return row


def _bit(word: str) -> int:
    return 1 << crc32(word.encode()) % BITS


@lru_cache(1 << 16)
def _of_word(word: str) -> tuple[int, int, int, int]:
    """The bit of a word as one with content, a rare one, a number, and something that happened; 0 where it is not."""
    bit = _bit(word[:STEM])
    number = NUMBERS.get(word, word if word.isdigit() else "")
    return (
        0 if word in stop_words() else bit,
        0 if word in frequent() or word.isdigit() else bit,
        _bit(number) if number else 0,
        bit if word in happenings() else 0,
    )


def _of_name(word: str) -> int:
    return _bit(word[:STEM]) if len(word) > 2 else 0


@cache
def frequent() -> frozenset[str]:
    """The commonest words of English."""
    lines = (MODELS / DEFAULT / "vocab.txt").read_text("utf8").split("\n")
    # The letters and numbers at its beginning stand in order of code points.
    return frozenset(line for line in lines[1996 : 1996 + FREQUENT] if line.isalpha()) | stop_words()
