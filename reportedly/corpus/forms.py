"""Whom an article names, in a form that other articles share.

Which entities become forms: everybody who can act or be a source (persons, organizations, countries, media, groups,
documents), and a place, event or other thing only where a chain, an event or a commitment has it as a party: readers
mistake unknown countries for places, and a place that nothing is said of by anybody is no actor. Left out are names
made of words for an office or a kind of body alone (*Ministry*, *Prime Minister*): in another article they are
somebody else, and `bodies` compares such sources by what they are.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import blake2b

from reportedly.corpus import lists
from reportedly.corpus.digest import Form
from reportedly.corpus.spelling import WORDS, Name, body, generic, named, skeleton
from reportedly.language.gazetteer import fold, known, roles
from reportedly.model import Entity, EntityKind, Hop, Reading

ACTING: frozenset[EntityKind] = frozenset(("person", "organization", "country", "media", "group", "document"))


@dataclass(frozen=True, slots=True)
class Formed:
    """The forms of a reading, each once, in order of first mention; `index` tells by an entity's id which is its own.

    Two entities of an article with one key share a form. An entity without a form is not in `index`.
    """

    forms: tuple[Form, ...] = ()
    index: dict[str, int] = field(default_factory=dict)


def forms(reading: Reading) -> Formed:
    """The forms of a reading. A pure function of it."""
    parties = frozenset(_parties(reading))
    outlet = reading.article.outlet
    found: dict[str, Form] = {}
    keys: dict[str, str] = {}
    for entity in reading.entities:
        if entity.kind not in ACTING and entity.id not in parties:
            continue
        form = form_of(entity, outlet)
        if form is None:
            continue
        keys[entity.id] = form.key
        held = found.setdefault(form.key, form)
        if held.roles != form.roles:
            roles = tuple(dict.fromkeys((*held.roles, *form.roles)))
            found[form.key] = Form(held.key, held.block, held.name, held.kind, held.country, held.wikidata, roles)
    place = {key: at for at, key in enumerate(found)}
    return Formed(tuple(found.values()), {entity: place[key] for entity, key in keys.items()})


def form_of(entity: Entity, outlet: str | None = None) -> Form | None:
    """The form of one entity; None where its name names nobody. `outlet` is the article's: *the Courier* in the
    Halden Courier is the Halden Courier.
    """
    name, kind, country, wikidata = entity.name, entity.kind, entity.country, entity.wikidata
    if outlet and kind != "country" and _is_own(name, outlet):
        name, kind = outlet, "media"
    if _nameless(name):
        return None
    parsed = named(name, kind == "person")
    block = ""
    if kind != "person":
        if fact := known().get(fold(name)):
            kind, country, wikidata = fact.kind, country or fact.country, wikidata or fact.wikidata
            block = f"={parsed.whole}"
        country = country or body(name)[1]
    block = wikidata or block or _block(parsed, country)
    if not parsed.whole:
        return None
    return Form(_key(parsed.whole, kind, country, wikidata), block, name, kind, country, wikidata, entity.roles)


def _key(whole: str, kind: str, country: str | None, wikidata: str | None) -> str:
    """16 hexadecimal digits."""
    return blake2b("\0".join((whole, kind, country or "", wikidata or "")).encode(), digest_size=8).hexdigest()


def _block(name: Name, country: str | None) -> str:
    """By the name alone, whatever its kind, so that mistaken kinds meet; words like *ministry* apart by state."""
    if country and generic(name.family):
        return f"{country}:{name.family}"
    return skeleton(name.family)


def _nameless(name: str) -> bool:
    """Whether the name is an office (*Minister of Defence*), a kind of body, a pronoun or no word at all."""
    words = fold(name).split()
    if not any(c.isupper() for c in name):
        return True
    if len(words) == 1:
        return generic(words[0]) or len(words[0]) < 2 or words[0] in lists.words(WORDS, "nobody")
    return len(words) > 2 and words[1] in ("of", "for") and words[0] in roles()


def _is_own(name: str, outlet: str) -> bool:
    """Whether a name is the outlet's, its last words (*the Courier*) or its letters (*KTR* in KTR Keshtan)."""
    own, told = fold(outlet), fold(name)
    return bool(told) and (own == told or own.endswith(f" {told}") or (name.isupper() and name in outlet.split()[:1]))


def _parties(reading: Reading) -> Iterator[str]:
    """Ids of entities that somebody is told to have said, done or suffered something."""
    for chain in _chains(reading):
        yield from (hop.entity for hop in chain if hop.entity)
    for event in reading.events:
        yield from (*event.actor, *event.recipient)
    for commitment in reading.commitments:
        yield from (*commitment.by, *commitment.to)


def _chains(reading: Reading) -> Iterator[tuple[Hop, ...]]:
    yield from (attribution.chain for attribution in reading.attributions)
    yield from (event.chain for event in reading.events)
    yield from (estimate.chain for estimate in reading.estimates)
    yield from (commitment.chain for commitment in reading.commitments)
    yield from (proposition.chain for proposition in reading.propositions)
