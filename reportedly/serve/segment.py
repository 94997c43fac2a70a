"""The text cut at every border of every role into flat pieces.

Highlights that wrap each other break each other when they cross; pieces that carry ids cannot.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from reportedly.model import Span
from reportedly.serve.layers import Mark
from reportedly.serve.outline import Entry

ROLES = ("content", "cue", "source")
_MARK = "mark"
_BLANK_LINES = re.compile(r"\r?\n[ \t\r]*\n\s*")
_LINE_ENDS = re.compile(r"[\r\n]+")


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of text in which nothing begins or ends.

    `content`, `cue` and `source` hold the numbers of the entries of which it is that role; `lanes` the
    underlines below it, counted from 1; `entries` all the numbers, that of the smallest extent first.
    `marks` hold the numbers of the marks of other layers, counted from 0. `gap` marks the line ends between two
    paragraphs.
    """

    span: Span
    content: tuple[int, ...] = ()
    cue: tuple[int, ...] = ()
    source: tuple[int, ...] = ()
    lanes: tuple[int, ...] = ()
    entries: tuple[int, ...] = ()
    gap: bool = False
    marks: tuple[int, ...] = ()


def paragraphs(text: str, entries: Iterable[Entry], marks: Sequence[Mark] = ()) -> Iterator[list[Segment]]:
    """The segments paragraph by paragraph; all of them joined are the text, code point for code point."""
    block: list[Segment] = []
    for segment in _cut(text, list(entries), marks, _gaps(text)):
        if block and block[-1].gap and not segment.gap:
            yield block
            block = []
        block.append(segment)
    if block:
        yield block


def lanes(entries: Iterable[Entry]) -> dict[int, int]:
    """For each entry the lane of its underline: below its parent's, and never that of one it overlaps."""
    taken: dict[int, _Lane] = {}
    chosen: dict[int, int] = {}
    for entry in entries:
        content = _joined(entry.attribution.content)
        lane = chosen.get(entry.parent, 0) + 1 if entry.parent else 1
        while any(taken.setdefault(lane, _Lane()).meets(span) for span in content):
            lane += 1
        for span in content:
            taken.setdefault(lane, _Lane()).add(span)
        chosen[entry.number] = lane
    return chosen


def _gaps(text: str) -> list[Span]:
    """Where paragraphs part: at blank lines, or at each line end in a text that has no blank lines."""
    pattern = _BLANK_LINES if _BLANK_LINES.search(text) else _LINE_ENDS
    return [Span(*match.span()) for match in pattern.finditer(text)]


def _cut(text: str, entries: list[Entry], marks: Sequence[Mark], breaks: list[Span]) -> Iterator[Segment]:
    starts, ends = _borders(text, entries, marks)
    gaps = {gap.start: gap.end for gap in breaks}
    borders = sorted({0, len(text), *starts, *ends, *gaps, *gaps.values()})
    lane, extent = lanes(entries), _extents(entries)
    active: set[tuple[str, int]] = set()
    gap_end = 0
    for start, end in pairwise(borders):
        active.difference_update(ends.get(start, ()))
        active.update(starts.get(start, ()))
        gap_end = gaps.get(start, gap_end)
        if not active:
            yield Segment(Span(start, end), gap=start < gap_end)
            continue
        roles = {role: tuple(sorted(n for r, n in active if r == role)) for role in ROLES}
        own = {n for r, n in active if r != _MARK}
        yield Segment(
            span=Span(start, end),
            lanes=tuple(sorted({lane[n] for n in roles["content"]})),
            entries=tuple(sorted(own, key=lambda n: (extent[n], -n))),
            gap=start < gap_end,
            marks=tuple(sorted(n for r, n in active if r == _MARK)),
            **roles,
        )


_Borders = dict[int, list[tuple[str, int]]]


def _borders(text: str, entries: list[Entry], marks: Sequence[Mark]) -> tuple[_Borders, _Borders]:
    starts: _Borders = {}
    ends: _Borders = {}

    def add(span: Span, role: str, number: int) -> None:
        start, end = min(span.start, len(text)), min(span.end, len(text))
        if start < end:
            starts.setdefault(start, []).append((role, number))
            ends.setdefault(end, []).append((role, number))

    for entry in entries:
        for role in ROLES:
            for span in _joined(getattr(entry.attribution, role)):
                add(span, role, entry.number)
    for number, mark in enumerate(marks):
        add(mark.span, _MARK, number)
    return starts, ends


def _joined(spans: Iterable[Span]) -> list[Span]:
    """The spans of one role without overlap or empty ones, so that the first to end does not end them all."""
    joined: list[Span] = []
    for span in sorted(span for span in spans if span.start < span.end):
        if joined and span.start < joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return joined


def _extents(entries: Iterable[Entry]) -> dict[int, int]:
    """Code points in all roles together: what makes one attribution smaller than another."""
    return {
        entry.number: sum(s.end - s.start for role in ROLES for s in getattr(entry.attribution, role))
        for entry in entries
    }


@dataclass(slots=True)
class _Lane:
    """Disjoint spans in order, none of them empty: so the two neighbours tell whether another meets any."""

    spans: list[Span] = field(default_factory=list)

    def meets(self, span: Span) -> bool:
        at = bisect_left(self.spans, span)
        return any(near.meets(span) for near in self.spans[max(0, at - 1) : at + 1])

    def add(self, span: Span) -> None:
        self.spans.insert(bisect_left(self.spans, span), span)
