"""Estimates side by side."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reportedly.corpus.series import series, told_by
from reportedly.model import Hop, Suggestion
from tests.corpus.hand_made import MINISTRY, STAFF, claim, clash, report, tolls


def test_values_by_origin_over_time() -> None:
    three, nine, _ = tolls()
    (found,) = series([replace(three, suggested=()), nine])
    assert found.unit == "person"
    assert [c.id for c in found.claims] == [three.id, nine.id]
    told = [(v.as_of or v.first_reported, v.told_by, v.low, v.high, v.reports, v.stance) for v in found.values]
    assert told == [
        ("2026-04-14", MINISTRY, 3, 3, 2, "asserts"),
        ("2026-04-15", "hospital staff", 3, 3, 1, "denies"),
        ("2026-04-15", MINISTRY, 9, 9, 1, "asserts"),
        ("2026-04-15T12:00:00+03:00", STAFF, 20, None, 1, "asserts"),
    ]
    first = found.values[0]
    assert (first.first_reported, first.last_reported) == ("2026-04-14T09:10:00+03:00", "2026-04-14T11:00:00+03:00")


def test_units_are_apart_and_what_is_suggested_stands_together() -> None:
    found = series(tolls())
    assert [(s.unit, len(s.claims), len(s.values)) for s in found] == [("person", 3, 5), ("tank", 1, 1)]
    assert series(reversed(tolls())) == found


def test_statements_in_the_same_words_stand_together() -> None:
    def toll(statement: str, figure: float) -> object:
        return claim(statement, [report(statement, "q", "Ana", low=figure, high=figure, unit="person")])

    told = (
        toll("Twelve miners were killed in Varholm", 12),
        toll("Varholm: 14 miners killed", 14),
        toll("Eight ships sank off Varholm", 8),
    )
    assert sorted(len(s.claims) for s in series(told)) == [1, 2]  # type: ignore[arg-type]


def test_claims_without_figures_have_none() -> None:
    assert series([clash()]) == ()


@pytest.mark.parametrize(
    ("origin", "chain", "outlet", "expected"),
    [
        ("Ana", (), "Post", "Ana"),
        (None, (Hop(None, "officials", "said"), Hop(None, None, "reportedly")), "Post", "officials"),
        (None, (), "Post", "Post"),
        (None, (), None, "x"),
    ],
)
def test_who_tells_it(origin: str | None, chain: tuple[Hop, ...], outlet: str | None, expected: str) -> None:
    assert told_by(report("x", "q", origin, chain=chain, outlet=outlet)) == expected


def test_a_suggestion_of_a_claim_that_is_not_here() -> None:
    three = replace(tolls()[0], suggested=(Suggestion("f" * 16, 0.4, ()),), rivals=("e" * 16,))
    assert len(series([three])) == 1
