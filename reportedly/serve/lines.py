"""Lines for a terminal: wrapped, indented, and safe whatever words of others stand in them."""

from __future__ import annotations

from typing import TextIO

from rich.console import Console
from rich.text import Text

WIDEST = 100
"""Columns; longer lines are hard to read."""
_SIMPLER = {"›": ">", "…": "...", "·": "-", "–": "-", "—": "-", "\xa0": " "} | dict.fromkeys("“”„", '"')
_SIMPLER |= dict.fromkeys("‘’", "'") | dict(zip("─│├└┤●◀▶", "-||`|*<>", strict=True))


class Lines:
    """Writes lines to `stream`, in colour and bold where it is a terminal.

    Words of others must have gone through `spelling`; those that `line` is given as a str do so there.
    """

    def __init__(self, stream: TextIO, width: int | None = None) -> None:
        """`width` in columns; without it the terminal's (80 where there is none), at most `WIDEST`."""
        self._console = _Console(file=stream, width=width, highlight=False, markup=False, emoji=False)
        self._console.width = width or min(self._console.width, WIDEST)
        self.spelling = Spelling(getattr(stream, "encoding", None) or "utf-8")

    @property
    def width(self) -> int:
        """In columns."""
        return self._console.width

    def line(self, line: Text | str = "", indent: int = 0, style: str = "", hanging: int = 0) -> None:
        """Wrapped, every row indented, those after the first by `hanging` columns more.

        Nothing stands at a row's end: padding would spoil what is piped or copied.
        """
        text = Text(self.spelling(line), style) if isinstance(line, str) else line
        room = max(self.width - indent - hanging, 1)
        for number, row in enumerate(self._rows(text, room, hanging)):
            row.rstrip()
            margin = indent + (hanging if number else 0)
            shown = Text(" " * margin if row else "").append(row)
            self._console.print(shown, soft_wrap=True)

    def behind(self, first: str, rest: str, line: Text | str, style: str = "") -> None:
        """Wrapped behind margins that are equally wide: `first` before the first row, `rest` before the others."""
        text = Text(self.spelling(line), style) if isinstance(line, str) else line
        margin = self.spelling(first)
        for row in text.wrap(self._console, max(self.width - len(margin), 1)):
            row.rstrip()
            self._console.print(Text(margin, "dim").append(row), soft_wrap=True)
            margin = self.spelling(rest)

    def _rows(self, text: Text, room: int, hanging: int) -> list[Text]:
        """The first row has the room that `hanging` takes from the others."""
        if not hanging:
            return list(text.wrap(self._console, room))
        first = text.wrap(self._console, room + hanging)[0]
        rest = text[len(first) :]
        rest = rest[len(rest.plain) - len(rest.plain.lstrip()) :]
        return [first, *(rest.wrap(self._console, room) if rest.plain else ())]

    def rule(self) -> None:
        """A line across, and an empty one."""
        self._console.print(self.spelling("—") * self.width, style="dim")
        self._console.print()


class _Console(Console):
    def on_broken_pipe(self) -> None:
        """Rich would exit here; how a run ends is the command line's to say."""
        raise  # the BrokenPipeError at hand


class Spelling:
    """Text as a terminal of some encoding can show it, safely and on one line.

    An article is anybody's text: control characters in it could move the cursor or worse, so they go.
    """

    def __init__(self, encoding: str) -> None:
        """`encoding` as Python names it; an unknown one is taken for ASCII."""
        self._encoding = encoding

    def __call__(self, text: str) -> str:
        """`text` with what cannot be shown replaced by something simpler, or by a question mark."""
        line = "".join(" " if c.isspace() else c for c in text if c.isspace() or not _controls(c))
        return line if self._can(line) else "".join(self._character(c) for c in line)

    def _character(self, character: str) -> str:
        return character if self._can(character) else _SIMPLER.get(character, "?")

    def _can(self, text: str) -> bool:
        try:
            text.encode(self._encoding)
        except (UnicodeEncodeError, LookupError):
            return text.isascii()
        return True


def _controls(character: str) -> bool:
    """C0 and C1 controls, and the marks that override the direction of what follows."""
    code = ord(character)
    return code < 0x20 or 0x7F <= code < 0xA0 or 0x202A <= code <= 0x202E or 0x2066 <= code <= 0x2069
