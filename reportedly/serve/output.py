"""Where readings go: standard output, or a file that appears when it is whole."""

from __future__ import annotations

import errno
import io
import os
import stat
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, TextIO


@dataclass(slots=True)
class Output:
    """One place under two faces. Who writes to `raw` chooses the encoding.

    `used` says that there is something to keep: without it, a file stays as it was.
    """

    raw: BinaryIO
    text: TextIO
    used: bool = field(default=False)


@contextmanager
def opened(path: Path | None) -> Iterator[Output]:
    """An output to `path`, or to standard output where it is None.

    A file is written beside its place and moved there at the end, so that nobody ever sees half of it; after an
    error, or if nothing was written, the old one stays.
    """
    if path is None:
        if sys.stdout is None:
            raise OSError(errno.EBADF, "Standard output is closed (name a file with -o)")
        yield Output(sys.stdout.buffer, sys.stdout)
        sys.stdout.flush()
    elif path.exists() and not path.is_file():  # a device or a named pipe cannot be replaced
        with path.open("wb") as raw, _both(raw) as output:
            yield output
    else:
        yield from _replaced(Path(os.path.realpath(path)))


@contextmanager
def _both(raw: BinaryIO) -> Iterator[Output]:
    text = io.TextIOWrapper(raw, encoding="utf-8", errors="replace", newline="\n")
    try:
        yield Output(raw, text)
        text.flush()
    finally:
        with suppress(OSError):  # the disk is full: told already
            text.detach()


def _replaced(path: Path) -> Iterator[Output]:
    # Hidden, so that a folder which is both read and written to does not show it to the readers.
    descriptor, name = tempfile.mkstemp(prefix=f".{path.name[:60]}.", suffix=".part", dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as raw, _both(raw) as output:
            yield output
        if output.used:
            Path(name).chmod(_mode(path))
            Path(name).replace(path)
    finally:
        Path(name).unlink(missing_ok=True)


def _mode(path: Path) -> int:
    """That of the file to be replaced, else what a new file would have."""
    try:
        return stat.S_IMODE(path.stat().st_mode)
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask
