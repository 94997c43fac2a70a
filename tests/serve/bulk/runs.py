"""Runs of `reportedly bulk`, and what they leave."""

from __future__ import annotations

import os
import pickle
import re
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, TypeVar

from reportedly.model import Reading
from reportedly.serve.bulk.report import Report
from reportedly.serve.bulk.rows import read
from reportedly.serve.bulk.run import Bulk
from reportedly.serve.bulk.work import Outcome, Settings

ROOT = Path(__file__).parents[3]
T = TypeVar("T")
R = TypeVar("R")
REST = " The ministry of the country and the people in the capital have been told that it is so." * 2


class Here:
    """An engine without processes; tasks and results cross a border all the same."""

    def run(self, do: Callable[[Settings, T], R], settings: Settings, tasks: Iterable[T]) -> Iterator[Outcome[T, R]]:
        for task in tasks:
            carried = pickle.loads(pickle.dumps((do, settings, task)))
            yield Outcome(task, pickle.loads(pickle.dumps(carried[0](*carried[1:]))))


def bulk(out: Path, *inputs: Path | str, resume: bool = False, **more: Any) -> Report:
    """A run in this process."""
    from reportedly.serve.bulk.plan import version

    job = Bulk([str(each) for each in inputs], Settings(str(out), version(), **more), resume)
    return job.prepare() or job.run(Here())


def rows(out: Path, *names: str) -> list[tuple[Any, ...]]:
    """Of all readings of a result, in the order of the input."""
    names = ("shard", "place", *names)
    files = sorted(out.glob("readings/day=*/part-*.parquet"))
    return [tuple(row[2:]) for row in sorted(row for path in files for row in read(path, names))]


def readings(out: Path) -> list[Reading]:
    return [Reading.from_json(text) for (text,) in rows(out, "reading")]


def ids(out: Path) -> list[str]:
    return [id_ for (id_,) in rows(out, "article")]


def command(*arguments: Path | str, **environment: str) -> subprocess.Popen[str]:
    """The command line with the fake reader in its workers."""
    fakes = str(Path(__file__).with_name("fakes.py"))
    given = os.environ | {"PYTHONPATH": str(ROOT), "DASK_DISTRIBUTED__WORKER__PRELOAD": fakes} | environment
    return subprocess.Popen(
        [sys.executable, "-m", "reportedly", *map(str, arguments)],
        env=given,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def ended(process: subprocess.Popen[str]) -> tuple[int, str, str]:
    """Its exit code, and what it said and complained of; not how far it was, which it tells where it takes long."""
    out, errors = process.communicate(timeout=180)
    return process.returncode, out, "".join(re.findall(r"^(?!.* tasks? left).*\n", errors, re.MULTILINE))
