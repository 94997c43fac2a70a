"""Pages that the tests of this folder share."""

from __future__ import annotations

from collections.abc import Callable

import pytest

PARAGRAPHS = (
    "The foreign minister of Varenia said on Monday that talks with the neighbouring state would resume before the "
    "end of the month, although no date had been agreed by the two delegations.",
    "Officials in the capital confirmed the report, according to a statement that was released by the ministry late in "
    "the evening, and added that the border crossing would stay closed until further notice.",
    "A spokesman for the opposition called the announcement a distraction and asked for an inquiry into the events of "
    "the previous week, in which eleven people were hurt near the harbour.",
)


@pytest.fixture
def page() -> Callable[..., str]:
    """A page like a newspaper's: `head` goes into its head, `body` after the first paragraph."""

    def make(head: str = "", body: str = "", attributes: str = ' lang="en"') -> str:
        first, *rest = (f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
        return (
            f"<!DOCTYPE html>\n<html{attributes}><head><title>Talks to resume</title>{head}</head><body>"
            '<header><nav><a href="/">Home</a> <a href="/world">World</a> <a href="/sport">Sport</a></nav></header>'
            f"<main><article><h1>Talks to resume</h1>{first}{body}{''.join(rest)}</article></main>"
            '<footer><p><a href="/privacy">Privacy</a> <a href="/terms">Terms</a></p></footer></body></html>'
        )

    return make


@pytest.fixture
def paragraphs() -> tuple[str, ...]:
    """The paragraphs of that page."""
    return PARAGRAPHS
