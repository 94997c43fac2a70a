"""A lock beside a file, which the system lets go of when its holder ends, however it ends."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_AGAIN = 0.05


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the lock `path` (a file that is there only while it is held); wait as long as another one does.

    Raises OSError where the file cannot be made.
    """
    handle = _taken(path)
    try:
        yield
    finally:
        # Removed while still held: whoever waits sees that the name is another file's, or none's, and begins again.
        if sys.platform != "win32":
            with suppress(OSError):
                path.unlink()
        os.close(handle)


def _taken(path: Path) -> int:
    while True:
        handle = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o666)
        try:
            if _try(handle) and _is(handle, path):
                return handle
        except BaseException:
            os.close(handle)
            raise
        os.close(handle)
        time.sleep(_AGAIN)


def _is(handle: int, path: Path) -> bool:
    """Whether the name still is that of the file that was opened."""
    try:
        return os.path.samestat(os.fstat(handle), path.stat())
    except FileNotFoundError:
        return False


if sys.platform == "win32":
    import msvcrt

    def _try(handle: int) -> bool:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
else:
    import fcntl

    def _try(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
