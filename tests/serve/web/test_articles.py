"""The list of articles: search, filters, pages, rows."""

from __future__ import annotations

import csv
import io

import pytest
from lxml import html
from starlette.testclient import TestClient

from tests.serve.web.conftest import SCRIPT, See, assert_clean


def titles(client: TestClient, query: str = "") -> list[str]:
    answer = client.get(f"/articles{query}")
    assert answer.status_code == 200, answer.text
    return [
        " ".join(each.text_content().split()) for each in html.document_fromstring(answer.text).xpath("//main//h2/a")
    ]


def test_the_newest_first_without_a_question(client: TestClient) -> None:
    every = titles(client)
    assert len(every) == 14
    assert every[0] == "Three minutes: what the night shift wrote down"
    assert titles(client, "?sort=oldest") == every[::-1]


def test_operators_and_the_words_that_matched(client: TestClient) -> None:
    shown = html.document_fromstring(client.get("/articles", params={"words": '"survey ship" -tank*'}).text)
    marked = {mark.text_content().lower() for mark in shown.xpath("//main//mark")}
    assert marked == {"survey ship"}
    assert 0 < len(shown.xpath('//ol[@class="hits"]/li')) < 12


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("?outlet=verdil+tribune", 2),
        ("?outlet=nobody", 0),
        ("?since=2031-06-18", 3),
        ("?until=2031-01", 7),
        ("?since=2031-06-18&until=2031-06-19&outlet=ChemTrade+Bulletin", 1),
        ("?page=2", 0),
    ],
)
def test_filters(client: TestClient, query: str, count: int) -> None:
    assert len(titles(client, query)) == count
    assert len(client.get(f"/articles.json{query}").json()) == (14 if "page" in query else count)


def test_each_filter_that_is_on_can_be_taken_away(client: TestClient) -> None:
    query = "?words=tank&outlet=verdil+tribune&since=2031&sort=oldest"
    shown = html.document_fromstring(client.get(f"/articles{query}").text)
    chips = {
        chip.text_content().split(": ", 1)[1][:5]: chip.get("href") for chip in shown.xpath('//ul[@class="chips"]//a')
    }
    assert chips == {
        "words": "/articles?outlet=verdil+tribune&since=2031&sort=oldest",
        "from ": "/articles?words=tank&since=2031&sort=oldest",
        "publi": "/articles?words=tank&outlet=verdil+tribune&sort=oldest",
    }


@pytest.mark.parametrize("query", ["?words=(a", "?since=May", "?sort=most", "?page=0", "?page=x"])
@pytest.mark.parametrize("ending", ["", ".csv", ".json"])
def test_what_cannot_be_read_is_refused(client: TestClient, query: str, ending: str) -> None:
    assert client.get(f"/articles{ending}{query}").status_code == 400


def test_rows_are_those_of_search(client: TestClient) -> None:
    rows = list(csv.reader(io.StringIO(client.get("/articles.csv?words=tank").text)))
    assert rows[0] == ["article", "title", "outlet", "published", "snippet"]
    records = client.get("/articles.json?words=tank").json()
    assert [row[0] for row in rows[1:]] == [record["article"] for record in records]
    start, end = records[0]["matches"][0]
    assert records[0]["snippet"][start:end].lower() == "tank"


def test_ids_lead_to_their_articles(hostile: TestClient) -> None:
    first, *_ = html.document_fromstring(hostile.get("/articles").text).xpath("//main//h2/a")
    answer = hostile.get(first.get("href"))
    assert answer.status_code == 200
    assert SCRIPT not in answer.text


def test_by_keyboard_and_on_a_phone(see: See) -> None:
    page = see("/articles", width=390)
    page.keyboard.press("/")
    page.keyboard.type("tank")
    page.keyboard.press("Enter")
    page.wait_for_url("**/articles?words=tank")
    assert page.locator("mark").first.inner_text().lower() == "tank"
    assert_clean(page)
