"""From readings made by the real model to what is compared: who tells a proposition, and in which words."""

from __future__ import annotations

import pytest

from reportedly.claims.reading import Reader, load
from reportedly.corpus.digest import Told
from reportedly.corpus.making import digest
from reportedly.text import article_from_text


@pytest.fixture(scope="module")
def reader() -> Reader:
    return load(threads=1)


def told(reader: Reader, text: str, outlet: str, words: str) -> Told:
    """The report that holds these words."""
    made = digest(reader.read(article_from_text(text, "a", outlet=outlet)))
    return next(report for report in made.told if words in report.quote)


def test_who_is_cited_is_the_innermost_source_by_its_own_words(reader: Reader) -> None:
    text = "The bridge is closed to lorries, the news agency Sorin reports, citing two officials of the port of Lund."
    report = told(reader, text, "Lund Post", "bridge")
    assert [hop.label for hop in report.chain] == ["Sorin", "two officials of the port of Lund"]
    assert report.voice == "two officials of the port of Lund"


def test_what_an_outlet_was_told_is_told_by_who_told_it(reader: Reader) -> None:
    text = "The mayor of Lund, Ida Moe, told the Lund Post in an interview that the bridge was closed to lorries."
    assert [hop.label for hop in told(reader, text, "Lund Post", "bridge").chain] == ["Ida Moe"]
    assert [hop.label for hop in told(reader, text, "Harbour Echo", "bridge").chain] == ["Lund Post", "Ida Moe"]
