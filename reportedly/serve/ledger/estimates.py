"""Figures that are put on one quantity, below each other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from reportedly.corpus.series import Counted, Series, Value
from reportedly.language.inflect import plural
from reportedly.serve.items import number
from reportedly.serve.ledger.grid import Column, write_grid
from reportedly.serve.ledger.scale import drawn
from reportedly.serve.ledger.words import STYLES, day, how_many, origins, shortened
from reportedly.serve.lines import Lines
from reportedly.serve.tables import Row

COLUMNS = (
    "unit claim statement status origins_low origins_high as_of first_reported last_reported origin told_by stance low"
    " high reports quote"
).split()
"""Of the CSV, a row for each value."""
_STATEMENT = 200
"""Characters."""
_MARKS = {"asserts": "", "denies": "not ", "doubts": "doubts "}


def rows(found: Iterable[Series]) -> Iterator[Row]:
    """In the order of the series and of their values."""
    for each in found:
        claims = {claim.id: claim for claim in each.claims}
        for value in each.values:
            claim = claims[value.claim]
            yield (
                each.unit, claim.id, claim.statement, claim.status, claim.independent_origins.low,
                claim.independent_origins.high, value.as_of, value.first_reported, value.last_reported, value.origin,
                value.told_by, value.stance, value.low, value.high, value.reports, value.quote,
            )  # fmt: skip


def write_series(to: Lines, found: Iterable[Series], short: Callable[[str], str]) -> None:
    """Each with its claims, then a table of its values. Below them what is told with one value, where there are others."""
    every = list(found)
    alone = [each for each in every if len(each.values) == 1 and len(every) > 1]
    for each in every:
        if each in alone:
            continue
        to.line(heading(each), style="bold")
        for claim in each.claims:
            _counted(to, claim, short)
        to.line()
        write_values(to, each.values, short)
        to.line()
    if alone:
        to.line("With one value each", style="bold")
        for each in alone:
            _alone(to, each, short)
        to.line()


def _alone(to: Lines, found: Series, short: Callable[[str], str]) -> None:
    (value,), (claim,) = found.values, found.claims
    id_ = short(claim.id)
    to.line(f"{id_}  {shortened(claim.statement, _STATEMENT)}", 2, hanging=len(id_) + 2)
    unit = found.unit if value.low == value.high == 1 else _unit(found.unit)
    told = f"{_MARKS[value.stance]}{figure(value.low, value.high)} {unit}".rstrip()
    told += f" · {_when(value)} · {value.told_by} · {how_many(value.reports, 'report')}"
    to.line(told, len(id_) + 4, hanging=2)


def heading(found: Series) -> str:
    """What is counted, and how much is said of it."""
    unit = _unit(found.unit) or "figures"
    reports = sum(value.reports for value in found.values)
    return f"{unit[:1].upper()}{unit[1:]}: {how_many(len(found.claims), 'claim')}, {how_many(reports, 'report')}"


def write_values(to: Lines, values: Iterable[Value], short: Callable[[str], str]) -> None:
    """A table with a drawing. A figure that is denied has none."""
    every = list(values)
    header, pictures = drawn((v.low, v.high) if v.stance == "asserts" else (None, None) for v in every)
    write_grid(
        to,
        (
            Column("as of"),
            Column("according to", gives=True, least=10),
            Column("figure", right=True),
            Column(header),
            Column("reports", right=True),
            Column("claim"),
        ),
        [
            (
                _when(value),
                value.told_by,
                _MARKS[value.stance] + figure(value.low, value.high),
                picture,
                number(value.reports),
                short(value.claim),
            )
            for value, picture in zip(every, pictures, strict=True)
        ],
    )


def _unit(unit: str) -> str:
    """In the plural, where it is no currency or the like."""
    return plural(unit) if unit.islower() and unit.isalpha() else unit


def _when(value: Value) -> str:
    return value.as_of or day(value.first_reported)


def figure(low: float | None, high: float | None) -> str:
    """*3*, *600–5,000*, *20 or more*, *up to 8*."""
    if low is None:
        return f"up to {number(high or 0)}"
    if high is None:
        return f"{number(low)} or more"
    return number(low) if low == high else f"{number(low)}–{number(high)}"


def _counted(to: Lines, claim: Counted, short: Callable[[str], str]) -> None:
    id_ = short(claim.id)
    to.line(f"{id_}  {shortened(claim.statement, _STATEMENT)}", 2, hanging=len(id_) + 2)
    to.line(f"{claim.status}, {origins(claim.independent_origins)}", len(id_) + 4, STYLES[claim.status])
