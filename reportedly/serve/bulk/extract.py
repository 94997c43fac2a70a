"""A shard of the input: the articles in it, some at a time."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any

from reportedly.errors import InputError, NoArticle
from reportedly.model import Article, codec
from reportedly.serve.bulk.files import check, note, noted, work
from reportedly.serve.bulk.plan import failure, opened
from reportedly.serve.bulk.rows import EXTRACTED, RowWriter
from reportedly.serve.bulk.work import Extracted, Failure, Part, Settings, Shard
from reportedly.text import Defaults, canonical
from reportedly.text.inputs import Named
from reportedly.text.reader import cannot_read, choose, read_source
from reportedly.text.source import Source, shown, suffix_of
from reportedly.text.worth import unfit

PART = 300_000
"""Characters of a part: what is read together, and what a killed worker costs; some twenty seconds of one core."""
MOST = 5_000
"""Articles of a part, those that are not read among them."""
LONGEST = 2_000_000
"""Characters of an article, from which on reading it would need more memory than a worker shall have."""
_PAGES = ("html", "warc")
"""Readers of pages as they are found on the web, where not every one is an article."""


def extract(settings: Settings, shard: Shard) -> Extracted:
    """Write the articles of a shard into parts. Raises StoreError, and OSError where they cannot be written."""
    check(settings)
    kept = work(settings, "extracted", f"{shard.name}.json")
    if done := noted(kept, Extracted):
        return done
    failures: list[Failure] = []
    bare = 0
    with _Parts(settings, shard) as parts:
        for named in shard.inputs:
            for item in _items(named, settings):
                if item is None:
                    bare += 1
                elif isinstance(item, Failure):
                    failures.append(item)
                else:
                    parts.take(named, *item)
    extracted = Extracted(tuple(parts.done), tuple(failures), bare)
    note(kept, extracted)
    return extracted


def _items(named: Named, settings: Settings) -> Iterator[tuple[Article, str | None] | Failure | None]:
    """Each article with why it is not to be read, or what is wrong in its place; None for a page without an article."""
    defaults = Defaults(outlet=settings.outlet, published=settings.published)
    try:
        with opened(named) as stream:
            stem = shown(PurePath(named.name).stem)
            source = Source.begin(named.name, stream, suffix=suffix_of(named.name), stem=stem, defaults=defaults)
            page = choose(source).read.__module__.rpartition(".")[2] in _PAGES
            for item in read_source(source):
                if isinstance(item, InputError):
                    yield None if page and isinstance(item, NoArticle) else failure(item)
                elif isinstance(item, Article):
                    yield _fit(item, page, named, settings)
    except InputError as error:
        yield failure(error)
    except (OSError, ValueError) as error:
        yield failure(cannot_read(shown(named.name), error))
    except Exception as error:  # a mistake of ours, or of a library's, must not stop a million other files
        problem = f"the reader failed: {type(error).__name__}: {' '.join(str(error).split())}"
        yield Failure("reader", shown(named.name), problem, "report it, with the file")


def _fit(article: Article, page: bool, named: Named, settings: Settings) -> tuple[Article, str | None] | Failure:
    if len(article.text) > LONGEST:
        problem = f"{article.id} has {len(article.text):,} characters; read here are up to {LONGEST:,}"
        return Failure("long", shown(named.name), problem, "give it to `reportedly read`, or split it")
    return article, None if settings.everything else unfit(article, page)


@dataclass
class _Parts:
    """Writes articles; a part is begun when the one before is full."""

    settings: Settings
    shard: Shard
    done: list[Part] = field(default_factory=list)
    _stack: ExitStack = field(default_factory=ExitStack)
    _writer: RowWriter | None = None
    _articles: int = 0
    _characters: int = 0
    _place: int = 0

    def take(self, named: Named, article: Article, why: str | None) -> None:
        if self._writer is None:
            path = work(self.settings, "extracted", f"{self._name()}.parquet")
            self._writer = self._stack.enter_context(RowWriter(path, EXTRACTED, at_once=64))
        self._writer.write(self._row(named, article, why))
        self._place += 1
        self._articles += 1
        self._characters += 0 if why else len(article.text)
        if self._characters >= PART or self._articles >= MOST:
            self._close()

    def _row(self, named: Named, article: Article, why: str | None) -> tuple[Any, ...]:
        told = sum(value is not None for value in (article.outlet, article.title, article.published, article.url))
        return (
            self._place, named.kind, named.name, article.id, canonical(article.url) if article.url else None,
            hashlib.sha256(article.text.encode()).hexdigest(), article.outlet, told, why,
            None if why else codec.dumps(article),
        )  # fmt: skip

    def _name(self) -> str:
        return f"{self.shard.name}-{len(self.done):04}"

    def _close(self) -> None:
        self._stack.close()
        if self._writer is not None:
            self.done.append(Part(self._name(), self._articles))
        self._writer, self._articles, self._characters = None, 0, 0

    def __enter__(self) -> _Parts:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: Any) -> None:
        if error is None:
            self._close()
        else:
            self._stack.__exit__(kind, error, at)
