"""Articles that a search found, in every format."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from rich.text import Text

from reportedly.model import Span
from reportedly.serve.ledger.words import moment
from reportedly.serve.lines import Lines, Spelling
from reportedly.serve.output import Output
from reportedly.serve.tables import Row
from reportedly.store.protocol import Hit
from reportedly.store.snippet import CLOSE, OPEN

COLUMNS = ("article", "title", "outlet", "published", "snippet")


def record(hit: Hit) -> dict[str, Any]:
    """For JSON: `matches` are spans, in code points of `snippet`."""
    snippet, matches = "", []
    for words, matched in pieces(hit.snippet):
        if matched:
            matches.append(Span(len(snippet), len(snippet) + len(words)))
        snippet += words
    told = {"article": hit.article, "title": hit.title, "outlet": hit.outlet, "published": hit.published}
    return told | {"snippet": snippet, "matches": [list(match) for match in matches]}


def row(hit: Hit) -> Row:
    """For a table of `COLUMNS`."""
    return hit.article, hit.title, hit.outlet, hit.published, "".join(words for words, _ in pieces(hit.snippet))


def show(hits: Sequence[Hit], to: Output) -> None:
    """For the terminal: the title, where it is from, the words that were found."""
    to.used = True
    lines = Lines(to.text)
    if not hits:
        lines.line("No article has this.")
    for number, hit in enumerate(hits):
        if number:
            lines.line()
        lines.line(hit.title or hit.article, style="bold")
        facts = (hit.outlet, moment(hit.published), hit.article if hit.title else None)
        lines.line(" · ".join(" ".join(fact.split()) for fact in facts if fact), style="dim")
        lines.line(_marked(hit.snippet, lines.spelling), indent=2)
    to.text.flush()


def _marked(snippet: str, spelling: Spelling) -> Text:
    text = Text()
    for words, matched in pieces(snippet):
        text.append(spelling(words), "bold" if matched else "")
    return text


def pieces(snippet: str) -> Iterator[tuple[str, bool]]:
    """The words of a snippet, and whether they are what was looked for."""
    for number, piece in enumerate(snippet.split(OPEN)):
        matched, _, after = piece.partition(CLOSE)
        if number and matched:
            yield matched, True
        if words := after if number else piece:
            yield words, False
