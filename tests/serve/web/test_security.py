"""Who may ask what, and what browsers are told."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from reportedly.serve.web.app import application
from reportedly.serve.web.pages import PAGES
from reportedly.serve.web.settings import Settings, is_loopback
from reportedly.store.corpus import Corpus
from reportedly.store.protocol import Asked
from tests.serve.web.conftest import BASE, TOKEN, settings


def asks(corpus: Corpus, **more: object) -> TestClient:
    return TestClient(application(corpus, settings(**more)), BASE, raise_server_exceptions=False)


@pytest.mark.parametrize("path", ["/claims", "/nowhere", "/claims?page=x", "/static/app.css", "/enter"])
def test_every_answer_has_the_headers(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"


def test_a_bug_is_a_page_that_tells_nothing_and_has_the_headers(
    corpus: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(asked: Asked) -> int:
        raise RuntimeError("the secret of the house")

    monkeypatch.setattr(corpus.store, "how_many", fails)
    answer = asks(corpus).get("/claims")
    assert answer.status_code == 500
    assert "secret" not in answer.text
    assert "default-src 'none'" in answer.headers["content-security-policy"]


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:8321", 200),
        ("localhost:8321", 200),
        ("LOCALHOST", 200),
        ("[::1]:8321", 200),
        ("192.168.1.7:8321", 200),
        ("desk.example", 200),
        ("desk.example.:80", 200),
        ("evil.example:8321", 400),
        ("127.0.0.1.evil.example", 400),
        ("localhost.evil.example:8321", 400),
        ("", 400),
    ],
)
def test_names_that_are_not_ours_are_refused(corpus: Corpus, host: str, status: int) -> None:
    answer = asks(corpus, names=("desk.example",)).get("/claims", headers={"Host": host})
    assert answer.status_code == status


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_nobody_writes_without_the_token(corpus: Corpus, method: str) -> None:
    client = asks(corpus)
    assert client.request(method, "/claims", headers={"Origin": BASE}).status_code == 401
    wrong = {"Origin": BASE, "Authorization": "Bearer no"}
    assert client.request(method, "/claims", headers=wrong).status_code == 401
    # With it they get past the guard, to a page that takes no such thing.
    assert client.request(method, "/claims", headers={"Authorization": f"Bearer {TOKEN}"}).status_code == 405


@pytest.mark.parametrize("origin", [None, "null", "http://evil.example", "http://127.0.0.1:9999", "file://"])
def test_nothing_is_written_that_another_page_sends(corpus: Corpus, origin: str | None) -> None:
    there = settings()
    client = asks(corpus)
    client.cookies.set(there.cookie, there.proof)
    headers = {} if origin is None else {"Origin": origin}
    assert client.post("/claims", headers=headers).status_code == 403
    assert client.post("/claims", headers={"Origin": BASE}).status_code == 405
    assert client.post("/enter", data={"token": TOKEN}, headers=headers).status_code == 403


def test_beyond_this_machine_nobody_reads_without_the_token(corpus: Corpus) -> None:
    client = asks(corpus, host="0.0.0.0")
    answer = client.get("/claims?kind=event")
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"] == "Bearer"
    assert 'value="/claims?kind=event"' in answer.text
    assert client.get("/claims.json").json()["status"] == 401
    assert client.get("/static/app.css").status_code == 200
    assert client.get("/claims", headers={"Authorization": f"Bearer {TOKEN}"}).status_code == 200


def test_the_token_is_shown_once_for_a_cookie(corpus: Corpus) -> None:
    client = asks(corpus, host="0.0.0.0")
    assert client.get("/enter?token=wrong").status_code == 403
    form = {"token": TOKEN, "then": "/claims?kind=event"}
    entered = client.post("/enter", data=form, headers={"Origin": BASE}, follow_redirects=False)
    assert (entered.status_code, entered.headers["location"]) == (303, "/claims?kind=event")
    cookie = entered.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    assert TOKEN not in cookie
    assert client.get("/claims").status_code == 200


@pytest.mark.parametrize(
    "then", ["//evil.example/", "https://evil.example", "/\\evil.example", "/a\r\nSet-Cookie: b", ""]
)
def test_nobody_is_sent_elsewhere(corpus: Corpus, then: str) -> None:
    answer = asks(corpus).get("/enter", params={"token": TOKEN, "then": then}, follow_redirects=False)
    assert answer.headers["location"] == "/"


def test_what_is_too_large_is_refused_told_or_not(corpus: Corpus) -> None:
    client = asks(corpus, most_bytes=1000)
    headers = {"Origin": BASE}
    assert client.post("/enter", content=b"token=" + b"x" * 1000, headers=headers).status_code == 413

    def untold() -> object:
        for _ in range(20):
            yield b"x" * 100

    headers["Content-Type"] = "application/x-www-form-urlencoded"
    assert client.post("/enter", content=untold(), headers=headers).status_code == 413
    assert client.post("/enter", content=b"token=a", headers=headers).status_code == 403


def test_what_takes_too_long_is_given_up(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    import time

    monkeypatch.setattr(corpus.store, "how_many", lambda asked: time.sleep(0.5))
    answer = asks(corpus, seconds=0.05).get("/claims")
    assert answer.status_code == 503
    assert "longer than 0.05 s" in answer.text


@pytest.mark.parametrize("host", ["127.0.0.1", "127.9.9.9", "::1", "localhost", "LOCALHOST"])
def test_what_only_this_machine_reaches(host: str) -> None:
    assert is_loopback(host)
    assert not Settings(TOKEN, host=host).private


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.0.1", "desk.example", ""])
def test_what_others_reach(host: str) -> None:
    assert not is_loopback(host)
    assert Settings(TOKEN, host=host).private


def test_no_template_carries_style_or_script_or_marks_anything_safe() -> None:
    folder = Path(__file__).parents[3] / "reportedly" / "serve" / "web" / "templates"
    for template in folder.iterdir():
        text = template.read_text(encoding="utf-8").lower()
        for word in (
            " style=",
            "<style",
            "|safe",
            "| safe",
            " onclick",
            " onload",
            "javascript:",
            "http://",
            "https://",
        ):
            if word.startswith("http"):
                assert f'src="{word}' not in text, template.name
                assert f'href="{word}' not in text, template.name
            else:
                assert word not in text, f"{word} in {template.name}"
        assert text.count("<script") == text.count("<script src="), template.name


def test_routes_have_names_of_their_own() -> None:
    names = [route.name for page in PAGES for route in page.routes]
    assert len(names) == len(set(names))
