"""Which of two articles rests on the other, and why. Never the earlier on the later."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

import numpy as np

from reportedly.corpus.compared import Compared
from reportedly.corpus.digest import Digest, Resting, Runs
from reportedly.corpus.words import fold
from reportedly.language.gazetteer import DATA

COPY = 0.5
"""Share of the shorter text's four-word runs that stand in the other too, from which on it is a copy."""
REWRITTEN = 0.12
"""From this share on, wording that is nobody's quotation shows that one had the other before it."""
QUOTED = 6
"""Shared runs inside quotation marks from which on a quotation is more than a chance."""
LETTERS = 3
"""Fewer make no name for an outlet by themselves."""
SCORES = {"credit": 0.95, "link": 0.95, "copy": 0.95, "named": 0.85, "rewritten": 0.75, "quotation": 0.6}


class Shared(NamedTuple):
    """How many four-word runs two texts have in common, in all and inside quotation marks."""

    runs: int
    quotes: int


def resting(one: Digest, other: Digest, shared: Shared | None = None) -> Resting | None:
    """That the later of two articles rests on the earlier, with all evidence; None where nothing speaks for it.

    Where the times do not tell which is the later, the evidence must: a credit, a link, or being named.
    """
    shared = shared or Shared(_common(one.runs, other.runs), _common(one.quotes, other.quotes))
    first = earlier(one, other)
    if first is None:
        told = [r for a, b in ((one, other), (other, one)) if (r := _of(a, b, shared, directed=True))]
        return max(told, key=lambda r: (r.score, r.later), default=None)
    return _of(other, one, shared) if first is one else _of(one, other, shared)


def resting_with(one: Compared, others: Sequence[Compared]) -> Iterator[Resting]:
    """The same of one article with each of several, which is much quicker."""
    runs = common(one.digest.runs, [other.digest.runs for other in others])
    quotes = common(one.digest.quotes, [other.digest.quotes for other in others])
    for other, *counts in zip(others, runs, quotes, strict=True):
        shared = Shared(*counts)
        least = min(len(one.digest.runs), len(other.digest.runs))
        alike = shared.quotes >= QUOTED or shared.runs >= REWRITTEN * least > 0
        if (alike or _points(one, other) or _points(other, one)) and (
            rests := resting(one.digest, other.digest, shared)
        ):
            yield rests


def _points(later: Compared, first: Compared) -> bool:
    """Whether an article may credit, link or name the other."""
    if first.digest.address and first.digest.address in later.digest.links:
        return True
    name = first.digest.outlet
    if not name:
        return False
    return not called(name).isdisjoint(later.cited) or any(carries(name, words) for words in later.digest.credits)


def earlier(one: Digest, other: Digest) -> Digest | None:
    """The one published first; None where that is not known, as of two dates of one day without times."""
    if one.instant is None or other.instant is None or one.instant == other.instant:
        return None
    size = min(len(one.instant), len(other.instant))
    if one.instant[:size] == other.instant[:size]:
        return None
    return one if one.instant < other.instant else other


def _of(later: Digest, first: Digest, shared: Shared, directed: bool = False) -> Resting | None:
    found = list(_evidence(later, first, shared))
    if directed and not any(kind in ("credit", "link", "named") for kind, _ in found):
        return None
    if not found:
        return None
    left = 1.0
    for kind, _ in found:
        left *= 1 - SCORES[kind]
    return Resting(later.article, first.article, round(1 - left, 3), tuple(words for _, words in found))


def _evidence(later: Digest, first: Digest, shared: Shared) -> Iterator[tuple[str, str]]:
    name = first.outlet
    least = min(len(later.runs), len(first.runs))
    copied = shared.runs / least if least else 0.0
    same = name is not None and later.outlet is not None and fold(name) == fold(later.outlet)
    if name and not same and any(carries(name, words) for words in later.credits):
        yield "credit", f"credit: to {name}"
    if first.address and first.address in later.links:
        yield "link", f"link: to {first.address}"
    if copied >= COPY:
        yield "copy", f"copy: {copied:.0%} of the four-word runs of the shorter text are shared"
    elif copied >= REWRITTEN:
        yield "rewritten", f"rewritten: {copied:.0%} of the four-word runs of the shorter text are shared"
    if shared.quotes >= QUOTED and copied < COPY:
        yield "quotation", f"quotation: {shared.quotes} runs of words in quotation marks are shared"
    if name and not same and (cited := names_outlet(later, name)):
        yield "named", f"named: {cited}"


def share(one: Runs, other: Runs) -> float:
    """Of the shorter's runs, how many stand in the other; 0 to 1."""
    least = min(len(one), len(other))
    return _common(one, other) / least if least else 0.0


def _common(one: Runs, other: Runs) -> int:
    return len(np.intersect1d(one, other, assume_unique=True))


def common(one: Runs, others: Sequence[Runs]) -> list[int]:
    """Of each of several, how many runs stand in one too; all sorted, each run once."""
    if not len(one) or not others:
        return [0] * len(others)
    every = np.concatenate(others)
    # Their lower halves tell nearly all of the others apart, at the price of a look into a table.
    table = np.zeros(1 << 16, dtype=np.bool_)
    table[one & np.uint32(0xFFFF)] = True
    hits = np.flatnonzero(table[every & np.uint32(0xFFFF)])
    place = np.minimum(np.searchsorted(one, every[hits]), len(one) - 1)
    hits = hits[one[place] == every[hits]]
    ends = np.cumsum([len(other) for other in others])
    counts: list[int] = np.bincount(np.searchsorted(ends, hits, side="right"), minlength=len(others)).tolist()
    return counts


def names_outlet(later: Digest, name: str) -> str | None:
    """The words by which a sentence of an article names an outlet."""
    return next((cited for told in later.told for cited in told.cited if is_named(name, cited)), None)


def is_named(outlet: str, words: str) -> bool:
    """Whether folded words with capitals name an outlet: by its name, an alias, or its last word (*the Courier*)."""
    return words in called(outlet)


@cache
def called(outlet: str) -> frozenset[str]:
    """All folded words that name an outlet."""
    known = aliases(fold(outlet))
    short = (known[0].split() or [""])[-1]
    names = {name for name in known if not name.startswith("the ")} | {f"the {name}" for name in known}
    return frozenset(names | ({f"the {short}"} if len(short) > LETTERS else set()))


@lru_cache(1 << 16)
def carries(name: str, words: str) -> bool:
    """Whether folded words name an outlet, by its whole name or an abbreviation that the data files know."""
    return any(re.search(rf"(?<!\w){re.escape(n)}(?!\w)", words) for n in aliases(fold(name)))


@cache
def aliases(name: str) -> tuple[str, ...]:
    """A folded outlet's names: its own, without *the*, and those in the file of media."""
    own = name.removeprefix("the ")
    return tuple(dict.fromkeys((own, *_media().get(own, ()))))


@cache
def _media() -> dict[str, tuple[str, ...]]:

    found: dict[str, tuple[str, ...]] = {}
    with (DATA / "media.csv").open(encoding="utf8", newline="") as lines:
        for row in csv.DictReader(lines):
            names = tuple(fold(n) for n in (row["name"], *row["aliases"].split("|")) if len(n) > 1)
            found.update({n.removeprefix("the "): names for n in names})
    return found
