"""When it was that claims tell of, kept by day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportedly.corpus.timeline import happened
from reportedly.model import Claim
from reportedly.store.database.backend import Row, Work


def days_of(number: int, claim: Claim) -> Iterator[Row]:
    """The row of a claim, by its number in this database, if it has one."""
    days = happened(claim)
    if days is not None:
        yield days.first.toordinal(), days.last.toordinal(), number


def write_happenings(work: Work, rows: Sequence[Row]) -> None:
    """Of claims that have none yet."""
    work.many("INSERT INTO happenings (first, last, claim) VALUES (?, ?, ?)", sorted(rows))


def forget_happenings(work: Work, claims: list[int]) -> None:
    """Those of these claims are gone."""
    work.run("DELETE FROM happenings WHERE claim IN MANY(:claims)", claims=claims)
