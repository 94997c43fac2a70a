"""Flat pieces and the lanes of their underlines."""

from __future__ import annotations

from itertools import combinations, pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.model import Article, Attribution, Reading, Span
from reportedly.serve.outline import Entry, outline, walk
from reportedly.serve.segment import lanes, paragraphs

SPANS = st.tuples(st.integers(0, 30), st.integers(0, 10)).map(lambda pair: Span(pair[0], pair[0] + pair[1]))


def entries(contents: list[tuple[Span, ...]], text: str = "x" * 40) -> list[Entry]:
    items = tuple(Attribution(f"a{n}", (), (), spans) for n, spans in enumerate(contents, 1))
    return list(walk(outline(Reading(Article("x", text), (), items))))


@settings(max_examples=400)
@given(st.lists(st.lists(SPANS, max_size=3).map(tuple), max_size=8))
def test_underlines_that_meet_never_share_a_lane(contents: list[tuple[Span, ...]]) -> None:
    chosen = lanes(entries(contents))
    for (one, first), (other, second) in combinations(enumerate(contents, 1), 2):
        if any(max(a.start, b.start) < min(a.end, b.end) for a in first for b in second):
            assert chosen[one] != chosen[other]


@given(st.text("ab\n\r ", max_size=60), st.lists(st.lists(SPANS, max_size=2).map(tuple), max_size=4))
def test_pieces_follow_each_other_without_a_gap(text: str, contents: list[tuple[Span, ...]]) -> None:
    spans = [piece.span for paragraph in paragraphs(text, entries(contents, text)) for piece in paragraph]
    assert "".join(span.of(text) for span in spans) == text
    assert all(one.end == other.start for one, other in pairwise(spans))


def test_a_child_is_underlined_below_its_parent(reading: Reading) -> None:
    assert lanes(walk(outline(reading))) == {1: 1, 2: 2, 3: 3, 4: 1, 5: 1, 6: 1, 7: 1, 8: 1}


def test_smallest_comes_first(reading: Reading) -> None:
    text = reading.article.text
    pieces = [p for paragraph in paragraphs(text, list(walk(outline(reading)))) for p in paragraph]
    (mined,) = [piece for piece in pieces if "Strait was mined" in piece.span.of(text)]
    assert mined.entries == (3, 2, 1)
    assert mined.lanes == (1, 2, 3)


def test_paragraphs_part_at_blank_lines_or_else_at_line_ends() -> None:
    assert len(list(paragraphs("a\nb\n\nc\n", []))) == 2
    assert len(list(paragraphs("a\nb\nc", []))) == 3
    assert list(paragraphs("", [])) == []
