"""The smallest things that an article says: its clauses, each with what stands in it and who says it.

A sentence is cut where a clause begins that can be true or false by itself. Within a clause, a noun that names a
happening (*Tuesday's explosion at the works*) is a proposition of its own, for that is how later articles report what
earlier ones told. Words that only attribute (*the ministry said*) are no proposition.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from spacy.tokens import Token

from reportedly.attribution.posts import posts
from reportedly.claims.context import Context
from reportedly.claims.enumerated import cuts
from reportedly.claims.factuality import NEGATIONS, factuality
from reportedly.claims.happenings import happenings
from reportedly.model import ClaimKind, Commitment, Estimate, Event, Polarity, Proposition, Span
from reportedly.text import find_furniture

CLAUSES = frozenset(("conj", "parataxis", "advcl", "acl:relcl", "ccomp", "csubj"))
SUBJECTS = frozenset(("nsubj", "nsubj:pass", "nsubj:outer", "csubj", "expl"))
EDGES = frozenset(("cc", "mark", "punct"))
LEAST = 3
"""Words; a shorter piece belongs to the one beside it."""
RELATIVE = 5
"""Words of a clause that only adds to a noun or a verb; a shorter one stays with it."""
FREE = frozenset(("what", "whatever", "whoever", "whichever"))
"""Words that a clause completes: *what we have on the deck* is one part of what is said."""
NOBODY = frozenset(("nobody", "none", "nothing", "nowhere"))


class Piece(NamedTuple):
    """Tokens `[start, end)` of the document and the word that the rest of them hangs on; `inner` for a happening that
    its clause presupposes."""

    start: int
    end: int
    head: int
    inner: bool = False

    @property
    def has_head(self) -> bool:
        """Whether that word stands in it."""
        return self.start <= self.head < self.end


def propositions(
    context: Context, events: Sequence[Event], estimates: Sequence[Estimate], commitments: Sequence[Commitment]
) -> tuple[Proposition, ...]:
    """All of one article, in order of start, the longer first; clauses apart from each other, a happening within one."""
    found: list[Proposition] = []
    spans: set[Span] = set()
    places = [(e.id, s) for e in events for s in (e.trigger, *e.mentions)] + [(q.id, q.span) for q in estimates]
    firm = [(c.id, c.span) for c in commitments]
    around = frozenset(n for s in _around(context.article.text) for n in range(s.start, s.end))
    for piece in _pieces(context, around):
        span = _span(context, piece, around)
        if span is None or span in spans:
            continue
        spans.add(span)
        items = [i for i, place in places if span.meets(place)] + [i for i, s in firm if _mostly(span, s)]
        attribution, chain = context.told(_middle(context, piece, span))
        found.append(
            Proposition(
                id=f"p{len(found) + 1}",
                span=span,
                kind="event" if piece.inner else _kind(items),
                polarity=_polarity(context, piece, attribution),
                attribution=attribution,
                chain=chain,
                items=tuple(dict.fromkeys(items)),
            )
        )
    return tuple(found)


def _around(text: str) -> Iterator[Span]:
    """What stands around the words that tell something: datelines, bylines, and the lines that sign a post."""
    yield from find_furniture(text).spans
    for post in posts(text):
        yield post.account
        if post.date:
            yield post.date


def _pieces(context: Context, around: frozenset[int]) -> Iterator[Piece]:
    idle = _frames(context) | around
    for sentence in context.doc.sents:
        heads = {sentence.root.i} | {t.i for t in sentence if _begins(context, t)}
        clauses = _owners(sentence.start, sentence.end, context, heads)
        happenings = {t.i for t in sentence if t.i not in heads and _happening(t) and not _dated(context, t)}
        apart = _owners(sentence.start, sentence.end, context, heads | happenings)
        runs = [r for r in _runs(clauses, sentence.start) if _says(context, r, idle)]
        found = [part for piece in _joined(runs, context) for part in _parts(piece, context)]
        inner = (r._replace(inner=True) for r in _runs(apart, sentence.start) if r.head in happenings and r.has_head)
        found += [r for r in inner if any(_within(r, piece, context) for piece in found)]
        yield from sorted(found, key=lambda piece: (piece.start, -piece.end))


def _within(happening: Piece, clause: Piece, context: Context) -> bool:
    """Whether it stands in a clause that tells something else: *an explosion tore through the works* tells only it."""
    if not (clause.start <= happening.start < happening.end <= clause.end):
        return False
    noun = context.doc[happening.head]
    new = any(t.lower_ in ("a", "an") for t in noun.children if t.dep_ == "det")
    others = (*context.doc[clause.start : happening.start], *context.doc[happening.end : clause.end])
    return not (new and noun.dep_ in SUBJECTS) and sum(1 for t in others if t.is_alpha or t.like_num) >= 2


def _begins(context: Context, token: Token) -> bool:
    """Whether a clause that stands by itself has this head."""
    if token.dep_ not in CLAUSES or not _clausal(token) or token.head.lower_ in FREE:
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
    """Whether a noun names a happening and says which one: when, where, whose, or that one knows of it."""
    if (
        token.pos_ not in ("NOUN", "PROPN")
        or token.lower_ not in happenings()
        or token.dep_ in ("compound", "nmod:poss")
    ):
        return False
    told = {c.dep_ for c in token.children} & {
        "nmod",
        "nmod:poss",
        "amod",
        "acl",
        "acl:relcl",
        "compound",
        "nmod:unmarked",
    }
    known = any(c.dep_ == "det" and c.lower_ not in ("a", "an", "no", "any") for c in token.children)
    return bool(told - {"compound"}) or bool(told and known)


def _dated(context: Context, token: Token) -> bool:
    """Whether it is a month: *in March of that year*."""
    return context.dated(Span(token.idx, token.idx + len(token)))


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


def _frames(context: Context) -> frozenset[int]:
    """Code points of sources and cues."""
    return frozenset(n for a in context.attributions for s in (*a.source, *a.cue) for n in range(s.start, s.end))


def _says(context: Context, piece: Piece, idle: frozenset[int]) -> bool:
    """Whether there is more in it than who says something, to whom and when."""
    words = [t for t in context.doc[piece.start : piece.end] if t.is_alpha or t.like_num]
    own = [t for t in words if t.idx not in idle and t.dep_ not in EDGES]
    if context.cue(context.doc[piece.head]):
        own = [t for t in own if context.told(Span(t.idx, t.idx + len(t)))[0]]
    return len(own) >= min(2, len(words)) and bool(own)


def _joined(pieces: Sequence[Piece], context: Context) -> Iterator[Piece]:
    """Pieces too short to say anything are joined with what stands before them, else with what follows."""
    kept: list[Piece] = []
    for piece in pieces:
        short = _short(context, piece)
        beside = kept and kept[-1].end == piece.start
        if beside and (short or _open(context, kept[-1]) or _short(context, kept[-1])):
            last = kept.pop()
            kept.append(Piece(last.start, piece.end, last.head if short else piece.head))
        else:
            kept.append(piece)
    yield from kept


def _parts(piece: Piece, context: Context) -> Iterator[Piece]:
    """What it enumerates, each part with a head of its own."""
    starts = [piece.start, *(piece.start + at for at in cuts(context.doc[piece.start : piece.end])), piece.end]
    for start, end in pairwise(starts):
        part = context.doc[start:end]
        yield piece if len(starts) == 2 else Piece(start, end, piece.head if start <= piece.head < end else part.root.i)


def _short(context: Context, piece: Piece) -> bool:
    return sum(1 for t in context.doc[piece.start : piece.end] if t.is_alpha or t.like_num) < LEAST


def _open(context: Context, piece: Piece) -> bool:
    """Whether it breaks off before a noun: the tree is wrong there."""
    return context.doc[piece.end - 1].pos_ in ("ADP", "DET", "PART", "AUX")


def _span(context: Context, piece: Piece, around: frozenset[int]) -> Span | None:
    """Its characters, without punctuation, conjunctions, datelines and the like at its ends."""
    start, end = piece.start, piece.end
    doc = context.doc
    edges = EDGES | {"case"} if piece.inner else EDGES
    while start < end and (doc[start].idx in around or _edge(doc[start], doc[start].dep_ in edges)):
        start += 1
    while end > start and (doc[end - 1].idx in around or _edge(doc[end - 1], doc[end - 1].is_punct)):
        end -= 1
    if start >= end or not any(t.is_alpha or t.like_num for t in doc[start:end]):
        return None
    return Span(doc[start].idx, doc[end - 1].idx + len(doc[end - 1]))


def _edge(token: Token, edge: bool) -> bool:
    return token.is_space or (edge and not token.is_quote)


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
    if piece.inner and not context.cue(context.doc[piece.head].head):
        return "asserts"  # denied is what the clause says of it
    told: Polarity = next((a.polarity for a in context.attributions if a.id == attribution), "asserts")
    if told != "asserts":
        return told
    head = context.doc[piece.head]
    nobody = any(c.lower_ in NOBODY or (c.lower_ in NEGATIONS and c.dep_ != "cc") for c in head.children)
    subject = (d for c in head.children if c.dep_ in SUBJECTS for d in c.children)
    none = any(d.lower_ in NEGATIONS for d in subject)
    denied = head.pos_ in ("VERB", "AUX") and factuality(head) == "denied"
    return "denies" if nobody or none or denied else "asserts"
