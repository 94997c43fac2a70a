"""Entities merged and split by a person, and how their pages look."""

from __future__ import annotations

import threading

import pytest
from starlette.testclient import TestClient

from reportedly.serve.web import settling
from reportedly.serve.web.app import application
from reportedly.serve.web.settling import settled
from reportedly.store.corpus import Corpus
from tests.serve.web.conftest import BASE, See, assert_clean, settings
from tests.serve.web.naming import id_of, names_of, says
from tests.serve.web.shown import parsed

# what a person says


def test_readers_see_no_forms(client: TestClient, corpus: Corpus) -> None:
    page = parsed(client, f"/entities/{id_of(corpus, 'Dresnik')}?alike=Rhen")
    assert page.xpath('//main//form[@method="post"]') == []
    for what in ("merge", "split", "take-back"):
        assert client.post(f"/entities/x/{what}", headers={"Origin": BASE}).status_code == 401


def test_two_are_one_and_two_again(signed_in: TestClient, writable: Corpus) -> None:
    rhen, dresnik = id_of(writable, "Rhen"), id_of(writable, "Dresnik")
    before = names_of(signed_in, f"/entities/{rhen}"), names_of(signed_in, f"/entities/{dresnik}")
    candidates = parsed(signed_in, f"/entities/{rhen}?alike=ilja%20dresnik").xpath(
        '//form[@method="post"]//input[@name="other"]'
    )
    assert [each.get("value") for each in candidates] == [dresnik]
    answer = says(signed_in, f"/entities/{rhen}/merge", other=dresnik, by="Ana Reyes")
    assert answer.status_code == 303
    both = answer.headers["location"].partition("#")[0]
    assert sorted(names_of(signed_in, both)) == sorted([*before[0], *before[1]])
    assert writable.store.dirty(1) == [], "what follows was worked out"
    judgement = writable.store.judgements()[-1]
    assert (judgement.verdict, judgement.by) == ("same", "Ana Reyes")
    page = parsed(signed_in, both)
    assert "Ana Reyes" in page.xpath('string(//ul[contains(@class, "said")])')
    form = page.xpath('//form[contains(@action, "take-back")]')[0]
    back = says(
        signed_in, form.get("action"), **{each.get("name"): each.get("value") for each in form.xpath(".//input")}
    )
    assert back.status_code == 303
    assert (names_of(signed_in, f"/entities/{rhen}"), names_of(signed_in, f"/entities/{dresnik}")) == before
    assert [each.verdict for each in writable.store.judgements()] == ["same", "different"]


def test_a_name_is_somebody_else_and_is_not_again(signed_in: TestClient, writable: Corpus) -> None:
    actor = next(a for a, _, _ in writable.store.ranked_actors(99) if len(writable.store.forms_of(a)) >= 3)
    forms = writable.store.forms_of(actor)
    answer = says(signed_in, f"/entities/{actor}/split", form=forms[1].key)
    assert answer.status_code == 303
    left = answer.headers["location"].partition("#")[0].rpartition("/")[2]
    assert {form.key for form in writable.store.forms_of(left)} == {forms[0].key, *(f.key for f in forms[2:])}
    alone = writable.store.actors([forms[1].key])[forms[1].key]
    assert [form.key for form in writable.store.forms_of(alone)] == [forms[1].key]
    page = parsed(signed_in, f"/entities/{alone}")
    entries = page.xpath('//ul[contains(@class, "said")]/li')
    assert len(entries) == 1, "of all names of the other one it was said at once"
    assert "is not" in entries[0].text_content()
    form = entries[0].xpath(".//form")[0]
    says(signed_in, form.get("action"), **{each.get("name"): each.get("value") for each in form.xpath(".//input")})
    again = writable.store.actors([forms[0].key])[forms[0].key]
    assert {form.key for form in writable.store.forms_of(again)} == {form.key for form in forms}


