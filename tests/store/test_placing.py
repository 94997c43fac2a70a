"""Texts of one id from no outlet; a text of which more is told than before."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reportedly.corpus.digest import Resting
from reportedly.model import Article, id_of
from reportedly.store.placing import FEW, tells_more
from reportedly.store.protocol import Entry, Placed, Store
from tests.store.made import claim, entry, link, pair, quiet, reports_of, settle

TEXT = "Ferries stopped. Lavrov said so."
UNDATED = entry(day=None, published=None, names=[1, 2])
DATED = entry(names=[1, 2])
FAR = entry("b", "Ferries sank. Putin said so.", names=[1, 2], day=2000, published="2033-10-11")


def numbered(number: int, edit: int = 0, exact: bool = True) -> Entry:
    """One of many files of one name; all edits of one have most runs in common."""
    runs = [number * 10 + at for at in range(6)] + [number * 10 + 7 + edit]
    return entry("1", f"Text {number} {edit}.", outlet=None, runs=runs, exact=[number] if exact else [])


def test_files_of_one_name_from_two_folders_are_two_articles(store: Store) -> None:
    one, other = numbered(1), numbered(2)
    assert store.put([one]) == [Placed("1", "new")]
    assert store.put([other]) == [Placed("1#2", "new")]
    assert [r.article.text for r in store.readings()] == ["Text 1 0.", "Text 2 0."]
    assert store.put([other, one]) == [Placed("1#2", "known"), Placed("1", "known")]


def test_an_edited_file_is_a_version_of_the_one_most_like_it(store: Store) -> None:
    store.put([numbered(1), numbered(2), numbered(3)])
    between = entry("1", "Text.", outlet=None, runs=[10, 11, 12, 20, 21, 22, 23])
    assert store.put([numbered(2, 1), between]) == [Placed("1#2", "changed"), Placed("1#2", "changed")]
    assert [version.number for version in store.versions("1#2")] == [1, 2, 3]
    assert len(store.versions("1")) == len(store.versions("1#3")) == 1


def test_a_third_of_the_shorter_text_is_enough(store: Store) -> None:
    store.put([entry("1", "A.", outlet=None, runs=range(30))])
    assert store.put([entry("1", "B.", outlet=None, runs=[1, 90, 91, 92])]) == [Placed("1#2", "new")]
    assert store.put([entry("1", "C.", outlet=None, runs=[1, 80, 81])]) == [Placed("1", "changed")]


def test_of_very_many_files_of_one_name(store: Store) -> None:
    """Not all of them are compared, and none is lost."""
    many = [numbered(number) for number in range(2 * FEW)]
    assert {placed.outcome for placed in store.put(many)} == {"new"}
    last = store.put([numbered(FEW + 3, 1), numbered(1, 1, exact=False)])
    assert last == [Placed(f"1#{FEW + 4}", "changed"), Placed(f"1#{2 * FEW + 1}", "new")]
    assert {placed.outcome for placed in store.put([*many, numbered(1, 1, exact=False)])} == {"known"}


def test_a_file_and_the_same_page_with_its_address(store: Store) -> None:
    address = "https://example.org/1"
    store.put([numbered(1), numbered(2)])
    page = replace(numbered(2, 1).digest, address=address), replace(numbered(3).digest, address=address + "3")
    came = [Entry(numbered(n, edit).reading, digest) for (n, edit), digest in zip([(2, 1), (3, 0)], page, strict=True)]
    assert store.put(came) == [Placed("1#2", "changed"), Placed("1#3", "new")]
    assert store.put([numbered(2, 2)]) == [Placed("1#2", "changed")]


def test_a_date_that_is_told_later(store: Store) -> None:
    quiet(store, UNDATED, FAR)
    assert store.near(store.digests(["a"])["a"], 9) == ["b"]
    assert store.put([DATED]) == [Placed("a", "changed")]
    reading = store.reading("a")
    assert reading is not None
    assert reading.article.published == "2031-01-15"
    assert [version.hash for version in store.versions("a")] == [DATED.digest.hash] * 2
    digest = store.digests(["a"])["a"]
    assert (digest.day, digest.instant) == (1000, "2031-01-15")
    assert store.near(digest, 9) == []
    assert store.near(FAR.digest, 9) == []
    assert store.pending(9) == ["a"]
    assert store.count().claims == 2, "those of the article are to be made anew"
    assert [told.id for told in digest.told] == [told.id for told in UNDATED.digest.told]
    assert store.put([UNDATED, DATED]) == [Placed("a", "known")] * 2


def test_what_only_the_version_before_told_is_kept(store: Store) -> None:
    store.put([entry(outlet=None, title="Ferries", address="https://example.org/1", published="2031-01-15T08:30")])
    assert store.put([entry(published=None, day=None)]) == [Placed("a", "changed")]
    reading, digest = store.reading("a"), store.digests(["a"])["a"]
    assert reading is not None
    told = reading.article
    assert (told.outlet, told.title, told.published) == ("Strait Times", "Ferries", "2031-01-15T08:30")
    assert told.url == digest.address == "https://example.org/1"
    assert (digest.outlet, digest.title, digest.day, digest.instant) == (told.outlet, told.title, 1000, told.published)


def test_an_edited_text_stays_its_outlets(store: Store) -> None:
    store.put([entry(outlet=None), entry(title="Ferries")])
    assert store.put([entry(text="Ferries stopped. Lavrov denied it.", outlet=None)]) == [Placed("a", "changed")]
    reading = store.reading("a")
    assert reading is not None
    assert (reading.article.outlet, reading.article.title) == ("Strait Times", None)
    assert [outlet.name for outlet in store.outlets()] == ["Strait Times"]


def test_of_an_older_text_nothing_is_gained(store: Store) -> None:
    store.put([UNDATED, entry(text="Ferries sail again.", day=None, published=None)])
    assert store.put([DATED]) == [Placed("a", "known")]


def test_what_was_worked_out_before_more_was_told_is_left_out(store: Store) -> None:
    """The numbers of the reports are the same as before, so that nothing but the store can tell."""
    quiet(store, UNDATED, FAR)
    before = store.digests(["a", "b"])
    (a, a2), (b, _) = reports_of(store, "a"), reports_of(store, "b")
    store.put([DATED])
    store.link([*before.values()], [pair(a, b)], [Resting("b", "a", 0.9, ("copy: all",))])
    assert store.pending(9) == ["a"]
    assert store.links_of([a, b], 0, 1) == []
    assert store.resting(["a", "b"]) == []
    assert store.dirty(9) == sorted(reports_of(store, "b"))
    store.settle([a, a2, b], [claim([a, b]), claim([a2])])
    assert store.claim(id_of(a)) is store.claim(id_of(a2)) is store.claim(id_of(b)) is None
    assert b in store.dirty(9)
    link(store, "a", links=[pair(a, b)])
    assert store.pending(9) == []
    assert store.links_of([a], 0, 1) == [pair(a, b)]
    settle(store, claim([a, b]))
    assert store.claim(id_of(b)) is not None


AT = "https://example.org/1"
TANGLES = {
    "the same text of another id": [entry("b", TEXT, outlet=None), entry("a", TEXT), entry("a", "Other.")],
    "one text of two articles": [
        entry("a", TEXT, outlet=None),
        entry("b", "Other.", outlet=None, address=AT),
        entry("b", TEXT, outlet=None, title="Ferries"),
        entry("a", TEXT, outlet=None, address=AT),
    ],
    "an article that changes its outlet": [
        entry("a", "Other.", outlet=None),
        entry("a", TEXT),
        entry("a", TEXT, outlet=None, address=AT),
        entry("a", "Other.", outlet="Mirror", address=AT),
    ],
}


@pytest.mark.parametrize("entries", TANGLES.values(), ids=TANGLES)
def test_what_was_put_is_known_whatever_came_since(store: Store, entries: list[Entry]) -> None:
    placed = store.put(entries)
    assert {again.outcome for again in store.put(entries)} == {"known"}
    assert {p.article for p in store.put(entries[::-1])} <= {p.article for p in placed}


@pytest.mark.parametrize(
    ("came", "known", "more"),
    [
        ({}, {}, False),
        ({"published": "2031-01-15"}, {}, True),
        ({"published": "2031-01-15T08:30Z"}, {"published": "2031-01-15"}, True),
        ({"published": "2031-01-15"}, {"published": "2031-01-15T08:30Z"}, False),
        ({"published": "2031-01-16"}, {"published": "2031-01-15"}, False),
        ({"title": "Ferries"}, {}, True),
        ({"title": "Ferries"}, {"title": "Boats"}, False),
        ({"outlet": "Mirror"}, {"title": "Boats"}, True),
        ({"url": "https://example.org/1"}, {}, True),
        ({}, {"outlet": "Mirror", "title": "Boats", "published": "2031"}, False),
    ],
)
def test_what_tells_more(came: dict[str, str], known: dict[str, str], more: bool) -> None:
    assert tells_more(Article("a", "Text.", **came), Article("a", "Text.", **known)) is more
