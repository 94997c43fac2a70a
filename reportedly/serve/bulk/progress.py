"""What is told while a run goes on: on a terminal a line that is written over, else now and then a line of its own."""

from __future__ import annotations

import sys
import time
from collections import Counter, deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TextIO

from reportedly.serve.bulk.work import Failure
from reportedly.serve.notice import Notices

OFTEN, SELDOM = 0.2, 30.0
"""Seconds between two lines on a terminal, and in a log."""
WINDOW = 60.0
"""Seconds by which the pace is told: what an earlier call did is not counted for long."""


@dataclass(slots=True)
class Progress:
    """How far a run is, on `stream` (standard error). Nothing is told of what is over sooner than that."""

    stream: TextIO = field(default_factory=lambda: sys.stderr)
    clock: Callable[[], float] = time.monotonic
    failures: Counter[str] = field(default_factory=Counter)
    """Of the whole run so far, by cause."""
    _what: str = ""
    _unit: str = ""
    _expected: int = 0
    _done: int = 0
    _left: int = 0
    _told: float = 0.0
    _shown: bool = False
    _past: deque[tuple[float, int]] = field(default_factory=deque)

    def phase(self, what: str, unit: str, expected: int, tasks: int) -> None:
        """From now on it is about this: `expected` things that `unit` names, in so many tasks."""
        self.close()
        self._what, self._unit, self._expected, self._done, self._left = what, unit, expected, 0, tasks
        self._told = self.clock()
        self._past = deque([(self._told, 0)])

    def advance(self, done: int = 1, more: int = 0, failures: Iterable[Failure] = ()) -> None:
        """A task is over, with which so many things are done; it left so many tasks more."""
        self._done += done
        self._left += more - 1
        self.failures.update(failure.cause for failure in failures)
        now = self.clock()
        self._past.append((now, self._done))
        while now - self._past[0][0] > WINDOW and len(self._past) > 2:
            self._past.popleft()
        live = self.stream.isatty()
        if now - self._told >= (OFTEN if live else SELDOM):
            self._told = now
            self._write(f"\r\x1b[K{self.line()}" if live else f"{self.line()}\n", live)

    def line(self) -> str:
        """*Reading articles: 1,204 of 5,000, 3.9 articles/s, 12 tasks left; failed: 1 ended, 2 model*."""
        (before, then), (now, done) = self._past[0], self._past[-1]
        pace = (done - then) / (now - before) if now > before else 0.0
        tasks = f"{self._left:,} {'task' if self._left == 1 else 'tasks'} left"
        counted = ", ".join(f"{count:,} {cause}" for cause, count in sorted(self.failures.items()))
        failed = f"; failed: {counted}" if counted else ""
        return f"{self._what}: {self._done:,} of {self._expected:,}, {pace:,.1f} {self._unit}/s, {tasks}{failed}"

    def say(self, problem: str) -> None:
        """One line of trouble, whatever it carries from names and texts."""
        self.close()
        Notices(0).say(problem)

    def close(self) -> None:
        """Take the line away."""
        if self._shown:
            self._write("\r\x1b[K", False)

    def _write(self, text: str, shown: bool) -> None:
        self.stream.write(text)
        self.stream.flush()
        self._shown = shown
