import pytest

from reportedly.attribution.manner import hedged, mode, polarity
from reportedly.attribution.nesting import Draft, clip, parents
from reportedly.attribution.posts import posts
from reportedly.model import Span


@pytest.mark.parametrize(
    ("cue", "expected"),
    [
        ("said", "asserts"),
        ("has denied", "denies"),
        ("did not deny", "asserts"),
        ("doubts", "doubts"),
        ("do n't believe", "doubts"),
    ],
)
def test_polarity(cue: str, expected: str) -> None:
    assert polarity(cue.split()) == expected


@pytest.mark.parametrize(
    ("cue", "before", "source", "expected"),
    [
        ("is believed", "", False, True),
        ("believed", "", True, False),
        ("said", "minister reportedly", True, True),
        ("said", "the minister", True, False),
        ("allegedly told", "", True, True),
        ("was told", "", True, False),
    ],
)
def test_hedged(cue: str, before: str, source: bool, expected: bool) -> None:
    assert hedged(cue.split(), before.split(), source) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We go,”", "direct"),
        ("that they “go”", "mixed"),
        ("that they go", "indirect"),
        ('"We go"', "direct"),
        ("“We go", "direct"),
    ],
)
def test_mode(text: str, expected: str) -> None:
    assert mode(text, [Span(0, len(text))]) == expected


def test_the_smallest_content_that_holds_the_cue_is_the_parent() -> None:
    outer = Draft((Span(0, 4),), (), (Span(5, 60),), 1.0)
    middle = Draft((Span(10, 14),), (), (Span(15, 60),), 1.0)
    inner = Draft((Span(20, 24),), (), (Span(25, 70),), 1.0)
    assert parents([outer, middle, inner]) == [None, 0, 1]
    clipped = clip(inner, middle)
    assert clipped is not None
    assert clipped.content == (Span(25, 60),)


def test_two_that_hold_each_other_make_no_circle() -> None:
    one = Draft((Span(0, 4),), (), (Span(10, 40),), 1.0)
    other = Draft((Span(12, 15),), (), (Span(0, 8),), 1.0)
    assert parents([one, other]) == [None, 0]


POST = "Before.\n\nWe hold the bridge. pic.example/abc\n— Ira Voss / Іра (@iravoss) January 12, 2031\nAfter."


def test_a_post_is_its_accounts() -> None:
    (post,) = posts(POST)
    assert post.account.of(POST) == "Ira Voss / Іра (@iravoss)"
    assert post.content.of(POST) == "We hold the bridge. pic.example/abc"
    assert post.date is not None
    assert post.date.of(POST) == "January 12, 2031"


@pytest.mark.parametrize("text", ["", "— (@a)", "no post — here", "\n\n— Name (@name) May 1, 2030"])
def test_what_is_no_post(text: str) -> None:
    assert posts(text) == []


def test_a_post_signed_on_its_own_line() -> None:
    text = "We hold the bridge. — Ira Voss (@iravoss) May 3, 2031"
    (post,) = posts(text)
    assert post.content.of(text) == "We hold the bridge."
