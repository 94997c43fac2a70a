"""Whose statement an article is, from readings made by hand."""

from __future__ import annotations

import pytest

from reportedly.corpus.issuing import issuer
from reportedly.model import Entity, Reading, Span
from reportedly.text import article_from_text


def reading(text: str, *names: str) -> Reading:
    entities = tuple(
        Entity(f"e{n}", "organization", name, mentions=(Span(text.index(name), text.index(name) + len(name)),))
        for n, name in enumerate(names, 1)
    )
    return Reading(article_from_text(text), entities=entities)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        (
            "Halvard Shipping has issued the following statement to the press.\n\nAll valves were shut.",
            "Halvard Shipping",
        ),
        (
            "Halvard Shipping, owner of the Alma, today released the following update.\n\nNo one is hurt.",
            "Halvard Shipping",
        ),
        (
            "We reproduce the communication issued by Halvard Shipping on Sunday.\n\n“She was sound.”",
            "Halvard Shipping",
        ),
        ("The following notice was issued by Halvard Shipping.\n\nThe port is closed.", "Halvard Shipping"),
    ],
)
def test_the_source_of_what_a_printed_statement_tells(text: str, label: str) -> None:
    found = issuer(reading(text, "Halvard Shipping"))
    assert found is not None
    assert (found.entity, found.label) == ("e1", label)


def test_an_issuer_that_is_no_entity_has_its_words() -> None:
    found = issuer(reading("The Harbour Board issues the following notice.\n\nThe port is closed."))
    assert found is not None
    assert (found.entity, found.label) == (None, "The Harbour Board")


@pytest.mark.parametrize(
    "text",
    [
        "Halvard Shipping issued a statement on Monday. It says that the valves were shut.",
        "The statement issued by Halvard Shipping convinced nobody.",
        "The minister spoke for an hour. " * 20 + "Halvard Shipping has issued the following statement.",
    ],
)
def test_an_article_that_tells_of_a_statement_is_none(text: str) -> None:
    assert issuer(reading(text, "Halvard Shipping")) is None
