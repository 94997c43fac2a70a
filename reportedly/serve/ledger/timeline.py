"""What happened when, against when it was reported, as lines."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from rich.text import Text

from reportedly.corpus.timeline import Moment, Timeline
from reportedly.serve.ledger.words import STYLES, day, how_many, listed, origins, shortened
from reportedly.serve.lines import Lines
from reportedly.serve.tables import JOINT, Row

COLUMNS = (
    "date first last precision other_dates claim statement kind status origins_low origins_high origins first_reported"
    " last_reported days reports articles"
).split()
"""Of the CSV, a row for each claim."""
_STATEMENT = 240
"""Characters."""
_ORIGINS = 3


def rows(moments: Iterable[Moment]) -> Iterator[Row]:
    """In their order."""
    for m in moments:
        yield (
            m.date, m.first, m.last, m.precision, JOINT.join(m.others), m.claim, m.statement, m.kind, m.status,
            m.independent_origins.low, m.independent_origins.high, JOINT.join(m.origins), m.first_reported,
            m.last_reported, m.days, m.reports, m.articles,
        )  # fmt: skip


def write_timeline(to: Lines, found: Timeline, short: Callable[[str], str]) -> None:
    """Each date once, below it what is said to have happened then."""
    before = None
    for moment in found.moments:
        if moment.date != before:
            to.line(Text(to.spelling(_heading(moment)), "bold"))
        before = moment.date
        _write(to, moment, short)
        to.line()


def _heading(moment: Moment) -> str:
    return moment.date if moment.precision == "day" else f"{moment.date}  ({moment.first} to {moment.last})"


def _write(to: Lines, moment: Moment, short: Callable[[str], str]) -> None:
    to.line(shortened(moment.statement, _STATEMENT), 2)
    line = Text(to.spelling(f"{short(moment.claim)} · ")).append(moment.status, STYLES[moment.status])
    rests = f" · {origins(moment.independent_origins)} of {how_many(moment.reports, 'report')}"
    line.append(to.spelling(f"{rests} · {reported(moment)}"))
    to.line(line, 4, hanging=2)
    if moment.origins:
        to.line(f"from {listed(moment.origins, _ORIGINS)}", 4, "dim", hanging=2)
    if moment.others:
        to.line(f"also dated {', '.join(moment.others)}", 4, "dim", hanging=2)


def reported(moment: Moment) -> str:
    """When it was reported, seen from when it happened."""
    if moment.days is None:
        return "reports undated"
    if moment.days == 0 and moment.precision == "day":
        return "reported that day"
    when = f"reported {day(moment.first_reported)}"
    if moment.days == 0:
        return f"{when}, in that {moment.precision}"
    return f"{when}, {_away(abs(moment.days))} {'later' if moment.days > 0 else 'ahead'}"


def _away(days: int) -> str:
    """In the largest unit that there are two of."""
    for length, noun in ((365.25, "year"), (30.44, "month")):
        if days >= 2 * length:
            return how_many(round(days / length), noun)
    return how_many(days, "day")
