"""How the API answers: tags, rates, its description."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from starlette.testclient import TestClient

import reportedly
from reportedly.serve.web.api.describing import description
from reportedly.serve.web.api.operations import OPERATIONS
from reportedly.serve.web.api.rate import CLIENTS, Limiter
from reportedly.serve.web.settings import Rate
from reportedly.store.corpus import Corpus
from tests.serve.web.conftest import See, assert_clean
from tests.serve.web.programs import API, KETHARA, ROOT, address, asks

# not twice


def test_what_has_not_changed_is_not_sent_again(signed_in: TestClient, writable: Corpus) -> None:
    first = signed_in.get(f"{API}/claims?limit=2")
    tag = first.headers["etag"]
    for given in (tag, f"W/{tag}", f'"other", {tag}', "*"):
        again = signed_in.get(f"{API}/claims?limit=2", headers={"If-None-Match": given})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert signed_in.get(f"{API}/claims?limit=2", headers={"If-None-Match": '"other"'}).status_code == 200
    a, b = (actor for actor, _, _ in writable.store.ranked_actors(2))
    writable.merge(a, b)
    changed = signed_in.get(f"{API}/claims?limit=2", headers={"If-None-Match": tag})
    assert changed.status_code == 200
    assert changed.headers["etag"] != tag


def test_a_wrong_question_is_wrong_with_a_tag_too(client: TestClient) -> None:
    tag = client.get(f"{API}/claims").headers["etag"]
    assert client.get(f"{API}/claims?limit=0", headers={"If-None-Match": tag}).status_code == 400


# not too often


def test_who_asks_too_often_waits(corpus: Corpus) -> None:
    client = asks(corpus, rate=Rate(3, 0.001))
    assert [client.get(f"{API}/status").status_code for _ in range(4)] == [200, 200, 200, 429]
    refused = client.get(f"{API}/claims")
    assert refused.json()["status"] == 429
    assert 900 < int(refused.headers["retry-after"]) <= 1000
    assert client.get("/claims").status_code == 200, "pages have no such rate"


def test_reading_has_a_rate_of_its_own(corpus: Corpus, reader: Any) -> None:
    corpus.reader = reader
    client = asks(corpus, slow_rate=Rate(1, 0.5))
    statuses = [client.post(f"{API}/read", json={"text": "A. Said."}).status_code for _ in range(2)]
    assert statuses == [200, 429]
    assert client.get(f"{API}/status").status_code == 200


def test_a_bucket_fills_and_is_each_clients_own() -> None:
    now = 0.0
    limiter = Limiter(Rate(2, 0.5), lambda: now)
    assert [limiter.wait("a") for _ in range(3)] == [0, 0, 2]
    assert limiter.wait("b") == 0
    now = 1.0
    assert limiter.wait("a") == 1
    now = 2.0
    assert limiter.wait("a") == 0
    now = 1000.0
    assert [limiter.wait("a") for _ in range(3)] == [0, 0, 2], "no more than at once"


def test_a_limiter_forgets_whom_it_has_not_seen() -> None:
    limiter = Limiter(Rate(1, 0.001), lambda: 0.0)
    for number in range(CLIENTS + 5):
        assert limiter.wait(f"c{number}") == 0
    assert len(limiter._left) == CLIENTS
    assert limiter.wait(f"c{CLIENTS}") > 0
    assert limiter.wait("c0") == 0


# how it is described


def test_the_description_is_of_all_routes(client: TestClient) -> None:
    answer = client.get(f"{API}/openapi.json")
    told = answer.json()
    assert answer.text == description()
    assert told["openapi"] == "3.1.0"
    assert told["info"]["version"] == reportedly.__version__
    there = {(path, method.upper()) for path, methods in told["paths"].items() for method in methods}
    assert there == {(each.plain_path, each.method) for each in OPERATIONS}
    assert client.get(f"{API}/openapi.json", headers={"If-None-Match": answer.headers["etag"]}).status_code == 304
    for schema in told["components"]["schemas"].values():
        Draft202012Validator.check_schema(schema)
    references = set(re.findall(r'"#/components/([^"]+)"', answer.text))
    for each in references:
        group, name = each.split("/")
        assert name in told["components"][group], each


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.name)
def test_every_answer_is_as_it_is_described(reading_client: TestClient, operation: Any) -> None:
    told = json.loads(description())
    responses = told["paths"][operation.plain_path][operation.method.lower()]["responses"]
    claim = reading_client.get(f"{API}/claims?limit=1").json()["items"][0]
    ids = {
        "article": claim["reports"][0]["article"],
        "claim": claim["id"],
        "entity": reading_client.get(f"{API}/entities?limit=1").json()["items"][0]["id"],
    }
    path = address(operation).replace("{id:path}", ids["article"]).replace("{id}", ids.get(operation.name, ""))
    body = {"text": KETHARA} if operation.takes else None
    answer = reading_client.request(operation.method, path, json=body)
    assert answer.status_code == 200, answer.text
    schema = responses["200"]["content"]["application/json"]["schema"]
    Draft202012Validator({**schema, "components": told["components"]}).validate(answer.json())


def test_the_manual_tells_all() -> None:
    manual = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
    for operation in OPERATIONS:
        assert f"`{operation.method} {operation.plain_path}`" in manual
        for parameter in operation.parameters:
            assert parameter.in_path or f"`{parameter.name}`" in manual, parameter.name


def test_the_page_tells_all(client: TestClient) -> None:
    page = client.get(API).text
    for operation in OPERATIONS:
        assert operation.plain_path in page
    assert client.get(f"{API}/").url.path == API


@pytest.mark.parametrize(("width", "dark"), [(1280, False), (390, True)])
def test_the_page_is_clean(see: See, width: int, dark: bool) -> None:
    page = see(API, width=width, dark=dark)
    assert page.locator("h1").inner_text() == "API"
    assert_clean(page)
