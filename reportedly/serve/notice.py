"""What is said on standard error: one line per trouble, and a bar while something long goes on."""

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
        self._done = 0
        self._total = expected
        self.phase("Reading articles", expected)

    def phase(self, what: str, expected: int | None) -> None:
        """From now on the bar is of this, from nothing to `expected`; see `__init__`."""
        self.close()
        self._done, self._total = 0, expected
        if expected is None or expected > _FEW:
            self._bar, self._task = _started(what, expected)

    def say(self, problem: str) -> None:
        """One line, whatever line ends and controls the problem carries from names and texts."""
        from reportedly.serve.lines import Spelling

        line = Spelling(getattr(sys.stderr, "encoding", None) or "utf-8")(f"reportedly: {problem}")
        if self._bar is not None:
            self._bar.console.print(line, markup=False, highlight=False, emoji=False, soft_wrap=True)
        else:
            print(line, file=sys.stderr)

    def advance(self) -> None:
        """One more is done."""
        self.reach(self._done + 1, self._total)

    def reach(self, done: int, expected: int | None) -> None:
        """So many are done, of so many."""
        self._done = done
        if self._bar is None or self._task is None:
            return
        if expected is not None and done > expected:  # a file held more than one article
            expected = None
        self._total = self._bar.tasks[0].total = expected  # `update` takes None for no change
        self._bar.update(self._task, completed=done)

    def close(self) -> None:
        """Take the bar away."""
        if self._bar is not None:
            self._bar.stop()
            self._bar = self._task = None


def _started(what: str, expected: int | None) -> tuple[Progress, TaskID]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=Console(file=sys.stderr),
        transient=True,
        redirect_stdout=False,
        redirect_stderr=False,
    )
    bar.start()
    return bar, bar.add_task(what, total=expected)
