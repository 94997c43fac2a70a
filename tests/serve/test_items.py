"""What is found besides attributions, in every view."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import date

import pytest

from reportedly.language.timex.interval import interval
from reportedly.model import KINDS, Reading
from reportedly.serve.figures import estimate_figures, timeline
from reportedly.serve.items import sections
from reportedly.serve.page import page
from reportedly.serve.tables import Table
from reportedly.serve.terminal import Account


def shown(reading: Reading, *kinds: str) -> list[str]:
    to = io.StringIO()
    account = Account(to, 80, kinds) if kinds else Account(to, 80)
    account.write(reading)
    return to.getvalue().splitlines()


def rows(reading: Reading, kind: str) -> list[dict[str, str]]:
    to = io.StringIO(newline="")
    Table(kind, to).write(reading)
    assert "\r\n" in to.getvalue()
    return list(csv.DictReader(io.StringIO(to.getvalue(), newline="")))


def test_account_has_all_of_them(full: Reading) -> None:
    lines = shown(full)
    assert [line for line in lines if line in {"Events", "Estimates", "Commitments", "Dates", "Places"}] == [
        "Events", "Estimates", "Commitments", "Dates", "Places",
    ]  # fmt: skip
    text = " ".join(" ".join(lines).split())
    assert "RETREAT: Oskan forces, in Varholm, 2025-07-12 [possible] “withdrew” — (nobody named)" in text
    assert "CONSULT visit: Ilse Maron → Oskan government “told” Estimates" in text
    assert "40 to 60 warships, as of 2025-05" in text
    assert "at least 75 warships [planned] — Oskan Navy" in text
    assert (
        "pledge by Ilse Maron to Fishermen: “We will keep the strait open”, on condition: “if Oskan leaves”,"
        " 2025-07-11 — Ilse Maron" in text
    )
    assert "Varholm 61.50° N 3.25° W Norland, XVE" in text
    assert "(relative) “overnight”" in text


def test_only_some_kinds(full: Reading) -> None:
    lines = shown(full, "places", "dates")
    assert "Dates" in lines
    assert "Places" in lines
    assert not any("told" in line or "RETREAT" in line for line in lines)


def test_nothing_of_what_was_asked_for(reading: Reading) -> None:
    assert "Nothing of what was asked for is found here: events." in shown(reading, "events")


@pytest.mark.parametrize("kind", KINDS)
def test_a_table_of_each_kind(full: Reading, kind: str) -> None:
    told = rows(full, kind)
    assert len(told) == len(getattr(full, kind))
    assert {row["article"] for row in told} == {"strait"}
    assert all(None not in row for row in told), "every row has as many cells as the header"


def test_cells(full: Reading) -> None:
    withdrew, _ = rows(full, "events")
    assert withdrew["actor"] == "Oskan forces"
    assert withdrew["place"] == "Varholm"
    assert full.article.text[int(withdrew["start"]) : int(withdrew["end"])] == "withdrew"
    nested = rows(full, "attributions")[2]
    assert nested["chain"] == "Norda › Ilse Maron › her generals › intelligence sources"
    assert nested["parent"] == "a2"
    assert rows(full, "estimates")[1]["high"] == ""


def test_timeline(full: Reading) -> None:
    figure = timeline(full)
    assert figure is not None
    assert [bar.label for bar in figure.bars] == ["2025-05  “May”", "2025-07-11  “Friday”", "2025-07-12  “July 12”"]
    starts = [bar.start for bar in figure.bars]
    assert starts == sorted(starts)
    assert all(bar.start >= 0 and bar.start + bar.width <= 100 for bar in figure.bars)
    assert timeline(replace(full, dates=())) is None


def test_figure_of_estimates(full: Reading) -> None:
    (figure,) = estimate_figures(full)
    closed, bounded = figure.bars
    assert figure.name == "warships"
    assert closed.end < bounded.start
    assert bounded.open_end
    assert not closed.open_end
    assert estimate_figures(replace(full, estimates=full.estimates[:1])) == ()


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2025", date(2025, 1, 1), date(2025, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2025-07-12", date(2025, 7, 12), date(2025, 7, 12)),
        ("2025-07-12T14:00", date(2025, 7, 12), date(2025, 7, 12)),
        ("2025-W28", date(2025, 7, 7), date(2025, 7, 13)),
        ("2025-W28-WE", date(2025, 7, 12), date(2025, 7, 13)),
        ("199", date(1990, 1, 1), date(1999, 12, 31)),
    ],
)
def test_interval(value: str, first: date, last: date) -> None:
    found = interval(value)
    assert found is not None
    assert (found.first, found.last) == (first, last)


@pytest.mark.parametrize("value", ["", "P3Y", "FUTURE_REF", "2025-13", "2025-02-30", "soon"])
def test_no_interval(value: str) -> None:
    assert interval(value) is None


def test_page(full: Reading) -> None:
    whole = page([full])
    for section in sections(full, KINDS):
        assert f"<h3>{section.title}</h3>" in whole
    assert "at least 75 warships" in whole
    only = page([full], ["dates"])
    assert "Timeline" in only
    assert "RETREAT" not in only
    assert 'href="#r1-' not in only
