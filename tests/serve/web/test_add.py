"""Adding: a text, files and addresses are read, shown, kept; nobody reads our disk or network with it."""

from __future__ import annotations

import json
import threading
from typing import Any

import pytest
from starlette.testclient import TestClient

from reportedly.serve.web.adding import job as jobs_of
from reportedly.serve.web.adding.given import ADDRESSES
from reportedly.serve.web.adding.job import Job
from reportedly.serve.web.adding.jobs import WAITING
from reportedly.serve.web.app import application
from reportedly.store.corpus import Corpus
from tests.serve.web.adding import TEXT, asked, finished, page_of
from tests.serve.web.conftest import BASE, SCRIPT, See, assert_clean, settings


def test_a_reader_is_asked_for_the_token(writable: Corpus) -> None:
    client = TestClient(application(writable, settings()), BASE)
    answer = client.get("/add")
    assert answer.status_code == 200
    assert 'name="token"' in answer.text
    assert 'name="text"' not in answer.text
    assert client.post("/add", data={"text": TEXT}, headers={"Origin": BASE}).status_code == 401
    assert client.get("/add/anything").status_code == 401


def test_a_corpus_that_is_read_only_says_so(corpus: Corpus) -> None:
    there = settings()
    client = TestClient(application(corpus, there), BASE, headers={"Origin": BASE}, cookies={there.cookie: there.proof})
    assert "reading only" in client.get("/add").text
    assert client.post("/add", data={"text": TEXT}).status_code == 403


def test_read_then_kept(signed_in: TestClient, writable: Corpus) -> None:
    before = writable.store.count().articles
    answer = asked(signed_in, text=TEXT, title="Barges", outlet="Bell", published="2031-05-05", do="read")
    assert answer.status_code == 200
    page = page_of(answer)
    assert page.xpath("//h1")[0].text_content() == "Barges"
    assert page.xpath('//div[contains(@class, "text")]')[0].text_content() == TEXT
    assert "Ana Kell" in page.xpath('//ol[@class="entries"]')[0].text_content()
    assert writable.store.count().articles == before
    (button,) = page.xpath('//form[contains(@action, "/keep")]')
    kept = finished(signed_in, signed_in.post(button.get("action")))
    (link,) = page_of(kept).xpath('//ul[@class="carried"]//a')
    article = writable.store.reading(link.get("href").rpartition("/")[2])
    assert article is not None
    assert (article.article.title, article.article.outlet, article.article.published) == (
        "Barges",
        "Bell",
        "2031-05-05",
    )
    assert not writable.store.pending(1)
    assert "1 article new" in kept.text
    assert signed_in.get(link.get("href")).status_code == 200


def test_files_are_told_apart_and_kept_at_once(signed_in: TestClient, writable: Corpus) -> None:
    before = writable.store.count().articles
    lines = "\n".join(json.dumps({"id": f"line{n}", "text": f"{TEXT} It was day {n}.", "outlet": "L"}) for n in (1, 2))
    files = [
        ("files", ("same.txt", (TEXT + " One.").encode())),
        ("files", ("folder/same.txt", (TEXT + " Two.").encode())),
        ("files", ("lines.jsonl", lines.encode())),
        ("files", ("page.html", f"<html><body><article><p>{TEXT}</p></article></body></html>".encode())),
        ("files", ("picture.png", b"\x89PNG\r\n\x1a\n\0\0\0")),
        ("files", ("../../etc/passwd", b"root said that it was here.")),
    ]
    answer = asked(signed_in, files, do="keep")
    page = page_of(answer)
    assert writable.store.count().articles == before + 6
    (trouble,) = [
        each.text_content() for each in page.xpath('//ul[@class="troubles"]/li') if "PNG" in each.text_content()
    ]
    assert trouble.startswith("picture.png: ")
    assert "6 articles new; 1 failed" in answer.text
    assert "/tmp" not in answer.text.replace(str(writable.store.count()), "")


def test_what_is_there_is_known(signed_in: TestClient) -> None:
    asked(signed_in, text=TEXT, do="keep")
    assert "1 article there already" in asked(signed_in, text=TEXT, do="keep").text


