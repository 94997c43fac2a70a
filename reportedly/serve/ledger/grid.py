"""Tables of a terminal: columns as wide as what stands in them, some giving way where the width is short."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rich.cells import cell_len, set_cell_size
from rich.text import Text

from reportedly.serve.lines import Lines

GAP = 2
"""Columns of the terminal between two of the table."""


@dataclass(frozen=True, slots=True)
class Column:
    """`right` for numbers. `gives` for one whose words are cut where there is no room, down to `least`."""

    name: str
    right: bool = False
    gives: bool = False
    least: int = 8


def write_grid(
    to: Lines, columns: Sequence[Column], rows: Sequence[Sequence[str]], indent: int = 2, style: str = "dim"
) -> None:
    """A header in `style`, then the rows; where there are none, nothing."""
    if not rows:
        return
    header = [column.name for column in columns]
    spelled = [[to.spelling(cell) for cell in row] for row in (header, *rows)]
    widths = _widths(columns, spelled, to.width - indent)
    for number, row in enumerate(spelled):
        cells = (_fitted(c, cell, w, to.spelling) for c, cell, w in zip(columns, row, widths, strict=True))
        to.line(Text((" " * GAP).join(cells).rstrip(), "" if number else style), indent)


def _widths(columns: Sequence[Column], rows: Sequence[Sequence[str]], room: int) -> list[int]:
    widths = [min(max(cell_len(row[place]) for row in rows), room) for place in range(len(columns))]
    over = sum(widths) + GAP * (len(widths) - 1) - room
    for _ in range(over):
        giving = [p for p, column in enumerate(columns) if column.gives and widths[p] > column.least]
        if not giving:
            break
        widths[max(giving, key=lambda p: widths[p])] -= 1
    return widths


def _fitted(column: Column, cell: str, width: int, spelling: Callable[[str], str]) -> str:
    if cell_len(cell) > width:
        end = spelling("…")
        cell = set_cell_size(cell, width - len(end)).rstrip() + end
    padding = " " * (width - cell_len(cell))
    return padding + cell if column.right else cell + padding
