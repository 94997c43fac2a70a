"""The page of one claim, and its drawings."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from starlette.testclient import TestClient

from reportedly.corpus.descent import descent
from reportedly.corpus.series import series
from reportedly.model import Claim, Span
from reportedly.serve.web.context import AROUND, quoted
from reportedly.serve.web.drawing import derivation as drawing
from reportedly.serve.web.drawing.derivation import MOST, derivation
from reportedly.serve.web.drawing.values import REACH, plot
from reportedly.serve.web.pages import claim as page_of
from reportedly.store.corpus import Corpus
from reportedly.store.protocol import Asked
from tests.corpus.hand_made import MINISTRY, claim, clash, report, tolls
from tests.serve.web.conftest import SCRIPT, See, assert_clean

CLASH, (THREE, NINE, FIFTEEN) = clash(), tolls()


def page(client: TestClient, made: Claim) -> html.HtmlElement:
    answer = client.get(f"/claims/{made.id}")
    assert answer.status_code == 200, answer.text
    return html.document_fromstring(answer.text)


def words(node: html.HtmlElement) -> str:
    return " ".join(node.text_content().split())


def test_how_it_stands(made: TestClient) -> None:
    shown = page(made, CLASH)
    facts = {words(each[0]): words(each[1]) for each in shown.xpath('//dl[@class="facts"]/div')}
    assert facts["Status"] == "contested"
    assert facts["Independent origins"] == "2–3"
    assert facts["Reports"] == "8 reports in 8 articles"
    assert facts["Credibility"] == "2, probably true"
    assert words(shown.xpath("//h1")[0]) == CLASH.statement


def test_the_list_says_who_rests_on_whom_and_why(made: TestClient) -> None:
    shown = page(made, CLASH)
    roots = shown.xpath('//ul[contains(@class, "roots")]/li')
    assert next(words(root.xpath(".//b")[0]) for root in roots) == MINISTRY
    assert len(roots) == 4
    deepest = roots[0].xpath("./ul/li/ul/li/ul/li")
    assert [words(each.xpath("./div/b")[0]) for each in deepest] == ["Border Digest"]
    assert words(deepest[0].xpath("./details/summary")[0]) == "rests on 2 · 0.95"
    assert "copy: 88%" in words(deepest[0].xpath("./details")[0])
    assert "rests on elsewhere, not among these" in words(roots[2])


def test_the_drawing_shows_what_the_list_says(made: TestClient) -> None:
    shown = page(made, CLASH)
    (svg,) = shown.xpath('//svg[@class="derivation"]')
    marks = svg.xpath('.//a[contains(@class, "mark")]')
    assert len(marks) == len(CLASH.reports)
    # Each leads to its words, and is named for who does not see it.
    ids = set(shown.xpath("//@id"))
    assert all(mark.get("href").removeprefix("#") in ids for mark in marks)
    assert marks[0].get("aria-label").startswith("1. Morning Lantern, 2026-04-14 09:10 +03:00, says so")
    assert len(svg.xpath('.//*[@class="hollow"]')) == 2
    titles = [each.text for each in svg.xpath('.//g[contains(@class, "edge")]/title')]
    assert [title.partition(",")[0] for title in titles] == [
        "2 rests on 1",
        "4 rests on 2",
        "8 rests on an article that is not among these (elsewhere)",
    ]
    assert all("copy: 88%" in title for title in titles)
    assert svg.xpath("./title")[0].text
    assert svg.xpath("./desc")[0].text


def test_quotes_stand_in_their_context(client: TestClient, corpus: Corpus) -> None:
    made = next(corpus.store.claims(Asked(order="reports")))
    told = page(client, made).xpath('//li[@class="told"][@id]')
    assert len(told) == len(made.reports)
    for each in told:
        quote = each.xpath(".//blockquote")[0]
        marked = quote.xpath("./mark")[0].text_content()
        (report,) = [r for r in made.reports if r.quote == marked and (r.outlet or r.article) in words(each)][:1]
        article = corpus.store.articles([report.article])[report.article]
        around = quote.text_content().replace("… ", "", 1).replace(" …", "")
        assert around in article.text
        # A paragraph may be all quote.
        assert len(quote.text_content()) > len(marked) or f"\n{marked}\n" in f"\n{article.text}\n"


def test_who_speaks_against_it(made: TestClient) -> None:
    shown = page(made, CLASH)
    (against,) = shown.xpath('//section[@aria-labelledby="against"]')
    assert [words(each) for each in against.xpath('.//*[@class="tag"]')] == ["denies it", "doubts it"]
    assert "there was no fight at all" in words(against)


def test_values_are_a_table_that_is_drawn(made: TestClient) -> None:
    shown = page(made, FIFTEEN)
    tables = shown.xpath('//table[@class="values"]')
    assert [words(table.xpath(".//tbody/tr/td[2]")[0]) for table in tables] == ["15 or more", "2"]
    assert tables[0].xpath('.//path[@class="tip"]')
    assert not tables[0].xpath(".//circle")
    assert tables[1].xpath(".//circle")
    assert "denies 3" in words(page(made, THREE).xpath('//table[@class="values"]')[0])


def test_rivals_and_suggestions_are_apart(made: TestClient) -> None:
    shown = page(made, THREE)
    assert shown.xpath('//section[@aria-labelledby="rivals"]//a/@href') == [f"/claims/{NINE.id}"]
    (suggested,) = shown.xpath('//section[@aria-labelledby="suggested"]')
    assert suggested.xpath(".//a/@href") == [f"/claims/{FIFTEEN.id}", f"/review?a={THREE.id}&b={FIFTEEN.id}"]
    assert "likeness 0.41; same place" in words(suggested)


def test_by_any_report_and_by_a_beginning(made: TestClient) -> None:
    for id_ in (CLASH.reports[3].id, CLASH.id[:9], CLASH.id.upper()):
        assert CLASH.statement in made.get(f"/claims/{id_}").text
    for nothing in ("0" * 16, "xyz", "%3Cscript%3E", "..%2f..", "a" * 500):
        answer = made.get(f"/claims/{nothing}")
        assert answer.status_code == 404
        assert "<script>" not in answer.text
    assert made.get("/claims/zz.json").json()["status"] == 404


def test_a_beginning_of_several_names_them(client: TestClient, corpus: Corpus) -> None:
    firsts = [claim.id[0] for claim in corpus.store.claims(Asked())]
    several = next(first for first in firsts if firsts.count(first) > 1)
    assert client.get(f"/claims/{several}").status_code == 400


def test_rows(made: TestClient) -> None:
    rows = list(csv.DictReader(io.StringIO(made.get(f"/claims/{CLASH.id}.csv").text)))
    assert [row["report"] for row in rows] == [each.id for each in CLASH.reports]
    found = made.get(f"/claims/{CLASH.id}.json").json()
    assert (found["id"], found["independent_origins"]) == (CLASH.id, {"low": 2, "high": 3})


def test_many_reports_come_in_pages(made: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_of, "SIZE", 3)
    seen: list[str] = []
    for number in (1, 2, 3, 99):
        shown = html.document_fromstring(made.get(f"/claims/{CLASH.id}?page={number}").text)
        seen += [] if number == 99 else shown.xpath('//li[@class="told"]/@id')
    assert seen == [f"r{number}" for number in range(1, 9)]
    assert made.get(f"/claims/{CLASH.id}?page=0").status_code == 400


def test_hostile_claims_are_shown_as_text(hostile: TestClient) -> None:
    for each in hostile.get("/claims.json").json():
        answer = hostile.get(f"/claims/{each['id']}")
        assert answer.status_code == 200
        assert SCRIPT not in answer.text
        assert "<img src=x" not in answer.text
        assert "javascript:" not in answer.text


# drawings


def numbers(made: Claim) -> dict[str, int]:
    return {each.id: place for place, each in enumerate(made.reports, 1)}


def drawn(made: Claim) -> drawing.Drawing:
    against = [each for each in made.reports if each.stance != "asserts"]
    return derivation(descent(made), against, numbers(made))


WRITTEN = (
    "2031-01-01 2031-01-02T08:00 2031-01-02T08:00:00+09:00 2031-01-02T23:59:59Z 2031 soon 0001-01-01 9999-12-31"
    " 9999-12-31T23:59:59-12:00 2033-05-05T00:00:00+00:00"
).split()
moments = st.none() | st.sampled_from(WRITTEN)


@given(st.lists(st.tuples(moments, st.sampled_from(["A", "B", None])), min_size=1, max_size=12))
def test_every_report_has_a_place_of_its_own_in_order_of_time(told: list[tuple[str | None, str | None]]) -> None:
    reports = [
        report(f"a{place}", f"quote {place}", origin, published=when, **({"rests": "a0"} if place else {}))
        for place, (when, origin) in enumerate(told)
    ]
    found = drawn(claim("It happened.", reports))
    assert sorted(mark.report for mark in found.marks) == sorted(each.id for each in reports)
    assert len({mark.y for mark in found.marks}) == len(found.marks)
    assert all(0 <= mark.x <= (mark.end or mark.x) <= found.width and mark.y < found.height for mark in found.marks)
    when = {each.id: drawing.instant(each.published) for each in reports}
    dated = sorted((when[m.report].start, m.x) for m in found.marks if when[m.report])  # type: ignore[union-attr]
    assert [x for _, x in dated] == sorted(x for _, x in dated)
    places = [tick.at for tick in found.axis.ticks] if found.axis else []
    assert places == sorted(places)


def test_a_long_time_of_nothing_is_drawn_short_and_told() -> None:
    days = ["2031-01-01T08:00", "2031-01-01T20:00", "2031-01-02T08:00", "2031-06-01T08:00", "2031-06-01T20:00"]
    found = drawn(claim("It happened.", [report(f"a{n}", f"q{n}", "A", published=day) for n, day in enumerate(days)]))
    assert found.axis is not None
    (gap,) = found.axis.breaks
    assert gap.label == "150 days"
    spread = [mark.x for mark in found.marks]
    assert spread[3] - spread[2] == pytest.approx(gap.width, abs=0.2)
    assert spread[1] - spread[0] > 100


def test_what_is_too_much_to_draw_is_told() -> None:
    reports = [report(f"a{n}", f"q{n}", "A" if n % 2 else "B", published="2031-01-01") for n in range(MOST + 20)]
    found = drawn(claim("It happened.", reports))
    assert (len(found.marks), found.left_out) == (MOST, 20)


def test_a_long_line_of_copies_is_no_deep_list() -> None:
    reports = [
        report(f"a{n}", f"q{n}", "A", published="2031-01-01", **({"rests": f"a{n - 1}"} if n else {}))
        for n in range(400)
    ]
    (branch,) = descent(claim("It happened.", reports))
    (twig,) = page_of._root(branch, numbers(claim("It happened.", reports))).twigs
    seen, level, depth = 0, [twig], 0
    while level:
        seen, depth = seen + len(level), depth + 1
        assert all(each.on in (each.number - 1, None) for each in level)
        level = [below for each in level for below in each.twigs]
    assert seen == 400
    assert depth <= page_of.DEEPEST + 1


@given(
    st.lists(st.tuples(st.none() | st.integers(0, 10**12), st.none() | st.integers(0, 10**12)), min_size=1, max_size=8)
)
def test_intervals_lie_on_their_scale(bounds: list[tuple[int | None, int | None]]) -> None:
    told = [
        report(
            f"a{n}",
            f"q{n}",
            f"O{n}",
            unit="ship",
            low=None if low is None else float(low),
            high=None if high is None else float(high),
        )
        for n, (low, high) in enumerate(bounds)
        if low is None or high is None or low <= high
    ]
    for each in series([claim("Ships sank.", told)]) if told else ():
        found = plot(each)
        assert len(found.bars) == len(each.values)
        for bar in found.bars:
            assert 0 <= bar.start <= bar.end <= REACH
            assert bar.open_start == (bar.value.low is None)
            assert bar.open_end == (bar.value.high is None)
        assert [tick.at for tick in found.ticks] == sorted({tick.at for tick in found.ticks})


@given(st.text("ab \n.", max_size=900), st.data())
def test_a_quote_keeps_to_its_paragraph(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    span = Span(start, data.draw(st.integers(start, len(text))))
    found = quoted(text, span)
    assert found.words == span.of(text)
    assert "\n" not in found.before + found.after
    assert len(found.before) <= AROUND + 2
    assert len(found.after) <= AROUND + 2
    assert text[: span.start].endswith(found.before.removeprefix("… "))
    assert text[span.end :].startswith(found.after.removesuffix(" …"))


# in a browser


@pytest.mark.parametrize(("width", "dark"), [(1280, False), (1280, True), (390, False), (390, True)])
def test_the_page_is_clean(see: See, width: int, dark: bool) -> None:
    page = see("/claims?min_reports=3&sort=reports", width=width, dark=dark)
    page.locator("td.what a").first.click()
    page.wait_for_url("**/claims/*")
    assert_clean(page)


def test_from_the_drawing_to_the_words_by_keyboard(see: See) -> None:
    page = see("/claims?min_reports=3&sort=reports", script=False)
    page.locator("td.what a").first.click()
    mark = page.locator("a.mark").nth(1)
    mark.focus()
    page.keyboard.press("Enter")
    assert page.url.endswith(mark.get_attribute("href"))
    assert page.locator(".told:target").is_visible()
