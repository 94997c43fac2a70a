"""The part of a store that knows where claims lie, when it was, and who does what to whom in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Protocol

from reportedly.corpus.scenes import Spot
from reportedly.errors import ValueRefused
from reportedly.language.timex.interval import Interval, interval
from reportedly.model import Claim
from reportedly.model.found import EventType, Factuality

if TYPE_CHECKING:
    from reportedly.store.protocol import Asked


@dataclass(frozen=True, slots=True)
class Sighting:
    """A place in a claim (id): `reports` of its reports name it, and in `events` of them an event is told from there."""

    claim: str
    spot: Spot
    reports: int
    events: int


@dataclass(frozen=True, slots=True)
class Doing:
    """That somebody did something to somebody, or is said to, in `reports` reports of a claim (id). `actor` and
    `recipient` are actors of the corpus, None where nobody is named; never both."""

    claim: str
    type: EventType
    factuality: Factuality
    actor: str | None
    recipient: str | None
    reports: int


@dataclass(frozen=True, slots=True)
class When:
    """Days, both included, as ISO dates, months or years; None is open. Later ones come first where `newest`."""

    since: str | None = None
    until: str | None = None
    newest: bool = True

    @property
    def first(self) -> date:
        """The first of the days. Raises ValueRefused."""
        return date.min if self.since is None else days(self.since).first

    @property
    def last(self) -> date:
        """The last of them. Raises ValueRefused."""
        return date.max if self.until is None else days(self.until).last


def days(text: str) -> Interval:
    """The days that somebody means who asks for them. Raises ValueRefused."""
    found = interval(text.strip())
    if found is None:
        raise ValueRefused(f"{text!r} is no date; expected one like 2031-01-15, 2031-01 or 2031")
    return found


class Sights(Protocol):
    """Of the claims asked for; say `most`, for what comes of all is large. Places and deeds are in order of the claims."""

    def sightings(self, asked: Asked) -> list[Sighting]:
        """Each place once a claim; of a claim in order of the place. Raises ValueRefused like `claims`."""

    def doings(self, asked: Asked) -> list[Doing]:
        """Each kind of deed between two once a claim; of a claim in order of type, factuality, actor and recipient.
        Raises ValueRefused like `claims`."""

    def happened(self, asked: Asked, when: When) -> Iterator[Claim]:
        """Those of the claims that say when it was (`corpus.timeline.happened`), within these days at least in part.
        `most` and `skip` are of these. By the first day, of equals by the last, then by number of the claim; the other
        way round where the newest come first. Raises ValueRefused like `claims`, and for days that cannot be read."""

    def how_many_happened(self, asked: Asked, when: When) -> int:
        """How many those are, whatever `most` and `skip` say."""
