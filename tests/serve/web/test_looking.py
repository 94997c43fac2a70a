"""How many claims a drawing looks at, that pages say so, and how long an answer is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from lxml import html
from starlette.testclient import TestClient

from reportedly.model import Article
from reportedly.serve.web import looking
from reportedly.serve.web.app import application
from reportedly.serve.web.looking import Found, leaf, look, remembered
from reportedly.serve.web.site import Site
from reportedly.store.corpus import Corpus
from reportedly.store.protocol import Asked
from tests.serve.web.conftest import settings
from tests.serve.web.shown import parsed, status


class Shelf:
    """So many claims, each with rows of the same weight; keeps what it was asked for."""

    def __init__(self, claims: int, rows: int = 1) -> None:
        self.claims, self.rows = claims, rows
        self.asked: list[Asked] = []

    def __call__(self, asked: Asked) -> Iterator[int]:
        self.asked.append(asked)
        assert asked.most is not None
        for number in range(asked.skip, min(asked.skip + asked.most, self.claims)):
            yield from [number] * self.rows


@pytest.mark.parametrize(
    ("claims", "rows", "weight", "looked"),
    [
        (0, 1, 1, 0),
        (3, 1, 1, 3),
        (looking.LOOKED, 1, 1, looking.LOOKED),
        (looking.LOOKED + 1, 1, 0, looking.LOOKED),
        (100_000, 1, 1, looking.LOOKED),
        (100_000, 1, 1000, 50),
        (100_000, 2, 20, 50),
        (100_000, 1, 39, 100),
        (100_000, 0, 1, looking.LOOKED),
        (40, 1, 1000, 40),
    ],
)
def test_the_first_claims_are_looked_at_until_it_is_enough(claims: int, rows: int, weight: int, looked: int) -> None:
    shelf = Shelf(claims, rows)
    found = look(Asked(kind=("event",), order="last"), claims, shelf, lambda row: weight)
    assert (found.looked, found.total) == (looked, claims)
    assert found.made == [number for number in range(looked) for _ in range(rows)]
    assert all((asked.kind, asked.order) == (("event",), "last") for asked in shelf.asked)


def test_light_claims_are_asked_for_in_few_questions() -> None:
    shelf = Shelf(100_000)
    look(Asked(), 100_000, shelf, lambda row: 0)
    assert [asked.most for asked in shelf.asked] == [50, 100, 200, 400, 800, 450]


@pytest.mark.parametrize("path", ["/network", "/network?show=deeds", "/map"])
def test_pages_say_how_much_they_looked_at(client: TestClient, monkeypatch: pytest.MonkeyPatch, path: str) -> None:
    total = client.get("/api/v1/claims").json()["total"]
    assert status(parsed(client, path)).endswith(f"{total} claims")
    monkeypatch.setattr(looking, "LOOKED", 7)
    joint = "&" if "?" in path else "?"
    page = parsed(client, f"{path}{joint}sort=last")
    assert f"the 7 claims last seen last, of {total}" in status(page)
    assert "(take those with most origins, with most reports, first seen last)" in status(page)
    (others,) = page.xpath('//*[@role="status"]//a[.="with most reports"]/@href')
    assert f"the 7 claims with most reports, of {total}" in status(parsed(client, others))


def test_rows_are_of_all_claims_whatever_the_page_looks_at(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = client.get("/network.json").json()
    monkeypatch.setattr(looking, "LOOKED", 1)
    assert client.get("/network.json").json() == expected
    assert expected["claims"] > 1


@pytest.fixture
def site(writable: Corpus) -> Site:
    made = application(writable, settings()).state.site
    assert isinstance(made, Site)
    return made


class Maker:
    """Counts how often it was asked."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> Found[int]:
        self.times += 1
        return Found(self.times, 1, 1)


def test_an_answer_is_made_once(site: Site) -> None:
    make = Maker()
    assert [remembered(site, ("a", Asked()), make).made for _ in range(3)] == [1, 1, 1]
    assert remembered(site, ("a", Asked(kind=("event",))), make).made == 2
    assert remembered(site, ("b", Asked()), make).made == 3
    assert make.times == 3


