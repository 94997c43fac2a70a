"""Entities: the list and the page."""

from __future__ import annotations

import csv
import io

import pytest
from starlette.testclient import TestClient

from reportedly.serve.web.pages import entities
from reportedly.serve.web.pages.entity import SHOWN, TITLES
from reportedly.serve.who import COLUMNS
from reportedly.store.corpus import Corpus
from reportedly.store.protocol import Asked
from tests.serve.web.conftest import SCRIPT
from tests.serve.web.naming import id_of
from tests.serve.web.shown import parsed

# the list


def test_the_list_has_everybody_the_most_common_first(client: TestClient, corpus: Corpus) -> None:
    page = parsed(client, "/entities")
    rows = page.xpath("//table//tbody/tr")
    expected = corpus.store.ranked_actors(entities.SIZE)
    assert [row.xpath("string(.//a/@href)") for row in rows] == [f"/entities/{actor}" for actor, _, _ in expected]
    assert [row.xpath("string(.//a)") for row in rows] == [form.name for _, form, _ in expected]
    assert [int(row.xpath('string(td[@class="numbers"])')) for row in rows] == [count for _, _, count in expected]
    assert f"{corpus.store.how_many_actors()} entities" in page.xpath('string(//*[@role="status"])')


def test_pages_of_the_list(client: TestClient, corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(entities, "SIZE", 7)
    seen: list[str] = []
    then = "/entities"
    while then:
        page = parsed(client, then)
        seen += page.xpath('//td[@class="what"]/a/@href')
        then = next(iter(page.xpath('//a[@rel="next"]/@href')), "")
    assert seen == [f"/entities/{actor}" for actor, _, _ in corpus.store.ranked_actors(10_000)]
    assert "beyond the last one" in client.get("/entities?page=900").text
    assert client.get("/entities?page=x").status_code == 400


def test_a_name_is_looked_for(client: TestClient) -> None:
    assert parsed(client, "/entities?q=tobas").xpath('string(//td[@class="what"]/a)') == "Tobas Rhen"
    nobody = client.get("/entities?q=%3Cb%3Ezzz")
    assert "Nobody has all these words" in nobody.text
    assert "<b>zzz" not in nobody.text


def test_the_same_address_gives_the_rows(client: TestClient, corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(entities, "_AT_ONCE", 9)
    every = client.get("/entities.json").json()
    assert [each["id"] for each in every] == [actor for actor, _, _ in corpus.store.ranked_actors(10_000)]
    rows = list(csv.DictReader(io.StringIO(client.get("/entities.csv").text)))
    assert tuple(rows[0]) == COLUMNS
    assert len(rows) == sum(len(each["forms"]) for each in every)
    assert {row["actor"] for row in csv.DictReader(io.StringIO(client.get("/entities.csv?q=rhen").text))} == {
        id_of(corpus, "Rhen")
    }


# the page


def test_every_part_is_shown_with_how_many_there_are(client: TestClient, corpus: Corpus) -> None:
    seen = 0
    for actor, _, _ in corpus.store.ranked_actors(40):
        page = parsed(client, f"/entities/{actor}")
        for part, title in TITLES.items():
            asked = Asked((actor,), part=part, order="last")
            expected = [f"/claims/{claim.id}" for claim in corpus.store.claims(asked)]
            shelf = page.xpath(f'//section[@aria-labelledby="{part}"]')
            assert bool(shelf) == bool(expected), (actor, part)
            told = page.xpath(f'//nav[@aria-label="On this page"]//li[contains(., "{title}")]')[0].text_content()
            assert told.split()[-1] == str(len(expected))
            if shelf:
                seen += 1
                assert shelf[0].xpath('.//a[@class="statement"]/@href') == expected[:SHOWN]
                more = shelf[0].xpath('string(.//p[@class="more"]/a/@href)')
                assert client.get(more.replace("/claims?", "/claims.json?")).json()[0]["id"] == expected[0][8:]
                assert client.get(f"/api/v1{more}").json()["total"] == len(expected)
    assert seen > 40


def test_all_six_parts_are_somebodys(corpus: Corpus) -> None:
    """That the samples have something to show for each."""
    actors = [actor for actor, _, _ in corpus.store.ranked_actors(1000)]
    for part in TITLES:
        assert any(corpus.store.how_many(Asked((actor,), part=part)) for actor in actors), part


def test_the_ledger_keeps_the_part(client: TestClient, corpus: Corpus) -> None:
    actor = id_of(corpus, "Rhen")
    page = parsed(client, f"/claims?about={actor}&part=said-by&sort=last")
    assert page.xpath('string(//ul[@class="chips"]//a)').endswith("said by Tobas Rhen ×")
    assert page.xpath('string(//ul[@class="chips"]//a/@href)') == "/claims?sort=last"
    assert page.xpath('//form//input[@name="part"]/@value') == ["said-by"]
    assert client.get("/claims?part=said-by").text.count("<h1>") == 1, "a part that nobody is named for is nothing"
    assert client.get(f"/claims?about={actor}&part=eaten-by").status_code == 400


def test_one_entity_as_rows(client: TestClient, corpus: Corpus) -> None:
    actor = id_of(corpus, "Dresnik")
    told = client.get(f"/entities/{actor}.json").json()
    assert (told["id"], len(told["forms"])) == (actor, len(corpus.store.forms_of(actor)))
    rows = list(csv.DictReader(io.StringIO(client.get(f"/entities/{actor}.csv").text)))
    assert [row["form"] for row in rows] == [form["key"] for form in told["forms"]]


def test_nobody_is_nobody(client: TestClient) -> None:
    for path in ("/entities/none", "/entities/none.csv", "/entities/none.json"):
        answer = client.get(path)
        assert answer.status_code == 404
        assert "none" in answer.text


def test_hostile_names_are_text(hostile: TestClient) -> None:
    listed = hostile.get("/entities.json").json()
    assert listed
    for each in listed:
        text = hostile.get(f"/entities/{each['id']}").text
        assert SCRIPT not in text
        assert "<img src=x" not in text
