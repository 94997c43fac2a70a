"""Who rests on whom, drawn: a lane for each origin, a row for each report, time from left to right."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count

from reportedly.corpus.descent import Branch
from reportedly.model import Report
from reportedly.serve.ledger.words import STANCES, moment, shortened
from reportedly.serve.web.drawing.axis import Axis, Moment, axis
from reportedly.serve.web.drawing.axis import moment as instant

WIDTH = 760
LEFT = 210
"""Where time begins: before it stand the names."""
RIGHT = WIDTH - 36
UNDATED = 54
"""Units for what has no date, before time begins."""
ROW = 26
TOP = 30
"""For the words of the axis."""
MOST = 80
"""Reports that are drawn; the list has all of them."""
COLOURS = 6
_LETTER = 5.8
"""Units of a letter of the evidence, about."""
_NAME = 26
"""Letters of a name that fit before time begins."""
_BEND = 8.0
AGAINST = "Denies or doubts it"
NOWHERE = "Without a known origin"


@dataclass(frozen=True, slots=True)
class Lane:
    """The band of an origin."""

    label: str
    y: float
    height: float
    colour: int


@dataclass(frozen=True, slots=True)
class Mark:
    """A report. `end` is where its day ends, where no time of the day is told. `number` is that of the whole page."""

    number: int
    report: str
    name: str
    title: str
    stance: str
    colour: int
    x: float
    y: float
    end: float | None


@dataclass(frozen=True, slots=True)
class Edge:
    """That the report at its end rests on the one where it begins. `label` stands at (`x`, `y`) where there is room."""

    path: str
    title: str
    sure: bool
    label: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Drawing:
    """All of it. `left_out` is how many reports only the list has."""

    width: int
    height: float
    lanes: tuple[Lane, ...]
    marks: tuple[Mark, ...]
    edges: tuple[Edge, ...]
    axis: Axis | None
    undated: float | None
    left_out: int


def derivation(branches: Sequence[Branch], against: Sequence[Report], numbers: Mapping[str, int]) -> Drawing:
    """Of a claim: the reports that assert it by origin, and those that do not. `numbers` are by id of the report."""
    lanes = [(b.origin.label if b.origin else NOWHERE, [node.report for node in b.nodes]) for b in branches]
    lanes = [(label, reports) for label, reports in (*lanes, (AGAINST, list(against))) if reports]
    shown, left_out = _cut(lanes)
    every = [report for _, reports in shown for report in reports]
    when = {report.id: instant(report.published) for report in every}
    undated = any(each is None for each in when.values())
    begin = LEFT + (UNDATED if undated else 0)
    line = axis([each for each in when.values() if each], begin + 8, RIGHT)
    made, marks, bottom = _placed(shown, when, line, numbers)
    return Drawing(
        width=WIDTH,
        height=bottom + 6,
        lanes=tuple(made),
        marks=tuple(marks),
        edges=tuple(_edges(every, marks, begin)),
        axis=line,
        undated=LEFT + UNDATED / 2 if undated else None,
        left_out=left_out,
    )


_Lanes = list[tuple[str, list[Report]]]


def _cut(lanes: _Lanes) -> tuple[_Lanes, int]:
    shown: _Lanes = []
    room = MOST
    for label, reports in lanes:
        if room > 0:
            shown.append((label, reports[:room]))
        room -= len(reports)
    return shown, max(-room, 0)


def _placed(
    lanes: _Lanes, when: Mapping[str, Moment | None], line: Axis | None, numbers: Mapping[str, int]
) -> tuple[list[Lane], list[Mark], float]:
    made: list[Lane] = []
    marks: list[Mark] = []
    y = float(TOP)
    for place, (label, reports) in zip(count(), lanes, strict=False):
        colour = 0 if label in (AGAINST, NOWHERE) else place % COLOURS + 1
        height = ROW * (len(reports) + 1)
        made.append(Lane(shortened(label, 90), y, height, colour))
        for row, report in enumerate(reports, 1):
            marks.append(_mark(report, when[report.id], line, numbers[report.id], colour, y + ROW * (row + 0.5) - 4))
        y += height + 6
    return made, marks, y


def _mark(report: Report, when: Moment | None, line: Axis | None, number: int, colour: int, y: float) -> Mark:
    dated = when is not None and line is not None
    start = line.place(when.start) if dated and line and when else LEFT + UNDATED / 2
    end = line.place(when.end) if dated and line and when and when.end > when.start else None
    outlet = report.outlet or report.article
    title = f"{outlet}, {moment(report.published)}, {STANCES[report.stance]}: “{shortened(report.quote, 160)}”"
    return Mark(number, report.id, shortened(outlet, _NAME), title, report.stance, colour, start, y, end)


def _edges(reports: Sequence[Report], marks: Sequence[Mark], begin: float) -> Iterator[Edge]:
    """From the report it rests on: of the same origin if there is one, else any of that article, else from outside."""
    for place, report in enumerate(reports):
        rests = report.derived_from
        if rests is None:
            continue
        mark = marks[place]
        above = [m for m, other in zip(marks, reports, strict=True) if other.article == rests.article and m is not mark]
        parent = next((m for m in above if m.colour == mark.colour), next(iter(above), None))
        why = "; ".join(rests.why)
        said = shortened(rests.why[0].partition(":")[0], 40) if rests.why else ""
        if parent is None:
            title = (
                f"{mark.number} rests on an article that is not among these ({rests.article}), {rests.score:.2f}: {why}"
            )
            yield Edge(f"M{begin},{mark.y}H{mark.x - 6}", title, False, "", 0, 0)
            continue
        title = f"{mark.number} rests on {parent.number}, {rests.score:.2f}: {why}"
        room = mark.x - parent.x - _BEND - 12 > len(said) * _LETTER and parent.y < mark.y
        label = said if room else ""
        yield Edge(_path(parent, mark), title, parent.colour == mark.colour, label, parent.x + _BEND + 4, mark.y - 4)


def _path(parent: Mark, mark: Mark) -> str:
    down = 1 if mark.y > parent.y else -1
    start, y = parent.y + 5 * down, mark.y
    if mark.x - parent.x < _BEND + 5:
        return f"M{parent.x},{start}L{mark.x},{y - 5 * down}"
    x = parent.x
    return f"M{x},{start}V{y - _BEND * down}Q{x},{y} {round(x + _BEND, 1)},{y}H{mark.x - 6}"
