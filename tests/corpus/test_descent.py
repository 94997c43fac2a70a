"""The tree of who rests on whom."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reportedly.corpus.descent import descent
from tests.corpus.hand_made import MINISTRY, STAFF, VILLAGER, claim, clash, report


def test_origins_then_what_rests_on_nothing_then_what_rests_on_it() -> None:
    branches = descent(clash())
    assert [b.origin and b.origin.label for b in branches] == [MINISTRY, STAFF, VILLAGER, None]
    ministry = branches[0]
    assert [(n.report.article, n.depth) for n in ministry.nodes] == [("lantern", 1), ("gazette", 2), ("digest", 3)]
    assert [n.report.article for n in branches[3].nodes] == ["blog"]


def test_what_rests_on_an_article_that_is_not_above_it_says_so() -> None:
    (villager,) = (b for b in descent(clash()) if b.origin and b.origin.label == VILLAGER)
    assert villager.nodes[0].beyond == "elsewhere"
    assert all(n.beyond is None for n in descent(clash())[0].nodes)


def test_which_is_the_last_of_its_siblings() -> None:
    told = [report(*x) for x in (("a", "1", "Ana"), ("b", "2", "Ana"))]
    told += [report(name, "q", "Ana", rests=on) for name, on in (("c", "a"), ("d", "a"), ("e", "c"))]
    (branch,) = descent(claim("x", told))
    assert [(n.report.article, n.last) for n in branch.nodes] == [
        ("a", (False,)),
        ("c", (False, False)),
        ("e", (False, False, True)),
        ("d", (False, True)),
        ("b", (True,)),
    ]


def test_a_ring_is_cut() -> None:
    told = [report(name, "q", "Ana", rests=on) for name, on in (("a", "c"), ("b", "a"), ("c", "b"))]
    (branch,) = descent(claim("x", told))
    assert [(n.report.article, n.depth) for n in branch.nodes] == [("a", 1), ("b", 2), ("c", 3)]


def test_a_chain_of_thousands() -> None:
    told = [report(f"n{n}", "q", "Ana", **({"rests": f"n{n - 1}"} if n else {})) for n in range(3000)]
    (branch,) = descent(claim("x", told))
    assert branch.nodes[-1].depth == 3000


@given(st.lists(st.tuples(st.integers(0, 8), st.sampled_from(["Ana", "Ben", None])), min_size=1, max_size=9))
def test_each_report_once_whatever_rests_on_what(given: list[tuple[int, str | None]]) -> None:
    told = [report(f"n{n}", "q", origin, rests=f"n{on}") for n, (on, origin) in enumerate(given)]
    shown = [node.report.id for branch in descent(claim("x", told)) for node in branch.nodes]
    assert sorted(shown) == sorted(r.id for r in told)
