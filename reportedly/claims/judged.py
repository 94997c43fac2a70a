"""Verbs outside the lexicon: where one stands between two named parties, the trained head says what it tells."""

from __future__ import annotations

from typing import cast

from spacy.tokens import Token

from reportedly.claims.arguments import agents, oblique, patients
from reportedly.claims.context import Context
from reportedly.claims.kind import features, head
from reportedly.claims.triggers import Trigger
from reportedly.model.found import EventType

SURE = 0.85
NOT_ONE = {"YIELD": "CONCEDE"}
"""PLV's type for what PLOVER 2021 calls CONCEDE and RETREAT."""
PARTIES = frozenset(("person", "organization", "country", "group", "media"))


def judged(context: Context, verb: Token) -> Trigger | None:
    """A row for this verb, as the lexicon would have it; None where the head is not sure or no two parties are named."""
    if verb.pos_ != "VERB" or not context.doc.tensor.size:
        return None
    by = [t for t in agents(verb) if _party(context, t)]
    to = [t for t in (*patients(verb), *oblique(verb, "to", "with", "against", "from", "on")) if _party(context, t)]
    if not by or not to or {t.i for t in by} & {t.i for t in to}:
        return None
    if context.cue(verb):
        return None  # a cue tells that something is said
    pair = features(verb.sent, {t.i for t in by[0].subtree}, {t.i for t in to[0].subtree})
    (scores,) = head()([pair])
    best = int(scores.argmax())
    kind = head().types[best]
    if scores[best] < SURE or kind == "NONE":
        return None
    return Trigger(cast("EventType", NOT_ONE.get(kind, kind)), None, "v", verb.lower_, frozenset(), frozenset())


def _party(context: Context, token: Token) -> bool:
    entity = context.entity(token)
    return entity is not None and entity.kind in PARTIES
