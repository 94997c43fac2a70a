"""What a reader of a format gets, and what it is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import BinaryIO

from reportedly.errors import InputError
from reportedly.model import Article, Reading
from reportedly.text.published import check_date

HEAD = 4096  # bytes that a format is told by
MAX_BYTES = 256 * 1024**2  # bytes that one article, or one line of JSON, may have
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")


def shown(name: str) -> str:
    """`name` fit to print: names of files may hold line ends, control characters and bytes that are no UTF-8."""
    whole = name.encode("utf-8", "backslashreplace").decode()
    return _UNPRINTABLE.sub(lambda match: match[0].encode("unicode_escape").decode(), whole)


@dataclass(frozen=True, slots=True)
class Defaults:
    """Used where an input itself does not say. `published` as in `check_date`; ValueRefused where it is no date.

    With `readings`, a record that is a whole reading is one, else only its article is of interest.
    """

    outlet: str | None = None
    published: str | None = None
    readings: bool = False

    def __post_init__(self) -> None:
        if self.published is not None:
            object.__setattr__(self, "published", check_date(self.published))

    def fill(self, article: Article) -> Article:
        """`article` with what it does not say itself."""
        return replace(article, outlet=article.outlet or self.outlet, published=article.published or self.published)


NO_DEFAULTS = Defaults()


def _read(stream: BinaryIO, most: int) -> bytes:
    """Up to `most` bytes, fewer only at the end: an unbuffered pipe gives what it just has."""
    data = stream.read(most)
    if len(data) in (0, most):
        return data
    pieces, left = [data], most - len(data)
    while left and (piece := stream.read(left)):
        pieces.append(piece)
        left -= len(piece)
    return b"".join(pieces)


@dataclass(frozen=True, slots=True)
class Source:
    """One opened input; it can be read once, by `whole` or by `lines`.

    `name` is the file as the user named it, the URL, or "standard input"; `head` the first bytes, read already;
    `suffix` is lower case with its dot; `stem` the file's name without it, None where there is no file;
    `charset` and `content_type` are what a server said.
    """

    name: str
    stream: BinaryIO
    head: bytes
    suffix: str = ""
    stem: str | None = None
    url: str | None = None
    charset: str | None = None
    content_type: str | None = None
    defaults: Defaults = NO_DEFAULTS

    @classmethod
    def begin(
        cls,
        name: str,
        stream: BinaryIO,
        *,
        suffix: str = "",
        stem: str | None = None,
        url: str | None = None,
        charset: str | None = None,
        content_type: str | None = None,
        defaults: Defaults = NO_DEFAULTS,
    ) -> Source:
        """Reads the head. Raises OSError as `stream` does."""
        return cls(name, stream, _read(stream, HEAD), suffix, stem, url, charset, content_type, defaults)

    def whole(self) -> bytes:
        """All of it. Raises InputError where it is larger than MAX_BYTES."""
        data = self.head + _read(self.stream, MAX_BYTES + 1 - len(self.head))
        if len(data) > MAX_BYTES:
            raise InputError(self.name, f"is larger than {MAX_BYTES >> 20} MiB", "split it, or give JSON Lines")
        return data

    def lines(self) -> Iterator[tuple[int, bytes]]:
        """Line numbers from 1 and lines with their ends, one at a time. Raises InputError at a line over MAX_BYTES."""
        number = 0
        *ended, part = self.head.split(b"\n")
        for number, line in enumerate(ended, 1):
            yield number, line + b"\n"
        if len(self.head) == HEAD:
            part += self.stream.readline(MAX_BYTES)
        while part:
            number += 1
            if len(part) > MAX_BYTES or (len(part) == MAX_BYTES and not part.endswith(b"\n")):
                raise InputError(self.name, f"is longer than {MAX_BYTES >> 20} MiB", "split it", line=number)
            yield number, part
            part = self.stream.readline(MAX_BYTES)


@dataclass(frozen=True, slots=True)
class Reference:
    """An article that stands elsewhere: at `url`, an http(s) address.

    `teaser` is what the input has of it; its text may be empty.
    """

    url: str
    teaser: Article


Item = Article | Reading | Reference | InputError
"""What a reader finds: an article, all that was found in one before, where one is, or what is wrong in its place."""


@dataclass(frozen=True, slots=True)
class Reader:
    """One format: by what it is told, and how it is read.

    `suffixes` are lower case with their dot; `content_types` without parameters; `recognises` looks at the head.
    `read` yields articles, a Reference for one that is to be fetched first, and an InputError for a part that cannot
    be read; it raises one where nothing can. `binary` formats are no text and may begin as other archives do.
    """

    suffixes: tuple[str, ...]
    content_types: tuple[str, ...]
    recognises: Callable[[bytes], bool]
    read: Callable[[Source], Iterator[Item]]
    binary: bool = False


_SQUEEZED = (".gz", ".zst")


def suffix_of(name: str) -> str:
    """The ending that a format is told by, in lower case: of an archive that is squeezed both of them (`.warc.gz`)."""
    path = PurePath(name.lower())
    return "".join(path.suffixes[-2:]) if path.suffix in _SQUEEZED else path.suffix
