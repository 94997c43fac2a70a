"""Recipients farther off than a verb's own objects: *expelled inspectors of the agency*, *demanded that Iraq leave*."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from reportedly.claims.arguments import SUBJECT, case, child, conjuncts, subject
from reportedly.claims.context import Context
from reportedly.language.gazetteer import adjectives, fold

BY_COMPLEMENT = frozenset(("REQUEST", "THREATEN", "AGREE", "REJECT", "ACCUSE", "SUPPORT", "CONCEDE", "PROTEST"))
BY_PLACE = frozenset(("PROTEST", "SANCTION", "CONCEDE", "MOBILIZE", "THREATEN", "COERCE", "AID"))
WITHIN = frozenset(("in", "on", "inside", "across", "against", "with", "from", "to", "at"))
NO_PARTY = frozenset(("obl:tmod", "nmod:tmod", "obl:unmarked", "nmod:unmarked"))


def farther(context: Context, trigger: Token, kind: str, taken: Sequence[Token]) -> list[Token]:
    """Heads of the first named party that is found there; empty where none is, or where the kind has no such recipients.

    First what the object is of, then the clause that the verb takes, last the place where it happens.
    """
    if kind in ("CONSULT", "COOPERATE"):
        return []
    actor = subject(trigger)
    apart = {t.i for head in (*taken, *([actor] if actor is not None else [])) for t in _phrase(head)}
    for head in _candidates(trigger, kind):
        if head.i not in apart and _named(context, head):
            whole = head.head if head.dep_ in ("amod", "compound") and head.head.pos_ == "NOUN" else head
            return conjuncts(whole)  # "UN peacekeepers", not "UN"
    return []


def _candidates(trigger: Token, kind: str) -> Iterator[Token]:
    thing = child(trigger, "obj", "nsubj:pass")
    if thing is not None:
        yield from _inside(thing)
    clauses = (
        [c for c in trigger.children if c.dep_ in ("ccomp", "xcomp", "acl", "advcl")] if kind in BY_COMPLEMENT else []
    )
    for clause in clauses:
        yield from (c for c in clause.children if c.dep_ in SUBJECT)
    for clause in clauses:
        yield from _inside(clause)
    phrases = [c for c in trigger.children if c.dep_.split(":")[0] in ("obl", "nmod") and c.dep_ not in NO_PARTY]
    yield from (c for c in phrases if case(c) in ("against", "to", "with", "for"))
    if kind in BY_PLACE:
        for phrase in phrases:
            if case(phrase) in WITHIN:
                yield phrase
                yield from _inside(phrase)


def _inside(head: Token) -> Iterator[Token]:
    """All under a head, breadth first, but for what is told of time."""
    line = [c for c in head.children if c.dep_ not in NO_PARTY]
    while line:
        token = line.pop(0)
        yield token
        line += [c for c in token.children if c.dep_ not in NO_PARTY]


def _phrase(head: Token) -> Iterator[Token]:
    yield head
    yield from (c for c in head.children if c.dep_ in ("flat", "appos", "compound", "nmod:poss", "amod", "conj"))


def _named(context: Context, head: Token) -> bool:
    """Whether it is a person, a body, a people or a country."""
    if head.pos_ not in ("PROPN", "NOUN", "ADJ"):
        return False
    return context.entity(head) is not None or head.ent_type_ != "" or fold(head.text) in adjectives()
