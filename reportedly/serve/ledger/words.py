"""How claims are put into words, the same in every view."""

from __future__ import annotations

import re
from collections.abc import Iterable

from reportedly.language.inflect import plural
from reportedly.model import Claim, Interval, Polarity, Status
from reportedly.serve.items import number

CREDIBILITY = {
    1: "confirmed by other sources",
    2: "probably true",
    3: "possibly true",
    4: "doubtful",
    5: "improbable",
    6: "truth cannot be judged",
}
"""Of information, in the NATO Admiralty Code (AJP-2.1). Of sources, which it grades apart, we grade none."""
STYLES: dict[Status, str] = {
    "confirmed": "green",
    "contested": "yellow",
    "single-origin": "cyan",
    "denied": "magenta",
    "debunked": "red",
}
_MEANINGS: dict[Status, str] = {
    "confirmed": "two independent origins or more, and no denial left standing",
    "contested": "denied by somebody placed to know, or excluded by another account",
    "single-origin": "one origin, not denied",
    "denied": "one origin, denied, with nothing to decide between them",
    "debunked": "shown to be an error or an invention, or withdrawn",
}
STANCES: dict[Polarity, str] = {"asserts": "says so", "denies": "denies it", "doubts": "doubts it"}
_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(?::\d\d(?:[.,]\d+)?)?(Z|[+-]\d\d:?\d\d)?")


def how_many(count: int, noun: str) -> str:
    """*1 report*, *2,310 reports*."""
    return f"{number(count)} {noun if count == 1 else plural(noun)}"


def origins(independent: Interval) -> str:
    """*no origin*, *1 origin*, *1–2 origins*."""
    low, high = independent.low, independent.high
    if high == 0:
        return "no origin"
    return how_many(low, "origin") if low == high else f"{number(low)}–{number(high)} origins"


def carried(claim: Claim) -> str:
    """*12 reports in 9 articles*."""
    articles = len({report.article for report in claim.reports})
    return f"{how_many(len(claim.reports), 'report')} in {how_many(articles, 'article')}"


def moment(published: str | None) -> str:
    """A date or date-time as people write it, to the minute, its zone kept: *2026-04-14 09:10 +03:00*."""
    if published is None:
        return "undated"
    found = _MOMENT.fullmatch(published)
    if found is None:
        return published
    zone = "UTC" if found[3] in ("Z", "+00:00") else found[3]
    return " ".join(part for part in (found[1], found[2], zone) if part)


def day(published: str | None) -> str:
    """The day of a date-time, as it is written there."""
    return (published or "undated")[:10]


def spell(first: str | None, last: str | None) -> str:
    """From the first report to the last."""
    if first == last or first is None or last is None:
        return f"reported {moment(first or last)}"
    return f"first {moment(first)}, last {moment(last)}"


def days(first: str | None, last: str | None) -> str:
    """The days of the first report and of the last."""
    return day(first or last) if day(first) == day(last) or not (first and last) else f"{day(first)} to {day(last)}"


def listed(labels: Iterable[str], most: int) -> str:
    """So many of them, and how many more there are."""
    every = [" ".join(label.split()) for label in labels]
    more = len(every) - most
    return " · ".join(every[:most] + ([f"{more} more"] if more > 0 else []))


def shortened(text: str, most: int) -> str:
    """On one line, cut between words where it is longer than so many characters."""
    line = " ".join(text.split())
    if len(line) <= most:
        return line
    cut = line[: most - 1]
    return (cut.rsplit(" ", 1)[0] if " " in cut else cut) + "…"


def why(claim: Claim) -> str:
    """Why its status is what it is: as whoever made the claim says it, else what the status means."""
    return "; ".join(claim.why) if claim.why else _MEANINGS[claim.status]
