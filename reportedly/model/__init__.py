"""The records that everything else passes around: frozen dataclasses, standard library only."""

from reportedly.model.article import Article
from reportedly.model.attribution import Attribution, Hop, Mode, Polarity
from reportedly.model.claim import (
    Claim,
    Derivation,
    Interval,
    Origin,
    Report,
    Status,
    Suggestion,
    id_of,
    number_of,
)
from reportedly.model.entity import ENTITY_KINDS, Entity, EntityKind
from reportedly.model.found import Commitment, Date, Estimate, Event, Place
from reportedly.model.proposition import ClaimKind, Proposition
from reportedly.model.reading import KINDS, Reading
from reportedly.model.span import Span, hold

__all__ = [
    "ENTITY_KINDS",
    "KINDS",
    "Article",
    "Attribution",
    "Claim",
    "ClaimKind",
    "Commitment",
    "Date",
    "Derivation",
    "Entity",
    "EntityKind",
    "Estimate",
    "Event",
    "Hop",
    "Interval",
    "Mode",
    "Origin",
    "Place",
    "Polarity",
    "Proposition",
    "Reading",
    "Report",
    "Span",
    "Status",
    "Suggestion",
    "hold",
    "id_of",
    "number_of",
]
