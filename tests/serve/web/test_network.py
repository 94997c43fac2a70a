"""The two networks: who cites whom and who does what to whom, as the rows have it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from reportedly.corpus.sources import sources
from reportedly.serve.ledger.sources import COLUMNS
from reportedly.serve.web.app import application
from reportedly.serve.web.pages import network
from reportedly.store.corpus import Corpus
from reportedly.store.protocol import Asked
from tests.corpus.hand_made import ACTOR, MINISTRY, STAFF, VILLAGER
from tests.serve.web.conftest import BASE, SCRIPT, See, assert_clean, settings
from tests.serve.web.placed import hostile_strike, strike
from tests.serve.web.shown import parsed, refusal, rows, words


def table(page: Any, caption: str) -> list[list[str]]:
    """The cells of a table's rows, none where it is not there."""
    rows = page.xpath(f'//main//table[caption[starts-with(., "{caption}")]]/tbody/tr')
    return [[words(cell) for cell in row.xpath("th|td")] for row in rows]


def lines(page: Any) -> list[str]:
    """What is written on the lines of the drawing."""
    return [words(title) for title in page.xpath('//svg[@class="ties"]//g[starts-with(@class, "tie")]/title')]


def names(page: Any, anchor: str) -> list[str]:
    """Those at the ends of lines: `end` are on the left, `start` on the right."""
    return [words(each) for each in page.xpath(f'//svg[@class="ties"]//div[@class="node {anchor}"]')]


# who cites whom


def test_origins_with_who_carries_them(made: TestClient) -> None:
    page = parsed(made, "/network")
    found = table(page, "Origins, and")
    assert [row[:3] for row in found] == [[MINISTRY, "4", "2"], [STAFF, "2", "0"], [VILLAGER, "1", "0"]]
    assert found[0][4] == "Morning Lantern 3, Port Ellery Gazette 3, Weekly 1, Border Digest 1, 1 more"
    assert found[1][4] == "Ordovian Bulletin 2"
    links = page.xpath('//table[contains(@class, "origins")]//th/a/@href')
    assert links == [f"/entities/{ACTOR}"]


def test_lines_are_as_thick_as_claims_are_many(made: TestClient) -> None:
    page = parsed(made, "/network")
    assert f"Ordovian Bulletin → {STAFF}: 2" in lines(page)
    assert f"Morning Lantern → {MINISTRY}: 3, 2 alone" in lines(page)
    widths = {
        words(line.xpath("title")[0]).partition(":")[0]: float(line.xpath("string(line/@stroke-width)"))
        for line in page.xpath('//svg[@class="ties"]//g[starts-with(@class, "tie")]')
    }
    assert widths[f"Morning Lantern → {MINISTRY}"] > widths[f"Ordovian Bulletin → {STAFF}"]
    assert widths[f"Ordovian Bulletin → {STAFF}"] > widths[f"Weekly → {VILLAGER}"]


def test_which_outlet_rests_on_which(made: TestClient) -> None:
    found = table(parsed(made, "/network"), "Outlets whose")
    assert ["Port Ellery Gazette", "Morning Lantern", "2", "1"] in found
    assert ["Border Digest", "Port Ellery Gazette", "1", "1"] in found
    assert ["Weekly", "no outlet named", "1", "1"] in found
    assert len(found) == 3


QUESTIONS = [
    ("", Asked()),
    ("?kind=estimate", Asked(kind=("estimate",))),
    ("?outlet=Mercator&most=3", Asked(outlet="Mercator")),
    ("?words=Amaranta&since=2031-01", Asked(words="Amaranta", since="2031-01")),
    ("?min_origins=2&show=cites", Asked(min_origins=2)),
]


@pytest.mark.parametrize(("query", "asked"), QUESTIONS)
def test_the_address_says_what_is_shown_and_the_same_as_rows(
    client: TestClient, corpus: Corpus, query: str, asked: Asked
) -> None:
    expected = sources(corpus.store.claims(asked), lambda article: corpus.store.articles([article])[article].outlet)
    assert expected.cited
    found = rows(client, f"/network.csv{query}")
    assert list(found[0]) == COLUMNS
    told = [(row["relation"], row["whom"], row["claims"]) for row in found if row["relation"] in ("origin", "own")]
    assert told == [("own" if each.own else "origin", each.label, str(each.claims)) for each in expected.cited]
    record = client.get(f"/network.json{query}").json()
    assert [each["label"] for each in record["cited"]] == [each.label for each in expected.cited]
    page = parsed(client, f"/network{query}")
    for caption, own in (("Origins, and", False), ("Outlets as origins", True)):
        listed = [row[:4] for row in table(page, caption)]
        assert (
            listed
            == [
                [" ".join(each.label.split()), str(each.claims), str(each.alone), str(each.reports)]
                for each in expected.cited
                if each.own is own
            ][: network.ROWS]
        )


