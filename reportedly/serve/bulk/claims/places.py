"""Where the files of a run over claims are, and which chunk has a report."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from reportedly.serve.bulk.claims.archive import FOLDER, Archive, archive
from reportedly.serve.bulk.claims.spill import Ints, stored
from reportedly.serve.bulk.files import check, work
from reportedly.serve.bulk.work import Settings

STEPS = ("key", "meet", "name", "compare", "route", "cluster", "spread", "make", "lay")


def place(settings: Settings, step: str, name: str) -> Path:
    """Of a file of a step; files of the driver are of the step ""."""
    return work(settings, FOLDER, step, name)


def places(settings: Settings, step: str, names: Iterable[str], ending: str = "arrow") -> list[Path]:
    """Of several."""
    return [place(settings, step, f"{name}.{ending}") for name in names]


def begin(settings: Settings) -> Archive:
    """What every task begins with. Raises StoreError where this process is of no use."""
    check(settings)
    return archive(settings)


@dataclass(frozen=True)
class Numbers:
    """Of all reports of a result. `firsts` (articles + 1) has the number of each article's first report, `ids` (reports)
    what the corpus calls them, `roots` and `groups` (reports) the first report of what each hangs together with, and of
    its claim."""

    settings: Settings

    @property
    def firsts(self) -> Ints:
        """See above."""
        return _stored(str(place(self.settings, "", "firsts.npy")))

    @property
    def ids(self) -> Ints:
        """See above."""
        return _stored(str(place(self.settings, "", "ids.npy")))

    @property
    def roots(self) -> Ints:
        """See above."""
        return _stored(str(place(self.settings, "", "roots.npy")))

    @property
    def groups(self) -> Ints:
        """See above."""
        return _stored(str(place(self.settings, "", "groups.npy")))

    def articles(self, reports: Ints) -> Ints:
        """The articles whose reports these are, by number."""
        found: Ints = np.searchsorted(self.firsts, reports, side="right") - 1
        return found

    def chunks(self, reports: Ints, size: int) -> Ints:
        """The chunks of `size` articles in which these reports are."""
        found: Ints = self.articles(reports) // size
        return found


@lru_cache(8)
def _stored(path: str) -> Ints:
    return stored(Path(path))
