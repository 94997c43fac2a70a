"""The smallest things that an article says: its clauses, each with what stands in it and who says it.

A sentence is cut where a clause begins that can be true or false by itself, and around nouns that name a happening
(*Tuesday's explosion at the works*), for that is how later articles report what earlier ones told. Words that only
attribute (*the ministry said*) are no proposition.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from spacy.tokens import Token

from reportedly.claims.context import Context
from reportedly.claims.factuality import NEGATIONS, factuality
from reportedly.language.inflect import forms
from reportedly.model import ClaimKind, Commitment, Estimate, Event, Polarity, Proposition, Span

CLAUSES = frozenset(("conj", "parataxis", "advcl", "acl:relcl", "ccomp", "csubj"))
SUBJECTS = frozenset(("nsubj", "nsubj:pass", "nsubj:outer", "csubj", "expl"))
EDGES = frozenset(("cc", "mark", "punct"))
LEAST = 3
"""Words; a shorter piece belongs to the one beside it."""
RELATIVE = 5
"""Words of a clause that only adds to a noun or a verb; a shorter one stays with it."""
NOBODY = frozenset(("nobody", "none", "nothing", "nowhere"))


class Piece(NamedTuple):
    """Tokens `[start, end)` of the document and the word that the rest of them hangs on."""

    start: int
    end: int
    head: int


def propositions(
    context: Context, events: Sequence[Event], estimates: Sequence[Estimate], commitments: Sequence[Commitment]
) -> tuple[Proposition, ...]:
    """All of one article, in order, none meeting another."""
    found: list[Proposition] = []
    places = [(e.id, s) for e in events for s in (e.trigger, *e.mentions)] + [(q.id, q.span) for q in estimates]
    firm = [(c.id, c.span) for c in commitments]
    for piece in _pieces(context):
        span = _span(context, piece)
        if span is None:
            continue
        items = [i for i, place in places if span.meets(place)] + [i for i, s in firm if _mostly(span, s)]
        attribution, chain = context.told(_middle(context, piece, span))
        found.append(
            Proposition(
                id=f"p{len(found) + 1}",
                span=span,
                kind=_kind(items),
                polarity=_polarity(context, piece, attribution),
                attribution=attribution,
                chain=chain,
                items=tuple(dict.fromkeys(items)),
            )
        )
    return tuple(found)


def _pieces(context: Context) -> Iterator[Piece]:
    frames = _frames(context)
    for sentence in context.doc.sents:
        heads = {sentence.root.i} | {t.i for t in sentence if _begins(context, t)}
        happenings = {t.i for t in sentence if t.i not in heads and _happening(t)}
        runs = list(_runs(_owners(sentence.start, sentence.end, context, heads | happenings), sentence.start))
        within = {h for h in happenings if _interrupts(h, runs)}
        if within:
            happenings -= within
            runs = list(_runs(_owners(sentence.start, sentence.end, context, heads | happenings), sentence.start))
        yield from _joined([r for r in runs if _says(context, r, frames)], happenings, context)


def _begins(context: Context, token: Token) -> bool:
    """Whether a clause that stands by itself has this head."""
    if token.dep_ not in CLAUSES or not _clausal(token):
        return False
    size = sum(1 for t in token.subtree if t.is_alpha)
    if token.dep_ == "ccomp":
        return context.cue(token.head)
    if token.dep_ == "conj":
        return any(c.dep_ in SUBJECTS for c in token.children) or size >= RELATIVE
    if token.dep_ in ("advcl", "acl:relcl"):
        return size >= RELATIVE and (token.dep_ == "acl:relcl" or any(c.dep_ in SUBJECTS for c in token.children))
    return size >= LEAST


def _clausal(token: Token) -> bool:
    return token.pos_ in ("VERB", "AUX") or any(c.dep_ in SUBJECTS or c.dep_ == "cop" for c in token.children)


def _happening(token: Token) -> bool:
    """Whether a noun names a happening and says which one: when, where, whose."""
    if token.pos_ not in ("NOUN", "PROPN") or token.lower_ not in happenings():
        return False
    told = ("nmod", "nmod:poss", "amod", "acl", "acl:relcl", "compound", "nmod:unmarked")
    return token.dep_ not in ("compound", "nmod:poss") and any(c.dep_ in told for c in token.children)


@cache
def happenings() -> frozenset[str]:
    """Nouns that name something that happened, in all their forms."""
    with files("reportedly.claims").joinpath("data", "happenings.csv").open(encoding="utf-8") as stream:
        rows = csv.reader(line for line in stream if not line.startswith("#"))
        return frozenset(form for row in rows for form in (row[0], *forms(row[0])))


def _owners(start: int, end: int, context: Context, heads: set[int]) -> list[int]:
    """For each token of a sentence the nearest head above it."""
    owners: dict[int, int] = {}
    for i in range(start, end):
        path, token = [], context.doc[i]
        while token.i not in owners and token.i not in heads and token.head.i != token.i:
            path.append(token.i)
            token = token.head
        owner = owners.get(token.i, token.i)
        owners.update(dict.fromkeys((*path, token.i), owner))
    return [owners[i] for i in range(start, end)]


def _runs(owner: Sequence[int], start: int) -> Iterator[Piece]:
    """Stretches of one owner; a clause that another interrupts has several."""
    at = 0
    for i in range(1, len(owner) + 1):
        if i == len(owner) or owner[i] != owner[at]:
            yield Piece(start + at, start + i, owner[at])
            at = i


def _interrupts(happening: int, runs: Sequence[Piece]) -> bool:
    """Whether the clause that it stands in goes on behind it: what it tells would fall apart."""
    first = next(i for i, run in enumerate(runs) if run.head == happening)
    last = max(i for i, run in enumerate(runs) if run.head == happening)
    return first > 0 and last + 1 < len(runs) and runs[first - 1].head == runs[last + 1].head


def _frames(context: Context) -> frozenset[int]:
    """Code points of sources and cues."""
    return frozenset(n for a in context.attributions for s in (*a.source, *a.cue) for n in range(s.start, s.end))


def _says(context: Context, piece: Piece, frames: frozenset[int]) -> bool:
    """Whether there is more in it than who says something, to whom and when."""
    words = [t for t in context.doc[piece.start : piece.end] if t.is_alpha or t.like_num]
    own = [t for t in words if t.idx not in frames and t.dep_ not in EDGES]
    if context.cue(context.doc[piece.head]):
        own = [t for t in own if context.told(Span(t.idx, t.idx + len(t)))[0]]
    return len(own) >= min(2, len(words)) and bool(own)


def _joined(pieces: Sequence[Piece], apart: set[int], context: Context) -> Iterator[Piece]:
    """Pieces too short to say anything are joined with what stands before them, else with what follows."""
    kept: list[Piece] = []
    for piece in pieces:
        short = _short(context, piece, apart)
        beside = kept and kept[-1].end == piece.start
        if beside and (short or _open(context, kept[-1], piece, apart) or _short(context, kept[-1], apart)):
            last = kept.pop()
            kept.append(Piece(last.start, piece.end, last.head if short or last.head in apart else piece.head))
        else:
            kept.append(piece)
    yield from kept


def _short(context: Context, piece: Piece, apart: set[int]) -> bool:
    words = sum(1 for t in context.doc[piece.start : piece.end] if t.is_alpha or t.like_num)
    return words < LEAST and piece.head not in apart


def _open(context: Context, piece: Piece, following: Piece, apart: set[int]) -> bool:
    """Whether it breaks off before a noun: the tree is wrong there."""
    return following.head not in apart and context.doc[piece.end - 1].pos_ in ("ADP", "DET", "PART", "AUX")


def _span(context: Context, piece: Piece) -> Span | None:
    """Its characters, without punctuation, conjunctions and the like at its ends."""
    start, end = piece.start, piece.end
    doc = context.doc
    while start < end and (doc[start].is_space or (doc[start].dep_ in EDGES and not doc[start].is_quote)):
        start += 1
    while end > start and (doc[end - 1].is_space or (doc[end - 1].is_punct and not doc[end - 1].is_quote)):
        end -= 1
    if start >= end or not any(t.is_alpha or t.like_num for t in doc[start:end]):
        return None
    return Span(doc[start].idx, doc[end - 1].idx + len(doc[end - 1]))


def _middle(context: Context, piece: Piece, span: Span) -> Span:
    """Where to ask who tells it: its head, or its first word where the head stands elsewhere.

    Where the head attributes and what it attributes stands here too (*acknowledged three deaths*), there.
    """
    head = context.doc[piece.head]
    if context.cue(head):
        own = (Span(t.idx, t.idx + 1) for t in context.doc[piece.start : piece.end] if t.is_alpha or t.like_num)
        return next((s for s in own if context.told(s)[0] != context.told(Span(head.idx, head.idx + 1))[0]), span)
    inside = span.start <= head.idx < span.end
    return Span(head.idx, head.idx + 1) if inside else Span(span.start, span.start + 1)


def _mostly(span: Span, other: Span) -> bool:
    shared = min(span.end, other.end) - max(span.start, other.start)
    return shared * 2 >= min(span.end - span.start, other.end - other.start)


def _kind(items: Sequence[str]) -> ClaimKind:
    letters = {item[0] for item in items}
    return (
        "estimate" if "q" in letters else "commitment" if "c" in letters else "event" if "v" in letters else "statement"
    )


def _polarity(context: Context, piece: Piece, attribution: str | None) -> Polarity:
    told: Polarity = next((a.polarity for a in context.attributions if a.id == attribution), "asserts")
    if told != "asserts":
        return told
    head = context.doc[piece.head]
    nobody = any(c.lower_ in NOBODY or (c.lower_ in NEGATIONS and c.dep_ != "cc") for c in head.children)
    subject = (d for c in head.children if c.dep_ in SUBJECTS for d in c.children)
    none = any(d.lower_ in NEGATIONS for d in subject)
    denied = head.pos_ in ("VERB", "AUX") and factuality(head) == "denied"
    return "denies" if nobody or none or denied else "asserts"
