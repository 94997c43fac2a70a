"""Ids of reports, in words and as numbers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.model import id_of, number_of


@given(st.integers(-(2**63), 2**63 - 1))
def test_number_to_id_and_back(number: int) -> None:
    report = id_of(number)
    assert len(report) == 16
    assert report == report.lower()
    assert number_of(report) == number


@given(st.text("0123456789abcdef", min_size=16, max_size=16))
def test_id_to_number_and_back(report: str) -> None:
    assert id_of(number_of(report)) == report


@pytest.mark.parametrize(
    ("number", "report"),
    [(0, "0" * 16), (-1, "f" * 16), (2**63 - 1, "7" + "f" * 15), (-(2**63), "8" + "0" * 15), (255, "0" * 14 + "ff")],
)
def test_twos_complement(number: int, report: str) -> None:
    assert id_of(number) == report


@pytest.mark.parametrize(
    "report", ["", "3fa9", "g" * 16, "0" * 17, "-" + "0" * 15, "0x" + "0" * 14, "0" * 15 + " ", "F" * 16]
)
def test_what_is_no_id_is_refused(report: str) -> None:
    with pytest.raises(ValueError, match="16 lower-case hexadecimal"):
        number_of(report)


@pytest.mark.parametrize("number", [2**63, -(2**63) - 1])
def test_a_number_beyond_64_bits_is_refused(number: int) -> None:
    with pytest.raises(ValueError, match="64 bits"):
        id_of(number)
