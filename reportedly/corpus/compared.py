"""An article with what comparing it with others needs again and again, as arrays."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from typing import NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from reportedly.claims.propositions import happenings
from reportedly.corpus.digest import Digest, Told
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
        parts = (self.words, self.names, self.rare, self.numbers, self.happenings, self.sources)
        sets = np.concatenate(parts, axis=1)
        return Rows(sets, in_common(sets, sets), self.figures, self.plain)

    @cached_property
    def cited(self) -> frozenset[str]:
        """All phrases with capitals in the sentences that propositions stand in, folded."""
        return frozenset(phrase for told in self.digest.told for phrase in told.cited)

    @cached_property
    def _words(self) -> dict[int, list[str]]:
        """The words of each proposition, by its number."""
        return {t.id: words(t.quote) for t in self.digest.told}

    @cached_property
    def words(self) -> Sets:
        """(reports, BITS / 64): the content words, cut to stems."""
        common = stop_words()
        return self._sets(lambda t: (w[:STEM] for w in self._words[t.id] if w not in common))

    @cached_property
    def names(self) -> Sets:
        """The same of the names in each."""
        forms = self.digest.forms
        return self._sets(lambda t: (w[:STEM] for i in t.forms for w in words(forms[i].name) if len(w) > 2))

    @cached_property
    def rare(self) -> Sets:
        """The same of the words that are not among the commonest of English."""
        return self._sets(lambda t: (w[:STEM] for w in self._words[t.id] if w not in frequent() and not w.isdigit()))

    @cached_property
    def numbers(self) -> Sets:
        """The same of the numbers, in digits or words."""
        return self._sets(lambda t: (n for w in self._words[t.id] if (n := NUMBERS.get(w, w if w.isdigit() else ""))))

    @cached_property
    def happenings(self) -> Sets:
        """The same of the nouns that name something that happened."""
        return self._sets(lambda t: (w[:STEM] for w in self._words[t.id] if w in happenings()))

    @cached_property
    def sources(self) -> Sets:
        """The same of the words for who says each, all along its chain."""
        common = stop_words()
        return self._sets(lambda t: (w[:STEM] for h in t.chain for w in words(h.label or "") if w not in common))

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

    def _sets(self, of: Callable[[Told], Iterable[str]]) -> Sets:
        rows = []
        for told in self.digest.told:
            row = 0
            for word in of(told):
                row |= _bit(word)
            rows.append(row.to_bytes(BITS // 8, "little"))
        return np.frombuffer(b"".join(rows), dtype="<u8").reshape(-1, BITS // 64)


def in_common(a: Sets, b: Sets) -> NDArray[np.int16]:
    """Of `Rows.sets`, row by row: how many are in both, (rows, SETS)."""
    bits = np.bitwise_count(a & b).astype(np.int16).reshape(-1, SETS, BITS // 64)
    # By hand, for numpy is slow in summing so few.
    both: NDArray[np.int16] = bits[..., 0] + bits[..., 1] + bits[..., 2] + bits[..., 3]
    return both


@lru_cache(1 << 16)
def _bit(word: str) -> int:
    return 1 << crc32(word.encode()) % BITS


@cache
def frequent() -> frozenset[str]:
    """The commonest words of English."""
    lines = (MODELS / DEFAULT / "vocab.txt").read_text("utf8").split("\n")
    # The letters and numbers at its beginning stand in order of code points.
    return frozenset(line for line in lines[1996 : 1996 + FREQUENT] if line.isalpha()) | stop_words()
