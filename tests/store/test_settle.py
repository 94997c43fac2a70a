"""Claims made of reports."""

from __future__ import annotations

import pytest

from reportedly.corpus.digest import Link
from reportedly.model import Claim, Interval, id_of
from reportedly.store.memory import Memory
from reportedly.store.protocol import Entry, Store
from tests.store.made import add, claim, entry, link, pair, quiet, report, reports_of, settle


def article(number: int) -> Entry:
    return entry(f"a{number}", f"One {number}. Two {number}. Three {number}.")


def test_settling(store: Store) -> None:
    add(store, article(1), article(2))
    (a, b, c), (d, e, f) = reports_of(store, "a1"), reports_of(store, "a2")
    settle(store, claim([a, d]), claim([b]))
    assert store.dirty(9) == sorted([c, e, f])
    settle(store, claim([c]), claim([e]), claim([f]))
    assert store.dirty(9) == []
    assert store.count().claims == 5
    for number in (a, d):
        found = store.claim(id_of(number))
        assert found is not None
        assert found.id == id_of(a)


def test_settling_again_replaces(store: Store) -> None:
    quiet(store, article(1))
    a, b, c = reports_of(store, "a1")
    whole = claim([b, a, c], statement="Whole", actors=("lavrov",), independent_origins=Interval(2, 3))
    settle(store, whole)
    assert [store.claim(id_of(n)) for n in (a, b, c)] == [whole] * 3
    assert store.count().claims == 1
    settle(store, claim([a]))
    assert store.dirty(9) == sorted([b, c]), "what else was in a claim that is replaced"
    assert store.claim(id_of(b)) is None
    assert store.count().claims == 1


def test_what_is_settled(store: Store) -> None:
    add(store, article(1), article(2))
    (a, b, c), (d, e, f) = reports_of(store, "a1"), reports_of(store, "a2")
    assert store.settled([a, b]) == {}
    settle(store, claim([a, d]), claim([b]))
    assert store.settled([a, b, c, d, 4711]) == {a: (id_of(a), 2), d: (id_of(a), 2), b: (id_of(b), 1)}
    link(store, links=[pair(b, e)])
    assert store.settled([a, b, c, d, e, f]).keys() == {a, d}, "what a link came to is dirty"


def test_settling_what_is_gone_meanwhile(store: Store) -> None:
    add(store, article(1), article(2))
    (a, b, c), theirs = reports_of(store, "a1"), reports_of(store, "a2")
    store.put([entry("a2", "Changed.")])
    store.settle([a, b, c, *theirs], [claim([a, theirs[0]]), claim([b]), claim([theirs[1]])])
    assert store.dirty(9) == [a]
    assert store.claim(id_of(b)) == claim([b])
    assert store.claim(id_of(a)) is store.claim(id_of(theirs[1])) is None
    assert store.count().claims == 1


@pytest.mark.parametrize("doubled", [True, False], ids=["in two claims", "not asked for"])
def test_settling_what_does_not_fit_is_refused(store: Store, doubled: bool) -> None:
    quiet(store, article(1))
    a, b, _ = reports_of(store, "a1")
    wrong = [claim([a, b]), claim([b])] if doubled else [claim([a, b])]
    with pytest.raises(ValueError, match="report"):
        store.settle([a, b] if doubled else [a], wrong)
    assert store.count().claims == 3


def test_an_exception_while_linking_or_settling_leaves_nothing(store: Store) -> None:
    add(store, article(1), article(2))
    a, b = reports_of(store, "a1")[0], reports_of(store, "a2")[0]
    with pytest.raises(AttributeError):
        store.link([], [pair(a, b), None], [])  # type: ignore[list-item]
    assert store.links_of([a], 0, 1) == []
    before = store.dirty(9)
    with pytest.raises(AttributeError):
        store.settle([a, b], [claim([a]), None])  # type: ignore[list-item]
    if not isinstance(store, Memory):
        with pytest.raises(ValueError, match="hexadecimal"):
            store.settle([a, b], [claim([a]), claim([b], id="none")])
    assert store.dirty(9) == before
    assert store.count().claims == 0


def test_a_claim_there_and_back(store: Store) -> None:
    add(store, article(1), article(2))
    a, b = reports_of(store, "a1")[0], reports_of(store, "a2")[0]
    made = claim(
        [a, b],
        statement="“Ferries” — 12 %\n\U0001f600",
        kind="estimate",
        status="contested",
        reports=(report(a, "a1", low=3.0, high=None, unit="person", match=0.75), report(b, "a2", stance="denies")),
        independent_origins=Interval(1, 2),
        credibility=3,
        first_reported=None,
        last_reported=None,
        actors=("kim", "lavrov"),
        denied_by=("KCNA",),
        rivals=(id_of(7),),
    )
    settle(store, made)
    assert store.claim(id_of(a)) == made
    many = claim([a, b], reports=tuple(report(n, quote="word " * 99) for n in (a, b)))
    settle(store, many)
    assert store.claim(id_of(a)) == many


def test_links_and_claims_of_numbers_at_the_ends(store: Store) -> None:
    """Ids that begin with 8 to f are negative numbers: they must be found all the same."""
    add(store, *(article(n) for n in range(8)))
    numbers = [n for i in range(8) for n in reports_of(store, f"a{i}")]
    assert min(numbers) < 0 < max(numbers)
    link(store, links=[Link(min(numbers), max(numbers), 0.9)])
    settle(store, claim([min(numbers), max(numbers)]))
    found = store.claim(id_of(max(numbers)))
    assert isinstance(found, Claim)
    assert found.id == id_of(min(numbers))
