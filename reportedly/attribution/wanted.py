"""Wishes that stand in what somebody tells, as a noun that is somebody's: *the regime's determination to deploy them*."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token

from reportedly.attribution.cited import phrase
from reportedly.attribution.manner import lexicon
from reportedly.attribution.nesting import Draft
from reportedly.model import Span

CONFIDENCE = 0.6


def wanted(doc: Doc, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """An attribution for each such noun that stands in the content of one of the drafts and is no cue yet."""
    for noun in doc:
        if noun.pos_ != "NOUN" or noun.lower_ not in lexicon()["wishes"]:
            continue
        at = Span(noun.idx, noun.idx + len(noun))
        inside = any(span.holds(at) for draft in drafts for span in draft.content)
        if not inside or any(span.meets(at) for draft in drafts for span in draft.cue):
            continue
        whose = next((c for c in noun.children if c.dep_ == "nmod:poss"), None)
        what = next((c for c in noun.children if c.dep_ == "acl" and c.i > noun.i and _to(c)), None)
        source = phrase(doc, whose, noun.i) if whose is not None else None
        if source is not None and what is not None:
            yield Draft((at,), (source,), (_clause(doc, what),), CONFIDENCE)


def _to(verb: Token) -> bool:
    return any(c.lower_ == "to" and c.dep_ == "mark" for c in verb.children)


def _clause(doc: Doc, verb: Token) -> Span:
    words = [t for t in verb.subtree if not t.is_space]
    while words[-1].is_punct and words[-1].text not in "”\"'’)":
        words.pop()
    return Span(words[0].idx, words[-1].idx + len(words[-1]))
