"""What a form gives, as articles: a pasted text, addresses, files."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import BinaryIO

from reportedly.errors import InputError, ValueRefused
from reportedly.model import Article, Reading
from reportedly.text import Defaults, FetchLimits, article_from_text, fetch, gather_all
from reportedly.text.source import shown

LIMITS = FetchLimits(timeout=15.0, size=10 << 20, redirects=4)
"""Of each address."""
ADDRESSES = 50
"""In one form."""
LONGEST_NAME = 120
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE | re.ASCII)
Item = Article | Reading | InputError


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as a browser sends it: `name` is whatever it says."""

    name: str
    stream: BinaryIO


@dataclass(frozen=True, slots=True)
class Given:
    """All that a form gives. `title` is that of the pasted text; `outlet` and `published` are of all that do not say it
    themselves. Raises ValueRefused for a date that is none, for nothing at all, and for too many addresses."""

    text: str = ""
    title: str | None = None
    addresses: tuple[str, ...] = ()
    outlet: str | None = None
    published: str | None = None
    files: tuple[Upload, ...] = ()

    def __post_init__(self) -> None:
        self.defaults()
        if not (self.text.strip() or self.addresses or self.files):
            raise ValueRefused("nothing is given (paste a text, name an address, or choose files)")
        if len(self.addresses) > ADDRESSES:
            raise ValueRefused(f"{len(self.addresses)} addresses at once (name at most {ADDRESSES}, or a feed)")

    def defaults(self) -> Defaults:
        """What all articles have that do not say it themselves."""
        return Defaults(self.outlet, self.published)


class Taken:
    """What was given, its files on disk until `close`: those of a request go with it."""

    def __init__(self, given: Given) -> None:
        self._given = given
        self._folder = Path(tempfile.mkdtemp(prefix="reportedly-"))
        try:
            self._files = _saved(given.files, self._folder)
        except BaseException:
            self.close()
            raise

    def items(self) -> Iterator[Item]:
        """The articles, one at a time; what cannot be read in its place. Addresses are fetched from the public internet
        only."""
        given, defaults = self._given, self._given.defaults()
        if given.text.strip():
            # Browsers send the ends of lines as the network has them.
            text = given.text.replace("\r\n", "\n")
            yield article_from_text(text, title=given.title, outlet=defaults.outlet, published=defaults.published)
        # Nothing else than these files and what has the form of an address: nobody shall read here what is on our disk.
        inputs = [*map(str, self._files), *map(address, given.addresses)]
        if not inputs:
            return
        for item in gather_all(inputs, defaults=defaults, fetch=partial(fetch, limits=LIMITS, public=True)):
            yield self._named(item) if isinstance(item, InputError) else item

    def close(self) -> None:
        """Let go of the files."""
        shutil.rmtree(self._folder, ignore_errors=True)

    def _named(self, error: InputError) -> InputError:
        """The error by the name that the user knows."""
        place = next((each for each in self._files if error.where == shown(str(each))), None)
        return type(error)(place.name, error.problem, error.remedy, error.line) if place else error


def address(given: str) -> str:
    """As people type it: without `https://` it is meant all the same. Never the name of a file."""
    given = given.strip()
    return given if _SCHEME.match(given) else f"https://{given}"


def _saved(files: Sequence[Upload], folder: Path) -> list[Path]:
    """Each in a folder of its own, under the last part of its name."""
    places: list[Path] = []
    for number, upload in enumerate(files, 1):
        place = folder / str(number) / _safe(upload.name)
        place.parent.mkdir()
        with place.open("wb") as to:
            shutil.copyfileobj(upload.stream, to)
        places.append(place)
    return places


def _safe(name: str) -> str:
    last = shown(re.split(r"[/\\]", name)[-1]).strip().lstrip(".") or "file"
    stem, dot, suffix = last.rpartition(".")
    return last if len(last.encode()) <= LONGEST_NAME else f"{(stem or suffix)[: LONGEST_NAME // 4]}{dot}{suffix[:8]}"
