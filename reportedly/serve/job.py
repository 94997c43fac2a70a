"""One run of `reportedly read`: articles in, readings out, troubles told on the way."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from reportedly.errors import InputError
from reportedly.model import Article
from reportedly.serve.formats import writing
from reportedly.serve.notice import Notices

NOT_ENGLISH = "seems not to be in English (the model reads English only: expect mistakes)"


@dataclass(slots=True)
class Job:
    """What to read, as the command line says it."""

    inputs: Sequence[str]
    published: str | None
    outlet: str | None
    format: str
    output: Path | None
    model: str | None
    only: Sequence[str] | None = None
    _failed: int = field(default=0, init=False)

    def run(self) -> bool:
        """Whether every input could be read. Raises ModelError where the model cannot be used."""
        to_screen = self.output is None and sys.stdout is not None and sys.stdout.isatty()
        with closing(Notices(expected(self.inputs) if not to_screen else 0)) as notices:
            articles = self._articles(notices)
            first = next(articles, None)
            if first is not None:  # else the model need not be loaded
                self._read(chain([first], articles), notices)
        return self._failed == 0

    def _read(self, articles: Iterator[Article], notices: Notices) -> None:
        from reportedly.claims.reading import load

        reader = load(self.model)
        with writing(self.format, self.output, self.only) as to:
            for reading in reader.read_many(articles):
                to.write(reading)
                notices.advance()

    def _articles(self, notices: Notices) -> Iterator[Article]:
        from reportedly.text import Defaults, gather, is_english

        stdin = getattr(sys.stdin, "buffer", None)
        for item in gather(self.inputs, stdin=stdin, defaults=Defaults(outlet=self.outlet, published=self.published)):
            if isinstance(item, InputError):
                self._failed += 1
                notices.say(str(item))
                continue
            if not is_english(item.text):
                notices.say(f"warning: {item.id}: {NOT_ENGLISH}")
            yield item


def expected(inputs: Sequence[str]) -> int | None:
    """How many articles a bar should expect: None where that cannot be told before reading, 0 where nobody sees it."""
    if not sys.stderr.isatty():
        return 0
    named = list(_files(inputs))
    return None if any(Path(name).suffix.lower() in _MANY or "://" in name for name in named) else len(named)


_MANY = (".jsonl", ".ndjson", ".json", ".xml", ".rss", ".atom")
"""Endings of files that may hold many articles."""


def unwritable(path: Path, inputs: Sequence[str], folder: bool = False) -> str | None:
    """Why `path` cannot be written to, before hours of reading; None where it can. `folder`: it shall be one."""
    if folder and path.exists() and not path.is_dir():
        return f"{path} is a file (several kinds as CSV need a folder; or choose one with --only)"
    if folder and path.is_dir():
        return None if os.access(path, os.W_OK) else f"{path} may not be written (choose another place)"
    if path.is_dir():
        return f"{path} is a folder (name a file in it)"
    if not path.parent.is_dir():
        return f"there is no folder {path.parent} (make it first)"
    if not os.access(path.parent, os.W_OK) or (path.exists() and not os.access(path, os.W_OK)):
        return f"{path} may not be written (choose another place)"
    real = os.path.realpath(path)
    if path.is_file() and any(os.path.realpath(name) == real for name in _files(inputs)):
        return f"{path} is one of the inputs and would be overwritten (choose another name)"
    return None


def _files(inputs: Sequence[str]) -> Iterator[str]:
    from reportedly.text.inputs import expand

    return (item.name for item in expand(inputs) if not isinstance(item, InputError))
