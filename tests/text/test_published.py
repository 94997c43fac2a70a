"""Dates as feeds and agencies write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.text.published import check_date, told_date


@pytest.mark.parametrize(
    ("said", "date"),
    [
        ("Mon, 14 Jul 2025 08:30:00 +0900", "2025-07-14T08:30:00+09:00"),
        ("Mon, 14 Jul 2025 08:30:00 GMT", "2025-07-14T08:30:00+00:00"),
        ("14 Jul 2025 08:30 EST", "2025-07-14T08:30-05:00"),  # no seconds are made up
        ("Mon, 14 Jul 25 08:30:00 Z", "2025-07-14T08:30:00+00:00"),
        ("14 July 2025", "2025-07-14"),  # no time
        ("Thu, 4 Sept 2025 08:30:00", "2025-09-04T08:30:00"),  # no zone
        ("Mon, 14 Jul 2025 08:30:00 -0000", "2025-07-14T08:30:00"),
        ("Mon, 14 Jul 2025 08:30:00 KST", "2025-07-14T08:30:00"),  # an unknown one
        (" 2025-07-14T08:30:00.000Z\n", "2025-07-14T08:30:00.000Z"),
        ("2025-07-14", "2025-07-14"),
        ("2025-07-14T08:30:00+0000", "2025-07-14T08:30:00+0000"),
    ],
)
def test_dates_keep_their_precision_and_zone(said: str, date: str) -> None:
    assert told_date(said) == date
    assert check_date(date) == date


@pytest.mark.parametrize(
    "said",
    ["", "yesterday", "July 2025", "2025", "2025-07", "30 Feb 2025", "14 Xyz 2025", "Mon, 14 Jul 2025 25:00:00 Z",
     "14 Jul 2025 08:30:00 +9999", "14/07/2025", "0 Jul 2025"],
)  # fmt: skip
def test_no_date_is_made_up(said: str) -> None:
    assert told_date(said) is None


@given(st.text() | st.from_regex(r"\d{1,2} (Jan|Feb|May) \d{2,4} \d\d:\d\d( [+-]\d{4})?"))
def test_whatever_comes_out_is_in_the_form_of_the_contract(said: str) -> None:
    date = told_date(said)
    assert date is None or check_date(date) == date
