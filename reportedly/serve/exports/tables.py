"""A corpus as tables, whatever they are written to: columns with their types, and rows one at a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from reportedly.model import Claim, Origin, Reading, Report
from reportedly.serve.exports.characters import tabular
from reportedly.serve.exports.chosen import Chosen
from reportedly.serve.items import Names
from reportedly.serve.outline import hop_steps
from reportedly.serve.tables import ARTICLE, JOINT, SHEETS, Row

ColumnType = Literal["text", "integer", "number", "truth"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column; any cell of it may be empty."""

    name: str
    type: ColumnType


@dataclass(frozen=True, slots=True)
class Table:
    """One table, its name that of its file without the ending."""

    name: str
    columns: tuple[Column, ...]


_TYPES: dict[str, ColumnType] = {
    **dict.fromkeys("start end characters mentions reports origins origins_low origins_high credibility".split(), "integer"),
    **dict.fromkeys("confidence latitude longitude low high score match".split(), "number"),
    "hedged": "truth",
}  # fmt: skip
"""A name means the same in every table. What is not here is text: dates keep the precision told, ids are no numbers."""


def _table(name: str, columns: tuple[str, ...]) -> Table:
    return Table(name, tuple(Column(each, _TYPES.get(each, "text")) for each in columns))


TABLES: tuple[Table, ...] = (
    _table("articles", (*ARTICLE, *"url title byline language credit dateline links characters text".split())),
    _table(
        "claims",
        tuple(
            "claim statement kind status origins_low origins_high credibility reports origins first_reported "
            "last_reported actors actor_names denied_by rivals suggested".split()
        ),
    ),
    _table(
        "reports",
        tuple(
            "claim report article outlet published start end quote chain stance kind origin match derived_from why score "
            "low high unit date".split()
        ),
    ),
    _table("origins", tuple("claim origin entity first_reported reports report_ids".split())),
    *(_table(name, sheet.columns) for name, sheet in SHEETS.items()),
)


def columns(table: str) -> tuple[str, ...]:
    """The names of a table's columns."""
    return next(tuple(column.name for column in each.columns) for each in TABLES if each.name == table)


def rows(chosen: Chosen) -> Iterator[tuple[str, Row]]:
    """Every row with the name of its table; those of a table in the order of readings or of claims."""
    for reading in chosen.readings():
        yield from reading_rows(reading)
    for claim in chosen.claims():
        yield from claim_rows(claim, chosen)


def reading_rows(reading: Reading) -> Iterator[tuple[str, Row]]:
    """The rows of one reading with the names of their tables: that of its article, then those of what is found in it."""
    names = Names(reading)
    yield "articles", _clean(_article(reading))
    for name, sheet in SHEETS.items():
        for row in sheet.rows(names):
            yield name, _clean(row)


def claim_rows(claim: Claim, chosen: Chosen) -> Iterator[tuple[str, Row]]:
    """The rows of one claim: its own, those of its reports, those of its origins."""
    yield "claims", _clean(_claim(claim, chosen))
    for report in claim.reports:
        yield "reports", _clean(_report(claim, report))
    for origin in claim.origins:
        yield "origins", _clean(_origin(claim, origin))


def _article(reading: Reading) -> Row:
    a = reading.article
    told = (a.url, a.title, a.byline, a.language, a.credit, a.dateline, JOINT.join(a.links))
    return a.id, a.outlet, a.published, *told, len(a.text), a.text


def _claim(claim: Claim, chosen: Chosen) -> Row:
    forms = (chosen.actor(actor) for actor in claim.actors)
    return (
        claim.id, claim.statement, claim.kind, claim.status, claim.independent_origins.low,
        claim.independent_origins.high, claim.credibility, len(claim.reports), len(claim.origins), claim.first_reported,
        claim.last_reported, JOINT.join(claim.actors), JOINT.join(form.name for form in forms if form),
        JOINT.join(claim.denied_by), JOINT.join(claim.rivals), JOINT.join(each.claim for each in claim.suggested),
    )  # fmt: skip


def _report(claim: Claim, report: Report) -> Row:
    rests = report.derived_from
    return (
        claim.id, report.id, report.article, report.outlet, report.published, report.span.start, report.span.end,
        report.quote, " › ".join(step.label for step in hop_steps(report.chain)), report.stance, report.kind,
        report.origin, report.match, rests and rests.article, rests and JOINT.join(rests.why), rests and rests.score,
        report.low, report.high, report.unit, report.date,
    )  # fmt: skip


def _origin(claim: Claim, origin: Origin) -> Row:
    count = len(origin.reports)
    return claim.id, origin.label, origin.entity, origin.first_reported, count, JOINT.join(origin.reports)


def _clean(row: Row) -> Row:
    """Nothing told is an empty cell, be it None or ""."""
    return tuple((tabular(cell) or None) if isinstance(cell, str) else cell for cell in row)
