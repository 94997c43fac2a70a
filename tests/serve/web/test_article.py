"""One article: its text cut into pieces, one attribution in focus, layers, and what stands beside it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from urllib.parse import quote

import pytest
from lxml import html
from starlette.testclient import TestClient

from reportedly.model import Reading
from reportedly.serve.web.app import application
from reportedly.serve.web.beside import SHOWN
from reportedly.store.corpus import Corpus
from reportedly.store.protocol import Asked
from tests.serve.web.conftest import BASE, SCRIPT, See, assert_clean, settings
from tests.serve.web.shown import parsed

NESTED = "strait-analysis"
"""Has attributions in others."""


def side(page: Any, heading: str) -> Any:
    return page.xpath(f'//details[summary/h2="{heading}"]')


def test_the_text_is_whole(client: TestClient, corpus: Corpus) -> None:
    for hit in client.get("/articles.json").json():
        page = parsed(client, f"/articles/{hit['article']}?layers=none")
        reading = corpus.store.reading(hit["article"])
        assert reading is not None
        assert page.xpath('//div[contains(@class, "text")]')[0].text_content() == reading.article.text
        assert page.xpath("//h1")[0].text_content() == reading.article.title


def test_a_hostile_article_is_shown_as_text(hostile: TestClient) -> None:
    for hit in hostile.get("/articles.json").json():
        answer = hostile.get(f"/articles/{quote(hit['article'], safe='')}")
        assert answer.status_code == 200
        assert SCRIPT not in answer.text
        assert "<img" not in answer.text
        page = html.document_fromstring(answer.text)
        assert not page.xpath("//main//script")
        assert not page.xpath('//@href[starts-with(., "javascript:")]')
        assert SCRIPT in page.xpath('//div[contains(@class, "text")]')[0].text_content()
        assert page.xpath("//h1")[0].text_content().startswith(SCRIPT)


def test_what_it_alone_reports(client: TestClient, corpus: Corpus) -> None:
    claims = list(corpus.store.claims(Asked(articles=(NESTED,))))
    alone = {claim.id for claim in claims if {report.article for report in claim.reports} == {NESTED}}
    shared = {claim.id for claim in claims} - alone
    assert alone
    for name, heading, expected in (("alone", "It alone reports", alone), ("shared", "Others report too", shared)):
        (section,) = side(parsed(client, f"/articles/{NESTED}?whole={name}"), heading)
        assert claims_in(section) == expected
        (section,) = side(parsed(client, f"/articles/{NESTED}"), heading)
        assert len(claims_in(section)) == min(SHOWN, len(expected))
        more = section.xpath('.//a[starts-with(., "Show all")]/@href')
        assert more == ([f"/articles/{NESTED}?whole={name}#{name}"] if len(expected) > SHOWN else [])


def claims_in(section: Any) -> set[str]:
    return {link.rpartition("/")[2] for link in section.xpath('.//li/a[starts-with(@href, "/claims/")]/@href')}


def test_claims_lead_to_their_place_in_the_text(client: TestClient, corpus: Corpus) -> None:
    page = parsed(client, f"/articles/{NESTED}")
    reading = corpus.store.reading(NESTED)
    assert reading is not None
    claims = {claim.id: claim for claim in corpus.store.claims(Asked(articles=(NESTED,)))}
    for item in page.xpath('//ul[@class="carried"]/li[span/a[starts-with(@href, "#")]]'):
        claim = claims[item.xpath("./a/@href")[0].rpartition("/")[2]]
        (anchor,) = page.xpath("//a[@id=$id]", id=item.xpath("./span/a/@href")[0].removeprefix("#"))
        first = min(report.span for report in claim.reports if report.article == NESTED)
        before = "".join(anchor.xpath("preceding::text()[ancestor::div[contains(@class, 'text')]]"))
        assert len(before) == first.start


def test_what_it_copied_and_why(client: TestClient, corpus: Corpus) -> None:
    rests: dict[str, dict[str, str]] = {}
    for claim in corpus.store.claims(Asked()):
        for report in claim.reports:
            if report.derived_from:
                rests.setdefault(report.article, {})[report.derived_from.article] = report.derived_from.why[0]
    assert rests
    article, sources = next(iter(rests.items()))
    (section,) = side(parsed(client, f"/articles/{article}"), "Rests on")
    links = section.xpath("./ul/li/a/@href")
    assert {link.rpartition("/")[2] for link in links} == set(sources)
    for source, why in sources.items():
        assert why in section.text_content()
        (back,) = side(parsed(client, f"/articles/{source}"), "Others rest on it")
        assert f"/articles/{article}" in back.xpath("./ul/li/a/@href")


def test_older_versions_can_be_looked_at(writable: Corpus) -> None:
    old = writable.store.reading(NESTED)
    assert old is not None
    text = old.article.text + "\n\nThis was added later."
    list(writable.add([Reading(replace(old.article, text=text))]))
    client = TestClient(application(writable, settings()), BASE)
    page = parsed(client, f"/articles/{NESTED}")
    assert "This was added later." in page.text_content()
    links = side(page, "Versions")[0].xpath(".//a/@href")
    assert links == [f"/articles/{NESTED}", f"/articles/{NESTED}?version=1"]
    first = parsed(client, links[1])
    assert "This was added later." not in first.text_content()
    assert "This is version 1" in first.text_content()
    assert not side(first, "It alone reports")
    assert client.get(f"/articles/{NESTED}.json?version=1").json()["article"]["text"] == old.article.text
    assert client.get(f"/articles/{NESTED}?version=3").status_code == 404
    assert client.get(f"/articles/{NESTED}?version=x").status_code == 400


def test_rows(client: TestClient, corpus: Corpus) -> None:
    reading = corpus.store.reading(NESTED)
    assert reading is not None
    assert Reading.from_json(client.get(f"/articles/{NESTED}.json").text) == reading
    rows = client.get(f"/articles/{NESTED}.csv").text.splitlines()
    assert rows[0].startswith("claim,statement,")
    assert len(rows) > 3
    for path in ("/articles/nothing", "/articles/nothing.json", "/articles/nothing.csv"):
        assert client.get(path).status_code == 404


def test_layers_of_the_address(client: TestClient) -> None:
    def on(query: str) -> list[str]:
        return list(parsed(client, f"/articles/{NESTED}{query}").xpath("//form//input[@checked]/@value"))

    assert on("") == ["attributions"]
    assert on("?layers=none") == []
    assert on("?layers=none&layers=events&layers=dates") == ["events", "dates"]
    assert on("?layers=attributions,figures") == ["attributions", "figures"]
    assert client.get(f"/articles/{NESTED}?layers=colours").status_code == 400


def lit(page: Any) -> str:
    return "|".join(page.locator(".text .on").all_inner_texts())


def parents(corpus: Corpus) -> tuple[str, str]:
    """Numbers of an attribution and of the one around it."""
    reading = corpus.store.reading(NESTED)
    assert reading is not None
    number = {item.id: str(n) for n, item in enumerate(reading.attributions, 1)}
    item = next(each for each in reading.attributions if each.parent and each.content)
    return number[item.id], number[item.parent or ""]


def test_a_tap_takes_the_smallest_and_a_second_its_parent(see: See, corpus: Corpus) -> None:
    child, parent = parents(corpus)
    page = see(f"/articles/{NESTED}", width=390)
    piece = page.locator(f'.text [data-a^="{child} "]').first
    piece.click()
    first = lit(page)
    assert piece.inner_text() in first
    assert page.locator(f'.entry.on[data-n="{child}"]').count() == 1
    chain = page.locator(".card .chain li").all_inner_texts()
    assert len(chain) >= 2
    piece.click()
    assert page.locator(f'.entry.on[data-n="{parent}"]').count() == 1
    assert lit(page) != first
    assert page.locator(".card .chain li").all_inner_texts() != chain
    assert_clean(page)


def test_hover_shows_the_chain_and_leaving_lets_go(see: See, corpus: Corpus) -> None:
    child, _ = parents(corpus)
    page = see(f"/articles/{NESTED}")
    page.locator(f'.text [data-a^="{child} "]').first.hover()
    assert page.locator(".card").is_visible()
    assert page.locator(f'.entry.on[data-n="{child}"]').count() == 1
    page.locator("h1").hover()
    assert page.locator(".card").is_hidden()


def test_keyboard_only(see: See, corpus: Corpus) -> None:
    child, parent = parents(corpus)
    page = see(f"/articles/{NESTED}", dark=True)
    for _ in range(int(child)):
        page.keyboard.press("j")
    assert page.locator(f'.entry.on[data-n="{child}"]').count() == 1
    assert_clean(page)
    page.keyboard.press("u")
    assert page.locator(f'.entry.on[data-n="{parent}"]').count() == 1
    page.keyboard.press("Escape")
    assert lit(page) == ""
    page.locator(f'.entry[data-n="{child}"] .jump').first.focus()
    assert page.locator(f'.entry.on[data-n="{child}"]').count() == 1
    page.locator('input[value="dates"]').focus()
    page.keyboard.press("Space")
    page.wait_for_url(f"**/articles/{NESTED}?layers=attributions,dates")


STYLE = "node => getComputedStyle(node).backgroundImage"


@pytest.mark.parametrize("script", [True, False])
def test_layers_are_switched_without_a_script_too(see: See, script: bool) -> None:
    page = see(f"/articles/{NESTED}?layers=none", script=script)
    piece = page.locator(".text .k-dates").first
    box = page.locator('input[value="dates"]')
    assert box.is_visible()
    assert not box.is_checked()
    if script:
        assert "gradient" not in piece.evaluate(STYLE)
        box.check()
        assert "gradient" in piece.evaluate(STYLE)
        assert page.url.endswith("?layers=dates")
        box.uncheck()
        assert "gradient" not in piece.evaluate(STYLE)
        assert page.url.endswith("?layers=none")
    else:
        box.check()
        page.get_by_role("button", name="Keep in the address").click()
        assert page.url.endswith("?layers=none&layers=dates")
        assert page.locator('input[value="dates"]').is_checked()


@pytest.mark.parametrize(("width", "dark"), [(1280, False), (1280, True), (390, False), (390, True)])
def test_it_is_clean_with_all_layers(see: See, width: int, dark: bool) -> None:
    assert_clean(see(f"/articles/{NESTED}?layers=attributions,events,figures,dates,places", width=width, dark=dark))
