"""Files that are there when they are whole, and where they are."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from reportedly.errors import StoreError
from reportedly.model import codec
from reportedly.serve.bulk.plan import version
from reportedly.serve.bulk.work import Settings

T = TypeVar("T")
_WORK = ".work"
STEPS = ("extracted", "chosen", "read", "laid")


def work(settings: Settings, *names: str) -> Path:
    """Below what a run keeps until it is done; hidden, so that nobody takes it for tables."""
    return Path(settings.out, _WORK, *names)


@contextmanager
def whole(path: Path) -> Iterator[Path]:
    """Where to write what shall become `path` in one step, replacing what is there; after an error nothing of it stays.

    Who is killed leaves a file of a name that nobody looks for, and writes over it the next time.
    """
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        yield part
        with part.open("rb+") as file:
            os.fsync(file.fileno())  # else a power cut may leave the name and no bytes
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def note(path: Path, record: object) -> None:
    """Keep a record as JSON."""
    with whole(path) as part:
        part.write_text(codec.dumps(record), encoding="utf-8", errors="surrogatepass")


def noted(path: Path, kind: type[T]) -> T | None:
    """What was kept there; None where nothing was. Raises StoreError where it is something else."""
    try:
        return codec.loads(kind, path.read_text(encoding="utf-8", errors="surrogatepass"))
    except FileNotFoundError:
        return None
    except ValueError as error:
        raise StoreError(str(path), f"is damaged: {error}", "remove it and go on with --resume") from error


def check(settings: Settings) -> None:
    """Raises StoreError where this process cannot be of use: another version, or another disk."""
    if settings.version != version():
        here = f"has reportedly {version()} and the driver {settings.version}"
        raise StoreError("a worker", here, "install the same version on all machines")
    if not work(settings).is_dir():
        raise StoreError(settings.out, "is not there for a worker", "--out must be a folder that all machines share")
