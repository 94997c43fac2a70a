"""A corpus as a program uses it: articles in, claims out."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator
from concurrent.futures import BrokenExecutor
from datetime import UTC, datetime
from functools import cached_property
from html import escape
from itertools import groupby
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from reportedly.corpus.digest import Form
from reportedly.corpus.making import digest
from reportedly.corpus.marks import Mark
from reportedly.errors import Missing
from reportedly.model import Article, Claim, Reading
from reportedly.store.address import public_name
from reportedly.store.growing import Progress, grow
from reportedly.store.hands import several
from reportedly.store.open import MEMORY, open_store
from reportedly.store.protocol import Asked, Entry, Judgement, Placed, Verdict

if TYPE_CHECKING:
    from reportedly.claims.reading import Reader

BATCH = 20
"""Articles put in one transaction: what a kill can undo."""
MANY = 200
"""Pending articles from which on several processes are worth the second that it takes to begin them."""
DEFAULT = "reportedly.db"


class Corpus:
    """A store with what fills it. Use it as a context manager, or `close` it.

    with Corpus("news.db") as corpus:
        for placed in corpus.add(articles):
            print(placed.article, placed.outcome)
        for claim in corpus.claims():
            print(claim.statement, claim.independent_origins)
    """

    def __init__(self, address: str | Path = DEFAULT, *, create: bool = True, readonly: bool = False) -> None:
        """`address` is a file, `postgresql://…` or `memory:`. Raises StoreError where it is no corpus."""
        self.address, self.readonly = public_name(str(address)), readonly
        self._place = str(address)
        self.store = open_store(str(address), create=create, readonly=readonly)

    @cached_property
    def reader(self) -> Reader:
        """Reads articles; loaded at first use. Raises ModelError."""
        from reportedly.claims.reading import load

        return load()

    def add(self, items: Iterable[Article | Reading]) -> Iterator[Placed]:
        """Put articles, read first, and readings, some at a time; what became of each, in their order.

        Each lot is kept as soon as it is there, and nothing happens before the result is gone through. Nothing is
        compared yet: `settle` does, and `claims` and `claim` do before they answer. Raises ModelError.
        """
        lot: list[Entry] = []
        for reading in self._read(items):
            lot.append(Entry(reading, digest(reading)))
            if len(lot) == BATCH:
                yield from self.store.put(lot)
                lot = []
        if lot:
            yield from self.store.put(lot)

    def _read(self, items: Iterable[Article | Reading]) -> Iterator[Reading]:
        for unread, some in groupby(items, key=lambda item: isinstance(item, Article)):
            if unread:
                yield from self.reader.read_many(item for item in some if isinstance(item, Article))
            else:
                yield from (item for item in some if isinstance(item, Reading))

    def settle(self, progress: Progress | None = None, workers: int = 1) -> None:
        """Compare what is new with all and make its claims. `progress` is told articles done and expected.

        `workers` processes do it where there are some hundred articles to compare: they begin by importing the main
        module, so that a script needs its `if __name__ == "__main__":`. Warns (RuntimeWarning) where one was killed.
        """
        if workers > 1 and self._place != MEMORY and self.store.count().pending >= MANY:
            with several(self._place, workers) as hands:
                try:
                    grow(self.store, progress, hands)
                    return
                except BrokenExecutor:
                    # As for want of memory. What it left is there to be done.
                    warnings.warn("a worker ended too soon: one process goes on alone", RuntimeWarning, stacklevel=2)
        grow(self.store, progress)

    def claims(self, asked: Asked | None = None) -> Iterator[Claim]:
        """The claims asked for, all without. Raises ValueRefused for words that cannot be read."""
        self._settled()
        return self.store.claims(asked or Asked())

    def claim(self, claim_or_report: str) -> Claim:
        """One claim by its id, that of any of its reports, or the beginning of one.

        Raises Missing where there is none, ValueRefused where there are several.
        """
        self._settled()
        found = self.store.claim(claim_or_report)
        if found is None:
            raise Missing(
                f"there is no claim or report {claim_or_report!r} in the corpus (reportedly claims lists them)"
            )
        return found

    def actors(self, words: str) -> list[tuple[str, Form, int]]:
        """Actors by name: id, commonest form, number of articles; the most common first."""
        self._settled()
        return self.store.find_actors(words)

    def merge(self, a: str, b: str, by: str | None = None) -> None:
        """Say that two actors (ids) are one. Raises Missing where one is not there."""
        first, second = self._forms(a)[0], self._forms(b)[0]
        self.judge(first.key, second.key, "same", by)
        self.settle()

    def split(self, form: str, actor: str, by: str | None = None) -> None:
        """Say that a form (key) is not the actor (id) whose it is. Raises Missing where there is none such."""
        forms = self._forms(actor)
        if all(other.key != form for other in forms):
            raise Missing(f"the actor {actor} has no form {form!r} (reportedly actors lists them)")
        for other in forms:
            if other.key != form:
                self.judge(form, other.key, "different", by)
        self.settle()

    def judge(self, a: str, b: str, verdict: Verdict, by: str | None = None) -> None:
        """Keep that two forms (keys) are one actor's, or two actors'. What follows from it is worked out by `settle`."""
        self.store.judge(Judgement(a, b, verdict, _now(), by))

    def mark(self, marks: Iterable[Mark]) -> int:
        """Keep what persons said of what was found, and make the claims that it touches anew; how much was new."""
        kept = self.store.mark(list(marks))
        self.settle()
        return kept

    def close(self) -> None:
        """Let go of the store."""
        self.store.close()

    def __repr__(self) -> str:
        return f"Corpus({self.address!r})"

    def _repr_html_(self) -> str:
        """For notebooks: how much there is, and what waits to be compared. Nothing is worked out for it."""
        count, outlets = self.store.count(), self.store.outlets()
        dates = [day[:10] for outlet in outlets for day in (outlet.first, outlet.last) if day]
        facts = [f"{count.articles:,} articles of {len(outlets):,} outlets", f"{count.claims:,} claims"]
        facts += [f"{min(dates)} to {max(dates)}"] if dates else []
        facts += [f"{count.pending:,} articles still to be compared"] if count.pending else []
        return f"<p><b>{escape(self.address)}</b><br>{escape(' · '.join(facts))}</p>"

    def __enter__(self) -> Corpus:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def _settled(self) -> None:
        if not self.readonly:
            self.settle()

    def _forms(self, actor: str) -> list[Form]:
        forms = self.store.forms_of(actor)
        if not forms:
            raise Missing(f"there is no actor {actor!r} in the corpus (reportedly actors lists them)")
        return forms


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")
