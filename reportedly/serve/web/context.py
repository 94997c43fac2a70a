"""Words of an article with what stands around them."""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.model import Span

AROUND = 220
"""Characters on each side, at most."""


@dataclass(frozen=True, slots=True)
class Quote:
    """The words, and what stands before and after them in the same paragraph, cut between words."""

    before: str
    words: str
    after: str


def quoted(text: str, span: Span) -> Quote:
    """The words at a place of an article's text."""
    line = text.rfind("\n", 0, span.start) + 1
    end = text.find("\n", span.end)
    before, after = text[line : span.start], text[span.end : len(text) if end < 0 else end]
    if len(before) > AROUND:
        before = "… " + before[-AROUND:].partition(" ")[2]
    if len(after) > AROUND:
        after = after[:AROUND].rpartition(" ")[0] + " …"
    return Quote(before, span.of(text), after)
