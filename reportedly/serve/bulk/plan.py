"""The inputs that a run has, in shards."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from importlib import metadata
from pathlib import Path
from typing import Any, BinaryIO

from reportedly.errors import InputError
from reportedly.serve.bulk.work import Failure, Shard
from reportedly.text.inputs import Named, expand
from reportedly.text.reader import readable_suffixes
from reportedly.text.source import shown, suffix_of

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://|[a-z]+::")
_FILES, _BYTES = 500, 32 * 1024**2
"""Most files of a shard, and bytes from which on it is full: a file of more is a shard by itself."""


def version() -> str:
    """Of this installation."""
    try:
        return metadata.version("reportedly")
    except metadata.PackageNotFoundError:
        return "(not installed)"


def shards(inputs: Sequence[str]) -> tuple[list[Shard], list[Failure]]:
    """All files that `inputs` name, in their order, and those that are not there."""
    found: list[Shard] = []
    failures: list[Failure] = []
    held: list[Named] = []
    size = 0
    for named, weight in _files(inputs, failures):
        if held and (len(held) >= _FILES or size + weight > _BYTES):
            found.append(Shard(len(found), tuple(held)))
            held, size = [], 0
        held.append(named)
        size += weight
    if held:
        found.append(Shard(len(found), tuple(held)))
    return found, failures


def _files(inputs: Sequence[str], failures: list[Failure]) -> Iterator[tuple[Named, int]]:
    seen: set[str] = set()
    for given in inputs:
        for item, size in _addressed(given) if _SCHEME.match(given) else _local(given):
            if isinstance(item, InputError):
                failures.append(failure(item))
            elif (key := str(Path(item.name).resolve()) if item.kind == "file" else item.name) not in seen:
                seen.add(key)
                yield item, size


def _local(given: str) -> Iterator[tuple[Named | InputError, int]]:
    for item in expand([given]):
        yield item, 0 if isinstance(item, InputError) else Path(item.name).stat().st_size


def _addressed(given: str) -> Iterator[tuple[Named | InputError, int]]:
    """Files at an address of fsspec: one, those of a folder, or those that a pattern matches."""
    import fsspec

    try:
        system, path = fsspec.core.url_to_fs(given)
        for name, size in sorted(_sizes(system, path)):
            yield Named("address", system.unstrip_protocol(name)), size
    except Exception as error:  # every kind of storage has errors of its own
        yield _unreachable(given, error), 0


def _sizes(system: Any, path: str) -> Iterable[tuple[str, int]]:
    if any(sign in path for sign in "*?["):
        return [(name, about.get("size") or 0) for name, about in system.glob(path, detail=True).items()]
    if system.isdir(path):
        inside = system.find(path, detail=True).items()
        return [(name, about.get("size") or 0) for name, about in inside if suffix_of(name) in readable_suffixes()]
    return [(path, system.info(path).get("size") or 0)]


def opened(named: Named) -> BinaryIO:
    """A file, from wherever it is. Raises InputError, OSError."""
    if named.kind == "file":
        return Path(named.name).open("rb")
    import fsspec

    try:
        # Files of S3 and others read lines only whole, however long these are: buffered, they are files as any.
        return io.BufferedReader(fsspec.open(named.name, "rb").open())
    except OSError:
        raise
    except Exception as error:
        raise _unreachable(named.name, error) from error


def _unreachable(address: str, error: Exception) -> InputError:
    said = " ".join(str(error).split()) or type(error).__name__
    return InputError(shown(address), f"cannot be reached: {said}", "check the address, and what fsspec needs for it")


def failure(error: InputError) -> Failure:
    """What is told of it."""
    return Failure("unreadable", shown(error.where), shown(error.problem), error.remedy, error.line)
