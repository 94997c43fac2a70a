"""What the corpus needs to know of an article in order to compare it with others, small and quick to load."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from reportedly.model import ClaimKind, Hop, Polarity, Span

Vectors = NDArray[np.int8]
Runs = NDArray[np.uint32]
Sets = NDArray[np.uint64]
Table = NDArray[np.float64]
Ids = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Form:
    """How an article names somebody: what actors across articles are made of.

    `key` is the same in every article with the same name, kind, country and Wikidata number. `block` is shared by all
    forms that could be the same actor (the folded last word of a person's name). `roles` are lower case.
    """

    key: str
    block: str
    name: str
    kind: str
    country: str | None = None
    wikidata: str | None = None
    roles: tuple[str, ...] = ()


def report_id(article: str, hash_: str, start: int, end: int) -> int:
    """The number of a report, signed 64 bits: a hash of the article's id and text and of the span."""
    digest = hashlib.sha256(f"{article}\n{hash_}\n{start}\n{end}".encode()).digest()
    return int.from_bytes(digest[:8], "big", signed=True)


@dataclass(frozen=True, slots=True)
class Told:
    """One proposition of the article as the matching sees it.

    `id` is what a `model.Report` has as its id, as a signed 64-bit number. `forms` are indices into `Digest.forms`:
    the actors in the words themselves; `source` is the index of the innermost named source, None without one.
    `figure` is (low, high, unit) of the estimate that it carries. `date` is a TIMEX3 value
    told in it, `quoted` says that all of it is in quotation marks, `denial` (0 to 1) how surely the words deny.
    `cited` are the folded names in its sentence, those with *the* before them told from those without;
    `voice` the words for the innermost source, empty where a pronoun stands for it.
    """

    id: int
    span: Span
    kind: ClaimKind
    polarity: Polarity
    quote: str
    chain: tuple[Hop, ...] = ()
    forms: tuple[int, ...] = ()
    source: int | None = None
    low: float | None = None
    high: float | None = None
    unit: str | None = None
    quantity: str | None = None
    date: str | None = None
    quoted: bool = False
    denial: float = 0.0
    cited: tuple[str, ...] = ()
    voice: str = ""


class Traits(NamedTuple):
    """What of propositions is compared besides their vectors, a row for each; see `traits.traits`.

    `ids` (reports,); `sets` (reports, SETS * BITS / 64); `figures` (reports, 4); `plain` (reports, 7); `cited` are all
    phrases with capitals in their sentences, folded.
    """

    ids: Ids
    sets: Sets
    figures: Table
    plain: Table
    cited: frozenset[str]


@dataclass(frozen=True, slots=True, eq=False)
class Digest:
    """One version of one article.

    `hash` is the SHA-256 of its text, hexadecimal. `address` is its canonical URL. `day` is None where it is undated.
    `names` are hashes (signed 64 bits) of the distinctive names in it: articles of one story share at least two.
    `exact` are hashes of what alone makes two articles worth comparing: bands of the MinHash of the text, long
    quotations. `runs` are the sorted hashes of all four-word runs of the text, `quotes` those of runs inside quotation
    marks. `credits` are folded names of outlets that byline and credit name, `links` canonical addresses.
    `vectors` (reports, D) are the unit vectors of the propositions times 127. `traits` are those of `told`, None where
    nobody has worked them out.
    """

    article: str
    hash: str
    told: Sequence[Told]
    forms: Sequence[Form]
    outlet: str | None = None
    address: str | None = None
    title: str | None = None
    day: int | None = None
    instant: str | None = None
    names: tuple[int, ...] = ()
    exact: tuple[int, ...] = ()
    credits: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    runs: Runs = field(default_factory=lambda: np.zeros(0, np.uint32))
    quotes: Runs = field(default_factory=lambda: np.zeros(0, np.uint32))
    vectors: Vectors = field(default_factory=lambda: np.zeros((0, 0), np.int8))
    traits: Traits | None = None

    def renamed(self, article: str) -> Digest:
        """The digest of the same text as another article: its reports have other ids."""
        told = tuple(replace(t, id=report_id(article, self.hash, t.span.start, t.span.end)) for t in self.told)
        traits = self.traits and self.traits._replace(ids=ids_of(told))
        return replace(self, article=article, told=told, traits=traits)


def ids_of(told: Iterable[Told]) -> Ids:
    """The numbers of propositions."""
    return np.fromiter((one.id for one in told), np.int64)


@dataclass(frozen=True, slots=True)
class Link:
    """Two reports of different articles that are likely of one claim; `a` < `b`.

    `score` (0 to 1) is the scorer's; from `matching.SAME` on they hang together, below they are suggested.
    """

    a: int
    b: int
    score: float
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Resting:
    """That the article `later` rests on `earlier` as a whole; ids of articles, `score` 0 to 1.

    Each of `why` begins with the kind of evidence and a colon, of `derivation.SCORES`.
    """

    later: str
    earlier: str
    score: float
    why: tuple[str, ...] = ()
