"""One run at a time has a folder."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from reportedly.errors import StoreError


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Raises StoreError where another process has it. The lock of one that was killed is free."""
    try:
        import fcntl
    except ImportError:  # Windows: two runs at once write the same bytes twice
        yield
        return
    with path.open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            folder = str(path.parent.parent)
            raise StoreError(folder, "another run writes to it", "wait for it, or name another folder") from error
        yield
