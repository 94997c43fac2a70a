"""The ledger of claims: what its address asks for is what it shows, and what its rows are."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from lxml import html
from starlette.testclient import TestClient

from reportedly.model import Article
from reportedly.serve.web.app import application
from reportedly.serve.web.pages import claims as ledger
from reportedly.store.corpus import Corpus
from reportedly.store.protocol import Asked
from tests.serve.web.conftest import BASE, See, assert_clean, settings


def statements(client: TestClient, address: str) -> list[str]:
    """The links to claims, as ids."""
    answer = client.get(address)
    assert answer.status_code == 200, answer.text
    return [
        link.rsplit("/", 1)[1] for link in html.document_fromstring(answer.text).xpath('//td[@class="what"]/a/@href')
    ]


QUESTIONS = [
    ("", Asked()),
    ("?sort=last", Asked(order="last")),
    ("?words=Amaranta&sort=reports", Asked(words="Amaranta", order="reports")),
    ("?kind=event&kind=estimate", Asked(kind=("event", "estimate"))),
    ("?status=confirmed,contested", Asked(status=("confirmed", "contested"))),
    ("?since=2031-01-12&until=2031-02", Asked(since="2031-01-12", until="2031-02")),
    ("?min_origins=2&min_reports=3", Asked(min_origins=2, min_reports=3)),
    ("?outlet=Mercator&words=&about=&since=&min_origins=", Asked(outlet="Mercator")),
]


@pytest.mark.parametrize(("query", "asked"), QUESTIONS)
def test_the_address_says_what_is_shown_and_the_same_as_rows(
    client: TestClient, corpus: Corpus, query: str, asked: Asked
) -> None:
    expected = [claim.id for claim in corpus.store.claims(asked)]
    assert expected
    assert statements(client, f"/claims{query}") == expected[: ledger.SIZE]
    assert [claim["id"] for claim in client.get(f"/claims.json{query}").json()] == expected
    rows = csv.DictReader(io.StringIO(client.get(f"/claims.csv{query}").text))
    assert [row["claim"] for row in rows] == expected


def test_pages_follow_each_other_and_keep_the_filters(client: TestClient, corpus: Corpus) -> None:
    expected = [claim.id for claim in corpus.store.claims(Asked(order="first", kind=("statement",)))]
    address, seen, pages = "/claims?kind=statement&sort=first", [], 0
    while address:
        shown = html.document_fromstring(client.get(address).text)
        seen += [link.rsplit("/", 1)[1] for link in shown.xpath('//td[@class="what"]/a/@href')]
        address = next(iter(shown.xpath('//a[@rel="next"]/@href')), "")
        pages += 1
    assert seen == expected
    assert pages == -(-len(expected) // ledger.SIZE) > 2
    beyond = client.get("/claims?page=999")
    assert beyond.status_code == 200
    assert "beyond the last" in beyond.text


def test_a_filter_can_be_taken_away_alone(client: TestClient) -> None:
    text = client.get("/claims?kind=event&status=single-origin&words=strait&sort=last&page=1").text
    links = html.document_fromstring(text).xpath('//ul[@class="chips"]//a/@href')
    assert links == [
        "/claims?kind=event&status=single-origin&sort=last",
        "/claims?words=strait&kind=event&sort=last",
        "/claims?words=strait&status=single-origin&sort=last",
    ]


def test_an_entity_by_name_and_by_id(client: TestClient, corpus: Corpus) -> None:
    actor = corpus.store.find_actors("Akkerby")[0]
    expected = [claim.id for claim in corpus.store.claims(Asked(about=(actor[0],)))]
    assert expected
    assert statements(client, "/claims?about=Akkerby") == statements(client, f"/claims?about={actor[0]}") == expected
    assert f"about {actor[1].name}" in client.get(f"/claims?about={actor[0]}").text


def test_an_entity_that_may_be_several_is_asked_for(made: TestClient) -> None:
    shown = html.document_fromstring(made.get("/claims?about=Marrin&kind=event").text)
    # One is called exactly so, and is meant; part of the name leaves several.
    assert not shown.xpath('//h2[contains(., "Who is meant")]')
    shown = html.document_fromstring(made.get("/claims?about=Kell&kind=event").text)
    assert shown.xpath('//h2[contains(., "Who is meant")]')
    links = shown.xpath("//main//ul/li/a[contains(@href, 'about=a0')]/@href")
    assert sorted(links) == ["/claims?about=a03&kind=event", "/claims?about=a04&kind=event"]
    assert "Nobody in the corpus is called Zzyzx" in made.get("/claims?about=Zzyzx").text
    assert made.get("/claims.json?about=Kell").status_code == 400


def test_the_words_that_were_found_are_shown_where_the_statement_has_none(made: TestClient) -> None:
    shown = html.document_fromstring(made.get("/claims?words=firefight").text)
    (quote,) = shown.xpath('//p[contains(@class, "quote")]')
    assert quote.text_content() == "“in a firefight at the Sarn Ford crossing”"
    assert quote.xpath("mark/text()") == ["firefight"]


def test_a_country_by_name_or_code(reader: Any, tmp_path: Any) -> None:
    text = "Norway closed its border with Russia on Monday, officials said. Jens Berg said that 300 sheep had left the island."
    with Corpus(tmp_path / "c.db") as corpus:
        list(corpus.add([reader.read(Article("a", text, outlet="Herald"))]))
        corpus.settle()
        client = TestClient(application(corpus, settings()), BASE)
        assert len(client.get("/claims.json").json()) > 1
        for country in ("Norway", "norway", "NOR", "nor", "Russia"):
            (claim,) = client.get(f"/claims.json?country={country}").json()
            assert "border" in claim["statement"]
            assert statements(client, f"/claims?country={country}") == [claim["id"]]
        assert statements(client, "/claims?country=PRK") == []


NONSENSE = (
    "kind=gossip status=true since=yesterday until=2031-13 page=0 page=-1 page=x min_origins=1e9 words=%22 words=( sort=best"
    " page=99999999999999999999 min_reports=%D9%A3 country=Atlantis"
).split()


@pytest.mark.parametrize("query", NONSENSE)
def test_what_means_nothing_is_told_with_a_remedy(client: TestClient, query: str) -> None:
    for address in (f"/claims?{query}", f"/claims.csv?{query}", f"/claims.json?{query}"):
        assert client.get(address).status_code == 400
    assert "Traceback" not in client.get(f"/claims?{query}").text


def test_an_empty_corpus_says_how_it_is_filled(tmp_path: Any) -> None:
    with Corpus(tmp_path / "empty.db") as corpus:
        client = TestClient(application(corpus, settings()), BASE)
        assert "reportedly add" in client.get("/claims").text
        assert client.get("/claims.json").json() == []
        assert client.get("/claims.csv").text.startswith("claim,statement,")


def test_what_is_not_linked_yet_is_told(writable: Corpus, reader: Any) -> None:
    client = TestClient(application(writable, settings()), BASE)
    assert "not linked yet" not in client.get("/claims").text
    list(writable.add([reader.read(Article("new", "The minister said that it rained.", outlet="New"))]))
    assert "not linked yet" in client.get("/claims").text


def test_outlets_that_are_offered_are_those_of_now(writable: Corpus, reader: Any) -> None:
    client = TestClient(application(writable, settings()), BASE)
    offered = '//datalist[@id="outlets"]/option/@value'
    before = html.document_fromstring(client.get("/claims").text).xpath(offered)
    assert before[0] == writable.store.outlets()[0].name
    list(writable.add([reader.read(Article("new", "The minister said that it rained.", outlet="New <Post>"))]))
    assert set(html.document_fromstring(client.get("/claims").text).xpath(offered)) == {*before, "New <Post>"}


def test_filters_in_a_browser_give_a_short_address(see: See) -> None:
    page = see("/claims")
    page.get_by_text("More filters").click()
    with page.expect_navigation():
        page.get_by_label("contested").check()
    assert page.url.endswith("/claims?status=contested")
    page.keyboard.press("/")
    page.keyboard.type("strait")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.url.endswith("/claims?words=strait&status=contested")
    assert_clean(page)


def test_the_ledger_by_keyboard_alone_without_a_script(see: See) -> None:
    page = see("/claims", script=False, width=390)
    page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "Skip to the content"
    page.get_by_label("Words").focus()
    page.keyboard.type("Amaranta")
    page.keyboard.press("Enter")
    page.wait_for_url("**words=Amaranta*")
    assert page.locator("td.what").count() > 0


@pytest.mark.parametrize("path", ["/claims", "/network", "/map"])
def test_the_keyboard_goes_nowhere_unseen_on_a_phone(see: See, path: str) -> None:
    page = see(path, width=390)
    seen = list[str]()
    for _ in range(30):
        page.keyboard.press("Tab")
        box = page.locator(":focus").bounding_box()
        seen.append(page.locator(":focus").text_content() or "")
        assert box is not None, seen
        assert box["width"] > 4, seen
        clipped = "each => { while (each && getComputedStyle(each).clipPath === 'none') each = each.parentElement; return !!each }"
        assert not page.locator(":focus").evaluate(clipped), seen