def test_as_many_names_as_are_asked_for(client: TestClient) -> None:
    every = parsed(client, "/network?most=40")
    few = parsed(client, "/network?most=2")
    for anchor in ("end", "start"):
        assert len(names(few, anchor)) == 2 < len(names(every, anchor)) <= 40
        assert set(names(few, anchor)) < set(names(every, anchor))
    assert len(parsed(client, "/network").xpath('//input[@name="most"][@value="12"]')) == 1
    drawn, more = len(lines(few)), few.xpath('//p[contains(., "not drawn")]')[0].text_content()
    cites = [row for row in rows(client, "/network.csv") if row["relation"] == "cites" and row["entity"] is not None]
    own = {row["whom"] for row in rows(client, "/network.csv") if row["relation"] == "own"}
    assert int(more.split()[0]) == len([row for row in cites if row["whom"] not in own]) - drawn


def test_what_the_table_leaves_out_is_told(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(network, "ROWS", 3)
    page = parsed(client, "/network")
    origins = [row for row in rows(client, "/network.csv") if row["relation"] == "origin"]
    assert len(table(page, "Origins, and")) == 3
    assert f"{len(origins) - 3} origins more in the rows" in words(page.xpath("//main")[0])


def test_a_name_leads_to_what_it_alone_is_tied_to(made: TestClient) -> None:
    page = parsed(made, "/network?kind=estimate")
    links = {words(link): link.get("href") for link in page.xpath('//svg[@class="ties"]//div[@role="listitem"]//a')}
    assert links["Wire"] == "/network?outlet=Wire&kind=estimate"
    assert links[MINISTRY] == f"/network?about={ACTOR}&kind=estimate"
    assert sorted(names(parsed(made, links["Wire"]), "end")) == ["Ordovian Bulletin", "Wire"]


# who does what to whom


@pytest.fixture
def struck(tmp_path: Path) -> Any:
    with Corpus(strike(tmp_path / "strike.db"), create=False, readonly=True) as corpus:
        yield TestClient(application(corpus, settings()), BASE)


def test_deeds_with_how_many_tell_of_them(struck: TestClient) -> None:
    page = parsed(struck, "/network?show=deeds")
    assert table(page, "Who does what") == [
        ["Russia", "Ukraine", "assault 2", "1", "2"],
        ["Lavrov", "Kim", "consult planned 1", "1", "1"],
    ]
    assert lines(page) == ["Russia → Ukraine: 2", "Lavrov → Kim: 1"]
    kinds = page.xpath('//svg[@class="ties"][@height]//g[starts-with(@class, "tie")]/@class')
    assert kinds[-2:] == ["tie material-conflict", "tie verbal-cooperation"]
    found = rows(struck, "/network.csv?show=deeds")
    assert list(found[0]) == network.DEED_COLUMNS
    assert [(r["actor_name"], r["recipient_name"], r["type"], r["quad"], r["factuality"], r["reports"]) for r in found] == [
        ("Russia", "Ukraine", "ASSAULT", "Material conflict", "happened", "2"),
        ("Lavrov", "Kim", "CONSULT", "Verbal cooperation", "planned", "1"),
    ]  # fmt: skip
    assert [each["kinds"][0]["type"] for each in struck.get("/network.json?show=deeds").json()] == [
        "ASSAULT",
        "CONSULT",
    ]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("&outlet=mirror", ["Russia"]),
        ("&until=2031-01-01", ["Lavrov"]),
        ("&kind=statement", ["Russia", "Lavrov"]),
        ("&kind=event", []),
    ],
)
def test_deeds_of_the_claims_asked_for_alone(struck: TestClient, query: str, expected: list[str]) -> None:
    assert [row[0] for row in table(parsed(struck, f"/network?show=deeds{query}"), "Who does what")] == expected
    assert [row["actor_name"] for row in rows(struck, f"/network.csv?show=deeds{query}")] == expected


def test_deeds_of_the_samples_are_those_of_the_rows(client: TestClient) -> None:
    found = rows(client, "/network.csv?show=deeds")
    pairs = list(
        dict.fromkeys((row["actor_name"] or "nobody named", row["recipient_name"] or "nobody named") for row in found)
    )
    listed = [tuple(row[:2]) for row in table(parsed(client, "/network?show=deeds"), "Who does what")]
    assert len(pairs) > 10
    assert listed == pairs[: network.ROWS]


