"""Articles near each other, reports that hang together, claims made of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportedly.corpus.digest import Resting
from reportedly.corpus.packing import pack
from reportedly.store.database.backend import writing
from reportedly.store.database.postgresql import PostgreSql
from reportedly.store.database.sqlite import Sqlite
from reportedly.store.linking import Component
from reportedly.store.open import open_store
from reportedly.store.protocol import Entry, Store
from tests.store.conftest import Fresh
from tests.store.made import add, entry, link, pair, quiet, reports_of

FEW = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def article(number: int, **more: object) -> Entry:
    return entry(f"a{number}", f"One {number}. Two {number}. Three {number}.", **more)  # type: ignore[arg-type]


# near


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        (article(1, names=[1, 2]), article(2, names=[2, 1, 9]), True),
        (article(1, names=[1, 2]), article(2, names=[2, 3]), True),
        (article(1, names=[1, 2]), article(2, names=[3]), False),
        (article(1, names=range(10)), article(2, names=range(9, 40)), True),
        (article(1, names=range(11)), article(2, names=range(10, 40)), False),
        (article(1, names=[*range(10), 1, 2]), article(2, names=[*range(9, 40), 9]), True),
        (article(1, names=[1, 2], day=1000), article(2, names=[1, 2], day=1003), True),
        (article(1, names=[1, 2], day=1000), article(2, names=[1, 2], day=1004), False),
        (article(1, names=[1, 2], day=None), article(2, names=[1, 2], day=1004), True),
        (article(1, names=[1, 2], day=None), article(2, names=[1, 2], day=None), True),
        (article(1, names=[1, 2], day=2), article(2, names=[1, 2], day=None), True),
        (article(1, names=range(11), day=None), article(2, names=range(10, 40), day=None), False),
        (article(1, exact=[5]), article(2, exact=[5, 6], day=9000), True),
        (article(1, exact=[5], day=None), article(2, exact=[5]), True),
        (article(1, exact=[5], names=[1]), article(2, exact=[6], names=[2]), False),
        (article(1, names=[-(2**63), 2**63 - 1]), article(2, names=[2**63 - 1, -(2**63)]), True),
        (article(1), article(2), False),
    ],
)
def test_near_each_other(store: Store, one: Entry, other: Entry, near: bool) -> None:
    store.put([one, other])
    assert store.near(one.digest, 3) == (["a2"] if near else [])
    assert store.near(other.digest, 3) == (["a1"] if near else [])


def test_near_what_is_not_there_itself(store: Store) -> None:
    store.put([article(3, exact=[1]), article(1, exact=[1]), article(2, exact=[2])])
    assert store.near(article(9, exact=[1]).digest, 3) == ["a1", "a3"]


def test_near_is_of_latest_versions(store: Store) -> None:
    store.put([article(1, exact=[1], names=[7, 8]), article(2, exact=[1], names=[7, 8])])
    store.put([entry("a2", "Another.", exact=[2])])
    assert store.near(article(1, exact=[1], names=[7, 8]).digest, 3) == []
    assert store.near(article(1, exact=[2]).digest, 3) == ["a2"]


@FEW
@given(
    st.lists(
        st.tuples(
            st.sets(st.integers(0, 40), max_size=25),
            st.sets(st.integers(0, 9), max_size=2),
            st.none() | st.integers(1, 12),
        ),
        max_size=7,
    ),
    st.integers(0, 5),
)
def test_near_is_exact_and_symmetric(
    fresh: Fresh, made: list[tuple[set[int], set[int], int | None]], days: int
) -> None:
    entries = [article(i, names=sorted(n), exact=sorted(e), day=day) for i, (n, e, day) in enumerate(made)]
    with fresh() as store:
        store.put(entries)
        for i, (names, exact, day) in enumerate(made):
            expected = [
                f"a{j}"
                for j, (other_names, other_exact, other_day) in enumerate(made)
                if i != j
                and (
                    exact & other_exact
                    or (
                        len(names & other_names) >= max(1, min(len(names), len(other_names)) / 10)
                        and (day is None or other_day is None or abs(day - other_day) <= days)
                    )
                )
            ]
            assert store.near(entries[i].digest, days) == sorted(expected)


@pytest.mark.parametrize("addresses", ["sqlite", "postgresql"], indirect=True)
def test_names_of_an_older_corpus_are_counted(addresses: Callable[[], str]) -> None:
    address = addresses()
    few, many = article(1, names=range(11)), article(2, names=range(9, 40))
    with closing(open_store(address)) as store:
        store.put([few, many])
    backend = PostgreSql(address, False, 5) if "://" in address else Sqlite(Path(address), True, False, 5)
    with writing(backend) as work:
        work.run("ALTER TABLE articles DROP COLUMN named")
        work.run("DELETE FROM schema_version WHERE version > 5")
    backend.close()
    with closing(open_store(address)) as store:
        assert store.near(few.digest, 3) == ["a2"]
        assert store.near(article(3, names=range(12, 60)).digest, 3) == ["a2"]
        assert store.near(article(3, names=range(10, 60)).digest, 3) == ["a2"]
        assert store.near(article(3, names=[*range(10, 11), *range(50, 90)]).digest, 3) == []


def test_digests_there_and_back(store: Store) -> None:
    one, other = article(1, names=[3, 1], exact=[2], address="https://example.org/1", title="T"), article(2, day=None)
    store.put([one, other])
    for _ in range(2):
        found = store.digests(["a2", "a1", "none"])
        assert {name: pack(digest) for name, digest in found.items()} == {
            "a1": pack(one.digest),
            "a2": pack(other.digest),
        }
    assert store.digests([]) == {}


# link


def test_linking_makes_dirty(store: Store) -> None:
    quiet(store, article(1), article(2))
    ours, theirs = reports_of(store, "a1"), reports_of(store, "a2")
    store.put([article(3)])
    new = reports_of(store, "a3")
    assert store.dirty(9) == [], "what is pending is not dirty yet"
    link(store, "a3", links=[pair(new[0], ours[1])])
    assert store.dirty(9) == sorted([*new, ours[1]])
    assert store.dirty(2) == sorted([*new, ours[1]])[:2]
    assert store.count().dirty == 4
    assert theirs[0] not in store.dirty(9)


def test_a_link_to_a_pending_article_makes_it_dirty_when_that_is_linked(store: Store) -> None:
    store.put([article(1), article(2)])
    ours, theirs = reports_of(store, "a1"), reports_of(store, "a2")
    link(store, "a1", links=[pair(ours[0], theirs[0])])
    assert store.dirty(9) == sorted(ours)
    link(store, "a2")
    assert store.dirty(9) == sorted([*ours, *theirs])
    assert store.links_of([theirs[0]], 0, 1) == [pair(ours[0], theirs[0])]


def test_a_pair_linked_again_is_replaced(store: Store) -> None:
    add(store, article(1), article(2))
    a, b = reports_of(store, "a1")[0], reports_of(store, "a2")[0]
    for made in (pair(a, b, 0.7, "words"), pair(a, b, 0.4, "meaning: é", "figure")):
        link(store, links=[made])
        assert store.links_of([a], 0, 1) == store.links_of([a, b], 0, 1) == [made]
        assert store.components([a], 0).pop().links == (made,)


def test_links_by_score(store: Store) -> None:
    add(store, article(1), article(2))
    (a, b, c), (d, e, f) = reports_of(store, "a1"), reports_of(store, "a2")
    made = [pair(a, d, 0.5), pair(b, d, 0.9), pair(c, e, 0.5), pair(a, f, 0.2)]
    link(store, links=made)
    assert store.links_of([d], 0.5, 0.9) == [made[0]]
    assert store.links_of([a, b, c], 0.2, 1) == sorted(made, key=lambda x: (-x.score, x.a, x.b))
    assert store.links_of([], 0, 1) == store.links_of([12345], 0, 1) == []


def test_what_was_compared_before_a_change_is_left_out(store: Store) -> None:
    store.put([article(1), article(2)])
    old = store.digests(["a1", "a2"])
    a, b = old["a1"].told[0].id, old["a2"].told[0].id
    store.put([entry("a2", "Another text.")])
    store.link(list(old.values()), [pair(a, b)], [Resting("a2", "a1", 0.9)])
    assert store.pending(9) == ["a2"]
    assert store.links_of([a], 0, 1) == []
    assert store.resting(["a1", "a2"]) == []
    assert store.dirty(9) == sorted(told.id for told in old["a1"].told)


def test_derivations(store: Store) -> None:
    add(store, article(1), article(2), article(3))
    first, second = Resting("a2", "a1", 0.9, ("credit: (AP)", "wording: 0.8")), Resting("a3", "a2", 0.5)
    store.link([], [], [first, second, Resting("a3", "none", 1.0)])
    assert store.resting(["a1", "a2", "a3", "none"]) == [first, second]
    assert store.resting(["a1", "a2"]) == [first]
    assert store.resting(["a1", "a3"]) == store.resting([]) == []
    again = Resting("a2", "a1", 0.4, ("link",))
    store.link([], [], [again])
    assert store.resting(["a1", "a2"]) == [again]
    store.put([entry("a2", "Changed.")])
    assert store.resting(["a1", "a2", "a3"]) == []


def test_places(store: Store) -> None:
    add(store, article(1), article(2))
    ours, theirs = reports_of(store, "a1"), reports_of(store, "a2")
    assert store.places([*ours, theirs[0], 77]) == dict.fromkeys(ours, "a1") | {theirs[0]: "a2"}
    assert store.places([]) == {}


# components


def test_components(store: Store) -> None:
    add(store, article(1), article(2), article(3))
    (a, b, c), (d, e, f), (g, h, i) = (reports_of(store, name) for name in ("a1", "a2", "a3"))
    strong, weak = [pair(a, d), pair(d, g), pair(b, e)], [pair(a, g, 0.3), pair(b, h, 0.3)]
    link(store, links=strong + weak)
    chain = Component(tuple(sorted([a, d, g])), tuple(sorted([*strong[:2], weak[0]], key=lambda x: (x.a, x.b))))
    two = Component(tuple(sorted([b, e])), (strong[2],))
    alone = Component((i,), ())
    assert store.component(g, 0.5) == chain
    assert store.component(i, 0.5) == alone
    assert store.component(4711, 0.5) == Component((4711,), ())
    assert store.components([i, e, g, a, b, 4711], 0.5) == sorted([chain, two, alone], key=lambda x: x.reports)
    assert store.component(h, 0.2).reports == tuple(sorted([b, e, h]))
    assert store.components([], 0.5) == []
    assert {c, f}.isdisjoint(store.component(g, 0.0).reports)


@FEW
@given(st.lists(st.tuples(st.integers(0, 11), st.integers(0, 11), st.sampled_from([0.2, 0.5, 0.8])), max_size=14))
def test_components_are_what_hangs_together(fresh: Fresh, edges: list[tuple[int, int, float]]) -> None:
    with fresh() as store:
        add(store, *(article(n) for n in range(4)))
        told = [n for name in ("a0", "a1", "a2", "a3") for n in reports_of(store, name)]
        made = {}
        for x, y, score in edges:
            if x != y:
                one = pair(told[x], told[y], score)
                made[one.a, one.b] = one
        link(store, links=list(made.values()))
        above = {n: n for n in told}
        for (a, b), one in made.items():
            if one.score >= 0.5:
                low, high = sorted((above[a], above[b]))
                above = {n: low if root == high else root for n, root in above.items()}
        groups: dict[int, list[int]] = defaultdict(list)
        for n in sorted(told):
            groups[above[n]].append(n)
        expected = [
            Component(tuple(group), tuple(one for p, one in sorted(made.items()) if set(p) <= set(group)))
            for group in sorted(groups.values())
        ]
        assert store.components(told, 0.5) == expected
        assert [store.component(n, 0.5) in expected for n in told] == [True] * 12
