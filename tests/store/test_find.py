"""Lists of articles: filters, orders and pages, the same in every store."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reportedly.errors import ValueRefused
from reportedly.store.protocol import Sought, Store
from tests.store.made import entry, quiet


@pytest.fixture
def library(store: Store) -> Store:
    quiet(
        store,
        entry("a", "Ferries stopped at once.", outlet="Étoile", published="2031-01-15", title="Ferries"),
        entry("b", "The ferries sail.", outlet="Mirror", published="2031-01-15T08:30Z"),
        entry("c", "Nothing sails.", outlet="mirror", published="2031-02-01T23:59+09:00"),
        entry("d", "Undated ferries.", outlet=None, published=None),
    )
    return store


def ids(store: Store, sought: Sought) -> str:
    found = [hit.article for hit in store.find(sought)]
    assert store.how_many_articles(sought) == len(found)
    return " ".join(found)


@pytest.mark.parametrize(
    ("sought", "expected"),
    [
        (Sought(), "c b a d"),
        (Sought(order="newest"), "c b a d"),
        (Sought(order="oldest"), "a b c d"),
        (Sought(words="ferries", order="oldest"), "a b d"),
        (Sought(words="ferries", order="newest"), "b a d"),
        (Sought(outlet="MIRROR"), "c b"),
        (Sought(outlet="ÉTOILE"), "a"),
        (Sought(outlet="nobody"), ""),
        (Sought(since="2031-01-15"), "c b a"),
        (Sought(since="2031-01-15T08"), "c b"),
        (Sought(since="2031-01-16", until="2031"), "c"),
        (Sought(until="2031-01-15"), "b a"),
        (Sought(until="2031-01-15 08:29"), "a"),
        (Sought(until="2031-01"), "b a"),
        (Sought(words="ferries", outlet="mirror", since="2031"), "b"),
    ],
)
def test_which_and_in_which_order(library: Store, sought: Sought, expected: str) -> None:
    assert ids(library, sought) == expected


def test_the_best_answer_first(library: Store) -> None:
    assert library.find(Sought(words="ferries"))[0].article == "a"
    assert library.find(Sought(words="ferries", outlet="mirror"))[0].article == "b"


def test_pages(library: Store) -> None:
    for order in ("newest", "oldest", "best"):
        every = library.find(Sought(words="ferries", order=order))
        assert library.find(Sought(words="ferries", order=order, most=2)) == every[:2]
        assert library.find(Sought(words="ferries", order=order, most=2, skip=2)) == every[2:]
    assert library.how_many_articles(Sought(most=1, skip=3)) == 4


def test_what_is_shown(library: Store) -> None:
    (hit,) = library.find(Sought(outlet="étoile"))
    assert (hit.title, hit.outlet, hit.published, hit.snippet) == (
        "Ferries",
        "Étoile",
        "2031-01-15",
        "Ferries stopped at once.",
    )
    (hit,) = library.find(Sought(words="once"))
    assert hit.snippet == "Ferries stopped at \x02once\x03."


def test_of_long_texts_the_beginning(store: Store) -> None:
    quiet(store, entry("a", "One\ntwo " + "word " * 60))
    (hit,) = store.find(Sought())
    assert hit.snippet == "One two " + "word " * 30 + "…"


def test_latest_versions_only(library: Store) -> None:
    library.put([entry("a", "Ferries sail again, said nobody.", outlet="Étoile", published="2031-03-01")])
    assert ids(library, Sought(words="stopped")) == ""
    assert library.find(Sought())[0].article == "a"


@pytest.mark.parametrize("wrong", [Sought(words="(ferries"), Sought(since="May"), Sought(until="2031-13")])
def test_what_cannot_be_read_is_refused(library: Store, wrong: Sought) -> None:
    with pytest.raises(ValueRefused):
        library.find(wrong)
    with pytest.raises(ValueRefused):
        library.how_many_articles(replace(wrong, most=1))
