"""The account for the terminal."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest

from reportedly.model import Article, Attribution, Reading, Span
from reportedly.serve.lines import Spelling
from reportedly.serve.outline import outline, sources, walk
from reportedly.serve.terminal import Account


def account(*readings: Reading, encoding: str = "utf-8", width: int = 80) -> str:
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding=encoding, newline="\n")
    to = Account(stream, width)
    for reading in readings:
        to.write(reading)
    stream.flush()
    return raw.getvalue().decode(encoding)


def test_account(reading: Reading) -> None:
    lines = account(reading).splitlines()
    assert lines[:2] == [
        "Minister vows to keep Kestrel Strait open <as it was>",
        "The Harbour Post · Ana Reyes · 2025-07-13",
    ]
    assert "Norda › Ilse Maron  told  [mixed]" in lines
    assert "    Norda › Ilse Maron › “her generals”  believed" in lines
    assert "          the Kestrel Strait was mined" in lines
    assert "(nobody named)  reportedly  [hedged, unsure: 42%]" in lines
    assert "8 attributions, 2 nested, 7 sources" in lines
    assert "  4  Ilse Maron" in lines


@pytest.mark.parametrize("width", [30, 80, 100])
def test_lines_fit_and_end_in_words(reading: Reading, width: int) -> None:
    lines = account(reading, width=width).splitlines()
    assert max(map(len, lines)) <= width
    assert all(line == line.rstrip() for line in lines)


def test_piped_text_has_no_colour(reading: Reading) -> None:
    assert "\x1b" not in account(reading)


def test_ascii_terminal(reading: Reading) -> None:
    shown = account(reading, encoding="ascii")
    assert 'Norda > Ilse Maron > "her generals"  believed' in shown
    assert "they should be. ?" in shown


def test_a_rule_between_readings(reading: Reading) -> None:
    assert account(reading, reading).count("—" * 80) == 1


def test_nothing_found() -> None:
    assert "in its own voice" in account(Reading(Article("x", "It rained.")))


@pytest.mark.parametrize("text", ["a\x1b[2Jb", "a\x9bb", "a\u202eb", "a\0b"])
def test_controls_do_not_reach_the_terminal(text: str) -> None:
    assert Spelling("utf-8")(text).replace("[2J", "") == "ab"


def test_sources_are_counted_once_per_chain(reading: Reading) -> None:
    assert [(tally.label, tally.count) for tally in sources(reading)][:3] == [
        ("Norda", 4),
        ("Ilse Maron", 4),
        ("her generals", 2),
    ]
    assert sources(reading)[-1].kind == "nobody"


def test_ring_of_parents_is_shown_all_the_same(reading: Reading) -> None:
    span = (Span(0, 1),)
    ring = tuple(Attribution(f"a{n}", span, span, span, parent=f"a{n % 3 + 1}") for n in (1, 2, 3))
    assert len(list(walk(outline(replace(reading, attributions=ring))))) == 3
