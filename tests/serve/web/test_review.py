"""A person says what is right: by form, by key, many at once, blind; takes it back; and the claims follow."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest
from lxml import html
from starlette.testclient import TestClient

from reportedly.corpus.marks import held
from reportedly.corpus.matching import SAME
from reportedly.model import Claim, number_of
from reportedly.serve.web.review.queue import SIZE
from reportedly.store.corpus import Corpus
from reportedly.store.protocol import Asked
from tests.serve.web.conftest import SCRIPT
from tests.serve.web.reviewing import form, items, words

KINDS = ("match", "derivation", "attribution")


# the queue


def test_the_most_doubtful_come_first(client: TestClient) -> None:
    shown = [re.search(r"The machine: (one claim|two claims), (\d\.\d\d)", words(item)) for item in items(client)]
    scores = [float(found[2]) for found in shown if found]
    assert len(scores) == len(shown) == 20
    far = [abs(score - SAME) for score in scores]
    assert all(a <= b + 0.011 for a, b in pairwise(far)), "but for what rounding hides"


def test_filters(client: TestClient, corpus: Corpus) -> None:
    assert all("two claims" in words(item) for item in items(client, "/review?now=apart"))
    assert all("one claim," in words(item) for item in items(client, "/review?now=one"))
    scores = [
        float(re.findall(r", (\d\.\d\d)", words(item))[0]) for item in items(client, "/review?least=0.5&most=0.6")
    ]
    assert scores
    assert all(0.5 <= score <= 0.6 for score in scores)
    outlet = next(o.name for o in corpus.store.outlets() if o.name)
    carried = {r.id for c in corpus.claims() for r in c.reports if any(s.outlet == outlet for s in c.reports)}
    some = items(client, f"/review?outlet={outlet}")
    assert some
    assert all({form_["a"], form_["b"]} & carried for form_ in _named(some))
    assert len(items(client, "/review?words=nothingatall")) == 0


def _named(some: list[Any]) -> list[dict[str, str]]:
    """What a thing is named by, for whom may not write: the claims that it links to."""
    ids = [item.xpath('.//a[text()="its claim"]/@href') for item in some]
    return [{"a": a.rsplit("/", 1)[1], "b": b.rsplit("/", 1)[1]} for a, b in ids]


@pytest.mark.parametrize("of", KINDS)
def test_pages_of_the_list_do_not_repeat(client: TestClient, of: str) -> None:
    first, second = (items(client, f"/review?of={of}&page={page}") for page in (1, 2))
    assert first
    ids = [item.get("id") for item in (*first, *second)]
    assert len(set(ids)) == len(ids)


def test_a_page_of_attributions_builds_a_few_claims(client: TestClient, corpus: Corpus, monkeypatch: Any) -> None:
    built = list[str]()
    ask = corpus.store.claims

    def asks(asked: Asked) -> Iterator[Claim]:
        for claim in ask(asked):
            built.append(claim.id)
            yield claim

    monkeypatch.setattr(corpus.store, "claims", asks)
    assert len(items(client, "/review?of=attribution")) == SIZE
    assert 0 < len(built) < 50
    built.clear()
    every = sum(len(items(client, f"/review?of=attribution&page={page}")) for page in range(1, 30))
    assert every > 5 * SIZE
    assert set(built) == {claim.id for claim in ask(Asked())}, "the last page has gone through all of them"


@pytest.mark.parametrize(
    "query", ["of=nothing", "now=maybe", "least=2", "most=x", "least=nan", "page=0", "kind=x", "about=Nobody+Atall"]
)
def test_an_address_that_means_nothing_is_told(client: TestClient, query: str) -> None:
    assert client.get(f"/review?{query}").status_code in (400, 404)


def test_hostile_words_stay_words(hostile: TestClient) -> None:
    for of in KINDS:
        text = hostile.get(f"/review?of={of}").text
        assert 'class="item"' in text or of != "attribution", "there is one article, and no pair"
        assert SCRIPT not in text
        assert "<img src=x" not in text


# a verdict


def test_a_match_is_judged_and_the_claims_follow(signed_in: TestClient, writable: Corpus) -> None:
    (item, *others) = items(signed_in, "/review?now=apart")
    given = form(item)
    store = writable.store
    signed_in.post("/review/as", data={"by": "  Ana\n Reyes ", "back": ""})
    answer = signed_in.post("/review", data={**given, "verdict": "right"}, follow_redirects=False)
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/review?now=apart&said=")
    (mark,) = store.marks()
    assert (mark.verdict, mark.by, mark.kind, mark.blind) == ("right", "Ana Reyes", "match", False)
    link = next(k for k in store.links_of([number_of(given["a"])], 0, 2) if number_of(given["b"]) in (k.a, k.b))
    assert mark.score == link.score
    one, two = store.claim(given["a"]), store.claim(given["b"])
    assert one is not None
    assert one == two
    page = signed_in.get(answer.headers["location"])
    assert "one claim" in html.document_fromstring(page.text).xpath("string(//*[@id='told'])")
    asked = [i.get("id") for i in items(signed_in, "/review?now=apart")]
    assert item.get("id") not in asked, "it asks no more"
    assert asked[0] in [i.get("id") for i in others], (
        "but goes on with the next, but for pairs of the two claims that are one"
    )
    (shown,) = items(signed_in, "/review?done=1")
    assert "said Ana Reyes" in words(shown)
    assert f"the machine had {mark.score:.2f}" in words(shown)
    signed_in.post("/review/undo", data=form(shown, undo=True))
    assert store.claim(given["a"]) != store.claim(given["b"])
    assert [m.verdict for m in store.marks()] == ["right", "undone"], "nothing that was said is taken away"
    assert items(signed_in, "/review?done=1") == []


def test_a_match_is_taken_apart(signed_in: TestClient, writable: Corpus) -> None:
    (item, *_) = items(signed_in, "/review?now=one")
    given = form(item)
    assert writable.store.claim(given["a"]) == writable.store.claim(given["b"])
    signed_in.post("/review", data={**given, "verdict": "wrong"})
    assert writable.store.claim(given["a"]) != writable.store.claim(given["b"])


def test_a_derivation_is_judged(signed_in: TestClient, writable: Corpus) -> None:
    (item, *rest) = items(signed_in, "/review?of=derivation")
    given = form(item)

    def rests() -> bool:
        pairs = {(r.article, r.derived_from.article) for c in writable.claims() for r in c.reports if r.derived_from}
        return (given["a"], given["b"]) in pairs

    assert rests()
    signed_in.post("/review", data={**given, "verdict": "wrong"})
    assert not rests()
    assert len(items(signed_in, "/review?of=derivation")) >= len(rest)
    (shown,) = items(signed_in, "/review?of=derivation&done=1")
    signed_in.post("/review/undo", data=form(shown, undo=True))
    assert rests()


@pytest.mark.parametrize("change", [{"verdict": "maybe"}, {"a": "0" * 16}, {"a": "x"}, {"back": "?of=nothing"}])
def test_a_form_that_means_nothing_keeps_nothing(
    signed_in: TestClient, writable: Corpus, change: dict[str, str]
) -> None:
    given = {**form(items(signed_in)[0]), "verdict": "right", **change}
    assert signed_in.post("/review", data=given).status_code in (400, 404)
    assert signed_in.post("/review/undo", data={"mark": "none"}).status_code == 404
    assert writable.store.marks() == []


# from and on other pages


def test_a_claim_leads_to_its_doubts_and_shows_what_was_said(signed_in: TestClient, writable: Corpus) -> None:
    claim = next(c for c in writable.claims() if c.suggested and any(r.derived_from for r in c.reports))
    links = html.document_fromstring(signed_in.get(f"/claims/{claim.id}").text).xpath(
        "//a[text()='Is it the same?' or contains(@href, 'of=derivation')]/@href"
    )
    links = list(dict.fromkeys(links))  # two reports of an article lead to one derivation
    assert len(links) >= 2
    assert "What persons said" not in signed_in.get(f"/claims/{claim.id}").text
    for link in links:
        (item,) = items(signed_in, link)
        signed_in.post("/review", data={**form(item), "verdict": "wrong"})
    (pair, *_) = (link for link in links if "of=" not in link)
    (item,) = items(signed_in, pair)
    assert "two claims" in words(item), "it is shown as judged, with its undo"
    assert form(item, undo=True)
    shown = signed_in.get(f"/claims/{claim.id}").text
    assert "What persons said" in shown
    assert "does not rest on it" in shown
    article = writable.store.marks()[0].places[0].article
    assert "What persons said" in signed_in.get(f"/articles/{article}").text


# many at once


def test_all_that_a_filter_leaves_is_judged_and_taken_back_at_once(signed_in: TestClient, writable: Corpus) -> None:
    path = "?now=apart&least=0.28"
    shown = {item.get("id") for item in items(signed_in, f"/review{path}")}
    page = html.document_fromstring(signed_in.get(f"/review/bulk{path}").text)
    given = {field.get("name"): field.get("value") for field in page.xpath("//main//form//input")}
    count = int(given["expected"])
    assert count > 1
    before = sorted(writable.claims(), key=lambda claim: claim.id)
    wrong = signed_in.post("/review/bulk", data={**given, "expected": str(count + 1), "verdict": "right"})
    assert wrong.status_code == 400
    assert "Look at them again" in wrong.text
    answer = signed_in.post("/review/bulk", data={**given, "verdict": "right"})
    assert f"Undo all {count}" in answer.text
    marks = held(writable.store.marks())
    assert len(marks) == count
    assert len({mark.batch for mark in marks}) == 1
    after = {item.get("id") for item in items(signed_in, f"/review{path}")}
    assert shown.isdisjoint(after), "others may be apart now"
    assert len(list(writable.claims())) < len(before)
    signed_in.post("/review/undo", data={"batch": str(marks[0].batch), "back": path})
    assert held(writable.store.marks()) == []
    assert sorted(writable.claims(), key=lambda claim: claim.id) == before


# blind


def test_blind_shows_nothing_of_the_machine_or_of_others(signed_in: TestClient, writable: Corpus) -> None:
    signed_in.post("/review/as", data={"by": "Ana", "back": ""})
    (first, *_) = items(signed_in)
    signed_in.post("/review", data={**form(first), "verdict": "right"})
    signed_in.post("/review/as", data={"by": "Ben", "back": ""})
    page = signed_in.get("/review?blind=1").text
    assert "The machine" not in page
    assert "the machine had" not in page
    assert "Ana" not in page
    (same, *_) = items(signed_in, "/review?blind=1")
    assert same.get("id") == first.get("id"), "he has not judged it"
    signed_in.post("/review", data={**form(same), "verdict": "wrong"})
    ana, ben = writable.store.marks()
    assert (ben.by, ben.blind, ben.verdict) == ("Ben", True, "wrong")
    assert ben.score == ana.score, "it is kept beside, though he did not see it"
    assert ben.subject == ana.subject
    assert held(writable.store.marks()) == [ben]
    assert items(signed_in, "/review?blind=1")[0].get("id") != first.get("id")
