"""Who only reads is offered no judging, and is told why."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from reportedly.serve.web.app import application
from reportedly.store.corpus import Corpus
from tests.serve.web.conftest import BASE, settings


@pytest.mark.parametrize("path", ["/review", "/review?of=attribution", "/review/bulk"])
def test_who_only_reads_is_offered_nothing(writable: Corpus, path: str) -> None:
    client = TestClient(application(writable, settings()), BASE)
    text = client.get(path).text
    assert 'method="post"' not in text
    assert "show the token" in text
    assert "open for reading only" not in text
    assert client.post("/review", data={"verdict": "right"}).status_code == 401


@pytest.mark.parametrize("path", ["/review", "/review?of=attribution", "/review/bulk"])
@pytest.mark.parametrize("known", [True, False])
def test_nobody_is_asked_for_a_token_where_nothing_can_be_written(corpus: Corpus, path: str, known: bool) -> None:
    there = settings()
    cookies = {there.cookie: there.proof} if known else {}
    text = TestClient(application(corpus, there), BASE, cookies=cookies).get(path).text
    assert 'method="post"' not in text
    assert "token" not in text
    assert "open for reading only" in text
    assert "--read-only" in text