# both


@pytest.mark.parametrize("show", ["cites", "deeds"])
def test_the_other_network_keeps_the_filters(client: TestClient, show: str) -> None:
    page = parsed(client, f"/network?kind=event&most=5&show={show}")
    tabs = page.xpath('//nav[@aria-label="Which network"]//a')
    assert [tab.get("href") for tab in tabs] == ["/network?kind=event&most=5", "/network?kind=event&show=deeds&most=5"]
    assert [tab.get("aria-current") for tab in tabs] == (["true", None] if show == "cites" else [None, "true"])


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("show=lies", "show is 'lies'. Choose from cites, deeds"),
        ("most=0", "most is '0'"),
        ("most=41", "most is 41. Expected a whole number from 1 to 40"),
        ("most=many", "most is 'many'"),
        ("since=soon", "'soon'"),
    ],
)
@pytest.mark.parametrize("ending", ["", ".csv", ".json"])
def test_what_cannot_be_read_is_told(client: TestClient, query: str, told: str, ending: str) -> None:
    assert told in refusal(client, f"/network{ending}?{query}")


def test_a_name_that_may_be_several_is_asked_for(made: TestClient) -> None:
    page = parsed(made, "/network?about=Kell&show=deeds")
    assert sorted(page.xpath("//main//ul/li/a[contains(@href, 'about=a0')]/@href")) == [
        "/network?about=a03&show=deeds",
        "/network?about=a04&show=deeds",
    ]
    assert made.get("/network.json?about=Kell").status_code == 400


@pytest.mark.parametrize(
    ("show", "told"),
    [("cites", "No claim has an origin yet"), ("deeds", "No event with somebody who does it")],
)
def test_nothing_is_told_to_be_nothing(client: TestClient, tmp_path: Path, show: str, told: str) -> None:
    assert "Nothing is so" in client.get(f"/network?show={show}&outlet=nobody").text
    with Corpus(tmp_path / "empty.db") as corpus:
        empty = TestClient(application(corpus, settings()), BASE)
        assert told in empty.get(f"/network?show={show}").text
        assert len(empty.get(f"/network.csv?show={show}").text.splitlines()) == 1
        record = empty.get(f"/network.json?show={show}").json()
        assert (record if show == "deeds" else record["cited"]) == []


def test_hostile_names_are_text(hostile: TestClient, tmp_path: Path) -> None:
    with Corpus(hostile_strike(tmp_path / "hostile.db"), create=False, readonly=True) as corpus:
        deeds = TestClient(application(corpus, settings()), BASE)
        for client, path in ((hostile, "/network"), (deeds, "/network?show=deeds"), (deeds, "/network")):
            page = parsed(client, path)
            assert not page.xpath("//main//script")
            assert SCRIPT in page.xpath("//main//table")[0].text_content()


@pytest.mark.parametrize(("width", "dark"), [(1280, True), (390, False)])
@pytest.mark.parametrize("query", ["?show=deeds&most=20", "?most=40&kind=statement"])
def test_it_is_clean_with_everything_on_it(see: See, width: int, dark: bool, query: str) -> None:
    page = see(f"/network{query}", width=width, dark=dark)
    assert page.locator("svg.ties[aria-labelledby] g.tie").count() > 3
    assert_clean(page)


def test_names_by_the_keyboard_alone(see: See) -> None:
    page = see("/network", script=False)
    page.locator("svg.ties a", has_text="Mercator").first.press("Enter")
    page.wait_for_url("**/network?outlet=Mercator")
    assert "carried by Mercator" in page.locator("ul.chips").inner_text()


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("query", ["?most=40", "?show=deeds&most=40"])
def test_no_name_is_cut(see: See, width: int, query: str) -> None:
    page = see(f"/network{query}", width=width)
    drawing = page.locator("svg.ties[aria-labelledby]").bounding_box()
    labels = page.locator("svg.ties .node > span")
    assert labels.count() > 10
    for label in labels.all():
        box = label.bounding_box()
        assert drawing["x"] <= box["x"], label.inner_text()
        assert box["x"] + box["width"] <= drawing["x"] + drawing["width"] <= width, label.inner_text()
        if width > 1000:
            assert label.evaluate("each => each.scrollHeight <= each.clientHeight"), label.inner_text()
