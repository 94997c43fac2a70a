"""Time expressions to TIMEX3 values, on sentences of our own."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.attribution.component import pipeline
from reportedly.language.dates import dates
from reportedly.language.timex.grammar import find

NLP = pipeline(threads=1)
THURSDAY = "2024-05-16"


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("The bridge opened on March 3, 2019.", ["2019-03-03"]),
        ("The bridge opened on 3 March 2019.", ["2019-03-03"]),
        ("The bridge opened in June 2018 and closed in 2020.", ["2018-06", "2020"]),
        ("The envoy arrived on Monday.", ["2024-05-13"]),
        ("The envoy arrived on Thursday.", ["2024-05-16"]),
        ("The envoy will arrive on Monday.", ["2024-05-20"]),
        ("The curfew holds until Wednesday.", ["2024-05-22"]),
        ("The curfew lasted until Wednesday.", ["2024-05-15"]),
        ("The envoy arrived last Thursday.", ["2024-05-09"]),
        ("The envoy will leave next Thursday.", ["2024-05-23"]),
        ("The talks ended Tuesday afternoon.", ["2024-05-14TAF"]),
        ("The talks ended yesterday.", ["2024-05-15"]),
        ("The talks ended last week.", ["2024-W19"]),
        ("The talks will resume next month.", ["2024-06"]),
        ("The talks broke down in late April.", ["2024-04"]),
        ("The talks broke down in November.", ["2023-11"]),
        ("Voters will choose in September.", ["2024-09"]),
        ("The law was passed last October.", ["2023-10"]),
        ("The law was passed in early 2023.", ["2023"]),
        ("The mill closed two weeks ago.", ["2024-W18"]),
        ("The mill closed three years ago.", ["2021"]),
        ("Twenty minutes later the tank burst.", [None]),
        ("The mill closed two hours ago.", [None]),
        ("The war began in 2014. That year the harbour was taken.", ["2014", "2014"]),
        ("The harbour was taken on May 2, 2014. The following day it burned.", ["2014-05-02", "2014-05-03"]),
        ("The mill burned on May 2. It was built in 1908. The next day it fell.", ["2024-05-02", "1908", "2024-05-03"]),
        ("The strike lasted half an hour.", ["PT30M"]),
        ("The mill burned in the past few days.", ["PAST_REF"]),
        ("The strike lasted 48 hours.", ["PT48H"]),
        ("The siege went on for five years.", ["P5Y"]),
        ("The council meets annually.", ["P1Y"]),
        ("The council meets every Monday.", ["XXXX-WXX-1"]),
        ("The mill was built in the 1990s.", ["199"]),
        ("The mill was built in the 19th century.", ["18"]),
        ("Sales fell in the second quarter of 2023.", ["2023-Q2"]),
        ("The minister has recently fallen ill.", ["PAST_REF"]),
        ("The girl, aged 14, ran 2014 metres.", []),
        ("The 12-year-old boy may march on.", []),
    ],
)
def test_values(text: str, values: list[str]) -> None:
    assert [d.value for d in dates(NLP(text), THURSDAY)] == values


def test_a_report_of_a_monday_tells_of_the_weekend_past() -> None:
    (found,) = dates(NLP("The president announced this weekend that he was ill."), "2024-05-13")
    assert found.value == "2024-W19-WE"


def test_nothing_is_resolved_without_a_day_to_start_from() -> None:
    assert [d.value for d in dates(NLP("The envoy arrived last week."), None)] == [None]


def test_the_text_s_own_date_stands_in() -> None:
    doc = NLP("Mill burns\n\nThursday, May 16, 2024\n\nThe mill burned on Tuesday.")
    assert [d.value for d in dates(doc, None)] == ["2024-05-16", "2024-05-14"]


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="0123456789 -/,:.MayJune MondayPMlastweekagotwo", max_size=80))
def test_spans_lie_inside_and_apart(text: str) -> None:
    found = list(find(text))
    assert all(0 <= f.start < f.end <= len(text) for f in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


@settings(max_examples=60, deadline=None)
@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2090, 12, 31)))
def test_a_written_day_is_read_back(day: date) -> None:
    written = f"{day:%B} {day:%d}, {day:%Y}"
    text = f"The mill burned on {re.sub(' 0', ' ', written)}."
    assert [d.value for d in dates(NLP(text), None)] == [str(day)]


def test_a_post_gives_the_year() -> None:
    doc = NLP(
        "Envoy Tam Orlo wrote:\n\nThe ships leave.\n\n— Tam Orlo (@TamOrlo) January 12, 2025\n\nThe ships left in March. He came on Monday."
    )
    assert [d.value for d in dates(doc, None)] == ["2025-01-12", "2025-03", "XXXX-WXX-1"]


def test_a_year_holds_for_its_paragraph() -> None:
    doc = NLP("The ferry sank in May 1987. It was raised in June.\n\nShips have been leaving since April.")
    assert [d.value for d in dates(doc, None)] == ["1987-05", "1987-06", "XXXX-04"]
