"""What tests of the page Review read from it."""

from __future__ import annotations

from typing import Any

from lxml import html
from starlette.testclient import TestClient


def items(client: TestClient, path: str = "/review") -> list[Any]:
    answer = client.get(path)
    assert answer.status_code == 200
    return html.document_fromstring(answer.text).xpath('//article[@class="item"]')


def form(item: Any, undo: bool = False) -> dict[str, str]:
    """The hidden fields of a thing's form."""
    (found,) = item.xpath(f".//form[@action='/review{'/undo' if undo else ''}']")
    return {field.get("name"): field.get("value") for field in found.xpath(".//input[@type='hidden']")}


def words(item: Any) -> str:
    return " ".join(item.text_content().split())
