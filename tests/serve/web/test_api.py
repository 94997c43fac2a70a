"""The interface for programs: what it gives is the contract's, page by page, not twice, not too often."""

from __future__ import annotations

import json
import re
import threading
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from starlette.testclient import TestClient

from reportedly.model import Claim, Reading, codec
from reportedly.serve.web.api import answers
from reportedly.serve.web.api.operations import OPERATIONS
from reportedly.serve.who import found
from reportedly.store.corpus import Corpus
from reportedly.store.protocol import Asked
from tests.serve.web.conftest import BASE, SCRIPT, TOKEN
from tests.serve.web.programs import API, KETHARA, LISTS, ROOT, address, asks

# what it gives


def test_readings_are_the_contract(client: TestClient, corpus: Corpus) -> None:
    listed = client.get(f"{API}/articles").json()["items"]
    assert {each["article"] for each in listed} == {reading.article.id for reading in corpus.store.readings()}
    kept = next(iter(corpus.store.readings()))
    answer = client.get(f"{API}/articles/{kept.article.id}")
    assert Reading.from_json(answer.text) == kept
    contract = json.loads((ROOT / "docs" / "reading.schema.json").read_text())
    Draft202012Validator(contract).validate(answer.json())
    assert list(client.get(f"{API}/articles/{kept.article.id}?only=events,estimates").json()) == [
        "article",
        "events",
        "estimates",
    ]
    assert client.get(f"{API}/articles/{kept.article.id}?version=1").text == answer.text
    assert client.get(f"{API}/articles/{kept.article.id}?version=2").status_code == 404


def test_ids_with_signs_are_found(hostile: TestClient) -> None:
    listed = hostile.get(f"{API}/articles?sort=oldest").json()["items"]
    from urllib.parse import quote

    for each in listed:
        answer = hostile.get(f"{API}/articles/{quote(each['article'], safe='')}")
        assert answer.json()["article"]["id"] == each["article"]
        assert SCRIPT in answer.json()["article"]["text"], "JSON escapes nothing"
        assert answer.headers["content-type"] == "application/json"
        assert answer.headers["x-content-type-options"] == "nosniff"


def test_claims_are_those_of_the_command_line(client: TestClient, corpus: Corpus) -> None:
    answer = client.get(f"{API}/claims", params={"min_origins": 2, "status": "confirmed,contested", "limit": 3}).json()
    asked = Asked(min_origins=2, status=("confirmed", "contested"))
    expected = list(corpus.store.claims(asked))
    assert answer["total"] == len(expected) > 3
    assert answer["items"] == [codec.plain(claim) for claim in expected[:3]]
    one = client.get(f"{API}/claims/{expected[0].reports[-1].id}")
    assert codec.loads(Claim, one.text) == expected[0]
    several = client.get(f"{API}/claims?status=confirmed&status=contested&min_origins=2").json()
    assert several["total"] == answer["total"]


def test_claims_by_part(client: TestClient, corpus: Corpus) -> None:
    actor, _, _ = corpus.store.find_actors("Rhen")[0]
    said = client.get(f"{API}/claims", params={"about": "Tobas Rhen", "part": "said-by"}).json()
    assert said["total"] == corpus.store.how_many(Asked((actor,), part="said-by")) > 0
    every = client.get(f"{API}/claims", params={"about": actor}).json()["total"]
    about = client.get(f"{API}/claims", params={"about": actor, "part": "about"}).json()["total"]
    assert said["total"] + about == every
    assert client.get(f"{API}/claims?part=about").status_code == 400


def test_entities_are_those_of_the_command_line(client: TestClient, corpus: Corpus) -> None:
    answer = client.get(f"{API}/entities", params={"q": "rhen"}).json()
    assert answer["items"] == [who.record() for who in found(corpus.store, "rhen")]
    assert client.get(f"{API}/entities/{answer['items'][0]['id']}").json() == answer["items"][0]
    every = client.get(f"{API}/entities?limit=5").json()
    assert every["total"] == corpus.store.how_many_actors()
    counts = [each["articles"] for each in every["items"]]
    assert counts == sorted(counts, reverse=True)


def test_search_marks_what_it_found(client: TestClient) -> None:
    hit = client.get(f"{API}/search", params={"q": "ferr*"}).json()["items"][0]
    assert (
        [hit["snippet"][start:end].lower()[:4] for start, end in hit["matches"]] == ["ferr"] * len(hit["matches"]) != []
    )


