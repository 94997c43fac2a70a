"""Which articles are worth comparing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.corpus.nearness import related, relatedness

NAMES = st.frozensets(st.integers(0, 30), max_size=25)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ([1, 2, 3], [3, 4, 5, 6], True),
        (range(10), range(9, 40), True),
        (range(11), range(10, 40), False),
        (range(43), range(39, 90), False),
        (range(43), range(38, 90), True),
        ([1], [2], False),
        ([], [1, 2], False),
        ([], [], False),
    ],
)
def test_a_tenth_of_the_names_of_the_one_that_has_fewer(one: list[int], other: list[int], expected: bool) -> None:
    assert related(one, other) is expected
    assert related(other, one) is expected


@given(NAMES, NAMES)
def test_relatedness_says_the_same_as_a_share(one: frozenset[int], other: frozenset[int]) -> None:
    share = relatedness(one, other)
    assert 0 <= share <= 1
    assert share == relatedness(other, one)
    assert (share >= 0.1) is related(list(one), [*other, *other])
