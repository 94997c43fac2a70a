"""How a thing is attributed: in quotation marks or not, asserted, denied or doubted, hedged or not."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

from reportedly.model import Mode, Polarity, Span

OPENING, CLOSING = "“«„", "”»"


@cache
def lexicon() -> dict[str, frozenset[str]]:
    """The word lists of data/manner.json."""
    lists = json.loads((Path(__file__).parent / "data" / "manner.json").read_text("utf8"))
    return {name: frozenset(words) for name, words in lists.items() if isinstance(words, list)}


def polarity(cue: Sequence[str]) -> Polarity:
    """Of the cue's words, lower case."""
    lists = lexicon()
    words = set(cue)
    negated = bool(words & lists["negations"])
    if words & lists["denies"]:
        return "asserts" if negated else "denies"
    if words & lists["doubts"] or (negated and words & lists["beliefs"]):
        return "doubts"
    return "asserts"


def hedged(cue: Sequence[str], before: Sequence[str], has_source: bool) -> bool:
    """Whether the cue, or an adverb right before it, holds back; `before` are the two words ahead of the cue, lower case."""
    lists = lexicon()
    if any(w in lists["hedges"] for w in cue) or any(w.endswith("ly") and w in lists["hedges"] for w in before):
        return True
    # "is believed to": nobody stands behind it.
    passive = any(w in lists["passives"] for w in cue) and any(w in lists["be"] for w in [*cue, *before])
    return passive and not has_source


def quoted(text: str, start: int, end: int) -> list[Span]:
    """What stands in double quotation marks within `[start, end)` of one paragraph, marks included."""
    found, opened = [], -1
    for i in range(start, end):
        c = text[i]
        if c in OPENING or (c == '"' and opened < 0):
            opened = i if opened < 0 else opened
        elif c in CLOSING or c == '"':
            found.append(Span(opened if opened >= 0 else start, i + 1))
            opened = -1
    if opened >= 0:
        found.append(Span(opened, end))
    return found


def mode(text: str, content: Iterable[Span]) -> Mode:
    """Direct where all letters of the content are quoted, mixed where some are."""
    letters = marked = 0
    for start, end in content:
        spans = quoted(text, start, end)
        for i in range(start, end):
            if text[i].isalnum():
                letters += 1
                marked += any(s <= i < e for s, e in spans)
    if not marked:
        return "indirect"
    return "direct" if marked >= 0.95 * letters else "mixed"