def test_an_answer_is_forgotten_once_the_corpus_changes(site: Site, reader: Any) -> None:
    make = Maker()
    first = remembered(site, "key", make)
    a, b = (actor for actor, _, _ in site.store.ranked_actors(2))
    site.corpus.merge(a, b)
    assert remembered(site, "key", make) != first
    assert make.times == 2


def test_pages_show_the_corpus_of_now(signed_in: TestClient, writable: Corpus) -> None:
    ranked = [actor for actor, _, _ in writable.store.ranked_actors(2)]
    before = signed_in.get("/network?show=deeds").text
    assert signed_in.get("/network?show=deeds").text == before
    writable.merge(*ranked)
    writable.settle()
    after = signed_in.get("/network?show=deeds").text
    fresh = TestClient(application(writable, settings()), signed_in.base_url)
    assert after != before
    assert links(after) == links(fresh.get("/network?show=deeds").text)


def test_another_application_has_answers_of_its_own(site: Site, corpus: Corpus) -> None:
    make = Maker()
    other = application(corpus, settings()).state.site
    assert [remembered(each, "key", make).made for each in (site, other, site, other)] == [1, 2, 1, 2]


def test_what_is_asked_for_again_and_again_is_kept(site: Site) -> None:
    make = Maker()
    for number in range(3 * looking._KEPT):
        assert remembered(site, "all", make).made == 1
        remembered(site, number, make)


def test_no_more_than_some_answers_are_kept(site: Site) -> None:
    make = Maker()
    for number in range(looking._KEPT + 1):
        remembered(site, number, make)
    assert len(looking._KEPT_OF[site].answers) <= looking._KEPT
    last = make.times
    assert remembered(site, looking._KEPT, make).made == last
    assert remembered(site, 0, make).made == last + 1


def test_a_page_of_a_list_is_made_once_and_forgotten_once_the_corpus_changes(site: Site) -> None:
    make = Maker()
    assert [leaf(site, key, make).made for key in ("a", "b", "a", "b")] == [1, 2, 1, 2]
    a, b = (actor for actor, _, _ in site.store.ranked_actors(2))
    site.corpus.merge(a, b)
    assert leaf(site, "a", make).made == 3


def test_the_pages_that_were_asked_for_last_are_kept(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(looking, "LEAVES", 2)
    make = Maker()
    for key in ("a", "b", "a", "c"):
        leaf(site, key, make)
    assert make.times == 3
    assert leaf(site, "a", make).made == 1
    assert leaf(site, "b", make).made == 4


@pytest.mark.parametrize("path", ["/claims", "/claims?words=Amaranta&sort=reports", "/timeline?kind=event"])
def test_claims_are_built_once_for_a_page_of_rows(
    client: TestClient, corpus: Corpus, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    asked = list[Any]()

    def counted(ask: Callable[..., Any]) -> Callable[..., Any]:
        def asks(*given: Any) -> Any:
            asked.append(given)
            return ask(*given)

        return asks

    for name in ("claims", "happened"):
        monkeypatch.setattr(corpus.store, name, counted(getattr(corpus.store, name)))
    first = client.get(path).text
    assert len(asked) == 1
    assert client.get(path).text == first
    assert len(asked) == 1
    assert client.get(path.replace("?", "?page=2&") if "?" in path else "/claims?page=2").text != first
    assert len(asked) == 2


def test_the_ledger_is_that_of_the_corpus_of_now(signed_in: TestClient, writable: Corpus, reader: Any) -> None:
    before = status(parsed(signed_in, "/claims"))
    added = Article("late", "The minister said that ferries had stopped in Port Amsel on Friday.", outlet="Late Wire")
    list(writable.add([reader.read(added)]))
    writable.settle()
    assert status(parsed(signed_in, "/claims")) != before
    assert "ferries had stopped" in signed_in.get("/claims?outlet=Late+Wire").text


def links(text: str) -> list[str]:
    return [str(link) for link in html.document_fromstring(text).xpath("//main//table//a/@href")]
