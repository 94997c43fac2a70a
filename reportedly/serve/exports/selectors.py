"""Where words stand, told twice: by their place and by the words around them, so that a reader can check the one by
the other (Web Annotation Data Model, sections 4.2.4 and 4.2.5)."""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.model import Span
from reportedly.serve.exports.characters import encodable

_AROUND = 32
"""Code points before and after, as Hypothesis has it; more where these do not tell the place from another."""


@dataclass(frozen=True, slots=True)
class Quote:
    """The words and what stands around them."""

    exact: str
    prefix: str
    suffix: str


def quote(text: str, span: Span) -> Quote:
    """The shortest doubling of the words around that stands only once in `text`."""
    around = _AROUND
    while True:
        start, end = max(0, span.start - around), min(len(text), span.end + around)
        whole = text[start:end]
        if text.find(whole) == start and text.find(whole, start + 1) < 0:
            break
        # The whole text stands in itself once only, so this ends.
        around *= 2
    return Quote(*map(encodable, (span.of(text), text[start : span.start], text[span.end : end])))
