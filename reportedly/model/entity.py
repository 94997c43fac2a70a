"""Who and what an article speaks of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from reportedly.model.span import Span

EntityKind = Literal["person", "organization", "country", "place", "media", "group", "event", "document", "other"]
ENTITY_KINDS: tuple[EntityKind, ...] = get_args(EntityKind)


@dataclass(frozen=True, slots=True)
class Entity:
    """An actor, organisation, country, place, medium or document, with every mention in the article.

    `country` is ISO 3166-1 alpha-3, `wikidata` a Q-number; both only where a data file knows them.
    `roles` are the titles that the article gives (*foreign minister*), lower case, in order of appearance.
    `mentions` are in order of appearance, pronouns and metonyms among them.
    """

    id: str
    kind: EntityKind
    name: str
    country: str | None = None
    roles: tuple[str, ...] = ()
    wikidata: str | None = None
    mentions: tuple[Span, ...] = ()
