"""Outlets of a corpus, the same in every store."""

from __future__ import annotations

from reportedly.store.protocol import Outlet, Store
from tests.store.made import entry


def test_none_of_an_empty_one(store: Store) -> None:
    assert store.outlets() == []


def test_most_articles_first(store: Store) -> None:
    store.put(
        [
            entry("a", "One.", outlet="Zeta", published="2031-01-15"),
            entry("b", "Two.", outlet="Zeta", published=None),
            entry("c", "Three.", outlet=None, published=None),
            entry("d", "Four.", outlet="Alpha", published="2031-01-14T08:30Z"),
            entry("e", "Five.", outlet="Zeta", published="2030-12"),
            entry("f", "Six.", outlet="Äther", published="2031-02-01"),
        ]
    )
    assert store.outlets() == [
        Outlet("Zeta", 3, 1, "2030-12", "2031-01-15"),
        Outlet("Alpha", 1, 0, "2031-01-14T08:30Z", "2031-01-14T08:30Z"),
        Outlet("Äther", 1, 0, "2031-02-01", "2031-02-01"),
        Outlet(None, 1, 1, None, None),
    ]


def test_of_the_latest_version(store: Store) -> None:
    store.put([entry("a", "One.", outlet="Zeta", published="2031-01-15")])
    store.put([entry("a", "Two.", outlet="Zeta", published="2031-01-17")])
    assert store.outlets() == [Outlet("Zeta", 1, 0, "2031-01-17", "2031-01-17")]
