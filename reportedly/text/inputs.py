"""What the user named, down to single files and addresses."""

from __future__ import annotations

import glob
import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from reportedly.errors import InputError
from reportedly.text.reader import cannot_read, readable_suffixes
from reportedly.text.source import suffix_of

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*)://")
STDIN = "-"


@dataclass(frozen=True, slots=True)
class Named:
    """One thing to open: `kind` is "stdin", "url" or "file", `name` as the user would name it."""

    kind: str
    name: str


def expand(inputs: Sequence[str]) -> Iterator[Named | InputError]:
    """Files of folders and globs in the order of their names; what is named twice comes once."""
    seen: set[str] = set()
    for given in inputs:
        for item in _expanded(given):
            key = item if isinstance(item, InputError) else _key(item)
            if isinstance(item, InputError) or key not in seen:
                yield item
            if isinstance(key, str):
                seen.add(key)


def _key(item: Named) -> str:
    return os.path.realpath(item.name) if item.kind == "file" else f"{item.kind}:{item.name}"


def _expanded(given: str) -> Iterator[Named | InputError]:
    if given == STDIN:
        yield Named("stdin", "standard input")
    elif match := _SCHEME.match(given):
        if match[1].lower() in ("http", "https"):
            yield Named("url", given)
        else:
            yield InputError(given, "is no address of the web", "only http and https are fetched")
    else:
        try:
            yield from _of_disk(given)
        except (OSError, ValueError) as error:  # ValueError: a NUL in the name
            yield cannot_read(given, error)


def _of_disk(given: str) -> Iterator[Named | InputError]:
    if not given:
        yield InputError('""', "names no input", "give a file, a folder, a URL or -")
    elif Path(given).is_dir():
        yield from _of_folder(given)
    elif os.path.lexists(given) or not glob.has_magic(given):
        yield _of_file(given)
    else:
        yield from _of_glob(given)


def _of_file(name: str) -> Named | InputError:
    if not os.path.lexists(name):
        return InputError(name, "there is no such file", "check the name and the folder")
    if not Path(name).exists():
        target = Path(name).readlink()
        return InputError(name, f"is a broken link to {target}", "mend the link, or name the file itself")
    return Named("file", name)


def _of_glob(given: str) -> Iterator[Named | InputError]:
    found = sorted(glob.glob(given, recursive=True))  # noqa: PTH207 - pathlib's refuses absolute patterns
    if not found:
        yield InputError(given, "matches no file", "check the pattern and the folder")
    for name in found:
        if not Path(name).is_dir():
            yield _of_file(name)
        elif "**" not in given:  # that pattern names the files of the folder itself
            yield from _of_folder(name)


def _of_folder(folder: str) -> Iterator[Named | InputError]:
    found = False
    for item in _walk(folder):
        found = True
        yield item
    if not found:
        suffixes = " ".join(readable_suffixes())
        yield InputError(folder, "is a folder without readable files", f"read are {suffixes}; name others one by one")


def _walk(folder: str) -> Iterator[Named | InputError]:
    """Files with a readable suffix, hidden ones and those of hidden folders left out, in the order of their paths."""
    refused: list[OSError] = []
    for path, folders, files in os.walk(folder, onerror=refused.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if not name.startswith(".") and suffix_of(name) in readable_suffixes():
                yield _of_file(str(Path(path, name)))
        while refused:
            error = refused.pop()
            yield cannot_read(str(error.filename), error)
    for error in refused:
        yield cannot_read(str(error.filename), error)
