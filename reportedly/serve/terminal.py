"""A reading as an account for the terminal."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TextIO

from rich.text import Text

from reportedly.model import Reading
from reportedly.serve.items import Item, Section, sections
from reportedly.serve.lines import Lines
from reportedly.serve.outline import NOBODY, Entry, Step, Tally, about, outline, sources, summary, tags, walk

_INDENT = 4
_UNSURE = 0.5
"""Attributions of a lower confidence say so."""
USUAL = ("attributions", "events", "estimates", "commitments", "dates", "places")
"""The kinds of an account, in their order, unless others are asked for; its sources stand at its end anyway."""


class Account:
    """Writes readings to `stream`, in colour and bold where it is a terminal."""

    def __init__(self, stream: TextIO, width: int | None = None, kinds: Collection[str] = USUAL) -> None:
        """`width` in columns, as `Lines` takes it."""
        self._kinds = kinds
        self._to = Lines(stream, width)
        self._spelling = self._to.spelling
        self._first = True

    def write(self, reading: Reading) -> None:
        """The account of one reading, with a rule between it and the one before."""
        if not self._first:
            self._to.rule()
        self._first = False
        for indent, line in self._lines(reading):
            self._to.line(line, indent)

    def _lines(self, reading: Reading) -> Iterator[tuple[int, Text]]:
        yield from self._heading(reading)
        if "attributions" in self._kinds:
            yield from self._attributions(reading)
        found = sections(reading, self._kinds)
        for section in found:
            yield from self._section(section)
        if "attributions" not in self._kinds and not found:
            yield 0, Text(f"Nothing of what was asked for is found here: {', '.join(self._kinds)}.")
            yield 0, Text()

    def _attributions(self, reading: Reading) -> Iterator[tuple[int, Text]]:
        for entry in walk(outline(reading)):
            # Deep nesting must leave room for the words.
            indent = min((entry.depth - 1) * _INDENT, self._to.width // 2)
            yield indent, self._chain(entry)
            yield indent + 2, Text(self._spelling(entry.content) or self._spelling("(no words of its own)"))
            yield 0, Text()
        yield from self._closing(reading)

    def _heading(self, reading: Reading) -> Iterator[tuple[int, Text]]:
        article = reading.article
        yield 0, Text(self._spelling(article.title or article.id), style="bold underline")
        if facts := about(article):
            yield 0, Text(self._spelling(" · ".join(facts)), style="dim")
        yield 0, Text()

    def _chain(self, entry: Entry) -> Text:
        line = Text().append(self._steps(entry.steps))
        cue = self._spelling(entry.cue or entry.steps[-1].cue or "")
        if cue:
            line.append("  ").append(cue, style="cyan")
        notes = list(tags(entry.attribution))
        if entry.attribution.confidence < _UNSURE:
            notes.append(f"unsure: {entry.attribution.confidence:.0%}")
        if notes:
            line.append("  ").append(f"[{', '.join(notes)}]", style="magenta")
        return line

    def _section(self, section: Section) -> Iterator[tuple[int, Text]]:
        yield 0, Text(section.title, style="bold")
        for item in section.items:
            yield 2, Text(self._spelling(item.line))
            if item.steps:
                yield 6, self._told_by(item)
        yield 0, Text()

    def _told_by(self, item: Item) -> Text:
        line = Text(self._spelling("— "), style="dim")
        return line.append(self._steps(item.steps or ()))

    def _steps(self, steps: tuple[Step, ...]) -> Text:
        return Text(self._spelling(" › "), style="dim").join(self._step(step) for step in steps)

    def _step(self, step: Step) -> Text:
        return Text(self._spelling(_named(step.label, step.kind == "unnamed")), style=_STYLES[step.kind])

    def _closing(self, reading: Reading) -> Iterator[tuple[int, Text]]:
        if not reading.attributions:
            yield 0, Text("No attributions found: the article says everything in its own voice.")
            yield 0, Text()
            return
        yield 0, Text(summary(reading), style="bold")
        yield 0, Text("Each source, and in how many of them it stands:", style="dim")
        counted = sources(reading)
        room = max(len(str(tally.count)) for tally in counted)
        for tally in counted:
            yield 2, self._tally(tally, room)
        yield 0, Text()

    def _tally(self, tally: Tally, room: int) -> Text:
        line = Text(f"{tally.count:>{room}}  ")
        return line.append(self._spelling(_named(tally.label, tally.kind == "unnamed")), style=_STYLES[tally.kind])


_STYLES = {"named": "bold", "unnamed": "italic", "nobody": "dim italic"}


def _named(label: str, quoted: bool) -> str:
    return f"“{label}”" if quoted and label != NOBODY else label
