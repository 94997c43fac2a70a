"""The part of a store that knows where claims lie, and who does what to whom in them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from reportedly.corpus.scenes import Spot
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


class Sights(Protocol):
    """Of the claims asked for; say `most`, for what comes of all is large. In order of the claims."""

    def sightings(self, asked: Asked) -> list[Sighting]:
        """Each place once a claim; of a claim in order of the place. Raises ValueRefused like `claims`."""

    def doings(self, asked: Asked) -> list[Doing]:
        """Each kind of deed between two once a claim; of a claim in order of type, factuality, actor and recipient.
        Raises ValueRefused like `claims`."""
