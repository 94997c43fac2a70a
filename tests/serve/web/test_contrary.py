"""What nobody says is so is not shown as if somebody did."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from reportedly.model import Claim, Hop
from reportedly.serve.ledger.contrary import contrary
from reportedly.serve.web.app import application
from reportedly.store.corpus import Corpus
from tests.corpus.hand_made import MINISTRY, STAFF, claim, report
from tests.serve.ledger.kept import keep
from tests.serve.web.conftest import BASE, settings
from tests.serve.web.shown import parsed, words

LOG, OIL, NOBODY = "the log is authentic", "the ship was after oil or gas", "nobody was shot at"


def told(statement: str, *stances: Any, cue: str = "denied") -> Claim:
    """With a report of each stance, each by another source, who denies it with this cue."""
    sources = (MINISTRY, STAFF)
    return claim(
        statement,
        [
            report(
                f"{statement[:7]}{at}",
                statement,
                sources[at],
                stance=stance,
                chain=(Hop("e1", sources[at], cue),),
                date="2031-06-27",
                published="2031-06-28",
            )
            for at, stance in enumerate(stances)
        ],
        status="denied",
    )


@pytest.mark.parametrize(
    ("statement", "stances", "word"),
    [
        (LOG, ["denies"], "denied"),
        (LOG, ["denies", "denies"], "denied"),
        (LOG, ["denies", "doubts"], "denied"),
        (LOG, ["doubts"], "doubted"),
        (LOG, ["asserts"], ""),
        (LOG, ["denies", "asserts"], ""),
        (NOBODY, ["denies"], "denied"),
        ("The ministry denied the report", ["denies"], ""),
    ],
)
def test_only_what_is_only_denied_and_does_not_say_so_itself(statement: str, stances: list[str], word: str) -> None:
    assert contrary(told(statement, *stances)) == word


@pytest.mark.parametrize(
    ("statement", "cue", "word"),
    [
        (NOBODY, "said", ""),
        ("They kept no list of us", "said", ""),
        ("The figures differ", "", ""),
        (LOG, "Denied", "denied"),
        (LOG, "rejected", "denied"),
        (LOG, "did not deny", ""),
    ],
)
def test_who_denies_by_what_he_says_is_not_turned_into_the_opposite(statement: str, cue: str, word: str) -> None:
    assert contrary(told(statement, "denies", cue=cue)) == word


@pytest.fixture
def denying(tmp_path: Path) -> Iterator[TestClient]:
    with Corpus(tmp_path / "denied.db") as corpus:
        keep(corpus.store, [told(LOG, "denies", "denies"), told(OIL, "doubts"), told(NOBODY, "denies", cue="said")])
        yield TestClient(application(corpus, settings()), BASE)


@pytest.mark.parametrize("path", ["/claims", "/timeline"])
def test_it_is_seen_in_a_list(denying: TestClient, path: str) -> None:
    links = parsed(denying, path).xpath('//td[@class="what"]/a')
    assert sorted(map(words, links)) == sorted([f"denied: {LOG}", f"doubted: {OIL}", NOBODY])


def test_the_ledger_says_who_denies_it_not_from_whom_it_is(made: TestClient, denying: TestClient) -> None:
    page = parsed(denying, "/claims")
    about = {words(row.xpath("a")[0]): words(row.xpath("p")[0]) for row in page.xpath('//td[@class="what"]')}
    assert "from" not in about[f"doubted: {OIL}"]
    assert "from" not in about[f"denied: {LOG}"]
    assert not parsed(made, "/claims").xpath('//*[@class="contrary"]')


def test_the_page_of_the_claim_says_so_in_its_heading_and_title(denying: TestClient) -> None:
    (address,) = parsed(denying, "/claims").xpath(f'//td[@class="what"]/a[contains(., "{LOG}")]/@href')
    page = parsed(denying, address)
    assert words(page.xpath("//h1")[0]) == f"denied: {LOG}"
    assert page.xpath("string(//title)").startswith(f"denied: {LOG}")
    assert "Nobody says so" in words(page.xpath("//main")[0])
    # All its reports are denials: they stand there once.
    assert not page.xpath('//h2[@id="against"]')
    assert len(page.xpath("//blockquote")) == 2
    assert len(page.xpath('//span[@class="tag"][.="denies it"]')) == 2


def test_an_article_shows_it_among_its_claims(denying: TestClient) -> None:
    page = parsed(denying, f"/articles/{LOG[:7]}0")
    assert f"denied: {LOG}" in [words(link) for link in page.xpath('//ul[@class="carried"]//a')]
