"""Who cites whom, and how often alone."""

from __future__ import annotations

from reportedly.corpus.sources import Carrier, Resting, Sources, sources
from tests.corpus.hand_made import MINISTRY, STAFF, claim, clash, report, tolls


def test_origins_with_those_who_carry_them() -> None:
    found = sources([clash(), *tolls()])
    assert found.claims == 4
    ministry, staff, villager = found.cited
    assert (ministry.label, ministry.claims, ministry.alone, ministry.reports) == (MINISTRY, 4, 2, 9)
    assert ministry.outlets[0] == Carrier("Morning Lantern", 3, 2)
    assert Carrier("Wire", 1, 0) in ministry.outlets
    assert (staff.label, staff.claims, staff.alone) == (STAFF, 2, 0)
    assert villager.outlets == (Carrier("Weekly", 1, 0),)


def test_one_actor_under_two_labels_is_one_origin() -> None:
    a = claim("a", [report("x", "q", "Lavrov")], entities={"Lavrov": "a1"})
    b = claim("b", [report("x", "r", "Sergei Lavrov")], entities={"Sergei Lavrov": "a1"})
    c = claim("c", [report("x", "s", "Sergei Lavrov")], entities={"Sergei Lavrov": "a1"})
    (one,) = sources([a, b, c]).cited
    assert (one.label, one.entity, one.claims, one.alone) == ("Sergei Lavrov", "a1", 3, 3)


def test_unnamed_origins_are_one_where_their_words_are() -> None:
    told = [claim(w, [report(w, "q", w)]) for w in ("two doctors", "Two  doctors", "a doctor")]
    assert [(c.label, c.claims) for c in sources(told).cited] == [("Two doctors", 2), ("a doctor", 1)]


def test_an_outlet_that_tells_it_itself_cites_nobody() -> None:
    told = [
        report("x", "q", "The Post reporter", outlet="The Post"),
        report("y", "q", "Reuters reporter", outlet="Post"),
    ]
    assert [(c.label, c.own) for c in sources([claim("a", told)]).cited] == [
        ("Reuters reporter", False),
        ("The Post reporter", True),
    ]


def test_which_outlet_rests_on_which() -> None:
    found = sources([clash(), *tolls()], {"elsewhere": "The Elsewhere Times"}.get)
    assert found.resting == (
        Resting("Port Ellery Gazette", "Morning Lantern", 2, 1),
        Resting("Border Digest", "Port Ellery Gazette", 1, 1),
        Resting("Weekly", "The Elsewhere Times", 1, 1),
    )


def test_an_outlet_that_nothing_says() -> None:
    found = sources([claim("a", [report("x", "q", "Ana", outlet=None, rests="gone")])])
    assert found.resting == (Resting(None, None, 1, 1),)
    assert found.cited[0].outlets == (Carrier(None, 1, 1),)


def test_order_of_claims_changes_nothing() -> None:
    claims = [clash(), *tolls()]
    assert sources(claims) == sources(reversed(claims))


def test_nothing() -> None:
    assert sources([]) == Sources((), (), 0)
