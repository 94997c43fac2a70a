from __future__ import annotations

import pytest

from reportedly.corpus.derivation import earlier, is_named, resting
from tests.corpus.told import made

WIRE = (
    "Three border guards were killed and at least fifteen troops neutralised in a firefight at the crossing on Tuesday"
)
REWRITE = (
    "Guards were killed at the crossing on Tuesday in a firefight, and at least fifteen troops neutralised, it was told"
)


def test_a_copy_rests_on_what_came_before() -> None:
    wire = made("w", ("", WIRE), outlet="Meridian Wire", published="2026-04-14T06:42:00+00:00")
    copy = made("c", ("", f"{WIRE}, it said"), outlet="Gazette", published="2026-04-14T08:10:00+01:00")
    found = resting(wire, copy)
    assert found is not None
    assert (found.later, found.earlier) == ("c", "w")
    assert found == resting(copy, wire)
    assert found.why[0].startswith("copy: ")


def test_times_are_compared_across_zones() -> None:
    first = made("a", ("", WIRE), published="2026-04-14T09:00:00+04:00")
    second = made("b", ("", WIRE), published="2026-04-14T06:00:00+00:00")
    assert earlier(first, second) is first


def test_a_credit_decides_where_times_do_not() -> None:
    wire = made("w", ("", WIRE), outlet="Meridian Wire", published="2026-04-14")
    paper = made(
        "p", ("", "Something else entirely"), outlet="Gazette", published="2026-04-14T08:00", credited=["Meridian Wire"]
    )
    found = resting(paper, wire)
    assert found is not None
    assert found.later == "p"
    assert resting(made("x", ("", WIRE)), made("y", ("", WIRE))) is None, "nobody can tell which copied"


def test_a_credit_does_not_run_against_time() -> None:
    wire = made("w", ("", "Something else"), outlet="Meridian Wire", published="2026-04-15")
    paper = made("p", ("", "And another thing"), outlet="Gazette", published="2026-04-14", credited=["Meridian Wire"])
    assert resting(paper, wire) is None


def test_strangers_rest_on_nothing() -> None:
    one = made("a", ("", WIRE), outlet="A", published="2026-04-14")
    other = made(
        "b", ("", "Apricot growers fear for the blossom after a cold week"), outlet="B", published="2026-04-15"
    )
    assert resting(one, other) is None


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("halden courier", True),
        ("the halden courier", True),
        ("the courier", True),
        ("courier", False),
        ("the times", False),
    ],
)
def test_is_named(words: str, named: bool) -> None:
    assert is_named("Halden Courier", words) is named
