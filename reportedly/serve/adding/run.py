"""One run of `reportedly add`: articles in, a corpus that has them, troubles told on the way."""

from __future__ import annotations

import sys
import warnings
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING

from reportedly.errors import InputError
from reportedly.model import Article, Reading
from reportedly.serve.adding.put import Put, batches
from reportedly.serve.adding.remarks import Remarks
from reportedly.serve.adding.waiting import wait
from reportedly.serve.job import expected
from reportedly.serve.notice import Notices

if TYPE_CHECKING:
    from reportedly.claims.reading import Reader
    from reportedly.store.corpus import Corpus

_AT_ONCE = 200
"""Readings of a result that are put in one transaction: nothing is lost with it but the time to write them again."""
_WAITING = "another process is linking this corpus: waiting until it is done"
_RESUME = "call it again and it goes on from there"


@dataclass(frozen=True, slots=True)
class Added:
    """What a run did: numbers of articles, and in `claims` how many claims the corpus has now; None where it was not
    opened."""

    new: int
    changed: int
    known: int
    moved: int
    failed: int
    claims: int | None


@dataclass(slots=True)
class Adding:
    """What to add, as the command line says it. Without inputs, what an interrupted run left undone is done."""

    inputs: Sequence[str]
    corpus: str
    published: str | None = None
    outlet: str | None = None
    model: str | None = None
    result: Path | None = None
    """What `reportedly bulk` left, instead of inputs."""
    workers: int = 1
    """Processes that link what is much."""
    _outcomes: Counter[str] = field(default_factory=Counter, init=False)
    _remarks: Remarks = field(default_factory=Remarks, init=False)
    _interrupted: bool = field(default=False, init=False)
    _reader: Reader | None = field(default=None, init=False)

    def run(self) -> Added:
        """Raises StoreError where the corpus cannot be used, ModelError where the model cannot; KeyboardInterrupt after
        Ctrl-C, when what was done before it is kept and told.
        """
        claims = None
        with closing(Notices(expected(self.inputs))) as notices:
            try:
                claims = self._run(notices)
            except KeyboardInterrupt:
                self._interrupted = True
            notices.close()
            for remark in self._remarks.lines():
                notices.say(remark)
            if self._interrupted:
                kept = self._outcomes["new"] + self._outcomes["changed"]
                # A lot may have been kept without our being told of it.
                notices.say(f"interrupted: at least {kept} {'article' if kept == 1 else 'articles'} kept; {_RESUME}")
                raise KeyboardInterrupt
        new, changed, known, moved, failed = (
            self._outcomes[outcome] for outcome in ("new", "changed", "known", "moved", "failed")
        )
        return Added(new, changed, known, moved, failed, claims)

    def _run(self, notices: Notices) -> int | None:
        if self.result is not None:
            return self._take(self.result, notices)
        items = self._items(notices)
        first = next(items, None)
        if first is None and self.inputs:
            return None  # and no empty corpus for a name that was misspelt
        from reportedly.store.corpus import Corpus

        with Corpus(self.corpus) as corpus:
            put = Put(corpus, partial(self._read, corpus), notices.advance, self._outcomes, self._remarks)
            for batch in batches(chain([first] if first else [], items)):
                for _ in put.put(batch):
                    pass
                if put.interrupted:
                    self._interrupted = True
                    return None
            self._settle(corpus, notices)
            return corpus.store.count().claims

    def _take(self, result: Path, notices: Notices) -> int:
        """Put what is read already, and what it is compared by."""
        from reportedly.serve.bulk.result import described, entries, link, linked
        from reportedly.store.corpus import Corpus
        from reportedly.store.protocol import Placed

        report = described(result)
        notices.phase("Adding readings", report.readings if sys.stderr.isatty() else 0)
        with Corpus(self.corpus) as corpus:
            # What was there before is to be compared with all of it, as what comes under another id.
            tied = linked(result, report) and not corpus.store.count().articles
            put: list[str] = []
            waiting = entries(result)
            while lot := list(islice(waiting, _AT_ONCE)):
                for entry, placed in zip(lot, corpus.store.put(lot), strict=True):
                    self._outcomes[placed.outcome] += 1
                    if placed.outcome in ("new", "changed"):
                        self._remarks.take(entry.reading.article)
                    tied = tied and placed == Placed(entry.reading.article.id, "new")
                    put.append(placed.article)
                    notices.advance()
            if tied:
                link(result, corpus.store, put)
            self._settle(corpus, notices)
            return corpus.store.count().claims

    def _items(self, notices: Notices) -> Iterator[Article | Reading]:
        from reportedly.text import Defaults, gather_all

        stdin = getattr(sys.stdin, "buffer", None)
        defaults = Defaults(outlet=self.outlet, published=self.published)
        for item in gather_all(self.inputs, stdin=stdin, defaults=defaults):
            if isinstance(item, InputError):
                self._outcomes["failed"] += 1
                notices.say(str(item))
                continue
            yield item

    def _read(self, corpus: Corpus, articles: Sequence[Article]) -> Iterator[Reading]:
        if self._reader is None:
            self._reader = corpus.reader if self.model is None else _load(self.model)
        return self._reader.read_many(articles)

    def _settle(self, corpus: Corpus, notices: Notices) -> None:
        notices.close()
        wait(corpus.store, lambda: notices.say(_WAITING))
        notices.phase("Linking articles", corpus.store.count().pending if sys.stderr.isatty() else 0)
        with warnings.catch_warnings(record=True) as told:
            corpus.settle(notices.reach, self.workers)
        for warning in told:
            notices.say(str(warning.message))


def _load(model: str) -> Reader:
    from reportedly.claims.reading import load

    return load(model)
