"""What pages show, for tests without a browser."""

from __future__ import annotations

import csv
import io
from typing import Any

from lxml import html
from starlette.testclient import TestClient


def parsed(client: TestClient, path: str) -> Any:
    """A page as a tree."""
    answer = client.get(path)
    assert answer.status_code == 200, answer.text
    return html.document_fromstring(answer.text)


def words(element: Any) -> str:
    """Text with single spaces."""
    return " ".join(element.text_content().split())


def status(page: Any) -> str:
    """How much there is, as the page tells it."""
    return words(page.xpath('//*[@role="status"]')[0])


def rows(client: TestClient, path: str) -> list[dict[str, str]]:
    """Those of CSV."""
    return list(csv.DictReader(io.StringIO(client.get(path).text)))


def refusal(client: TestClient, path: str) -> str:
    """What is told of an address that means nothing, by a page or as JSON, in the same words."""
    answer = client.get(path)
    assert answer.status_code == 400, answer.text
    if answer.headers["content-type"] == "application/problem+json":
        told = answer.json()
        remedy = told["remedy"] or ""
        return f"{told['detail']}. {remedy[:1].upper()}{remedy[1:]}"
    return words(html.document_fromstring(answer.text).xpath("//main")[0])
