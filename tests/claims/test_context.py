"""What tells a place of the text: looked up, and the same as searched for."""

from __future__ import annotations

import spacy
from hypothesis import given
from hypothesis import strategies as st

from reportedly.claims.context import Context
from reportedly.language.entities import Entities
from reportedly.model import Article, Attribution, Date, Span, hold

TEXT = "x" * 60
SPANS = st.tuples(st.integers(0, 59), st.integers(1, 20)).map(lambda p: Span(p[0], min(p[0] + p[1], 60)))


def context(attributions: tuple[Attribution, ...] = (), dates: tuple[Date, ...] = ()) -> Context:
    doc = spacy.blank("en")(TEXT)
    return Context(Article("a", TEXT), doc, Entities(doc, [], {}), attributions, dates, ())


@given(st.lists(st.lists(SPANS, min_size=1, max_size=3), max_size=12), SPANS)
def test_told_by_the_smallest_that_holds_it(contents: list[list[Span]], asked: Span) -> None:
    attributions = tuple(
        Attribution(f"a{i}", (Span(0, 1),), (), tuple(content), chain=()) for i, content in enumerate(contents)
    )
    found, _ = context(attributions).told(asked)
    holding = {a.id: sum(s.end - s.start for s in a.content) for a in attributions if hold(a.content, [asked])}
    assert (found is None) == (not holding)
    assert found is None or holding[found] == min(holding.values())


@given(st.sets(st.integers(0, 11), max_size=8), SPANS)
def test_dated(places: set[int], asked: Span) -> None:
    dates = tuple(Date(Span(5 * i, 5 * i + 3), None, "DATE") for i in sorted(places))
    meets_last = [d for d in dates if d.span.start < asked.end]
    assert context(dates=dates).dated(asked) == (bool(meets_last) and meets_last[-1].span.meets(asked))
    assert not context(dates=dates).dated(asked) or any(d.span.meets(asked) for d in dates)
