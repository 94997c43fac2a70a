"""Who did what to whom, when and where: PLOVER 2021 (Halterman et al. 2023) from trigger words and trees."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Token

from reportedly.claims.arguments import agents, case, child, conjuncts, oblique, parties, patients
from reportedly.claims.context import Context
from reportedly.claims.factuality import factuality
from reportedly.claims.farther import farther
from reportedly.claims.intent import intended
from reportedly.claims.judged import judged
from reportedly.claims.triggers import Trigger, trigger
from reportedly.model import Event, Span

TOWARDS = {
    "CONSULT": ("with", "to", "in"), "AGREE": ("with",), "SUPPORT": ("for", "with", "to"), "COOPERATE": ("with",),
    "AID": ("to", "for"), "REQUEST": ("to", "on"), "ACCUSE": ("against", "of"), "THREATEN": ("against", "to"),
    "PROTEST": ("against",), "SANCTION": ("on", "against"), "MOBILIZE": ("against",), "COERCE": ("on", "against"),
    "ASSAULT": ("on", "against", "at", "with"), "RETREAT": ("from",), "CONCEDE": ("to",), "REJECT": ("by",),
}  # fmt: skip
OF_IS_THE_ACTOR = frozenset(("CONSULT", "AGREE", "COOPERATE", "RETREAT", "MOBILIZE", "PROTEST", "SUPPORT", "THREATEN"))
LOCATIVE = frozenset(("in", "at", "near", "outside", "across", "into", "to", "inside", "around", "from", "throughout"))


def events(context: Context) -> tuple[Event, ...]:
    """All of one article, in order of their first trigger; one happening told twice is one event with mentions."""
    merged: list[Event] = []
    alike: dict[tuple[object, ...], list[int]] = {}
    for event in _told(context):
        others = alike.setdefault((event.type, event.actor, event.recipient), [])
        at = next((i for i in others if _same(merged[i], event)), None)
        if at is None:
            others.append(len(merged))
            merged.append(event)
        else:
            merged[at] = _joined(merged[at], event)
    return tuple(replace(e, id=f"v{i}") for i, e in enumerate(merged, 1))


def _told(context: Context) -> Iterator[Event]:
    known: set[int] = set()
    for token in context.doc:
        row = trigger(token) or judged(context, token) if token.pos_ in ("VERB", "NOUN") else None
        if row is None or token.i in known:
            continue
        known |= {c.i for c in token.children if c.dep_ in ("obj", "nsubj:pass", "xcomp")} if row.objects else set()
        event = _event(context, token, row)
        if event is not None:
            yield event


def _event(context: Context, token: Token, row: Trigger) -> Event | None:
    by, to = _sides(token, row)
    kind = intended(token, row.type)
    if kind == "REQUEST" != row.type:
        by, to = agents(token.head), by  # "London said Libya must hand over …"
    actor, actor_spans = parties(context, by)
    recipient, recipient_spans = parties(context, [t for t in to if t not in by])
    if not recipient:
        further, further_spans = parties(context, farther(context, token, kind, [*by, *to]))
        recipient, recipient_spans = further, (*recipient_spans, *further_spans)
    if not _somebody(context, [*by, *to]):
        return None
    span = Span(token.idx, token.idx + len(token))
    attribution, chain = context.told(span)
    return Event(
        id="",
        type=kind,
        mode=row.mode if kind == row.type else None,
        trigger=span,
        actor=actor,
        recipient=tuple(r for r in recipient if r not in actor),
        place=_place(context, token),
        date=context.when(token),
        factuality=factuality(token),
        attribution=attribution,
        chain=chain,
        actor_spans=actor_spans,
        recipient_spans=recipient_spans,
    )


def _somebody(context: Context, heads: Iterable[Token]) -> bool:
    """Whether a party is named, or described by a noun: a pronoun of nobody known tells nothing."""
    return any(t.pos_ in ("NOUN", "PROPN", "NUM", "ADJ") or context.entity(t) is not None for t in heads)


def _sides(token: Token, row: Trigger) -> tuple[list[Token], list[Token]]:
    towards = TOWARDS.get(row.type, ())
    if token.pos_ == "NOUN":
        return _nominal(token, row, towards)
    by = agents(token)
    to = [] if row.objects else patients(token)
    if row.objects:
        thing = child(token, "obj", "nsubj:pass")
        indirect = child(token, "iobj")
        to = conjuncts(indirect) if indirect is not None else []
        to += oblique(token, *towards) + (oblique(thing, *towards) if thing is not None else [])
    elif row.prepositions or not to or row.type in ("CONSULT", "AGREE"):
        to = [t for t in to if t.pos_ != "NOUN" or row.type not in ("AGREE",)] + oblique(
            token, *towards, *row.prepositions
        )
    if row.lemma == "discuss":
        to = oblique(token, "with")
    return by, [t for t in to if t.pos_ in ("NOUN", "PROPN", "PRON", "NUM", "ADJ")]


def _nominal(token: Token, row: Trigger, towards: Sequence[str]) -> tuple[list[Token], list[Token]]:
    by = oblique(token, "by", "between")
    owner = child(token, "nmod:poss")
    by += conjuncts(owner) if owner is not None else []
    by += [
        c
        for c in token.children
        if c.dep_ in ("amod", "compound") and c.ent_type_ in ("group", "place", "organization")
    ]
    of = oblique(token, "of")
    if row.type in OF_IS_THE_ACTOR:
        return by + of, oblique(token, *(t for t in towards if t != "of"))
    return by, of + oblique(token, *(t for t in towards if t != "of"))


def _place(context: Context, token: Token) -> str | None:
    """The entity of a locative phrase in the clause that is a place or a country."""
    phrases: Iterable[Token] = (
        c for c in token.children if c.dep_.split(":")[0] in ("obl", "nmod") and case(c) in LOCATIVE
    )
    for head in phrases:
        entity = context.entity(head)
        if entity is not None and entity.kind in ("place", "country"):
            return entity.id
    return None


def _same(one: Event, other: Event) -> bool:
    """Of two of one type and with the same parties.

    They are one where both parties are named, nothing told of time or place differs, and both are of fact or both not.
    """
    if not (one.actor and one.recipient):
        return False
    if one.mode and other.mode and one.mode != other.mode:
        return False
    agrees = all(a is None or b is None or a == b for a, b in ((one.date, other.date), (one.place, other.place)))
    return agrees and one.chain == other.chain and one.factuality == other.factuality


def _joined(one: Event, other: Event) -> Event:
    return replace(
        one, mentions=(*one.mentions, other.trigger), date=one.date or other.date, place=one.place or other.place
    )
