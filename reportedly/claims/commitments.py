"""Pledges, offers, plans, threats and treaties: by whom, to whom, what, on what condition."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import NamedTuple, cast

from spacy.tokens import Token

from reportedly.claims.arguments import agents, child, conjuncts, oblique, parties, passive, subject
from reportedly.claims.context import Context
from reportedly.claims.factuality import factuality
from reportedly.claims.nouns import human
from reportedly.language.gazetteer import nominals, roles
from reportedly.language.inflect import forms
from reportedly.model import Commitment, Span
from reportedly.model.found import CommitmentKind

TREATIES = frozenset(
    f
    for w in "agreement deal treaty pact accord memorandum contract truce ceasefire protocol".split()
    for f in forms(w)
)
ABSTRACT = frozenset(
    "apology explanation opinion view condolences comment example insight glimpse chance opportunity evidence proof reason "
    "analysis product products goods section clue clues details hint hints alternative variety contrast prospect solution "
    "guidance look price prices view views praise advice".split()
)
WILL = frozenset(("will", "would", "shall", "'ll", "’ll"))
MAIN = frozenset(("ROOT", "root", "conj", "ccomp", "parataxis"))
DASHES = frozenset(("—", "–", "―", "--"))
NEAR = 300
"""Code points within which a plan of nobody goes on with the plan before."""
ECHOES = frozenset(("i", "we", "he", "she", "it", "they"))
EXCHANGE = frozenset(("exchange", "return", "condition", "provided", "case"))


class Row(NamedTuple):
    """A word that commits, and what must follow it.

    *clause* is a to-infinitive or a clause with will or would; *object* and *treaty* are nouns.
    """

    kind: CommitmentKind
    pos: str
    complement: str


class Found(NamedTuple):
    """A committing word, the head of what it commits to, and the heads of who commits."""

    kind: CommitmentKind
    trigger: Token
    what: Token
    by: list[Token]


@cache
def lexicon() -> dict[str, tuple[Row, ...]]:
    """Every form with its rows."""
    table: dict[str, list[Row]] = defaultdict(list)
    with files("reportedly.claims.data").joinpath("commitments.csv").open(encoding="utf8") as lines:
        for row in csv.DictReader(lines):
            for word in row["words"].split():
                for form in (word,) if row["pos"] == "a" else forms(word):
                    table[form].append(Row(cast("CommitmentKind", row["kind"]), row["pos"], row["complement"]))
    return {form: tuple(rows) for form, rows in table.items()}


def commitments(context: Context) -> tuple[Commitment, ...]:
    """All of one article, in order of the words that commit."""
    taken: set[int] = set()
    result: list[Commitment] = []
    for found in _found(context):
        # "vowed to offer support" is one pledge.
        if found.what.i in taken or found.trigger.i in taken:
            continue
        taken.add(found.what.i)
        result.append(_commitment(context, found, len(result) + 1, result))
    return tuple(result)


def _found(context: Context) -> Iterator[Found]:
    for token in context.doc:
        rows = lexicon().get(token.lower_, ())
        if rows and factuality(token) == "denied":
            continue
        match = next((f for row in rows if _fits(token, row) and (f := _match(context, token, row))), None)
        if match:
            yield match
        elif token.pos_ == "VERB":
            said = _said(context, token) or _arranged(token)
            if said:
                yield said


def _fits(token: Token, row: Row) -> bool:
    """A participle may stand where an adjective does: *is set to*, *is prepared to*."""
    if row.pos == "a":
        return token.pos_ == "ADJ" or (token.pos_ == "VERB" and "Part" in token.morph.get("VerbForm", []))
    return token.pos_ == {"v": "VERB", "n": "NOUN"}[row.pos]


def _match(context: Context, token: Token, row: Row) -> Found | None:
    by = _committed(token, row)
    if row.complement == "treaty":
        thing = child(token, "obj", "nsubj:pass")
        return Found(row.kind, token, thing, agents(token)) if thing is not None and thing.lower_ in TREATIES else None
    if row.complement == "object":
        thing = child(token, "obj")
        if thing is None or thing.lower_ in ABSTRACT or thing.pos_ not in ("NOUN", "PROPN"):
            return None
        if row.kind != "plan" and not any(t.pos_ == "PRON" or _somebody(context, t) for t in by) and not passive(token):
            return None  # a room offers a view
        return Found(row.kind, token, thing, by)
    clause = next(
        (
            c
            for c in token.children
            if c.dep_ in ("xcomp", "ccomp", "acl", "advcl", "csubj", "acl:relcl") and c.i > token.i
        ),
        None,
    )
    if clause is None:
        return None
    infinitive = any(c.lower_ == "to" and c.dep_ == "mark" for c in clause.children)
    if infinitive:
        return Found(row.kind, token, clause, by)
    ahead = {c.lower_ for c in clause.children if c.dep_.startswith("aux")} & WILL
    if row.complement == "clause" and ahead and clause.dep_ != "acl:relcl":
        inner = child(clause, "nsubj", "nsubj:pass")
        own = by or (conjuncts(inner) if inner is not None else [])
        return Found(row.kind, token, clause, own)
    return None


def _committed(token: Token, row: Row) -> list[Token]:
    if row.pos == "n":
        owner = child(token, "nmod:poss")
        return (conjuncts(owner) if owner is not None else []) + oblique(token, "by", "from", "of")
    if row.pos == "a":
        if token.pos_ == "VERB":
            return agents(token)  # *the talks are set to resume*: by whom is not told
        found = subject(token)
        return conjuncts(found) if found is not None else []
    return agents(token)


def _said(context: Context, token: Token) -> Found | None:
    """*Trump said he would send …*, *“We will …”*: a speaker who tells what he himself will do."""
    if (
        token.dep_ not in ("ccomp", "parataxis", "root", "ROOT", "conj")
        or not {c.lower_ for c in token.children if c.dep_ == "aux"} & WILL
    ):
        return None
    if (
        factuality(token) in ("denied", "possible")
        or any(c.lower_ == "have" and c.dep_ == "aux" for c in token.children)
        or token.pos_ != "VERB"
    ):
        return None
    who = child(token, "nsubj")
    if who is None:
        return None
    _, chain = context.told(Span(token.idx, token.idx + len(token)))
    if not chain:
        return None
    entity = context.entity(who)
    itself = entity is not None and entity.id == chain[-1].entity
    if not itself and not (_pronoun(token, who) and chain[-1].label):
        return None
    return Found("pledge", token, token, [who])


def _pronoun(verb: Token, who: Token) -> bool:
    """*I will*, or *he would* right under the verb of saying: the speaker, though he may be taken for somebody else."""
    return who.lower_ in ("i", "we") or (who.lower_ in ECHOES and verb.dep_ == "ccomp")


def _arranged(token: Token) -> Found | None:
    """*The vote is to be held in May*: what is arranged, by whom is not told."""
    words = {c.lower_ for c in token.children if c.dep_.startswith("aux")}
    if words & {"will", "would"} and words & {"be"} and passive(token) and token.dep_ in MAIN:
        return Found("plan", token, token, agents(token))
    infinitive = any(c.lower_ == "to" and c.dep_ == "mark" for c in token.children)
    if words & {"is", "are"} and infinitive and token.dep_ in MAIN:
        return Found("plan", token, token, agents(token))
    return None


def _commitment(context: Context, found: Found, number: int, before: list[Commitment]) -> Commitment:
    span = _extent(found.what)
    told = Span(found.trigger.idx, found.trigger.idx + len(found.trigger))
    attribution, chain = context.told(span)
    if attribution is None:
        attribution, chain = context.told(told)
    by, by_spans = parties(context, found.by)
    # "X told Y he would help": the pronoun of a promise is who makes it, whoever stands nearer.
    echo = bool(found.by) and all(t.lower_ in ECHOES for t in found.by)
    if chain and chain[-1].entity and (echo or not found.by):
        by = (chain[-1].entity,)
    if not by and not found.by and found.kind == "plan" and before and 0 <= span.start - before[-1].span.end < NEAR:
        by = before[-1].by  # "The first vote is to be held …" after "The government intends to hold votes"
    if found.kind == "treaty":
        by = _states(context, by)
    to, to_spans = parties(context, [t for t in _towards(found) if t not in found.by and _somebody(context, t)])
    return Commitment(
        id=f"c{number}",
        kind=found.kind,
        span=span,
        by=by,
        to=tuple(t for t in to if t not in by),
        condition=_condition(found),
        date=context.when(found.trigger),
        attribution=attribution,
        chain=chain,
        by_spans=by_spans,
        to_spans=to_spans,
    )


def _states(context: Context, by: tuple[str, ...]) -> tuple[str, ...]:
    """A treaty that leaders sign is their states'."""
    states = []
    for entity in context.entities.entities:
        if entity.id in by:
            state = context.state(entity.country) if entity.kind == "person" and entity.country else None
            states.append(state.id if state else entity.id)
    return tuple(dict.fromkeys(states))


