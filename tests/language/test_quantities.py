"""Figures with their bounds and units."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.language.quantities import quantities


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("at least 40 people", 40, None, ""),
        ("up to 300 houses", None, 300, ""),
        ("more than 1,200 miners", 1200, None, ""),
        ("fewer than 20 boats", None, 20, ""),
        ("about 50 miners", 50, 50, ""),
        ("another 6,000 men", 6000, 6000, ""),
        ("between 600 and 5,000 troops", 600, 5000, ""),
        ("10 to 15 houses", 10, 15, ""),
        ("5,000–6,000 sheep", 5000, 6000, ""),
        ("dozens of houses", 24, None, ""),
        ("tens of thousands of marchers", 10_000, None, ""),
        ("twenty-five thousand sheep", 25_000, 25_000, ""),
        ("1.2 million voters", 1_200_000, 1_200_000, ""),
        ("$1.2bn", 1_200_000_000, 1_200_000_000, "USD"),
        ("$400-500 million", 400_000_000, 500_000_000, "USD"),
        ("€3m", 3_000_000, 3_000_000, "EUR"),
        ("45 percent of voters", 45, 45, "percent"),
        ("45% of voters", 45, 45, "percent"),
        ("one in three voters", 33.3, 33.3, "percent"),
        ("two-thirds of voters", 66.7, 66.7, "percent"),
        ("no injuries", 0, 0, ""),
        ("200 or more sheep", 200, None, ""),
    ],
)
def test_bounds(text: str, low: float | None, high: float | None, unit: str) -> None:
    (found,) = quantities(text)
    assert (found.low, found.high, found.unit) == (low, high, unit)


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("an 80-19 vote", []),
        ("a 2-to-1 vote", []),
        ("split four to one", []),
        ("46 percent to 42 percent", [46, 42]),
        ("fell from 203 to 27", [27]),
        ("fell from 46% to 42%", [42]),
    ],
)
def test_what_falls_is_no_range(text: str, figures: list[float]) -> None:
    assert [q.low for q in quantities(text)] == [q.high for q in quantities(text)] == figures


@given(st.integers(min_value=0, max_value=999_999_999))
def test_a_written_number_is_read_back(number: int) -> None:
    (found,) = quantities(f"some {number:,} sheep")
    assert found.low == found.high == number


@given(st.text(max_size=80))
def test_spans_lie_inside(text: str) -> None:
    assert all(0 <= q.span.start < q.span.end <= len(text) for q in quantities(text))
