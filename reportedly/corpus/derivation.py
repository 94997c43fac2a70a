"""Which of two articles rests on the other, and why. Never the earlier on the later."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from functools import cache

import numpy as np

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


def resting(one: Digest, other: Digest) -> Resting | None:
    """That the later of two articles rests on the earlier, with all evidence; None where nothing speaks for it.

    Where the times do not tell which is the later, the evidence must: a credit, a link, or being named.
    """
    first = earlier(one, other)
    if first is None:
        told = [r for a, b in ((one, other), (other, one)) if (r := _of(a, b, directed=True))]
        return max(told, key=lambda r: (r.score, r.later), default=None)
    return _of(other, one) if first is one else _of(one, other)


def earlier(one: Digest, other: Digest) -> Digest | None:
    """The one published first; None where that is not known, as of two dates of one day without times."""
    if one.instant is None or other.instant is None or one.instant == other.instant:
        return None
    size = min(len(one.instant), len(other.instant))
    if one.instant[:size] == other.instant[:size]:
        return None
    return one if one.instant < other.instant else other


def _of(later: Digest, first: Digest, directed: bool = False) -> Resting | None:
    found = list(_evidence(later, first))
    if directed and not any(kind in ("credit", "link", "named") for kind, _ in found):
        return None
    if not found:
        return None
    left = 1.0
    for kind, _ in found:
        left *= 1 - SCORES[kind]
    return Resting(later.article, first.article, round(1 - left, 3), tuple(words for _, words in found))


def _evidence(later: Digest, first: Digest) -> Iterator[tuple[str, str]]:
    name = first.outlet
    copied = share(later.runs, first.runs)
    same = name is not None and later.outlet is not None and fold(name) == fold(later.outlet)
    if name and not same and any(carries(name, words) for words in later.credits):
        yield "credit", f"credit: to {name}"
    if first.address and first.address in later.links:
        yield "link", f"link: to {first.address}"
    if copied >= COPY:
        yield "copy", f"copy: {copied:.0%} of the four-word runs of the shorter text are shared"
    elif copied >= REWRITTEN:
        yield "rewritten", f"rewritten: {copied:.0%} of the four-word runs of the shorter text are shared"
    quoted = len(np.intersect1d(later.quotes, first.quotes, assume_unique=True))
    if quoted >= QUOTED and copied < COPY:
        yield "quotation", f"quotation: {quoted} runs of words in quotation marks are shared"
    if name and not same and (cited := names_outlet(later, name)):
        yield "named", f"named: {cited}"


def share(one: Runs, other: Runs) -> float:
    """Of the shorter's runs, how many stand in the other; 0 to 1."""
    least = min(len(one), len(other))
    return len(np.intersect1d(one, other, assume_unique=True)) / least if least else 0.0


def names_outlet(later: Digest, name: str) -> str | None:
    """The words by which a sentence of an article names an outlet."""
    return next((cited for told in later.told for cited in told.cited if is_named(name, cited)), None)


def is_named(outlet: str, words: str) -> bool:
    """Whether folded words with capitals name an outlet: by its name, an alias, or its last word (*the Courier*)."""
    known = aliases(fold(outlet))
    short = known[0].split()[-1]
    alone = words.removeprefix("the ")
    return alone in known or (words == f"the {short}" and len(short) > LETTERS)


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
