"""Review in a browser: by keys alone, without script, at every width."""

from __future__ import annotations

import pytest

from tests.serve.web.conftest import See, assert_clean


def test_by_keys_alone(see: See) -> None:
    page = see("/review?now=apart", token=True)
    page.keyboard.press("j")
    first = page.evaluate("document.activeElement.id")
    page.keyboard.press("n")
    page.wait_for_selector(f"#{first} .verdict.wrong")
    second = page.evaluate("document.activeElement.id")
    assert second != first
    assert "Kept: two claims" in page.inner_text("#told")
    page.keyboard.press("y")
    page.wait_for_selector(f"#{second} .verdict.right")
    page.keyboard.press("k")
    assert page.evaluate("document.activeElement.id") == second
    page.keyboard.press("u")
    page.wait_for_selector(f"#{second} button[data-key=y]")
    page.keyboard.press("ArrowLeft")
    assert page.evaluate("document.activeElement.id") == first
    page.keyboard.press("u")
    page.wait_for_selector(f"#{first} button[data-key=y]")
    page.keyboard.press("m")
    assert page.evaluate("document.querySelector('.item.at .machine').open")
    page.keyboard.press("?")
    assert page.evaluate("document.getElementById('keys').open")
    page.goto("/review?done=1")
    assert page.locator(".item").count() == 0


def test_keys_do_not_judge_while_one_types(see: See) -> None:
    page = see("/review?of=attribution", token=True)
    page.keyboard.press("j")
    page.keyboard.press("c")
    page.keyboard.type("yn")
    assert "yn" in page.evaluate("document.activeElement.value")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.classList.contains('item')")
    assert page.locator(".verdict").count() == 0


def test_without_script_forms_do_it(see: See) -> None:
    page = see("/review?of=derivation", script=False, token=True)
    first = page.locator(".item").first.get_attribute("id")
    page.locator(".item").first.get_by_role("button", name="No: does not rest on it").click()
    assert "Kept:" in page.inner_text("#told")
    assert page.locator(f"#{first}").count() == 0
    page.locator("#told").get_by_role("button", name="Undo").click()
    assert page.locator(f"#{first}").count() == 1


@pytest.mark.parametrize(("width", "dark"), [(1280, True), (390, False), (390, True)])
@pytest.mark.parametrize("path", ["/review", "/review?of=derivation", "/review?of=attribution&blind=1", "/review/bulk"])
def test_pages_are_clean(see: See, path: str, width: int, dark: bool) -> None:
    page = see(path, width=width, dark=dark, token=True)
    if "bulk" not in path:
        page.keyboard.press("j")
        page.keyboard.press("y")
        page.wait_for_selector(".verdict.right")
        page.locator(".item details summary").first.click()
    assert_clean(page)
    if "bulk" not in path:
        page.keyboard.press("u")
        page.wait_for_selector(".verdict.right", state="detached")


def test_nothing_lies_over_what_is_read_before_something_is_said(see: See) -> None:
    page = see("/review", width=390, token=True)
    page.mouse.wheel(0, 900)
    told = page.locator("#told")
    assert told.evaluate("each => getComputedStyle(each).backgroundColor") == "rgba(0, 0, 0, 0)"
    page.keyboard.press("j")
    page.keyboard.press("n")
    page.wait_for_selector(".verdict.wrong")
    assert told.evaluate("each => getComputedStyle(each).backgroundColor") != "rgba(0, 0, 0, 0)"
    page.keyboard.press("u")
    page.wait_for_selector(".item.at button[data-key=y]")
