"""What is said on standard error: one line per trouble, and a bar while many inputs are read."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

_FEW = 3
"""So many inputs are read before a bar could be understood."""


class Notices:
    """Lines and, for more than a few articles, a bar that goes away at the end."""

    def __init__(self, expected: int | None) -> None:
        """`expected` articles, 0 for no bar, None where nobody knows."""
        self._bar: Progress | None = None
        self._task: TaskID | None = None
        self._done, self._total = 0, expected
        if expected is None or expected > _FEW:
            self._bar, self._task = _started(expected)

    def say(self, problem: str) -> None:
        """One line, whatever line ends and controls the problem carries from names and texts."""
        from reportedly.serve.lines import Spelling

        line = Spelling(getattr(sys.stderr, "encoding", None) or "utf-8")(f"reportedly: {problem}")
        if self._bar is not None:
            self._bar.console.print(line, markup=False, highlight=False, emoji=False, soft_wrap=True)
        else:
            print(line, file=sys.stderr)

    def advance(self) -> None:
        """One more article is read."""
        self._done += 1
        if self._bar is None or self._task is None:
            return
        if self._total is not None and self._done > self._total:  # a file held more than one
            self._total = None
            self._bar.update(self._task, total=None)
        self._bar.update(self._task, completed=self._done)

    def close(self) -> None:
        """Take the bar away."""
        if self._bar is not None:
            self._bar.stop()


def _started(expected: int | None) -> tuple[Progress, TaskID]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    bar = Progress(
        TextColumn("Reading articles"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=Console(file=sys.stderr),
        transient=True,
        redirect_stdout=False,
        redirect_stderr=False,
    )
    bar.start()
    return bar, bar.add_task("read", total=expected)
