"""Laws of spans."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reportedly.model import Span, hold

LENGTH = 40


@st.composite
def spans(draw: st.DrawFn) -> Span:
    start = draw(st.integers(0, LENGTH))
    return Span(start, draw(st.integers(start, LENGTH)))


FILLED = spans().filter(lambda span: span.start < span.end)


@given(st.text(min_size=LENGTH, max_size=LENGTH), spans())
def test_words_are_counted_in_code_points(text: str, span: Span) -> None:
    assert len(span.of(text)) == span.end - span.start
    assert text[: span.start] + span.of(text) + text[span.end :] == text


def test_characters_beyond_the_first_plane_count_once() -> None:
    assert Span(2, 4).of("😀 שלום") == "של"


@given(spans())
def test_a_span_holds_itself(span: Span) -> None:
    assert span.holds(span)


@given(spans(), spans(), spans())
def test_holding_is_transitive(a: Span, b: Span, c: Span) -> None:
    assert not (a.holds(b) and b.holds(c)) or a.holds(c)


@given(spans(), spans())
def test_only_equals_hold_each_other(a: Span, b: Span) -> None:
    assert (a.holds(b) and b.holds(a)) == (a == b)


@given(FILLED, FILLED)
def test_meeting_is_sharing_a_code_point(a: Span, b: Span) -> None:
    assert a.meets(b) == b.meets(a) == bool(set(range(*a)) & set(range(*b)))


@given(FILLED, FILLED)
def test_what_is_held_is_met(outer: Span, inner: Span) -> None:
    assert not outer.holds(inner) or outer.meets(inner)


def test_neighbours_do_not_meet() -> None:
    assert not Span(0, 3).meets(Span(3, 5))


@given(st.lists(spans()), st.lists(spans(), min_size=1))
def test_many_hold_many_where_each_is_held_by_one(outer: list[Span], inner: list[Span]) -> None:
    assert hold(outer, inner) == all(any(o.holds(i) for o in outer) for i in inner)
    assert hold(inner, inner)


@given(st.lists(spans()))
def test_nothing_is_not_held(outer: list[Span]) -> None:
    assert not hold(outer, [])


def test_iterators_are_read_once() -> None:
    assert hold(iter([Span(0, 2), Span(4, 9)]), iter([Span(4, 5), Span(0, 1)]))