def _somebody(context: Context, head: Token) -> bool:
    """Whether a promise can be made to it: a named one, a person or a body."""
    return context.entity(head) is not None or head.lower_ in roles() or head.lower_ in nominals() or human(head)


def _towards(found: Found) -> list[Token]:
    indirect = child(found.trigger, "iobj") or child(found.what, "iobj")
    heads = conjuncts(indirect) if indirect is not None else []
    heads += oblique(found.trigger, "to", "with") + oblique(found.what, "to", "for", "with")
    thing = child(found.what, "obj")
    return heads + (oblique(thing, "to", "for") if thing is not None else [])


def _extent(head: Token) -> Span:
    """The clause or noun phrase of what is committed to, without the end punctuation and its condition."""
    kept = sorted(t.i for t in head.subtree if not _outside(head, t))
    doc = head.doc
    after = kept[-1] + 1
    # "to support and encourage all measures", whatever the tree joins the second verb to
    if doc[kept[0]].lower_ == "to" and after + 1 < len(doc) and doc[after].lower_ in ("and", "or"):
        second = doc[after + 1]
        if second.pos_ == "VERB" and "Inf" in second.morph.get("VerbForm", []):
            kept += range(after, second.right_edge.i + 1)
    dashes = [i for i in kept if doc[i].text in DASHES]
    if len(dashes) == 1 and dashes[0] > kept[0]:  # to lift the ban — not what the minister had in mind
        kept = [i for i in kept if i < dashes[0]]
    while len(kept) > 1 and doc[kept[-1]].is_punct and doc[kept[-1]].text not in "”\"'’)":
        kept.pop()
    while len(kept) > 1 and (doc[kept[0]].lower_ in ("that", ",") or doc[kept[0]].is_space):
        kept.pop(0)
    last = doc[kept[-1]]
    return Span(doc[kept[0]].idx, last.idx + len(last))


def _outside(head: Token, token: Token) -> bool:
    """Whether a token belongs to a relative clause, a conjunct clause or a parenthesis of a noun phrase."""
    at = token
    while at.i != head.i:
        if at.head.i == head.i and (at.dep_ == "parataxis" or (at.dep_ == "acl:relcl" and head.lower_ in TREATIES)):
            return True
        if (
            at.head.i == head.i
            and at.dep_ == "conj"
            and any(c.lower_ == "that" and c.dep_ == "mark" for c in at.children)
        ):
            return True
        if at.head.i == head.i and at.dep_ == "advcl" and any(c.lower_ in ("if", "unless") for c in at.children):
            return True
        at = at.head
    return False


def _condition(found: Found) -> Span | None:
    for token in (*found.what.subtree, *found.trigger.subtree):
        if token.lower_ in ("if", "unless", "until") and token.dep_ == "mark":
            return _extent(token.head)
        anonymous = any(c.lower_ == "anonymity" for c in token.children)
        if (
            token.lower_ in EXCHANGE
            and not anonymous
            and any(c.dep_ == "case" and c.lower_ in ("in", "on") for c in token.children)
        ):
            return _extent(token)
    return None
