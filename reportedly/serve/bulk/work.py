"""What tasks are told and what they tell, and what runs them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from reportedly.errors import InputError
from reportedly.text.inputs import Named

T = TypeVar("T")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Settings:
    """What holds for a whole run. `out` is the folder of the result, `version` that of the driver's reportedly."""

    out: str
    version: str
    outlet: str | None = None
    published: str | None = None
    model: str | None = None
    everything: bool = False
    """Also what seems to be in another language or no article."""


@dataclass(frozen=True, slots=True)
class Shard:
    """Files that are opened one after the other by one task."""

    number: int
    inputs: tuple[Named, ...]

    @property
    def name(self) -> str:
        """What its files are called."""
        return f"{self.number:06}"


@dataclass(frozen=True, slots=True)
class Failure:
    """An input, or an article of one, that gives no reading. `cause` is one of a few words, to be counted by."""

    cause: str
    where: str
    problem: str
    remedy: str = ""
    line: int | None = None

    def __str__(self) -> str:
        return str(InputError(self.where, self.problem, self.remedy, self.line))


@dataclass(frozen=True, slots=True)
class Part:
    """Some of the articles of a shard, in a file of that name."""

    name: str
    articles: int


@dataclass(frozen=True, slots=True)
class Extracted:
    """What was found in a shard; `bare` is the number of pages that have no article, as many of a crawl have not."""

    parts: tuple[Part, ...] = ()
    failures: tuple[Failure, ...] = ()
    bare: int = 0


@dataclass(frozen=True, slots=True)
class Kept:
    """An article that is read: its place in its shard, and what it is called from now on.

    `known_as` is the id of an earlier capture of it, which is left out, and under which `add` would know it.
    """

    place: int
    id: str
    known_as: str | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """The articles of a part that are read."""

    part: str
    kept: tuple[Kept, ...]


@dataclass(frozen=True, slots=True)
class Counted:
    """How often something came."""

    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Chosen:
    """What was chosen of everything: parts with how many of their articles, and why others are left out."""

    parts: tuple[Part, ...]
    left_out: tuple[Counted, ...]


@dataclass(frozen=True, slots=True)
class Unit:
    """What is read together: of those that are kept of a part, from `first` up to and without `last`."""

    part: str
    first: int
    last: int

    @property
    def name(self) -> str:
        """What its files are called."""
        return f"{self.part}-{self.first:05}-{self.last:05}"

    @classmethod
    def named(cls, name: str) -> Unit:
        """The unit of this name."""
        part, first, last = name.rsplit("-", 2)
        return cls(part, int(first), int(last))

    def __len__(self) -> int:
        return self.last - self.first

    def halves(self) -> tuple[Unit, Unit]:
        """The same articles in two units; of at least two."""
        middle = (self.first + self.last) // 2
        return Unit(self.part, self.first, middle), Unit(self.part, middle, self.last)


@dataclass(frozen=True, slots=True)
class Done:
    """What became of a unit; `days` are those of which it has readings, "" for articles without a date."""

    unit: Unit
    readings: int = 0
    words: int = 0
    undated: int = 0
    days: tuple[str, ...] = ()
    failures: tuple[Failure, ...] = ()
    most_memory: int = 0
    """Bytes that the process that read it has had at its most."""


@dataclass(frozen=True, slots=True)
class Day:
    """A day's readings stand in these files."""

    day: str
    units: tuple[str, ...]

    @property
    def name(self) -> str:
        """As a folder of a partition, as Hive has it; what has no day is NULL to those who read it."""
        return f"day={self.day or '__HIVE_DEFAULT_PARTITION__'}"


@dataclass(frozen=True, slots=True)
class Laid:
    """The files of a day are there."""

    day: str
    readings: int


@dataclass(frozen=True, slots=True)
class Outcome(Generic[T, R]):
    """What became of a task: `result`, or None where every process that tried it ended in it."""

    task: T
    result: R | None


class Engine(Protocol):
    """Runs tasks, each once, or again where the process that ran it is gone."""

    def run(self, do: Callable[[Settings, T], R], settings: Settings, tasks: Iterable[T]) -> Iterator[Outcome[T, R]]:
        """Outcomes as they come, in any order. `do` is a function of a module. Raises what it raises."""
