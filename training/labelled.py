"""Our stories read with the reader that ships, and which of their propositions report which claim."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import reportedly
from reportedly.model import Reading, Span
from reportedly.text import article_from_text
from training.stories import Mark, Story, Text


@dataclass(frozen=True, slots=True)
class Labelled:
    """A span of a text with the claims that it reports, each with its stance; `own` where the span is a proposition.

    `unsure` where part of a marked quote falls into it, but another proposition holds more of that quote.
    """

    span: Span
    claims: dict[str, str]
    own: bool
    unsure: bool


@dataclass(frozen=True, slots=True)
class Example:
    """One text of a story: its reading and its labelled spans."""

    text: Text
    reading: Reading
    spans: tuple[Labelled, ...]


@dataclass(frozen=True, slots=True)
class Examples:
    """A story; `dev` where it is not to be learned from."""

    story: Story
    texts: tuple[Example, ...]
    dev: bool


def shared(a: Span, b: Span) -> int:
    """Code points in both."""
    return max(0, min(a.end, b.end) - max(a.start, b.start))


def labelled(text: Text, reading: Reading) -> Iterator[Labelled]:
    """Propositions and the marked quotes themselves."""
    holders = {mark: holder(mark, reading) for mark in text.marks}
    for proposition in reading.propositions:
        claims = {m.claim: m.stance for m, held in holders.items() if held == proposition.span}
        touched = any(
            2 * shared(Span(m.start, m.end), proposition.span) >= proposition.span.end - proposition.span.start
            for m in text.marks
        )
        yield Labelled(proposition.span, claims, True, touched and not claims)
    for span in sorted({Span(m.start, m.end) for m in text.marks}):
        if not any(p.span == span for p in reading.propositions):
            yield Labelled(span, {m.claim: m.stance for m in text.marks if (m.start, m.end) == span}, False, False)


def holder(mark: Mark, reading: Reading) -> Span | None:
    """The proposition that holds most of a quote, if it is half of it or of the quote; as `score/scenario.py` has it,
    but of two that hold as much the shorter."""
    quote = Span(mark.start, mark.end)
    spans = [p.span for p in reading.propositions]
    spans = [s for s in spans if 2 * shared(s, quote) >= min(s.end - s.start, quote.end - quote.start)]
    return max(spans, key=lambda s: (shared(s, quote), s.start - s.end), default=None)


@cache
def reader() -> reportedly.Reader:
    """The reader that ships, loaded once."""
    return reportedly.load()


def examples(story: Story, dev: bool) -> Examples:
    """All texts of a story."""
    articles = [
        article_from_text(t.text, t.id, outlet=t.outlet, title=t.title or None, published=t.published or None)
        for t in story.texts
    ]
    readings = reader().read_many(articles)
    return Examples(
        story,
        tuple(Example(t, r, tuple(labelled(t, r))) for t, r in zip(story.texts, readings, strict=True)),
        dev,
    )
