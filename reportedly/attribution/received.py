"""Who gets something does not tell it: *was denied a visa* is no attribution, *drew criticism for the ban* one of others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from reportedly.attribution.cited import case, cue_tokens, phrase
from reportedly.attribution.manner import lexicon
from reportedly.attribution.nesting import Draft
from reportedly.model import Span


def received(doc: Doc, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """The drafts without those that tell what somebody was given or refused; praise and blame are of whom they come from."""
    for draft in drafts:
        cue = cue_tokens(doc, draft)
        verb = cue.root if cue is not None else None
        if verb is not None and _is_given(verb):
            continue
        if verb is not None and _draws(verb) and _is_of(draft.source, verb):
            yield replace(draft, source=_from(doc, verb))
        else:
            yield draft


def _is_given(verb: Token) -> bool:
    passive = any(c.dep_ in ("nsubj:pass", "aux:pass") for c in verb.children)
    thing = any(c.dep_ == "obj" and c.pos_ in ("NOUN", "PROPN") for c in verb.children)
    return verb.lower_ in lexicon()["given"] and passive and thing


def _draws(verb: Token) -> bool:
    return verb.lower_ in lexicon()["drawing"] and any(c.lower_ in lexicon()["drawn"] for c in verb.children)


def _is_of(source: Sequence[Span], verb: Token) -> bool:
    """Whether a source is the verb's subject."""
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    return subject is not None and any(s.start <= subject.idx < s.end for s in source)


def _from(doc: Doc, verb: Token) -> tuple[Span, ...]:
    """*From the unions* in *drew praise from the unions*."""
    told = (verb, *(c for c in verb.children if c.lower_ in lexicon()["drawn"]))
    whom = (c for t in told for c in t.children if c.dep_ in ("obl", "nmod") and case(c) == "from")
    found = next((phrase(doc, noun, len(doc)) for noun in whom), None)
    return (found,) if found else ()
