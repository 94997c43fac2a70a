"""How readings are written: each format takes them one at a time."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from reportedly.model import Reading
from reportedly.serve.output import Output


class Writer(Protocol):
    """Takes readings as they come; `finish` writes what can only be written at the end."""

    def write(self, reading: Reading) -> None:
        """Take the next reading."""

    def finish(self) -> None:
        """Write what could not be written before."""


def writer(name: str, output: Output) -> Writer:
    """The writer of the format `name`."""
    return _WRITERS[name](output)


class _Text:
    def __init__(self, output: Output) -> None:
        from reportedly.serve.terminal import Account

        self._output, self._account = output, Account(output.text)

    def write(self, reading: Reading) -> None:
        self._account.write(reading)
        self._output.text.flush()
        self._output.used = True

    def finish(self) -> None:
        return


class _Json:
    """One reading a line, each written at once, so that who reads along need not wait for the last."""

    def __init__(self, output: Output) -> None:
        self._output = output

    def write(self, reading: Reading) -> None:
        # A lone surrogate has no UTF-8; the backslashed form is what JSON writes for it.
        self._output.raw.write((reading.to_json() + "\n").encode("utf-8", "backslashreplace"))
        self._output.raw.flush()
        self._output.used = True

    def finish(self) -> None:
        return


class _Html:
    """One page for all: its list of articles stands on top, so that the page waits for the last."""

    def __init__(self, output: Output) -> None:
        self._output = output
        self._readings: list[Reading] = []

    def write(self, reading: Reading) -> None:
        self._readings.append(reading)

    def finish(self) -> None:
        if not self._readings:
            return
        from reportedly.serve.page import page

        self._output.raw.write(page(self._readings).encode("utf-8", "xmlcharrefreplace"))
        self._output.raw.flush()
        self._output.used = True


_WRITERS: dict[str, Callable[[Output], Writer]] = {"text": _Text, "json": _Json, "html": _Html}
