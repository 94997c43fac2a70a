"""What the tests of adding have in common."""

from __future__ import annotations

import time
from typing import Any

from lxml import html
from starlette.testclient import TestClient

TEXT = "The harbour master, Ana Kell, said on Monday that at least 12 barges had sunk. She blamed Varenia."


def asked(client: TestClient, files: Any = None, **fields: str) -> Any:
    """The page to which the form leads, when its job is done."""
    return finished(client, client.post("/add", data=fields, files=files or {"files": ("", b"")}))


def finished(client: TestClient, answer: Any) -> Any:
    """The page of a job when that is done."""
    end = time.monotonic() + 60
    while "data-running" in answer.text:
        assert time.monotonic() < end
        time.sleep(0.1)
        answer = client.get(answer.url)
    return answer


def page_of(answer: Any) -> Any:
    """The page as a tree."""
    return html.document_fromstring(answer.text)