def test_many_are_shown_one_after_the_other(signed_in: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs_of, "SHOWN", 3)
    files = [("files", (f"f{n}.txt", f"{TEXT} This is number {n}.".encode())) for n in range(4)]
    answer = asked(signed_in, files, do="read")
    assert "1 of 3" in answer.text
    assert "send them again" in answer.text
    assert "/keep" not in answer.text
    second = signed_in.get(f"{answer.url}?n=2")
    assert "This is number 1." in second.text
    assert signed_in.post(f"{answer.url}/keep").status_code == 400


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, "Nothing is given"),
        ({"text": "  \n "}, "Nothing is given"),
        ({"text": TEXT, "published": "May"}, "is no date"),
        ({"addresses": "a.example " * (ADDRESSES + 1)}, "name at most 50"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_lost(signed_in: TestClient, fields: dict[str, str], said: str) -> None:
    answer = signed_in.post("/add", data={"title": "Kept here", "do": "read", **fields}, files={"files": ("", b"")})
    assert answer.status_code == 400
    page = page_of(answer)
    assert said in page.xpath('//p[@role="alert"]')[0].text_content()
    assert page.xpath('//input[@name="title"]/@value') == ["Kept here"]
    assert page.xpath('//textarea[@name="text"]')[0].text_content().strip() == fields.get("text", "").strip()


def test_too_much_is_not_taken(writable: Corpus) -> None:
    there = settings(most_bytes=10_000)
    client = TestClient(
        application(writable, there), BASE, headers={"Origin": BASE}, cookies={there.cookie: there.proof}
    )
    assert client.post("/add", data={"text": "a " * 6000, "do": "read"}).status_code == 413


def test_markup_in_what_is_given_is_text(signed_in: TestClient) -> None:
    hostile = f"{SCRIPT} said on Monday that it had rained. {TEXT}"
    files = [("files", (f"{SCRIPT}.png", b"\x89PNG\r\n\x1a\n")), ("files", ("a.txt", hostile.encode()))]
    for do in ("read", "keep"):
        answer = asked(signed_in, files, do=do, outlet=SCRIPT)
        assert answer.status_code == 200
        assert SCRIPT not in answer.text
        assert not page_of(answer).xpath("//main//script")
    wrong = signed_in.post(
        "/add", data={"title": SCRIPT, "outlet": SCRIPT, "published": SCRIPT, "text": f"</textarea>{SCRIPT}"}
    )
    assert wrong.status_code == 400
    assert SCRIPT not in wrong.text


def test_no_more_wait_than_there_is_room_for(signed_in: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    from reportedly.serve.web.pages import add

    monkeypatch.setattr(add, "PATIENCE", 0)
    gate = threading.Event()
    monkeypatch.setattr(Job, "_read", lambda *_: gate.wait(30))
    try:
        answers = [
            signed_in.post("/add", data={"text": f"{TEXT} {n}", "do": "read"}, follow_redirects=False)
            for n in range(WAITING + 3)
        ]
        assert [each.status_code for each in answers[:WAITING]] == [303] * WAITING
        assert answers[-1].status_code == 503
        assert answers[-1].headers["retry-after"]
        waiting = signed_in.get(answers[1].headers["location"])
        assert "Waiting for those before" in waiting.text
        assert '<meta http-equiv="refresh"' in waiting.text
    finally:
        gate.set()


def test_what_breaks_is_said(signed_in: TestClient, monkeypatch: pytest.MonkeyPatch, caplog: Any) -> None:
    def breaks(*_: Any) -> None:
        raise RuntimeError("a secret of the house")

    monkeypatch.setattr(Job, "_read", breaks)
    answer = asked(signed_in, text=TEXT, do="read")
    assert "This did not work" in answer.text
    assert "secret" not in answer.text
    assert "a secret of the house" in caplog.text
    assert signed_in.get("/add/nothing").status_code == 404


@pytest.mark.parametrize("script", [True, False])
def test_in_a_browser(see: See, script: bool) -> None:
    page = see("/add", width=390, script=script, token=True)
    if script:
        assert_clean(page)
    page.get_by_label("Text", exact=False).first.fill(TEXT + f" {script}.")
    page.get_by_label("Its title").fill("Barges sunk")
    page.get_by_label("Files").set_input_files(
        [{"name": "dropped.txt", "mimeType": "text/plain", "buffer": f"{TEXT} Dropped {script}.".encode()}]
    )
    page.get_by_role("button", name="Read, and keep nothing yet").click()
    page.wait_for_selector(".text", timeout=60_000)
    assert page.locator("h1").inner_text() == "Barges sunk"
    if script:
        page.keyboard.press("j")
        assert page.locator(".card").is_visible()
        assert_clean(page)
    page.get_by_role("link", name="Next").click()
    assert f"Dropped {script}." in page.locator(".text").inner_text()
    page.get_by_role("button", name="Keep all 2").click()
    page.wait_for_selector(".carried", timeout=60_000)
    if script:
        assert_clean(page)
    page.get_by_role("link", name="Barges sunk").click()
    assert page.locator("h1").inner_text() == "Barges sunk"


def test_progress_is_shown_until_it_is_done(see: See, monkeypatch: pytest.MonkeyPatch) -> None:
    gate = threading.Event()
    real = Job._read

    def slowly(self: Job, corpus: Corpus) -> None:
        self.done = 7
        gate.wait(30)
        self.done = 0
        real(self, corpus)

    from reportedly.serve.web.pages import add

    monkeypatch.setattr(add, "PATIENCE", 0)
    monkeypatch.setattr(Job, "_read", slowly)
    page = see("/add", token=True, dark=True)
    page.get_by_label("Text", exact=False).first.fill(TEXT)
    page.get_by_role("button", name="Read, and keep nothing yet").click()
    page.get_by_text("7 articles read").wait_for()
    assert_clean(page)
    gate.set()
    page.wait_for_selector(".text", timeout=60_000)