@pytest.mark.parametrize(
    ("what", "form", "status"),
    [
        ("merge", {"other": "none"}, 404),
        ("merge", {}, 404),
        ("merge", {"other": "ITSELF"}, 400),
        ("split", {"form": "none"}, 404),
        ("split", {"form": "ONLY"}, 400),
        ("take-back", {"a": "x", "b": "y"}, 404),
        ("take-back", {}, 404),
    ],
)
def test_what_cannot_be_said_changes_nothing(
    signed_in: TestClient, writable: Corpus, what: str, form: dict[str, str], status: int
) -> None:
    actor = id_of(writable, "Rhen")
    (only,) = writable.store.forms_of(actor)
    given = {name: {"ITSELF": actor, "ONLY": only.key}.get(value, value) for name, value in form.items()}
    assert says(signed_in, f"/entities/{actor}/{what}", **given).status_code == status
    assert says(signed_in, f"/entities/none/{what}", **given).status_code == 404
    assert writable.store.judgements() == []


def test_what_takes_long_is_worked_out_beside_the_answer(
    signed_in: TestClient, writable: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settling, "PATIENCE", 0.05)
    rhen, dresnik = id_of(writable, "Rhen"), id_of(writable, "Dresnik")
    may, done = threading.Event(), threading.Event()
    settle = writable.settle

    def slowly() -> None:
        may.wait(20)
        settle()
        done.set()

    monkeypatch.setattr(writable, "settle", slowly)
    answer = says(signed_in, f"/entities/{rhen}/merge", other=dresnik)
    assert answer.status_code == 303
    assert writable.store.judgements(), "kept at once"
    assert "still being worked out" in signed_in.get(answer.headers["location"]).text
    may.set()
    assert done.wait(20)
    text = signed_in.get(f"/entities/{writable.store.actors([writable.store.judgements()[0].a]).popitem()[1]}").text
    assert "still being worked out" not in text


def test_what_settling_raises_is_told(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails() -> None:
        raise RuntimeError("the disk is gone")

    monkeypatch.setattr(corpus, "settle", fails)
    with pytest.raises(RuntimeError, match="the disk is gone"):
        settled(corpus)


def test_a_corpus_that_is_read_only_has_no_forms(corpus: Corpus) -> None:
    there = settings()
    client = TestClient(application(corpus, there), BASE, headers={"Origin": BASE}, cookies={there.cookie: there.proof})
    actor = id_of(corpus, "Rhen")
    assert parsed(client, f"/entities/{actor}").xpath('//form[@method="post"]') == []
    other = id_of(corpus, "Dresnik")
    assert says(client, f"/entities/{actor}/merge", other=other).status_code == 503


# in a browser


@pytest.mark.parametrize(("width", "dark"), [(1280, True), (390, False)])
def test_pages_are_clean(see: See, width: int, dark: bool) -> None:
    page = see("/entities?q=rhen", width=width, dark=dark, token=True)
    assert_clean(page)
    page.get_by_role("link", name="Tobas Rhen").click()
    assert page.locator("h1").inner_text() == "Tobas Rhen"
    assert_clean(page)
    page.get_by_label("Name or id").fill("Dresnik")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="is the same").first.wait_for()
    assert_clean(page)


def test_merge_and_split_with_the_keyboard_alone(see: See) -> None:
    page = see("/entities?q=skarnlink", token=True)
    page.get_by_role("link", name="Skarnlink").press("Enter")
    page.get_by_label("Name or id").fill("Lloran Marine")
    page.keyboard.press("Enter")
    page.get_by_label("Who says so").press_sequentially("Ana")
    page.get_by_role("button", name="Lloran Marine is the same").press("Enter")
    page.get_by_text("are one").wait_for()
    assert_clean(page)
    names = page.locator("table td.what")
    assert {"Lloran Marine", "Skarnlink"} <= set(names.all_inner_texts())
    page.get_by_role("button", name="Take back what was said").press("Enter")
    page.get_by_text("is not").wait_for()
    assert len(set(names.all_inner_texts())) == 1
    assert_clean(page)


def test_without_a_script(see: See) -> None:
    page = see("/entities", script=False)
    page.get_by_label("Name").fill("rhen")
    page.get_by_role("button", name="Show").click()
    page.get_by_role("link", name="Tobas Rhen").click()
    assert page.locator("h1").inner_text() == "Tobas Rhen"
