"""Everything found in one article."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, fields

from reportedly.model import codec
from reportedly.model.article import Article
from reportedly.model.attribution import Attribution
from reportedly.model.entity import Entity
from reportedly.model.found import Commitment, Date, Estimate, Event, Place
from reportedly.model.proposition import Proposition


@dataclass(frozen=True, slots=True)
class Reading:
    """All that one article says, each thing with its sources.

    `attributions` are in order of their first span, a parent before its children; ids are `a1`, `a2`…;
    `entities` are in order of their first mention; ids are `e1`, `e2`…
    All others are in order of their first span; ids are `v1`… for events, `q1`… for estimates, `c1`… for commitments,
    `p1`… for propositions, which is what claims are made of.
    """

    article: Article
    entities: tuple[Entity, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    dates: tuple[Date, ...] = ()
    places: tuple[Place, ...] = ()
    events: tuple[Event, ...] = ()
    estimates: tuple[Estimate, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    propositions: tuple[Proposition, ...] = ()

    def to_json(self, indent: int | None = None, only: Collection[str] | None = None) -> str:
        """The public JSON contract; one line unless `indent` is given.

        `only` names the lists to keep (of `KINDS`); the others are left out, the article stays.
        """
        return codec.dumps(self, indent, None if only is None else {"article", *only})

    @classmethod
    def from_json(cls, text: str) -> Reading:
        """The inverse of `to_json`. Raises ValueError where `text` is not a reading."""
        return codec.loads(cls, text)


KINDS = tuple(field.name for field in fields(Reading))[1:]
"""The lists of a reading by name, in their order."""
