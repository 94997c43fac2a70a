"""Figures that somebody puts on something, each with what it counts and who says so."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Token

from reportedly.claims.context import Context, clause, phrase
from reportedly.claims.factuality import factuality
from reportedly.claims.nouns import human, singular
from reportedly.claims.quantity import DEFINITE, LOSSES, RISING, quantity
from reportedly.language.quantities import CURRENCIES, Quantity, quantities
from reportedly.model import Estimate, Hop, Span
from reportedly.model.found import EstimateStatus

NO_COUNT = frozenset(
    "side country leader way thing time step day part option reason question point year month week hour minute "
    "decade century term kind type nation stage phase round page degree one other".split()
)
FEARED = frozenset(["feared", "fear", "fears", "could", "may", "might", "risk", "risks", "threatened", "threatens"])
TOLLS = frozenset("toll tolls number numbers count total tally".split())
"""What is put *at* a figure, or stands, rises and falls to one: *the toll stood at 47*."""
SUBJECTS = frozenset(("nsubj", "nsubj:pass"))
PUTTING = frozenset(
    "give gives gave giving put puts putting place places placed estimate estimates estimated set sets".split()
)


def estimates(context: Context) -> tuple[Estimate, ...]:
    """All of one article, in order."""
    return tuple(_estimate(context, q, head, i) for i, (q, head) in enumerate(_counting(context), 1))


def _counting(context: Context) -> Iterator[tuple[Quantity, Token | None]]:
    """The figures that count something, with the noun counted."""
    for found in quantities(context.entities.text):
        if context.dated(found.span):
            continue
        quantity = _risen(context, found)
        number = context.at(quantity.number)
        noun = _noun(context, quantity, number)
        if quantity.unit or _counts(context, quantity, number, noun):
            yield quantity, noun


def _risen(context: Context, q: Quantity) -> Quantity:
    """*Nine* of *rose from three to nine*: what changed is at the second figure now."""
    words = q.span.of(context.entities.text)
    changed = words.lower().startswith("from ") and clause(context.at(q.number)).lower_ in RISING
    last = next(quantities(words[words.rfind(" to ") + 4 :]), None) if changed else None
    if last is None:
        return q
    start = q.span.end - len(words[words.rfind(" to ") + 4 :])
    return last._replace(
        span=Span(last.span.start + start, last.span.end + start), number=last.number + start, unit=last.unit or q.unit
    )


def _noun(context: Context, quantity: Quantity, number: Token) -> Token | None:
    """What is counted: the noun that the number modifies, or the one after *of*."""
    last = context.at(quantity.span.end - 1)
    for token in (last, number):
        of = next(
            (c for c in token.children if c.dep_ == "nmod" and any(g.lower_ in ("of", "out") for g in c.children)), None
        )
        if of is not None:
            return of
    for token in (last, number):
        head = token.head
        if (
            token.dep_ in ("nummod", "compound", "amod", "nmod", "det", "advmod")
            and head.i > token.i
            and head.pos_ in ("NOUN", "PROPN", "ADJ")
        ):
            return head
    following = context.doc[last.i + 1] if last.i + 1 < len(context.doc) else None
    if following is not None and following.lower_ in ("dead", "wounded", "injured", "missing"):
        return following
    if following is not None and following.pos_ in ("NOUN", "PROPN") and _twins(number, following):
        return following
    return _toll(number)


def _twins(number: Token, noun: Token) -> bool:
    """Whether the tree has a number and the noun behind it as two objects of one verb: *holds 118 Bezkhetis*."""
    return number.head == noun.head and number.dep_ == noun.dep_ and number.dep_ in (*SUBJECTS, "obj")


def _toll(number: Token) -> Token | None:
    """*The toll* of *the toll stood at 47*, *dead* of *raised the number of dead to 12*."""
    if any(c.dep_ == "cop" for c in number.children):  # the toll was 19
        return next((c for c in number.children if c.dep_ in SUBJECTS and c.lower_ in TOLLS), None)
    if not any(t.lower_ in ("at", "to", "as") for child in number.lefts for t in child.subtree):
        return None
    head = number.head.head if number.head.pos_ == "NUM" else number.head  # from three to nine
    if head.head.lower_ in TOLLS and head.dep_ == "nmod":  # "put the number of [dead at 12]"
        return head
    told = (*head.children, head) if head.pos_ in ("VERB", "AUX", "NOUN") else ()
    for noun in told:
        if noun.lower_ == "it" and noun.dep_ in (*SUBJECTS, "obj"):  # the ministry raised it to 22
            start = noun.sent.start
            before = noun.doc[noun.doc[start - 1].sent.start : start] if start else ()
            return next((t for t in reversed(before) if t.lower_ in TOLLS), None)
        if noun.lower_ in TOLLS and noun.i < number.i and (noun == head or noun.dep_ in (*SUBJECTS, "obj")):
            of = (c for c in noun.children if c.dep_ in ("nmod", "acl") and any(g.lower_ == "of" for g in c.children))
            return next(of, noun)
    return None


def _putting(number: Token) -> Token | None:
    """Who puts a toll at a figure: the subject of *put the number at 12*."""
    verb = next((t for t in number.ancestors if t.lower_ in PUTTING), None)
    return next((c for c in verb.children if c.dep_ == "nsubj"), None) if verb is not None else None


def _counts(context: Context, q: Quantity, number: Token, noun: Token | None) -> bool:
    text = context.entities.text
    after, before = text[q.span.end : q.span.end + 14].lower(), text[max(0, q.span.start - 14) : q.span.start]
    if re.match(
        r"[\s-]?(?:years?|months?|weeks?|days?|hours?|minutes?|-seconds?)\b|['’]s\b|-year|\s(?:gmt|utc|local time)\b|\.\s*[A-Z]\b(?<=^\.)",
        after,
    ):
        return False
    if re.search(
        r"(?i)\b(?:age[ds]?|no\.|number|page|chapter|article|section|room|flight|route|highway|top|level|act|part|phase|group of)\s$",
        before,
    ):
        return False
    if number.ent_type_ and number.ent_type_ != "group" and (noun is None or noun.ent_type_ == number.ent_type_):
        return False
    if number.i and q.span.start == number.idx:
        before_it = number.nbor(-1)
        inside = before_it.dep_ in ("compound", "flat", "nmod", "nmod:unmarked", "amod") or number.head == before_it
        alone = noun is None or noun.i < number.i
        if before_it.pos_ == "PROPN" and (
            inside or (alone and not q.unit and q.span.start == before_it.idx + len(before_it) + 1)
        ):
            return False  # a label: *Boeing 737 flights*
    if noun is None:
        # An ellipsis is a figure where it is what a verb does: *killed 12*; a bare number elsewhere is an age or a label.
        big = (q.low or q.high or 0) >= 100 or q.low != q.high
        return (number.dep_ in ("obj", "nsubj", "nsubj:pass") and not q.plain) or (
            big and number.dep_ not in ("appos", "nmod", "dep")
        )
    if noun == _toll(number):
        return True
    if (singular(noun) in NO_COUNT and q.plain) or (noun.i < number.i and q.low == q.high and q.plain):
        return False
    definite = any(t.lower_ in DEFINITE for t in (*number.lefts, *noun.lefts) if t.i < number.i)
    if q.plain and (definite or number.lower_ == "one" or after.startswith(",")):
        return False
    return noun.pos_ in ("NOUN", "PROPN", "ADJ")


def _estimate(context: Context, q: Quantity, noun: Token | None, number: int) -> Estimate:
    head = noun if noun is not None else context.at(q.number)
    verb = clause(head)
    attribution, chain = context.told(q.span)
    who = _putting(context.at(q.number)) if attribution is None and _toll(context.at(q.number)) is not None else None
    if who is not None:
        entity, said = context.entity(who), phrase(who)
        chain = (Hop(entity.id if entity else None, context.entities.label(*said), None),)
    span = (
        Span(q.span.start, max(q.span.end, noun.idx + len(noun)))
        if noun is not None and noun.i - context.at(q.number).i < 8
        else q.span
    )
    return Estimate(
        id=f"q{number}",
        span=span,
        quantity=quantity(context, q, noun, verb),
        low=q.low,
        high=q.high,
        unit=q.unit or _unit(noun, verb),
        status=_status(verb),
        attribution=attribution,
        chain=chain,
        as_of=context.when(head),
    )


def _unit(noun: Token | None, verb: Token) -> str:
    if noun is None:
        return "person" if verb.lower_ in LOSSES else ""
    lemma = singular(noun)
    if lemma in CURRENCIES:
        return CURRENCIES[lemma]
    if lemma in TOLLS:
        return "person" if lemma == "toll" else ""
    return "person" if human(noun) else lemma


def _status(verb: Token) -> EstimateStatus:
    words = {verb.lower_, *(c.lower_ for c in verb.children if c.dep_.startswith("aux")), verb.head.lower_}
    if words & FEARED:
        return "feared"
    return "planned" if verb.pos_ == "VERB" and factuality(verb) == "planned" else "actual"
