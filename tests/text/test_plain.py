"""Plain text and article_from_text: nothing of the text changes."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.errors import InputError, ValueRefused
from reportedly.model import Article
from reportedly.text import Defaults, article_from_text, check_date, content_id, find_furniture, gather

# Cs: no file holds half a character. Controls in number mean a binary file, and a mark at the start is no text.
LETTERS = st.characters(exclude_categories=("Cs", "Cc"), include_characters="\n\r\t")
TEXTS = st.text(LETTERS, min_size=1).filter(lambda text: bool(text.strip()) and not text.startswith("\ufeff"))


def read_stdin(data: bytes, defaults: Defaults = Defaults()) -> Article:  # noqa: B008 - frozen
    (item,) = gather(["-"], stdin=io.BytesIO(data), defaults=defaults)
    assert isinstance(item, Article), item
    return item


@given(TEXTS)
def test_plain_text_is_unchanged(text: str) -> None:
    # What looks like another format is read as that; a word before keeps it plain.
    text = f"Officials said: {text}"
    assert read_stdin(text.encode()).text == text


@given(TEXTS)
def test_article_from_text_keeps_it_and_finds_only_what_stands_in_it(text: str) -> None:
    article = article_from_text(text)
    assert article.text == text
    assert article.id == content_id(text)
    for found in (article.credit, article.byline, article.dateline):
        assert found is None or found in text


@given(TEXTS)
def test_spans_of_furniture_hold_in_the_text(text: str) -> None:
    for span in find_furniture(text).spans:
        assert 0 <= span.start < span.end <= len(text)
        assert span.of(text) == span.of(text).strip()


@pytest.mark.parametrize(
    "text",
    [
        "\u202bقال الوزير\u202c إن he agreed.",
        "Zero\u200bwidth\u200d joiners \u2060 and \ufeffinner marks stay.",
        "👩\u200d👩\u200d👧 said “yes” 🇺🇦, e\u0301 stays two.",
        "Windows line ends\r\nand a lone\rone.\r\n",
        "  blanks around \n\n\n",
        "Form feed\x0cand next line\x85stay.",
    ],
)
def test_odd_characters_stay(text: str) -> None:
    assert read_stdin(text.encode()).text == text


@pytest.mark.parametrize("mark", ["utf-8-sig", "utf-16", "utf-32"])
def test_byte_order_mark_is_dropped(mark: str) -> None:
    assert read_stdin("The mayor – he said – left.".encode(mark)).text == "The mayor – he said – left."


def test_defaults_fill_what_is_not_said() -> None:
    article = read_stdin(b"It rained.", Defaults("The Post", " 2025-07-14 08:30z "))
    assert (article.outlet, article.published) == ("The Post", "2025-07-14T08:30Z")


def test_defaults_refuse_what_is_no_date() -> None:
    with pytest.raises(ValueRefused, match="yesterday"):
        Defaults(published="yesterday")


def test_given_fields_win_over_found_ones() -> None:
    article = article_from_text("(AP) — It rained.", "a1", credit="AFP", links=["https://a.example/"], language="en-GB")
    assert (article.id, article.credit, article.links, article.language) == (
        "a1",
        "AFP",
        ("https://a.example/",),
        "en-GB",
    )


@pytest.mark.parametrize("text", ["", " \n\t", "\u2003"])
def test_article_from_text_refuses_an_empty_text(text: str) -> None:
    with pytest.raises(ValueRefused, match="empty"):
        article_from_text(text)


@pytest.mark.parametrize(
    ("given_date", "kept"),
    [
        ("2025-07-14", "2025-07-14"),
        (" 2025-07-14\n", "2025-07-14"),
        ("2025-07-14T08:30", "2025-07-14T08:30"),
        ("2025-07-14t08:30:15.25+09:00", "2025-07-14T08:30:15.25+09:00"),
        ("2025-07-14 08:30:00Z", "2025-07-14T08:30:00Z"),
        ("2024-02-29", "2024-02-29"),
        ("2025-07-14T08:30+0900", "2025-07-14T08:30+0900"),
    ],
)
def test_check_date_keeps_precision_and_zone(given_date: str, kept: str) -> None:
    assert check_date(given_date) == kept


@pytest.mark.parametrize(
    "text",
    ["", "yesterday", "2025", "2025-07", "14.07.2025", "2025-13-01", "2025-02-29", "2025-07-14T25:00", "20250714",
     "٢٠٢٥-٠٧-١٤", "2025-W29-1", "2025-07-14T08:30 and more", "0000-01-01", "2025-07-14\x00"],
)  # fmt: skip
def test_check_date_refuses_the_rest_in_one_line(text: str) -> None:
    with pytest.raises(ValueRefused) as caught:
        check_date(text)
    assert "\n" not in str(caught.value)
    assert "2025-07-14" in str(caught.value)


def test_an_empty_id_is_no_id() -> None:
    assert article_from_text("It rained.", "").id == content_id("It rained.")


def test_error_of_gather_is_yielded_not_raised() -> None:
    (item,) = gather(["-"], stdin=io.BytesIO(b""))
    assert isinstance(item, InputError)
