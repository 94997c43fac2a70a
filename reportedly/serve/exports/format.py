"""What a format of export is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from reportedly.serve.exports.chosen import Chosen

Write = Callable[[Chosen, Path | None], int]
"""Writes what is chosen to a file, to a folder, or to standard output where the path is None; gives how many records."""


@dataclass(frozen=True, slots=True)
class Format:
    """One way to write a corpus.

    `ending` is that of its file with the dot, "" for a folder. `about` is one line for a list of formats. `addable`
    where `reportedly add` reads it again.
    """

    name: str
    ending: str
    about: str
    write: Write
    folder: bool = False
    addable: bool = False
