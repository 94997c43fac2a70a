"""Readings among the inputs: taken as they are, or read anew."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from reportedly.errors import InputError
from reportedly.model import Article, Attribution, Entity, Hop, Proposition, Reading, Span
from reportedly.text import Defaults, gather, gather_all

TEXT = "Ana Reyes said that the bridge was closed."
READING = Reading(
    # As a page may give it, whose byline is not in its text.
    Article(
        "bridge", TEXT, outlet="Post", url="https://post.example/1", published="2031-01-14T08:30Z", byline="B. Oss"
    ),
    (Entity("e1", "person", "Ana Reyes", mentions=(Span(0, 9),)),),
    (Attribution("a1", (Span(10, 14),), (Span(0, 9),), (Span(15, 41),), chain=(Hop("e1", "Ana Reyes", "said"),)),),
    propositions=(Proposition("p1", Span(20, 41), "statement", attribution="a1"),),
)


def taken(*lines: str, defaults: Defaults = Defaults()) -> list[Article | Reading | InputError]:  # noqa: B008 - frozen
    return list(gather_all(["-"], stdin=io.BytesIO("\n".join(lines).encode()), defaults=defaults))


def changed(**fields: Any) -> str:
    return json.dumps(json.loads(READING.to_json()) | fields)


def test_a_reading_is_taken_as_it_is() -> None:
    assert taken(READING.to_json(), READING.to_json(only=["events"])) == [
        READING,
        replace(READING.article, id="bridge#2"),
    ]


def test_only_its_article_is_read_anew() -> None:
    (article,) = gather(["-"], stdin=io.BytesIO(READING.to_json().encode()))
    assert article == READING.article


@pytest.mark.parametrize("indent", [None, 2])
def test_in_a_document_too(indent: int | None, tmp_path: Path) -> None:
    (tmp_path / "one.json").write_text(READING.to_json(indent), encoding="utf-8")
    (tmp_path / "two.json").write_text(f"[{READING.to_json(indent)},\n{READING.to_json(indent)}]", encoding="utf-8")
    found = list(gather_all([str(tmp_path)]))
    assert all(isinstance(each, Reading) for each in found)
    assert [each.article.id for each in found if isinstance(each, Reading)] == ["bridge", "bridge#2", "bridge#3"]


def test_what_it_does_not_say_is_filled_in() -> None:
    bare = replace(READING, article=replace(READING.article, outlet=None, published=None))
    (found,) = taken(bare.to_json(), defaults=Defaults(outlet="Wire", published="2031-02-01"))
    assert found == replace(bare, article=replace(bare.article, outlet="Wire", published="2031-02-01"))


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        (changed(propositions=[{"id": "p1"}]), "is no whole reading: the reading.propositions[0]: the field 'span'"),
        (
            changed(propositions=[{"id": "p1", "span": [0, 43], "kind": "event"}]),
            "is no whole reading: a span ends at 43, and the",
        ),
        (changed(entities=7), "is no whole reading: the reading.entities: expected"),
        (changed(article={"text": TEXT}), "is no whole reading: the reading.article: the field 'id' is missing"),
        (changed(article={"id": "x", "text": ""}), 'has no "text"'),
        (changed(article={"id": "x", "text": TEXT, "published": "July"}), "the field 'published' is no date"),
    ],
)
def test_a_broken_one_is_told_and_the_rest_goes_on(line: str, problem: str) -> None:
    error, found = taken(line, READING.to_json())
    assert isinstance(error, InputError)
    assert str(error).startswith(f"standard input, line 1: {problem}")
    assert found == READING


def test_a_date_is_brought_into_the_form_of_the_contract() -> None:
    (found,) = taken(changed(article={"id": "x", "text": TEXT, "published": "2031-01-14 08:30z"}))
    assert isinstance(found, Reading)
    assert found.article.published == "2031-01-14T08:30Z"