def test_a_text_is_read_and_kept_nowhere(reading_client: TestClient, corpus: Corpus, reader: Any) -> None:
    before = corpus.store.state(), corpus.store.count()
    sent = {"text": KETHARA, "published": "2031-01-15", "outlet": "Tribune"}
    answer = reading_client.post(f"{API}/read", json=sent)
    reading = Reading.from_json(answer.text)
    assert (reading.article.text, reading.article.outlet) == (KETHARA, "Tribune")
    assert any(hop.label == "Tobas Rhen" for each in reading.attributions for hop in each.chain)
    assert reading_client.post(f"{API}/read?only=events", json=sent).json().keys() == {"article", "events"}
    assert (corpus.store.state(), corpus.store.count()) == before
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ("", 422),
        ("{", 422),
        ("[]", 422),
        ('{"text": 1}', 422),
        ('{"title": "x"}', 422),
        ('{"text": " \\n"}', 422),
        ('{"text": "x", "published": "soon"}', 422),
        ("[" * 100_000, 422),
        (json.dumps({"text": "x" * (answers.LONGEST + 1)}), 413),
    ],
    ids=["nothing", "torn", "list", "number", "no text", "blank", "no date", "deep", "long"],
)
def test_what_is_no_text_is_refused(reading_client: TestClient, body: str, status: int) -> None:
    answer = reading_client.post(f"{API}/read", content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code == answer.json()["status"] == status
    assert answer.headers["content-type"] == "application/problem+json"


def test_only_json_is_read(reading_client: TestClient) -> None:
    body = json.dumps({"text": KETHARA})
    for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", ""):
        assert reading_client.post(f"{API}/read", content=body, headers={"Content-Type": kind}).status_code == 415
    told = {"Content-Type": "Application/JSON; charset=utf-8"}
    assert reading_client.post(f"{API}/read", content=body, headers=told).status_code == 200


def test_texts_are_read_one_at_a_time(reading_client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answers, "PATIENCE", 0.01)
    taken = threading.Semaphore(0)
    monkeypatch.setattr(answers, "READING", taken)
    answer = reading_client.post(f"{API}/read", json={"text": KETHARA})
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")
    taken.release()
    assert reading_client.post(f"{API}/read", json={"text": KETHARA}).status_code == 200
    assert taken.acquire(timeout=1), "given back"


# who may ask


def test_reading_texts_needs_no_token_here_but_no_other_page_may(reading_client: TestClient) -> None:
    body = {"text": KETHARA}
    assert reading_client.post(f"{API}/read", json=body).status_code == 200
    assert reading_client.post(f"{API}/read", json=body, headers={"Origin": BASE}).status_code == 200
    for origin in ("http://evil.example", "null"):
        assert reading_client.post(f"{API}/read", json=body, headers={"Origin": origin}).status_code == 403


def test_beyond_this_machine_everything_needs_the_token(corpus: Corpus, reader: Any) -> None:
    corpus.reader = reader
    client = asks(corpus, host="0.0.0.0")
    for operation in OPERATIONS:
        path = address(operation).replace("{id:path}", "x").replace("{id}", "x")
        answer = client.request(operation.method, path, json={"text": KETHARA} if operation.takes else None)
        assert (answer.status_code, answer.json()["status"]) == (401, 401), path
    told = {"Authorization": f"Bearer {TOKEN}"}
    assert client.get(f"{API}/claims", headers=told).status_code == 200
    assert client.post(f"{API}/read", json={"text": KETHARA}, headers=told).status_code == 200


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_nothing_here_writes(client: TestClient, method: str) -> None:
    for path in (f"{API}/claims", f"{API}/status", f"{API}/articles/x"):
        assert client.request(method, path).status_code == 401
        assert client.request(method, path, headers={"Authorization": f"Bearer {TOKEN}"}).status_code == 405


# pages of a list


@pytest.mark.parametrize("operation", LISTS, ids=lambda operation: operation.name)
def test_all_pages_are_found_by_their_links(client: TestClient, operation: Any) -> None:
    joint = "&" if "?" in address(operation) else "?"
    whole = client.get(f"{address(operation)}{joint}limit=100").json()
    then: str | None = f"{address(operation)}{joint}limit=3"
    seen: list[Any] = []
    while then is not None and len(seen) < 30:
        answer = client.get(then)
        links = {name: target for target, name in re.findall(r'<([^>]+)>; rel="(\w+)"', answer.headers["link"])}
        assert answer.json()["total"] == whole["total"]
        seen += answer.json()["items"]
        assert ("prev" in links) == (len(seen) > 3)
        then = links.get("next")
    assert seen == whole["items"][: len(seen)]
    assert len(seen) == min(whole["total"], 30)
    last = client.get(links["last"]).json()["items"]
    assert last[-1] == client.get(f"{address(operation)}{joint}limit=1&offset={whole['total'] - 1}").json()["items"][0]


def test_beyond_the_last_page_is_nothing(client: TestClient) -> None:
    answer = client.get(f"{API}/claims?offset=1000000")
    assert (answer.status_code, answer.json()["items"]) == (200, [])
    assert 'rel="next"' not in answer.headers["link"]


@pytest.mark.parametrize(
    "query",
    [
        "limit=0", "limit=101", "limit=-1", "limit=x", "limit=1.5", "limit=", "limit=٣", "limit=1&limit=2", "offset=-1",
        "offset=99999999999999999999", "lmit=1", "kind=statement,nothing", "kind=", "status=true", "since=soon",
        "sort=best", "country=Nowhere", "about=Nobody%20At%20All", "words=%22open", "min_origins=many",
    ],
)  # fmt: skip
def test_what_means_nothing_is_refused(client: TestClient, query: str) -> None:
    answer = client.get(f"{API}/claims?{query}")
    assert answer.status_code == 400, answer.text
    told = answer.json()
    assert told.keys() == {"type", "title", "status", "detail", "remedy"}
    assert (told["title"], told["status"]) == ("Bad Request", 400)
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("path", ["/claims/zzz", "/claims/-1", "/articles/none", "/entities/none", "/nowhere", ""])
def test_what_is_not_there(client: TestClient, path: str) -> None:
    answer = client.get(f"{API}{path or '/status/more'}")
    assert (answer.status_code, answer.json()["status"]) == (404, 404)
    assert "navigation" not in answer.text
