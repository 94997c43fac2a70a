"""What the tasks of claims are told and what they tell."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Chunk:
    """A run of articles by its number. `sources` are chunks, or buckets, that have sent something to it."""

    number: int
    sources: tuple[int, ...] = ()

    @property
    def name(self) -> str:
        """What its files are called."""
        return name_of(self.number)


@dataclass(frozen=True, slots=True)
class Comparison:
    """A chunk that is compared: with which chunks that may be near in time, itself among them, and with the pairs that
    which buckets have for it."""

    number: int
    near: tuple[int, ...]
    meeting: tuple[int, ...]

    @property
    def name(self) -> str:
        """What its files are called."""
        return name_of(self.number)


@dataclass(frozen=True, slots=True)
class Bucket:
    """Keys that fall together by their hash."""

    number: int

    @property
    def name(self) -> str:
        """What its files are called."""
        return name_of(self.number)


@dataclass(frozen=True, slots=True)
class Keyed:
    """What a chunk holds: how many reports, and the first and last day (proleptic ordinals) of its dated articles, 0
    where there are none; whether it has undated ones."""

    number: int
    reports: int
    first: int
    last: int
    undated: bool

    def near(self, other: Keyed, days: int) -> bool:
        """Whether two articles of the two may lie at most so many days apart."""
        if self.undated or other.undated:
            return True
        return self.first - days <= other.last and other.first - days <= self.last


@dataclass(frozen=True, slots=True)
class Compared:
    """What comparing a chunk gave: pairs of articles compared, links of reports, derivations of articles."""

    number: int
    pairs: int
    links: int
    derivations: int


@dataclass(frozen=True, slots=True)
class Sent:
    """Numbers of the chunks for which something of this one's is kept."""

    number: int
    targets: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Made:
    """Claims made in a chunk: their number, that of their reports and origins, and the days of their first reports."""

    number: int
    claims: int
    reports: int
    origins: int
    days: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Claimed:
    """What a run made: numbers, and the `seconds` of the last call."""

    claims: int
    reports: int
    origins: int
    pairs: int
    links: int
    derivations: int
    seconds: float


def name_of(number: int) -> str:
    """Of a chunk or bucket."""
    return f"{number:07}"
