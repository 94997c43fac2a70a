"""Who does what to whom in a tree: the noun phrases that a verb or a noun takes, conjuncts among them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from reportedly.claims.context import Context, phrase
from reportedly.language.gazetteer import adjectives, fold
from reportedly.model import Span

PHRASE = frozenset(("DET", "ADJ", "NOUN", "PROPN", "NUM"))
SUBJECT = ("nsubj", "nsubj:pass", "nsubj:outer")
OBJECT_CONTROL = frozenset(
    (
        "ask",
        "asked",
        "urge",
        "urged",
        "order",
        "ordered",
        "tell",
        "told",
        "force",
        "forced",
        "allow",
        "allowed",
        "invite",
        "invited",
    )
)


def child(token: Token, *relations: str) -> Token | None:
    """The first dependent in one of these relations."""
    return next((c for c in token.children if c.dep_ in relations), None)


def passive(verb: Token) -> bool:
    """Whether what the verb names was done to its subject."""
    if any(c.dep_ in ("nsubj:pass", "aux:pass") for c in verb.children):
        return True
    participle = "Part" in verb.morph.get("VerbForm", []) and "Past" in verb.morph.get("Tense", [])
    return verb.dep_ == "acl" and participle


def subject(verb: Token) -> Token | None:
    """The verb's subject, its own or that of the clause it continues."""
    own = child(verb, *SUBJECT)
    if own is not None:
        return own
    head = verb.head
    if verb.dep_ in ("acl", "acl:relcl") and head.pos_ in ("NOUN", "PROPN", "PRON"):
        return head
    if head.i == verb.i or verb.dep_ not in ("conj", "xcomp", "advcl", "ccomp", "parataxis"):
        return None
    if verb.dep_ == "xcomp" and head.lower_ in OBJECT_CONTROL:
        return child(head, "obj", "iobj") or subject(head)
    return subject(head)


def agents(verb: Token) -> list[Token]:
    """Heads of the phrases of those who do it."""
    if passive(verb):
        return [t for c in verb.children if c.dep_ in ("obl", "obl:agent") and case(c) == "by" for t in conjuncts(c)]
    found = subject(verb)
    return [*conjuncts(found), *_beside(found, verb)] if found is not None else []


def _beside(first: Token, verb: Token) -> list[Token]:
    """*Kim and Russian strongman Putin signed*: the second of a pair that the tree does not join to the first."""
    between = list(verb.doc[first.i + 1 : verb.i])
    if len(between) < 2 or between[0].lower_ != "and" or any(t.pos_ not in PHRASE for t in between[1:]):
        return []
    inside = {t.i for t in between}
    head = between[-1]
    while head.head.i in inside and head.head.i != head.i:
        head = head.head
    return [head] if head.dep_ != "conj" or head.head.i != first.i else []


def patients(verb: Token) -> list[Token]:
    """Heads of the phrases of those to whom it is done."""
    found = subject(verb) if passive(verb) else child(verb, "obj")
    return conjuncts(found) if found is not None else []


def oblique(token: Token, *prepositions: str) -> list[Token]:
    """Heads of the prepositional phrases under a verb or noun."""
    return [
        t
        for c in token.children
        if c.dep_.split(":")[0] in ("obl", "nmod") and case(c) in prepositions
        for t in conjuncts(c)
    ]


def case(token: Token) -> str:
    """A phrase's preposition in lower case, '' without one."""
    found = child(token, "case")
    return found.lower_ if found is not None else ""


def conjuncts(token: Token) -> list[Token]:
    """A head and what is joined to it."""
    return [
        token,
        *(c for c in token.children if c.dep_ == "conj" and c.pos_ in ("NOUN", "PROPN", "PRON", "NUM", "ADJ")),
    ]


def parties(context: Context, heads: Iterable[Token]) -> tuple[tuple[str, ...], tuple[Span, ...]]:
    """Ids of the entities that these heads name, a state for its forces (*Russian troops*), and the words for all."""
    ids: list[str] = []
    spans: list[Span] = []
    for head in map(_meant, heads):
        spans.append(phrase(head))
        for found in _named(context, head):
            if found not in ids:
                ids.append(found)
    return tuple(ids), tuple(spans)


def _meant(head: Token) -> Token:
    """The noun for *who* and *which* behind it: *the mission, which visited the site*."""
    clause = head.head
    return clause.head if head.lower_ in ("who", "which", "that") and clause.dep_ == "acl:relcl" else head


def _named(context: Context, head: Token) -> Iterator[str]:
    entity = context.entity(head)
    if entity is not None:
        yield entity.id
        return
    for token in head.children:
        if token.dep_ in ("amod", "compound", "nmod:poss", "nmod"):
            code = adjectives().get(fold(token.text))
            state = context.state(code) if code else context.entities.of_people(token.text)
            named = (
                context.entity(token)
                if token.dep_ == "nmod:poss" or (token.dep_ == "nmod" and case(token) == "of")
                else None
            )
            if state or named:
                yield (state or named).id  # type: ignore[union-attr]
                return
