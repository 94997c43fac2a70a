"""Articles being read or kept, as a page shows it while it goes on."""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Literal, Protocol

from reportedly.errors import InputError
from reportedly.model import Article, Reading
from reportedly.serve.adding.put import Put, batches
from reportedly.serve.adding.run import Added
from reportedly.serve.web.adding.given import Item
from reportedly.serve.web.reading import READING
from reportedly.store.corpus import Corpus

SHOWN = 50
"""Articles that are read without being kept, at most; readings are large."""
NAMED = 200
"""Articles, and troubles, that a page names of many."""
_TOGETHER = 4
"""Articles for which others wait who want a text read."""
State = Literal["waiting", "reading", "linking", "done", "failed"]


class Source(Protocol):
    """Where the articles of a job come from."""

    def items(self) -> Iterator[Item]:
        """One at a time; what cannot be read in its place."""

    def close(self) -> None:
        """Let go of it."""


@dataclass(frozen=True, slots=True)
class Held:
    """Readings that are there already."""

    readings: tuple[Reading, ...]

    def items(self) -> Iterator[Item]:
        """All of them."""
        return iter(self.readings)

    def close(self) -> None:
        """Nothing is to be let go of."""


@dataclass(frozen=True, slots=True)
class Kept:
    """An article that was kept, by the id that it has in the corpus."""

    id: str
    title: str
    outcome: str


@dataclass(slots=True)
class Job:
    """One of them. `keeps` says whether the articles are kept, or only read and shown.

    Written by the thread that works on it alone; whoever looks at it meanwhile sees it somewhere in between.
    """

    source: Source
    keeps: bool
    id: str = field(default_factory=lambda: secrets.token_urlsafe(12))
    state: State = "waiting"
    done: int = 0
    linked: int = 0
    to_link: int = 0
    readings: list[Reading] = field(default_factory=list)
    kept: list[Kept] = field(default_factory=list)
    troubles: list[str] = field(default_factory=list)
    failed: int = 0
    more: bool = False
    problem: str = ""
    added: Added | None = None

    @property
    def running(self) -> bool:
        """Whether it goes on."""
        return self.state not in ("done", "failed")

    def work(self, corpus: Corpus) -> None:
        """Do all of it. Raises what the corpus and the model raise."""
        self.state = "reading"
        if self.keeps:
            self._keep(corpus)
        else:
            self._read(corpus)
        self.state = "done"

    def _read(self, corpus: Corpus) -> None:
        for item in self._items():
            if len(self.readings) == SHOWN:
                self.more = True
                return
            self.readings.append(item if isinstance(item, Reading) else next(self._reading(corpus, [item])))
            self.done += 1

    def _keep(self, corpus: Corpus) -> None:
        outcomes = Counter[str]()
        put = Put(corpus, partial(self._reading, corpus), self._advance, outcomes)
        for batch in batches(self._items(), _TOGETHER):
            for article, place in put.put(batch):
                if len(self.kept) < NAMED:
                    self.kept.append(Kept(place.article, article.title or place.article, place.outcome))
        self.troubles += put.remarks.lines()
        self.state = "linking"
        corpus.settle(self._reach)
        new, changed, known, moved = (outcomes[name] for name in ("new", "changed", "known", "moved"))
        self.added = Added(new, changed, known, moved, self.failed, corpus.store.count().claims)

    def _reading(self, corpus: Corpus, articles: Sequence[Article]) -> Iterator[Reading]:
        with READING:
            found = list(corpus.reader.read_many(articles))
        return iter(found)

    def _items(self) -> Iterator[Article | Reading]:
        for item in self.source.items():
            if not isinstance(item, InputError):
                yield item
                continue
            self.failed += 1
            if self.failed <= NAMED:
                self.troubles.append(str(item))

    def _advance(self) -> None:
        self.done += 1

    def _reach(self, done: int, expected: int) -> None:
        self.linked, self.to_link = done, expected
