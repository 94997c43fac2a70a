"""What happened when, against when it was reported."""

from __future__ import annotations

import pytest

from reportedly.corpus.timeline import timeline
from reportedly.model import Claim
from tests.corpus.hand_made import claim, clash, report


def dated(*values: str | None, reported: str | None = "2026-04-15") -> Claim:
    name = " ".join(map(str, values))
    return claim(name, [report(f"{name} {n}", "q", date=v, published=reported) for n, v in enumerate(values)])


def test_a_claim_in_its_place() -> None:
    (moment,) = timeline([clash()]).moments
    assert (moment.date, moment.first, moment.last, moment.precision) == (
        "2026-04-14",
        "2026-04-14",
        "2026-04-14",
        "day",
    )
    assert moment.others == ("2026-04-12",)
    assert (moment.reports, moment.articles, moment.days) == (8, 8, 0)
    assert moment.origins[0] == "Keshtan Defence Ministry"


def test_order_is_by_first_day_and_the_less_exact_first() -> None:
    told = ["2026-04-14", "2026-05", "2026", "2026-04", "2026-W16", "2026-04-01", "2025-SU"]
    moments = timeline(dated(value) for value in told).moments
    assert [m.date for m in moments] == [
        "2025-SU", "2026", "2026-04", "2026-04-01", "2026-W16", "2026-04-14", "2026-05",
    ]  # fmt: skip
    assert timeline(dated(value) for value in reversed(told)).moments == moments


@pytest.mark.parametrize(
    ("values", "agreed", "others"),
    [
        (("2026-04", "2026-04", "2026-04-14"), "2026-04-14", ()),
        (("2026-04-13", "2026-04-14", "2026-04-14"), "2026-04-14", ("2026-04-13",)),
        (("2026-04-14", "2026-04-13"), "2026-04-13", ("2026-04-14",)),
        (("2026-04-14TMO", None, "P3D"), "2026-04-14TMO", ()),
    ],
)
def test_reports_that_date_it_differently(values: tuple[str | None, ...], agreed: str, others: tuple[str, ...]) -> None:
    (moment,) = timeline([dated(*values)]).moments
    assert (moment.date, moment.others) == (agreed, others)


@pytest.mark.parametrize("value", [None, "P1Y", "PAST_REF", "2026-13", ""])
def test_undated_ones_are_counted(value: str | None) -> None:
    assert timeline([dated(value), clash()]).undated == 1


@pytest.mark.parametrize(
    ("date", "reported", "days"),
    [
        ("2026-04-14", "2026-04-16T23:00:00+03:00", 2),
        ("2026-04", "2026-04-16", 0),
        ("2026-05", "2026-04-29", -2),
        ("2026-04-14", None, None),
    ],
)
def test_days_from_its_date_to_its_first_report(date: str, reported: str | None, days: int | None) -> None:
    assert timeline([dated(date, reported=reported)]).moments[0].days == days


def test_a_denial_dates_only_what_nobody_else_does() -> None:
    said, denied = report("a", "q", date="2026-04-14"), report("b", "q", date="2026-04-01", stance="denies")
    assert timeline([claim("c", [said, denied])]).moments[0].date == "2026-04-14"
    assert timeline([claim("c", [denied])]).moments[0].date == "2026-04-01"
