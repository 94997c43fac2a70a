"""Which words may tell a PLOVER event: a lexicon of our own (`data/plover.csv`), looked up by form."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import NamedTuple, cast

from spacy.tokens import Token

from reportedly.claims.arguments import case
from reportedly.claims.nouns import human
from reportedly.language.inflect import forms
from reportedly.model.found import EventType


class Trigger(NamedTuple):
    """A row of the lexicon: where `objects` or `prepositions` are given, a word tells the event only with one of them."""

    type: EventType
    mode: str | None
    pos: str
    lemma: str
    objects: frozenset[str]
    prepositions: frozenset[str]


@cache
def lexicon() -> dict[str, tuple[Trigger, ...]]:
    """Every form with its rows, those that ask for an object first."""
    table: dict[str, list[Trigger]] = defaultdict(list)
    with files("reportedly.claims.data").joinpath("plover.csv").open(encoding="utf8") as lines:
        for row in csv.DictReader(lines):
            objects = frozenset(f for w in row["objects"].split() for f in (w, *forms(w)))
            for lemma in row["words"].split():
                trigger = Trigger(
                    cast("EventType", row["type"]),
                    row["mode"] or None,
                    row["pos"],
                    lemma,
                    objects,
                    frozenset(row["prepositions"].split()),
                )
                for form in (
                    forms(lemma) if row["pos"] == "v" else {lemma, *(f for f in forms(lemma) if f.endswith("s"))}
                ):
                    table[form].append(trigger)
    return {form: tuple(sorted(rows, key=lambda t: not t.objects)) for form, rows in table.items()}


def trigger(token: Token) -> Trigger | None:
    """The row that a word of a document fulfils; None where it tells no event."""
    rows = lexicon().get(token.lower_)
    if not rows or token.ent_type_ in ("person", "organization", "place"):
        return None
    pos = "v" if token.pos_ == "VERB" else "n" if token.pos_ == "NOUN" else ""
    return next((r for r in rows if r.pos == pos and _fulfilled(token, r)), None)


def _fulfilled(token: Token, row: Trigger) -> bool:
    if row.objects:
        return any(t.lower_ in row.objects for t in _objects(token))
    needs = NEEDS.get((row.type, row.lemma))
    if needs is not None and not needs(token):
        return False
    if row.pos == "n":
        return _has_party(token, row)
    if row.prepositions:
        behind = (c for c in token.children if c.dep_.split(":")[0] == "obl" or c.dep_ in ("compound:prt", "advmod"))
        return not row.prepositions.isdisjoint({word for c in behind for word in (case(c), c.lower_)})
    return token.dep_ not in ("amod", "compound", "case")


def _frees(token: Token) -> bool:
    """*Released the hostages*, *the hostages' release*, but no letter, song or gas."""
    whom = (*_objects(token), *(c for c in token.children if c.dep_ in ("nmod", "nmod:poss")))
    return any(t.ent_type_ in ("person", "group") or human(t) or t.pos_ == "PRON" for t in whom)


def _goes(token: Token) -> bool:
    """*Headed to Norbury*, but to no emergency room."""
    return any(c.pos_ == "PROPN" for c in token.children if c.dep_.split(":")[0] == "obl")


def _takes(token: Token) -> bool:
    """*Seized a ship*, but not on a word."""
    return not any(c.dep_.split(":")[0] == "obl" and case(c) in ("on", "upon") for c in token.children)


def _refuses(token: Token) -> bool:
    """*Declined the offer*, *declined to go*, but not by a tenth, and not to comment."""
    what = [c for c in token.children if c.dep_ == "xcomp" or (c.dep_ == "obj" and c.pos_ in ("NOUN", "PROPN"))]
    return bool(what) and all(c.lower_ not in SILENT for c in what)


def _by_law(token: Token) -> bool:
    """*Was charged with theft*, *prosecutors charged him*; who else charges somebody accuses."""
    by = next((c for c in token.children if c.dep_ == "nsubj"), None)
    return any(c.dep_ == "nsubj:pass" for c in token.children) or (by is not None and by.lower_ in LAW)


SILENT = frozenset("comment comments say elaborate discuss confirm answer identify name".split())
LAW = frozenset("police prosecutor prosecutors court authorities jury magistrate magistrates investigators".split())
NEEDS: Mapping[tuple[str, str], Callable[[Token], bool]] = {
    ("COERCE", "charge"): _by_law,
    ("COERCE", "seize"): _takes,
    ("CONSULT", "head"): _goes,
    ("REJECT", "decline"): _refuses,
    ("RETREAT", "free"): _frees,
    ("RETREAT", "release"): _frees,
}
"""What else must be with some words, which mean other things as often."""


def _objects(token: Token) -> Iterator[Token]:
    for c in token.children:
        if c.dep_ in ("obj", "nsubj:pass"):
            yield c
            yield from (d for d in c.children if d.dep_ in ("conj", "compound"))
    if token.dep_ in ("acl", "acl:relcl"):
        yield token.head


def _has_party(token: Token, row: Trigger) -> bool:
    """A noun tells an event where it says of whom: *the arrest of*, *Lavrov's visit*, *a Russian attack*."""
    for c in token.children:
        if c.dep_.split(":")[0] in ("nmod", "obl") and (case(c) in row.prepositions or c.dep_ == "nmod:poss"):
            return True
        if c.dep_ in ("amod", "compound") and c.ent_type_ in ("group", "place", "organization", "person"):
            return True
    return False
