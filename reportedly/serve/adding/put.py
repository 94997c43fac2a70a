"""Articles read and kept, some at a time; whoever watches is told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from reportedly.model import Article, Reading
from reportedly.serve.adding.already import already
from reportedly.serve.adding.remarks import Remarks
from reportedly.store.protocol import Placed

if TYPE_CHECKING:
    from reportedly.store.corpus import Corpus

TOGETHER = 16
"""Articles that are read and kept together: as many as the model takes at a time, and what a kill may cost."""
Read = Callable[[Sequence[Article]], Iterator[Reading]]


@dataclass(slots=True)
class Put:
    """Puts articles into a corpus. `read` reads those that must be read, `advance` is called after each article.

    `outcomes` counts what became of them, `remarks` has what is odd about them; `interrupted` says that a
    KeyboardInterrupt ended it: what was read before is kept.
    """

    corpus: Corpus
    read: Read
    advance: Callable[[], None]
    outcomes: Counter[str] = field(default_factory=Counter)
    remarks: Remarks = field(default_factory=Remarks)
    interrupted: bool = False

    def put(self, batch: Sequence[Article | Reading]) -> Iterator[tuple[Article, Placed]]:
        """Read what must be read, and keep all of it; each with its place when it is kept. Those that are known already
        are counted only."""
        coming: list[Reading | None] = []
        unread: list[Article] = []
        for item in batch:
            kept = item if isinstance(item, Reading) else already(self.corpus.store, item)
            if kept == "known":
                self.outcomes["known"] += 1
                self.advance()
            elif isinstance(kept, Reading):
                coming.append(kept)
            else:
                assert isinstance(item, Article)
                coming.append(None)
                unread.append(item)
        put: list[Article] = []

        def noted(readings: Iterable[Reading]) -> Iterator[Reading]:
            for reading in readings:
                put.append(reading.article)
                self.advance()  # reading is what takes time
                yield reading

        for number, place in enumerate(self.corpus.add(noted(self._readings(coming, unread)))):
            self.outcomes[place.outcome] += 1
            if place.outcome in ("new", "changed"):
                self.remarks.take(put[number])
            yield put[number], place

    def _readings(self, coming: Iterable[Reading | None], unread: Sequence[Article]) -> Iterator[Reading]:
        """`coming` with the next of `unread` read in the place of each None.

        Interrupted, it ends: so what was read before is kept.
        """
        try:
            read = self.read(unread) if unread else iter(())
            for reading in coming:
                yield reading or next(read)
        except KeyboardInterrupt:
            self.interrupted = True


def batches(items: Iterator[Article | Reading], size: int = TOGETHER) -> Iterator[list[Article | Reading]]:
    """So many at a time."""
    while batch := list(islice(items, size)):
        yield batch
