"""What the views are made of."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest

from reportedly.corpus.timeline import Moment
from reportedly.errors import ValueRefused
from reportedly.model import Interval
from reportedly.serve.ledger.estimates import figure
from reportedly.serve.ledger.grid import Column, write_grid
from reportedly.serve.ledger.ids import Short
from reportedly.serve.ledger.scale import drawn
from reportedly.serve.ledger.timeline import reported
from reportedly.serve.ledger.words import days, listed, moment, origins, shortened, spell, why
from reportedly.serve.lines import Lines
from reportedly.store.memory import Memory
from tests.corpus.hand_made import claim, clash, report
from tests.serve.ledger.kept import keep


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (0, 0, "no origin"),
        (1, 1, "1 origin"),
        (0, 1, "0–1 origins"),
        (1, 2, "1–2 origins"),
        (1200, 1200, "1,200 origins"),
    ],
)
def test_origins(low: int, high: int, words: str) -> None:
    assert origins(Interval(low, high)) == words


@pytest.mark.parametrize(
    ("published", "words"),
    [
        (None, "undated"),
        ("2026-04-14", "2026-04-14"),
        ("2026-04-14T09:10:11.5+03:00", "2026-04-14 09:10 +03:00"),
        ("2026-04-14T09:10Z", "2026-04-14 09:10 UTC"),
        ("2026-04-14T09:10:11", "2026-04-14 09:10"),
        ("last week", "last week"),
    ],
)
def test_moment(published: str | None, words: str) -> None:
    assert moment(published) == words


def test_spans_of_time() -> None:
    assert spell("2026-04-14", "2026-04-14") == "reported 2026-04-14"
    assert spell(None, None) == "reported undated"
    assert days("2026-04-14T01:00", "2026-04-14T09:00") == "2026-04-14"
    assert days("2026-04-14", "2026-05-01") == "2026-04-14 to 2026-05-01"
    assert days(None, "2026-05-01") == "2026-05-01"


def test_lists_and_long_words() -> None:
    assert listed(["a", "b\nc", "d", "e"], 2) == "a · b c · 2 more"
    assert shortened("one  two three", 9) == "one two…"
    assert shortened("x" * 20, 5) == "xxxx…"
    assert shortened("as it is", 8) == "as it is"


def test_why_a_status_is_what_it_is() -> None:
    assert why(replace(clash(), why=("denied by the mayor", "excluded by 1 other claim"))) == (
        "denied by the mayor; excluded by 1 other claim"
    )
    assert why(clash()).startswith("denied by somebody")


@pytest.mark.parametrize(
    ("low", "high", "words"), [(3, 3, "3"), (600, 5000, "600–5,000"), (20, None, "20 or more"), (None, 8, "up to 8")]
)
def test_figure(low: float | None, high: float | None, words: str) -> None:
    assert figure(low, high) == words


def test_drawing() -> None:
    header, pictures = drawn([(0, 0), (10, 10), (2, 7), (5, None), (None, 3), (None, None)], 13)
    assert header == "0        10"
    assert pictures == ["●", "          ●", "  ├────┤", "     ├──────▶", "◀──┤", ""]


@pytest.mark.parametrize(
    "values",
    [
        [(1, 1), (100_000, 100_000), (1000, 2000)],
        [(-5, 5), (0, 0)],
        [(float("inf"), None), (3, 3)],
        [(0, 0)],
        [(0, None)],
        [(None, 0)],
        [],
    ],
)
def test_drawings_fit(values: list[tuple[float | None, float | None]]) -> None:
    header, pictures = drawn(values, 14)
    assert all(0 < len(picture) <= 14 for picture in pictures)
    assert header


def test_wide_figures_are_on_a_logarithmic_scale() -> None:
    header, pictures = drawn([(1, 1), (10_000, 10_000), (100, 100)], 16)
    assert header == "0  log  10,000"
    assert pictures[2].index("●") == 7


def test_a_grid_gives_way_where_the_width_is_short() -> None:
    stream = io.StringIO()
    columns = (Column("n", right=True), Column("name", gives=True), Column("last"))
    write_grid(Lines(stream, 30), columns, [("1", "漢字" * 20, "x"), ("22", "a long name that is cut", "y")])
    lines = stream.getvalue().splitlines()
    assert lines[2] == "  22  a long name that…   y"
    assert lines[1].startswith("   1  漢字")
    write_grid(Lines(stream, 30), columns, [])
    assert len(stream.getvalue().splitlines()) == 3


class Crowded(Memory):
    """Many claims begin alike."""

    def claim(self, claim_or_report: str):  # type: ignore[no-untyped-def]
        if len(claim_or_report) < 10:
            raise ValueRefused("several")
        return super().claim(claim_or_report)


def test_ids_are_as_long_as_they_must_be() -> None:
    store, crowded = Memory(), Crowded()
    (placed,) = keep(store, [clash()])
    keep(crowded, [clash()])
    assert Short(store)(placed.id) == placed.id[:6]
    assert Short(crowded)(placed.id) == placed.id[:10]
    assert Short(store)("0" * 16) == "0" * 16


@pytest.mark.parametrize(
    ("precision", "days", "words"),
    [
        ("day", 0, "reported that day"),
        ("month", 0, "reported 2026-04-14, in that month"),
        ("day", 2, "reported 2026-04-14, 2 days later"),
        ("day", -1, "reported 2026-04-14, 1 day ahead"),
        ("day", None, "reports undated"),
        ("day", 60, "reported 2026-04-14, 60 days later"),
        ("day", 91, "reported 2026-04-14, 3 months later"),
        ("year", -800, "reported 2026-04-14, 2 years ahead"),
    ],
)
def test_reported(precision: str, days: int | None, words: str) -> None:
    from reportedly.corpus.timeline import timeline

    (found,) = timeline([claim("x", [report("a", "q", date="2026-04-14", published="2026-04-14")])]).moments
    assert isinstance(found, Moment)
    assert reported(replace(found, precision=precision, days=days)) == words
