"""What all pages have in common."""

from __future__ import annotations

import re

import pytest
from lxml import html
from starlette.testclient import TestClient

from reportedly.serve.web.pages import PAGES
from reportedly.store.corpus import Corpus
from reportedly.store.protocol import Asked
from tests.serve.web.conftest import SCRIPT, See, assert_clean

LEAD = [page.routes[0].path for page in PAGES if page.label]
"""Where the navigation leads."""


@pytest.mark.parametrize("path", LEAD)
def test_pages_in_the_navigation_answer_and_are_marked_there(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    shown = html.document_fromstring(answer.text)
    assert shown.xpath('//nav[@aria-label="Pages"]//a[@aria-current="page"]/@href') == [path]
    assert len(shown.xpath("//h1")) == 1
    assert shown.xpath("string(//title)").endswith(" · reportedly")


def test_the_door_opens_on_the_claims(client: TestClient) -> None:
    assert client.get("/").url.path == "/claims"


def test_what_the_browser_has_is_not_sent_again(client: TestClient) -> None:
    tag = client.get("/claims").headers["etag"]
    again = client.get("/claims", headers={"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")
    assert client.get("/claims?kind=event", headers={"If-None-Match": tag}).status_code == 200


def test_files_are_kept_by_their_content(client: TestClient) -> None:
    addresses = re.findall(r'(?:href|src)="(/static/[^"]+)"', client.get("/claims").text)
    assert len(addresses) == 3
    for address in addresses:
        assert "immutable" in client.get(address).headers["cache-control"]
    for nothing in ("/static/nothing.css", "/static/../app.py", "/static/%2e%2e%2fapp.py", "/static/"):
        assert client.get(nothing).status_code == 404


def test_nothing_there_is_told_with_a_way_on(client: TestClient) -> None:
    answer = client.get("/nowhere")
    assert answer.status_code == 404
    assert "no such page" in answer.text
    assert client.get("/api/v1/nowhere").json()["status"] == 404


@pytest.mark.parametrize("path", LEAD)
def test_hostile_articles_are_shown_as_text(hostile: TestClient, path: str) -> None:
    text = hostile.get(path).text
    assert SCRIPT not in text
    assert "<img src=x" not in text
    assert "javascript:" not in text
    assert not html.document_fromstring(text).xpath("//main//script")


@pytest.mark.parametrize("path", LEAD)
@pytest.mark.parametrize(("width", "dark"), [(1280, False), (390, True)])
def test_pages_are_clean_at_every_width(see: See, path: str, width: int, dark: bool) -> None:
    assert_clean(see(path, width=width, dark=dark))


@pytest.mark.parametrize("path", LEAD)
def test_the_page_that_is_open_is_in_sight_in_the_navigation_of_a_phone(see: See, path: str) -> None:
    page = see(path, width=390, script=False)
    entry, around = (page.locator(f"header nav{within}").bounding_box() for within in (" a[aria-current=page]", ""))
    assert around["x"] <= entry["x"] < entry["x"] + entry["width"] <= around["x"] + around["width"] <= 390


@pytest.mark.parametrize("path", LEAD)
def test_pages_stand_without_a_script(see: See, path: str) -> None:
    assert see(path, script=False).locator("h1").is_visible()


def test_hops_of_a_chain_stand_apart(see: See, corpus: Corpus) -> None:
    """*Mercator › nobody named*, not *Mercator ›nobody named*."""
    found = next(c for c in corpus.store.claims(Asked(order="reports")) if any(len(r.chain) > 1 for r in c.reports))
    page = see(f"/claims/{found.id}")
    drawn = "each => getComputedStyle(each, '::before').content"
    marks = [hop.evaluate(drawn) for hop in page.locator("main .chain li + li").all()]
    assert marks
    assert all(mark.startswith('" › "') for mark in marks)
