"""How readings are written: each format takes them one at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Protocol

from reportedly.model import KINDS, Reading
from reportedly.serve.output import Output, opened


class Writer(Protocol):
    """Takes readings as they come; `finish` writes what can only be written at the end."""

    def write(self, reading: Reading) -> None:
        """Take the next reading."""

    def finish(self) -> None:
        """Write what could not be written before."""


@contextmanager
def writing(name: str, path: Path | None, only: Sequence[str] | None) -> Iterator[Writer]:
    """A writer of the format `name` to `path`, or to standard output where it is None.

    `only` names the kinds wanted (of `KINDS`). CSV holds one kind; of several, `path` is the folder for their files.
    """
    with ExitStack() as stack:
        if name == "csv" and (only is None or len(only) > 1):
            assert path is not None
            path.mkdir(exist_ok=True)
            tables = [_Csv(stack.enter_context(opened(path / f"{kind}.csv")), (kind,)) for kind in only or KINDS]
            to: Writer = _All(tables)
        else:
            to = _WRITERS[name](stack.enter_context(opened(path)), only)
        yield to
        to.finish()


_Kinds = Sequence[str] | None


class _Text:
    def __init__(self, output: Output, only: _Kinds) -> None:
        from reportedly.serve.terminal import USUAL, Account

        self._output, self._account = output, Account(output.text, kinds=only or USUAL)

    def write(self, reading: Reading) -> None:
        self._account.write(reading)
        self._output.text.flush()
        self._output.used = True

    def finish(self) -> None:
        return


class _Json:
    """One reading a line, each written at once, so that who reads along need not wait for the last."""

    def __init__(self, output: Output, only: _Kinds) -> None:
        self._output, self._only = output, only

    def write(self, reading: Reading) -> None:
        # A lone surrogate has no UTF-8; the backslashed form is what JSON writes for it.
        self._output.raw.write((reading.to_json(only=self._only) + "\n").encode("utf-8", "backslashreplace"))
        self._output.raw.flush()
        self._output.used = True

    def finish(self) -> None:
        return


class _Html:
    """One page for all: its list of articles stands on top, so that the page waits for the last."""

    def __init__(self, output: Output, only: _Kinds) -> None:
        self._output, self._only = output, only
        self._readings: list[Reading] = []

    def write(self, reading: Reading) -> None:
        self._readings.append(reading)

    def finish(self) -> None:
        if not self._readings:
            return
        from reportedly.serve.page import page

        self._output.raw.write(page(self._readings, self._only or KINDS).encode("utf-8", "xmlcharrefreplace"))
        self._output.raw.flush()
        self._output.used = True


class _Csv:
    """A table of one kind, a header first, each article's rows written at once."""

    def __init__(self, output: Output, only: _Kinds) -> None:
        from reportedly.serve.tables import Table

        (kind,) = only or ()
        self._output, self._table = output, Table(kind, output.text)

    def write(self, reading: Reading) -> None:
        self._table.write(reading)
        self._output.text.flush()
        self._output.used = True

    def finish(self) -> None:
        return


class _All:
    """Hands each reading to several writers."""

    def __init__(self, writers: Sequence[Writer]) -> None:
        self._writers = writers

    def write(self, reading: Reading) -> None:
        for each in self._writers:
            each.write(reading)

    def finish(self) -> None:
        for each in self._writers:
            each.finish()


_WRITERS: dict[str, Callable[[Output, _Kinds], Writer]] = {"text": _Text, "json": _Json, "html": _Html, "csv": _Csv}
