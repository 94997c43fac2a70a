"""What persons said: which of it holds, and which report it is about."""

from __future__ import annotations

import random
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from reportedly.corpus.digest import Digest, Told, report_id
from reportedly.corpus.marks import Mark, Place, Roles, agreed, held, one_cue, report_at
from reportedly.model import Span, codec

PLACE = Place("a", "hash", Span(10, 30), "twenty ships had left")
MARK = Mark("match", (PLACE, replace(PLACE, article="b")), "right", "2031-01-15T10:00:00+00:00", "Ana", 0.25)


def undo(mark: Mark, made: str) -> Mark:
    return replace(mark, verdict="undone", made=made, undoes=mark.id)


def digest(*spans: tuple[int, int], hash_: str = "hash", quote: str = "words") -> Digest:
    told = tuple(Told(report_id("a", hash_, *s), Span(*s), "statement", "asserts", quote) for s in spans)
    return Digest("a", hash_, told, ())


def test_the_newest_holds_and_what_is_undone_does_not() -> None:
    later = replace(MARK, verdict="wrong", made="2031-01-16")
    assert held([later, MARK]) == [later]
    assert held([MARK, undo(later, "2031-01-17"), later]) == [MARK], "what was said before holds again"
    assert held([MARK, undo(MARK, "2031-01-17")]) == []
    assert held([undo(MARK, "2031-01-01"), MARK]) == [], "whatever the clocks say"


def test_two_attributions_that_span_the_same_words_are_told_apart_by_their_cues() -> None:
    said, citing = (Roles(cue=(Span(*cue),)) for cue in ((12, 16), (20, 26)))
    mark = Mark("attribution", (PLACE,), "right", "2031-01-15", found=said)
    other = replace(mark, verdict="wrong", made="2031-01-16", found=citing)
    assert held([mark, other]) == [other, mark]
    assert one_cue(mark, Roles(cue=(Span(15, 19),)), PLACE)
    assert not one_cue(mark, citing, PLACE)
    moved = replace(PLACE, hash="new", span=Span(18, 38))
    assert one_cue(mark, Roles(cue=(Span(20, 24),)), moved), "in a text with more before it"
    assert not one_cue(mark, Roles(cue=(Span(12, 16),)), moved)


@given(st.lists(st.sampled_from(["right", "wrong", "undo"]), max_size=8), st.randoms())
def test_the_order_of_coming_changes_nothing(acts: list[str], rng: random.Random) -> None:
    marks: list[Mark] = []
    for number, act in enumerate(acts):
        made = f"2031-01-{number + 1:02}"
        if act != "undo":
            marks.append(replace(MARK, verdict=act, made=made))  # type: ignore[arg-type]
        elif marks:
            marks.append(undo(rng.choice(marks), made))
    expected = held(marks)
    rng.shuffle(marks)
    assert held(marks) == expected


def test_an_id_is_of_all_that_is_said() -> None:
    assert len(MARK.id) == 16
    assert (
        len({MARK.id, replace(MARK, by=None).id, replace(MARK, score=None).id, replace(MARK, verdict="wrong").id}) == 4
    )
    assert codec.loads(Mark, codec.dumps(MARK)) == MARK


def test_a_report_is_found_where_most_of_it_lies() -> None:
    assert report_at(PLACE, digest((0, 9), (12, 33))) == report_id("a", "hash", 12, 33)
    assert report_at(PLACE, digest((10, 30), (10, 20))) == report_id("a", "hash", 10, 30)
    assert report_at(PLACE, digest((10, 19), (25, 90))) is None, "neither is surely meant"
    assert report_at(PLACE, Digest("other", "hash", digest((10, 30)).told, ())) is None


def test_in_another_text_the_words_must_be_the_same_and_there_once() -> None:
    same = digest((50, 70), hash_="new", quote=PLACE.quote)
    assert report_at(PLACE, same) == same.told[0].id
    assert report_at(PLACE, digest((10, 30), hash_="new", quote="other words")) is None
    assert report_at(PLACE, digest((10, 30), (50, 70), hash_="new", quote=PLACE.quote)) is None


def test_what_newer_words_exclude_is_left_out() -> None:
    said = agreed([(1, 2, True), (2, 3, True), (1, 3, False), (3, 4, False), (1, 4, True)])
    assert said.same == ((1, 2), (2, 3))
    assert said.apart == ((3, 4),)
