"""What two propositions of two articles have in common, as numbers for the scorer. Symmetric in the two articles."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, cached_property
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


@dataclass(frozen=True)
class Compared:
    """A digest with what comparing needs more than once, an array with a row for each proposition."""

    digest: Digest

    @cached_property
    def vectors(self) -> Floats:
        """(reports, D), of length 1."""
        return self.digest.vectors.astype(np.float32) / np.float32(127)

    @cached_property
    def whole(self) -> Floats:
        """(D,)."""
        return self.digest.whole.astype(np.float32) / np.float32(127)

    @cached_property
    def words(self) -> Sets:
        """(reports, BITS / 64): the content words, cut to stems."""
        common = stop_words()
        return self._sets(lambda t: (w[:STEM] for w in words(t.quote) if w not in common))

    @cached_property
    def names(self) -> Sets:
        """The same of the names in each."""
        forms = self.digest.forms
        return self._sets(lambda t: (w[:STEM] for i in t.forms for w in words(forms[i].name) if len(w) > 2))

    @cached_property
    def rare(self) -> Sets:
        """The same of the words that are not among the commonest of English."""
        return self._sets(lambda t: (w[:STEM] for w in words(t.quote) if w not in frequent() and not w.isdigit()))

    @cached_property
    def numbers(self) -> Sets:
        """The same of the numbers, in digits or words."""
        return self._sets(lambda t: (n for w in words(t.quote) if (n := NUMBERS.get(w, w if w.isdigit() else ""))))

    @cached_property
    def happenings(self) -> Sets:
        """The same of the nouns that name something that happened."""
        return self._sets(lambda t: (w[:STEM] for w in words(t.quote) if w in happenings()))

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
                not NEGATIONS.isdisjoint(words(t.quote)) or "n't" in fold(t.quote),
            )
            for t in self.digest.told
        ]
        return np.array(rows, dtype=np.float64).reshape(-1, 7)

    def _sets(self, of: Callable[[Told], Iterable[str]]) -> Sets:
        rows = np.zeros((len(self.digest.told), BITS // 64), dtype=np.uint64)
        for row, told in zip(rows, self.digest.told, strict=True):
            for word in of(told):
                bit = crc32(word.encode()) % BITS
                row[bit // 64] |= np.uint64(1 << (bit % 64))
        return rows


@cache
def frequent() -> frozenset[str]:
    """The commonest words of English."""
    lines = (MODELS / DEFAULT / "vocab.txt").read_text("utf8").split("\n")
    # The letters and numbers at its beginning stand in order of code points.
    return frozenset(line for line in lines[1996 : 1996 + FREQUENT] if line.isalpha()) | stop_words()


def pairs(one: Compared, other: Compared, least: float = LEAST) -> tuple[Ints, Floats]:
    """Which propositions are worth scoring, (pairs, 2) numbers in `one` and `other`, and (pairs, features)."""
    if not len(one.vectors) or not len(other.vectors):
        return np.zeros((0, 2), np.int64), np.zeros((0, len(FEATURES)), np.float32)
    near = one.vectors @ other.vectors.T
    numbers = np.argwhere(near >= least)
    i, j = numbers[:, 0], numbers[:, 1]
    score = near[i, j]
    top = np.maximum(near.max(1)[i], near.max(0)[j])
    mutual = (score >= near.max(1)[i]).astype(np.float32) + (score >= near.max(0)[j])
    a, b = one.plain[i], other.plain[j]
    word_sets, stems = _shared(one.words[i], other.words[j])
    columns = [
        score,
        np.full(len(i), float(one.whole @ other.whole)),
        mutual,
        top - score,
        *_figures(one.figures[i], other.figures[j]),
        word_sets,
        stems,
        _common(one.names[i], other.names[j]),
        a[:, 0] == b[:, 0],
        a[:, 1] != b[:, 1],
        _shared(one.sources[i], other.sources[j])[1],
        np.full(len(i), _days(one.digest, other.digest)),
        np.abs(a[:, 2] - b[:, 2]),
        (a[:, 3] > 0) & (b[:, 3] > 0),
        np.abs(a[:, 4] - b[:, 4]),
        (a[:, 5] != b[:, 5]) & (a[:, 5] > 0) & (b[:, 5] > 0),
        _shared(one.rare[i], other.rare[j])[1],
        _common(one.rare[i], other.rare[j]),
        _common(one.numbers[i], other.numbers[j]) > 0,
        one.numbers[i].any(1) & other.numbers[j].any(1) & (_common(one.numbers[i], other.numbers[j]) == 0),
        one.happenings[i].any(1) & other.happenings[j].any(1),
        _common(one.happenings[i], other.happenings[j]) > 0,
        np.minimum(a[:, 2], b[:, 2]),
        np.maximum(a[:, 2], b[:, 2]),
        np.minimum(a[:, 4], b[:, 4]),
        np.maximum(a[:, 4], b[:, 4]),
        a[:, 6] != b[:, 6],
        (a[:, 6] > 0) & (b[:, 6] > 0),
    ]
    return numbers, np.stack(columns, 1).astype(np.float32) if len(i) else np.zeros((0, len(FEATURES)), np.float32)


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


def _days(one: Digest, other: Digest) -> float:
    if one.day is None or other.day is None:
        return 0.0
    return min(abs(one.day - other.day), 60) / 10
