"""An article with what comparing it with others needs again and again, as arrays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from reportedly.corpus.digest import Digest, Sets, Table, Traits
from reportedly.corpus.traits import in_common, traits

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]


class Rows(NamedTuple):
    """Traits that stand side by side, a row for each proposition; `counts` (reports, SETS), how many are in each set."""

    sets: Sets
    counts: NDArray[np.int16]
    figures: Table
    plain: Table

    def at(self, numbers: Ints) -> Rows:
        """Some of them."""
        return Rows._make(array[numbers] for array in self)

    def turned(self) -> Rows:
        """A column for each instead of a row, so that what is worked out for many lies in one piece."""
        return Rows._make(np.ascontiguousarray(array.T) for array in self)

    @classmethod
    def joined(cls, several: Sequence[Rows]) -> Rows:
        """Those of several articles, one below the other."""
        return cls._make(map(np.concatenate, zip(*several, strict=True)))


@dataclass(frozen=True)
class Compared:
    """A digest with what comparing needs more than once, an array with a row for each proposition."""

    digest: Digest

    @cached_property
    def vectors(self) -> Floats:
        """(reports, D), of length 127: whole numbers, whose products are exact in whatever order they are summed."""
        return self.digest.vectors.astype(np.float32)

    @cached_property
    def traits(self) -> Traits:
        """Those that came with the digest, or worked out now."""
        return self.digest.traits or traits(self.digest.told, self.digest.forms)

    @cached_property
    def ids(self) -> list[int]:
        """The numbers of the propositions."""
        found: list[int] = self.traits.ids.tolist()
        return found

    @cached_property
    def rows(self) -> Rows:
        """All but the vectors."""
        _, sets, figures, plain, _ = self.traits
        return Rows(sets, in_common(sets, sets), figures, plain)

    @cached_property
    def named(self) -> frozenset[int]:
        """The distinctive names of the article."""
        return frozenset(self.digest.names)

    @property
    def cited(self) -> frozenset[str]:
        """All phrases with capitals in the sentences that propositions stand in, folded."""
        return self.traits.cited
