from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.corpus.clusters import clusters, components
from reportedly.corpus.digest import Link
from reportedly.corpus.marks import Said, agreed

SCORES = st.sampled_from((0.3, 0.5, 0.6, 0.8, 0.9, 0.95))


@st.composite
def graphs(draw: st.DrawFn) -> tuple[list[int], list[Link]]:
    members = list(range(draw(st.integers(1, 12))))
    pairs = [(a, b) for a in members for b in members if a < b]
    kept = draw(st.lists(st.sampled_from(pairs), unique=True)) if pairs else []
    return members, [Link(a, b, draw(SCORES)) for a, b in kept]


def article(number: int) -> str:
    return f"a{number // 2}"


@given(graphs(), st.randoms())
def test_the_same_whatever_the_order(graph: tuple[list[int], list[Link]], rng: random.Random) -> None:
    members, links = graph
    expected = clusters(members, links, article, 0.5)
    rng.shuffle(members)
    rng.shuffle(links)
    assert clusters(members, links, article, 0.5) == expected


@given(graphs())
def test_every_report_stands_in_one_cluster(graph: tuple[list[int], list[Link]]) -> None:
    members, links = graph
    found = clusters(members, links, article, 0.5)
    assert sorted(n for group in found for n in group) == sorted(members)


def test_a_chain_of_likeness_is_no_claim() -> None:
    links = [Link(0, 1, 0.9), Link(1, 2, 0.55)]  # 0 and 2 have nothing in common
    assert clusters([0, 1, 2], links, str, 0.5) == [(0, 1), (2,)]


def test_reports_of_one_article_do_not_speak_against_each_other() -> None:
    links = [Link(0, 2, 0.9), Link(1, 2, 0.9)]
    assert clusters([0, 1, 2], links, article, 0.5) == [(0, 1, 2)]


def test_a_crowd_is_cut_where_it_is_weakest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reportedly.corpus.clusters.LARGEST", 4)
    links = [Link(a, b, 0.9) for a in range(4) for b in range(a + 1, 4)]
    links += [Link(a, b, 0.9) for a in range(4, 8) for b in range(a + 1, 8)] + [Link(3, 4, 0.5)]
    assert clusters(range(8), links, str, 0.5) == [(0, 1, 2, 3), (4, 5, 6, 7)]


def test_components() -> None:
    assert components([3, 1, 2, 5], [(1, 2), (2, 3)]) == [[1, 2, 3], [5]]


# what persons said


@st.composite
def verdicts(draw: st.DrawFn) -> list[tuple[int, int, bool]]:
    ends = st.integers(0, 11)
    found = draw(st.lists(st.tuples(ends, ends, st.booleans()), max_size=8))
    return [(a, b, same) for a, b, same in found if a != b]


@given(graphs(), verdicts(), st.randoms())
def test_what_was_said_holds_whatever_the_order(
    graph: tuple[list[int], list[Link]], pairs: list[tuple[int, int, bool]], rng: random.Random
) -> None:
    members, links = graph
    said = agreed([pair for pair in pairs if {*pair[:2]} <= set(members)])
    found = clusters(members, links, article, 0.5, said)
    group = {n: at for at, one in enumerate(found) for n in one}
    assert sorted(group) == sorted(members)
    assert all(group[a] == group[b] for a, b in said.same)
    assert all(group[a] != group[b] for a, b in said.apart)
    rng.shuffle(members)
    rng.shuffle(links)
    assert clusters(members, links, article, 0.5, said) == found


def test_two_that_are_two_draw_their_groups_apart() -> None:
    links = [Link(0, 1, 0.9), Link(1, 2, 0.8), Link(0, 2, 0.9)]
    assert clusters([0, 1, 2], links, str, 0.5) == [(0, 1, 2)]
    assert clusters([0, 1, 2], links, str, 0.5, Said(apart=((0, 1),))) == [(0, 2), (1,)]
    assert clusters([0, 1, 2], [], str, 0.5, Said(same=((0, 2),))) == [(0, 2), (1,)]


def test_a_crowd_is_never_cut_where_persons_tied_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reportedly.corpus.clusters.LARGEST", 2)
    links = [Link(0, 1, 0.9), Link(1, 2, 0.5), Link(2, 3, 0.9)]
    assert clusters(range(4), links, str, 0.3, Said(same=((0, 3),))) == [(0, 3), (1,), (2,)]


def test_copies_count_as_one() -> None:
    links = [Link(0, 1, 0.9), Link(0, 2, 0.3), Link(1, 2, 0.9)]
    assert clusters([0, 1, 2], links, str, 0.6) == [(0, 1, 2)]
    copied = [Link(2, n, 0.99) for n in (3, 4, 5)]
    more = [Link(n, m, 0.3 if n == 0 else 0.9) for n in (0, 1) for m in (3, 4, 5)]
    assert clusters(range(6), [*links, *more, *copied], str, 0.6) == [(0, 1, 2, 3, 4, 5)]


def test_copies_of_what_is_not_the_same_are_not_the_same_either() -> None:
    links = [Link(0, 1, 0.99), Link(1, 2, 0.99)]
    found = clusters([0, 1, 2], links, str, 0.5, Said(apart=((0, 2),)))
    assert not any({0, 2} <= set(group) for group in found)
