"""Everything that reportedly raises on purpose.

ReportedlyError
├── InputError          an input cannot be read: names it, and the line where there is one
│   ├── NotText         binary, empty, or in no encoding that we can tell
│   ├── NoArticle       a page or a record without a text to read
│   └── Unreachable     a URL that does not answer, answers with an error, or is too large
├── ValueRefused        an argument has a value that means nothing (a date that is none)
├── ModelError          the weights are missing, damaged or of another format version
├── StoreError          a corpus cannot be opened or written: none, newer, read-only, full, busy
└── Missing             what is asked for needs an optional library, or is not in the corpus
"""

from __future__ import annotations


class ReportedlyError(Exception):
    """Root of the tree. `str(error)` is one line fit for a terminal: what was wrong, and the remedy.

    It can be pickled, whatever its arguments, so that what a worker raises arrives.
    """

    def __reduce__(self) -> tuple[object, ...]:
        return _again, (type(self), self.args), self.__dict__


def _again(kind: type[ReportedlyError], told: tuple[str, ...]) -> ReportedlyError:
    return kind.__new__(kind, *told)


class InputError(ReportedlyError):
    """One input cannot be read; the others still can."""

    def __init__(self, where: str, problem: str, remedy: str = "", line: int | None = None) -> None:
        """`where` is the file, URL or "standard input"; `line` counts from 1."""
        self.where, self.problem, self.remedy, self.line = where, problem, remedy, line
        place = where if line is None else f"{where}, line {line}"
        super().__init__(f"{place}: {problem}" + (f" ({remedy})" if remedy else ""))


class NotText(InputError):
    """The bytes are no text."""


class NoArticle(InputError):
    """There is no article in it."""


class Unreachable(InputError):
    """The address gave no page."""


class ValueRefused(ReportedlyError):
    """An argument's value means nothing."""


class ModelError(ReportedlyError):
    """The weights cannot be used."""


class StoreError(ReportedlyError):
    """A corpus cannot be opened, read or written."""

    def __init__(self, where: str, problem: str, remedy: str = "") -> None:
        """`where` is the file or address, without its password."""
        self.where, self.problem, self.remedy = where, problem, remedy
        super().__init__(f"{where}: {problem}" + (f" ({remedy})" if remedy else ""))


class Missing(ReportedlyError):
    """An optional library, or an article, claim or actor that is asked for, is not there."""
