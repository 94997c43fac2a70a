"""The timeline: what happened when, as the rows have it, drawn no more exactly than it is told."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from reportedly.serve.ledger.timeline import COLUMNS
from reportedly.serve.web.app import application
from reportedly.serve.web.pages import timeline
from reportedly.store.corpus import Corpus
from reportedly.store.protocol import Asked
from reportedly.store.sights import When
from tests.corpus.hand_made import MINISTRY, claim, report
from tests.serve.ledger.kept import keep
from tests.serve.web.conftest import BASE, SCRIPT, See, assert_clean, settings
from tests.serve.web.shown import parsed, refusal, rows, status, words


def shown(page: Any) -> list[str]:
    """The claims of a page, as ids."""
    return [link.rpartition("/")[2] for link in page.xpath('.//td[@class="what"]/a/@href')]


def row(page: Any, statement: str) -> Any:
    """The row of the claim that says so."""
    (found,) = page.xpath(f'//main//tr[td[@class="what"]/a[contains(., "{statement}")]]')
    return found


HAPPENED = './/svg[@class="when"]/rect[contains(@class, "happened")]'
QUESTIONS = [
    ("", Asked(), When()),
    ("?order=oldest", Asked(), When(newest=False)),
    ("?after=2031-01-12&before=2031-01", Asked(), When("2031-01-12", "2031-01")),
    ("?before=2031-01-12", Asked(), When(None, "2031-01-12")),
    ("?after=2031-06&kind=estimate&order=oldest", Asked(kind=("estimate",)), When("2031-06", newest=False)),
    ("?words=Amaranta", Asked(words="Amaranta"), When()),
    ("?outlet=Mercator&status=single-origin", Asked(outlet="Mercator", status=("single-origin",)), When()),
    ("?lanes=kind&since=2031-06&after=&before=", Asked(since="2031-06"), When()),
]


@pytest.mark.parametrize(("query", "asked", "when"), QUESTIONS)
def test_the_address_says_what_is_shown_and_the_same_as_rows(
    client: TestClient, corpus: Corpus, query: str, asked: Asked, when: When
) -> None:
    expected = [claim.id for claim in corpus.store.happened(asked, when)]
    assert expected
    page = parsed(client, f"/timeline{query}")
    listed = shown(page)
    if "lanes" in query:
        assert sorted(listed) == sorted(expected[: timeline.SIZE])
    else:
        assert listed == expected[: timeline.SIZE]
    assert status(page).startswith(f"{len(expected)} dated claim")
    assert [each["claim"] for each in client.get(f"/timeline.json{query}").json()] == expected
    table = rows(client, f"/timeline.csv{query}")
    assert list(table[0]) == COLUMNS
    assert [each["claim"] for each in table] == expected


def test_pages_follow_each_other_and_keep_the_filters(client: TestClient, corpus: Corpus) -> None:
    expected = [claim.id for claim in corpus.store.happened(Asked(), When(newest=False))]
    address, seen, pages = "/timeline?order=oldest", list[str](), 0
    while address:
        page = parsed(client, address)
        seen += shown(page)
        address = next(iter(page.xpath('//a[@rel="next"]/@href')), "")
        pages += 1
    assert seen == expected
    assert pages == -(-len(expected) // timeline.SIZE) > 1
    beyond = client.get("/timeline?page=99").text
    assert "beyond the last one" in beyond
    assert f'href="/timeline?page={pages}"' in beyond


def test_a_row_tells_when_it_was_how_it_was_reported_and_what_else_is_said(made: TestClient) -> None:
    page = parsed(made, "/timeline?order=oldest")
    assert status(page).startswith("3 dated claims · 1 more say nothing of when it was")
    fight = row(page, "exchanged fire")
    assert fight.xpath("string(.//time)") == fight.xpath("string(.//time/@datetime)") == "2026-04-14"
    told = words(fight.xpath('.//p[@class="about"]')[0])
    assert "contested" in told
    assert "2–3 origins of 8 reports" in told
    assert "reported that day" in told
    assert "also dated 2026-04-12" in told
    assert "also dated" not in row(page, "Three Keshtani").text_content()


def test_a_month_is_drawn_as_long_as_a_month_and_has_no_day(tmp_path: Path) -> None:
    dates = ("2031-03-10", "2031-03", "2031-03-20TEV")
    made = [
        claim(f"It was in {date}.", [report(f"a{at}", f"in {date}", MINISTRY, date=date, published="2031-04-02")])
        for at, date in enumerate(dates)
    ]
    with Corpus(tmp_path / "c.db") as corpus:
        keep(corpus.store, made)
        page = parsed(TestClient(application(corpus, settings()), BASE), "/timeline")
    day, month, evening = (row(page, f"in {date}.") for date in dates)
    assert [each.xpath("string(.//time)") for each in (day, month, evening)] == [
        "2031-03-10",
        "2031-03",
        "2031-03-20, evening",
    ]
    assert [each.xpath(".//time/@datetime") for each in (day, month, evening)] == [["2031-03-10"], [], ["2031-03-20"]]
    assert month.xpath('string(.//span[@class="tag"])') == "month"
    short, long, other = (float(each.xpath(HAPPENED + "/@width")[0][:-1]) for each in (day, month, evening))
    assert abs(short - other) < 0.02
    assert long > 2 * short, "however much shorter stretches without anything are drawn"
    # The axis holds what is exact: of the month it begins with the tenth, and an arrow says that there is more of it.
    assert [len(each.xpath('.//path[@class="on"]')) for each in (day, month, evening)] == [0, 1, 0]
    assert day.xpath(HAPPENED + "/@x") == month.xpath(HAPPENED + "/@x")


def test_what_happened_before_it_was_reported_is_drawn_before_it(made: TestClient) -> None:
    page = parsed(made, "/timeline")
    drawings = page.xpath('//tbody//svg[@class="when"]')
    assert len(drawings) == 3
    for drawing in drawings:
        happened = float(drawing.xpath('string(./rect[contains(@class, "happened")]/@x)')[:-1])
        first = float(drawing.xpath('string(./circle[@class="first"]/@cx)')[:-1])
        last = max((float(at[:-1]) for at in drawing.xpath('./circle[@class="last"]/@cx')), default=first)
        assert 0 <= happened <= first <= last <= 100


@pytest.mark.parametrize("lanes", ["kind", "status", "origin"])
def test_lanes_hold_what_has_something_in_common(client: TestClient, lanes: str) -> None:
    page = parsed(client, f"/timeline?lanes={lanes}")
    of = {each["claim"]: each for each in client.get("/timeline.json").json()}
    labels = []
    for lane in page.xpath("//main//table[contains(@class, 'times')]/tbody"):
        head, count = lane.xpath("./tr[@class='lane']/th/span")
        label = words(head)
        claims = shown(lane)
        assert words(count) == f"{len(claims)} claim{'s' if len(claims) > 1 else ''}"
        for each in claims:
            value = of[each]["origins"][0] if lanes == "origin" and of[each]["origins"] else of[each].get(lanes)
            assert label == " ".join(str(value or "no origin").split())
        labels.append(label)
    assert len(labels) == len(set(labels)) > 1
    assert len(shown(page)) == timeline.SIZE


def test_without_lanes_there_are_none(client: TestClient) -> None:
    assert parsed(client, "/timeline").xpath("//tr[@class='lane']") == []


def test_days_that_are_asked_for_can_be_taken_away(client: TestClient) -> None:
    page = parsed(client, "/timeline?after=2031-01&before=2031-02&kind=event&order=oldest")
    chips = {words(chip): chip.get("href") for chip in page.xpath('//ul[@class="chips"]//a')}
    assert chips == {
        "Take away: event ×": "/timeline?after=2031-01&before=2031-02&order=oldest",
        "Take away: happened since 2031-01 ×": "/timeline?kind=event&before=2031-02&order=oldest",
        "Take away: happened until 2031-02 ×": "/timeline?kind=event&after=2031-01&order=oldest",
    }


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("after=soon", "'soon' is no date; expected one like 2031-01-15, 2031-01 or 2031"),
        ("before=2031-13", "'2031-13' is no date"),
        ("order=best", "order is 'best'. Choose from newest, oldest"),
        ("lanes=outlet", "lanes is 'outlet'. Choose from none, kind, status, origin"),
        ("page=0", "page is '0'"),
        ("kind=gossip", "'gossip' is no kind"),
    ],
)
@pytest.mark.parametrize("ending", ["", ".csv", ".json"])
def test_what_cannot_be_read_is_told(client: TestClient, query: str, told: str, ending: str) -> None:
    assert told in refusal(client, f"/timeline{ending}?{query}")


def test_a_name_that_may_be_several_is_asked_for(made: TestClient) -> None:
    page = parsed(made, "/timeline?about=Kell&lanes=kind")
    assert page.xpath('//h2[contains(., "Who is meant")]')
    assert sorted(page.xpath("//main//ul/li/a[contains(@href, 'about=a0')]/@href")) == [
        "/timeline?about=a03&lanes=kind",
        "/timeline?about=a04&lanes=kind",
    ]
    assert shown(page) == []
    assert made.get("/timeline.csv?about=Kell").status_code == 400


def test_nothing_is_told_to_be_nothing(client: TestClient, tmp_path: Path) -> None:
    assert "No claim that is so says when it was" in client.get("/timeline?after=2099").text
    with Corpus(tmp_path / "empty.db") as corpus:
        empty = TestClient(application(corpus, settings()), BASE)
        assert "No claim says when it was yet" in empty.get("/timeline").text
        assert empty.get("/timeline.json").json() == []
        assert empty.get("/timeline.csv").text.splitlines() == [",".join(COLUMNS)]


@pytest.mark.parametrize("lanes", timeline.Shown.all_lanes)
def test_hostile_words_are_text(hostile: TestClient, lanes: str) -> None:
    page = parsed(hostile, f"/timeline?lanes={lanes}&words=ships")
    assert shown(page)
    assert not page.xpath("//main//script")
    assert not page.xpath("//main//img")
    assert (SCRIPT in page.xpath("//main")[0].text_content()) == (lanes == "origin")


@pytest.mark.parametrize(("width", "dark"), [(1280, True), (390, False)])
def test_it_is_clean_with_everything_on_it(see: See, width: int, dark: bool) -> None:
    page = see("/timeline?lanes=origin&after=2031-01&kind=estimate,event,statement,commitment", width=width, dark=dark)
    assert page.locator("tr.lane").count() > 1
    assert page.locator("td.drawn svg").first.is_visible()
    assert_clean(page)


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("query", ["", "?order=oldest"])
def test_marks_stay_within_their_drawing(see: See, width: int, query: str) -> None:
    page = see(f"/timeline{query}", width=width)
    beyond = page.evaluate(
        """[...document.querySelectorAll("td.drawn > svg")].flatMap((drawing) => {
          const own = drawing.getBoundingClientRect();
          return [...drawing.querySelectorAll("rect, circle, path")]
            .map((mark) => mark.getBoundingClientRect())
            .filter((mark) => mark.left < own.left || mark.right > own.right)
            .map((mark) => [mark.left - own.left, mark.right - own.right]);
        })"""
    )
    assert beyond == []


def test_what_is_drawn_short_is_in_the_key(client: TestClient) -> None:
    """The samples are of January and of June."""
    page = parsed(client, "/timeline?order=oldest")
    assert page.xpath('//td[@class="drawn"]//rect[@class="gap"]')
    assert "nothing for long: drawn short" in words(page.xpath('//ul[@class="key"]')[0])
    page = parsed(client, "/timeline?after=2031-06-16&before=2031-06-18&since=2031-06&until=2031-06-18")
    assert not page.xpath('//td[@class="drawn"]//rect[@class="gap"]')
    assert "drawn short" not in words(page.xpath('//ul[@class="key"]')[0])


def test_the_form_gives_a_short_address(see: See) -> None:
    page = see("/timeline")
    with page.expect_navigation():
        page.get_by_label("Order").select_option("oldest")
    assert page.url.endswith("/timeline?order=oldest")
    page.get_by_label("Happened since").fill("2031-06")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.url.endswith("/timeline?after=2031-06&order=oldest")


def test_dates_of_the_drawing_stay_in_sight_on_a_phone(see: See) -> None:
    page = see("/timeline", width=390)
    page.locator("td.drawn").nth(20).scroll_into_view_if_needed()
    dates = [each for each in page.locator("thead svg text").all() if each.is_visible()]
    boxes = sorted((box["x"], box["x"] + box["width"], box["y"]) for each in dates if (box := each.bounding_box()))
    assert boxes
    assert all(left >= 0 and right <= 390 and 0 <= top < 100 for left, right, top in boxes)
    assert all(before[1] < after[0] for before, after in pairwise(boxes)), "they do not run into each other"
