"""What two propositions of two articles have in common, as numbers for the scorer. Symmetric in the two articles."""

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

FEATURES = (
    "meaning", "article", "mutual", "margin", "figure_same", "figure_differs", "figure_one", "same_unit", "words", "stems",
    "both_names", "kind", "polarity", "source", "days", "length", "both_quoted", "both_deny", "date_differs",
    "rare", "rare_shared", "numbers_shared", "numbers_differ", "happening", "happening_same", "shorter", "longer",
    "deny_least", "deny_most", "negated", "both_negated",
)  # fmt: skip
LEAST = 0.25
"""Cosine below which two propositions are not looked at."""
UNIT = np.float32(1 / 127**2)
"""What makes a cosine of the product of two vectors of length 127."""
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
AGREEING = 1.35
"""How many times larger a figure may be than an open bound that still means it."""
Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
Sets = NDArray[np.uint64]


class Rows(NamedTuple):
    """What of propositions is compared besides their vectors, a row for each: see `Compared`."""

    words: Sets
    names: Sets
    rare: Sets
    numbers: Sets
    happenings: Sets
    sources: Sets
    figures: NDArray[np.float64]
    plain: NDArray[np.float64]

    def at(self, numbers: Ints) -> Rows:
        """Some of them."""
        return Rows._make(array[numbers] for array in self)


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
        """All arrays but the vectors."""
        sets = (self.words, self.names, self.rare, self.numbers, self.happenings, self.sources)
        return Rows(*sets, self.figures, self.plain)

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


@lru_cache(1 << 16)
def _bit(word: str) -> int:
    return 1 << crc32(word.encode()) % BITS


@cache
def frequent() -> frozenset[str]:
    """The commonest words of English."""
    lines = (MODELS / DEFAULT / "vocab.txt").read_text("utf8").split("\n")
    # The letters and numbers at its beginning stand in order of code points.
    return frozenset(line for line in lines[1996 : 1996 + FREQUENT] if line.isalpha()) | stop_words()


def pairs(one: Compared, other: Compared, least: float = LEAST) -> tuple[Ints, Floats]:
    """Which propositions are worth scoring, (pairs, 2) numbers in `one` and `other`, and (pairs, features)."""
    numbers, features = pairs_with(one, [other], least)
    return numbers[:, 1:], features


def pairs_with(one: Compared, others: Sequence[Compared], least: float = LEAST) -> tuple[Ints, Floats]:
    """The same of one article with each of several, each pair blind to all others: (pairs, 3) numbers of the other, in
    `one` and in that other; (pairs, features)."""
    numbers = np.array([k for k, other in enumerate(others) if len(other.vectors)], dtype=np.int64)
    if not len(one.vectors) or not len(numbers):
        return np.zeros((0, 3), np.int64), np.zeros((0, len(FEATURES)), np.float32)
    told = [others[k] for k in numbers]
    sizes = np.array([len(other.vectors) for other in told])
    starts = np.cumsum(sizes) - sizes
    near = one.vectors @ np.concatenate([other.vectors for other in told]).T * UNIT
    best, best_there = np.maximum.reduceat(near, starts, axis=1), near.max(0)
    i, j = np.nonzero(near >= least)
    owner = np.repeat(np.arange(len(told)), sizes)[j]
    score, most, most_there = near[i, j], best[i, owner], best_there[j]
    mutual = (score >= most).astype(np.float32) + (score >= most_there)
    a, b = one.rows.at(i), Rows._make(map(np.concatenate, zip(*(other.rows for other in told), strict=True))).at(j)
    word_sets, stems = _shared(a.words, b.words)
    columns = [
        score,
        _alike(one.digest, told)[owner],
        mutual,
        np.maximum(most, most_there) - score,
        *_figures(a.figures, b.figures),
        word_sets,
        stems,
        _common(a.names, b.names),
        a.plain[:, 0] == b.plain[:, 0],
        a.plain[:, 1] != b.plain[:, 1],
        _shared(a.sources, b.sources)[1],
        _days(one.digest, told)[owner],
        np.abs(a.plain[:, 2] - b.plain[:, 2]),
        (a.plain[:, 3] > 0) & (b.plain[:, 3] > 0),
        np.abs(a.plain[:, 4] - b.plain[:, 4]),
        (a.plain[:, 5] != b.plain[:, 5]) & (a.plain[:, 5] > 0) & (b.plain[:, 5] > 0),
        _shared(a.rare, b.rare)[1],
        _common(a.rare, b.rare),
        _common(a.numbers, b.numbers) > 0,
        a.numbers.any(1) & b.numbers.any(1) & (_common(a.numbers, b.numbers) == 0),
        a.happenings.any(1) & b.happenings.any(1),
        _common(a.happenings, b.happenings) > 0,
        np.minimum(a.plain[:, 2], b.plain[:, 2]),
        np.maximum(a.plain[:, 2], b.plain[:, 2]),
        np.minimum(a.plain[:, 4], b.plain[:, 4]),
        np.maximum(a.plain[:, 4], b.plain[:, 4]),
        a.plain[:, 6] != b.plain[:, 6],
        (a.plain[:, 6] > 0) & (b.plain[:, 6] > 0),
    ]
    return np.stack([numbers[owner], i, j - starts[owner]], 1), np.stack(columns, 1).astype(np.float32)


def _common(a: Sets, b: Sets) -> NDArray[np.int64]:
    """How many each row of the two has in common."""
    both: NDArray[np.int64] = np.bitwise_count(a & b).sum(1, dtype=np.int64)
    return both


def _shared(a: Sets, b: Sets) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Jaccard index and overlap coefficient of each row; 0 where one is empty."""
    both, either = np.bitwise_count(a & b).sum(1), np.bitwise_count(a | b).sum(1)
    least = np.minimum(np.bitwise_count(a).sum(1), np.bitwise_count(b).sum(1))
    return both / np.maximum(either, 1), both / np.maximum(least, 1)


def _figures(a: NDArray[np.float64], b: NDArray[np.float64]) -> list[NDArray[np.float64]]:
    """Whether figures agree (2 where they are the same), differ, only one has one, and count in the same unit."""
    both = (a[:, 0] > 0) & (b[:, 0] > 0)
    low, high = np.maximum(a[:, 1], b[:, 1]), np.minimum(a[:, 2], b[:, 2])
    firm = [np.where(np.isinf(x[:, 1]), x[:, 2], x[:, 1]) for x in (a, b)]
    # "at least 15" and 15 agree; "at least 15" and 400 do not: nobody who knows 400 says so.
    small, large = np.minimum(*firm), np.maximum(*firm)
    agree = both & (low <= high) & (large <= AGREEING * small + 1)
    exact = agree & (a[:, 1] == b[:, 1]) & (a[:, 2] == b[:, 2])
    unit = both & (a[:, 3] == b[:, 3])
    return [agree + exact.astype(np.float64), both & ~agree, (a[:, 0] > 0) != (b[:, 0] > 0), unit]


def _days(one: Digest, others: Sequence[Compared]) -> NDArray[np.float64]:
    """(others,)."""
    apart = (0 if None in (one.day, o.digest.day) else abs((one.day or 0) - (o.digest.day or 0)) for o in others)
    return np.fromiter((min(days, 60) / 10 for days in apart), dtype=np.float64)


def _alike(one: Digest, others: Sequence[Compared]) -> Floats:
    """(others,): how near each article as a whole is to one."""
    return np.stack([o.digest.whole for o in others]).astype(np.float32) @ one.whole.astype(np.float32) * UNIT
