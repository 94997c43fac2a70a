"""What a tree says of attributions beyond their words: *media relayed the minister's message that …* has the media as one
more source, and what hangs on words that somebody told belongs to them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from reportedly.attribution.cited import cue_tokens, phrase, tells
from reportedly.attribution.manner import lexicon
from reportedly.attribution.nesting import Draft
from reportedly.language.entities import Entities
from reportedly.model import Span

CONFIDENCE = 0.6
SUBJECTS = frozenset(("nsubj", "nsubj:pass"))


def relays(doc: Doc, entities: Entities, drafts: Sequence[Draft]) -> list[Draft]:
    """An attribution for each verb that passes on what a noun among the cues tells, where there is none yet."""
    found: list[Draft] = []
    for draft in drafts:
        cue = cue_tokens(doc, draft)
        if cue is None or cue.root.pos_ != "NOUN" or cue.root.dep_ not in ("obj", "nsubj:pass"):
            continue
        noun, verb = cue.root, cue.root.head
        if verb.lower_ not in lexicon()["relays"] or any(_within(verb, d.cue) for d in drafts):
            continue
        teller = next((c for c in verb.children if c.dep_ == ("nsubj" if noun.dep_ == "obj" else "obl:agent")), None)
        if teller is None or not tells(entities, teller):
            continue
        source = phrase(doc, teller, verb.i if teller.i < verb.i else len(doc))
        if source is not None:
            first, last = doc[noun.left_edge.i], max(s.end for s in (*draft.content, *draft.cue))
            content = Span(min(first.idx, draft.start), last)
            told = Span(verb.idx, verb.idx + len(verb))
            found.append(Draft((told,), (source,), (content,), CONFIDENCE))
    return found


def widened(doc: Doc, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts; what somebody tells reaches over what hangs on it and is of somebody in it: *the agency said that the
    envoy came to the king and praised him*."""
    result = list(drafts)
    for draft in sorted(drafts, key=lambda d: d.start):
        cue = cue_tokens(doc, draft)
        if cue is None or not draft.source:
            continue
        for number, outer in enumerate(result):
            if outer.cue and outer is not draft and _hangs(cue.root, draft, outer):
                end = max(s.end for s in (*draft.cue, *draft.content))
                last = outer.content[-1]
                result[number] = replace(outer, content=(*outer.content[:-1], Span(last.start, max(last.end, end))))
                break
    return result


def hearsay(doc: Doc, drafts: Sequence[Draft]) -> list[Draft]:
    """An attribution to nobody for each clause with *reportedly* and the like that no cue holds: *the navy reportedly saved
    200 more*."""
    found: list[Draft] = []
    for adverb in doc:
        verb = adverb.head
        if adverb.lower_ not in lexicon()["hearsay"] or adverb.dep_ != "advmod" or verb.pos_ not in ("VERB", "AUX"):
            continue
        if any(_within(token, d.cue) for token in (adverb, verb) for d in drafts):
            continue
        start = next((c.left_edge.i for c in verb.children if c.dep_ in SUBJECTS), verb.i)
        later = (c.left_edge.i for c in verb.children if c.dep_ in ("conj", "parataxis", "punct") and c.i > verb.i)
        end = min((*later, verb.right_edge.i + 1))
        told = [_words(doc, first, last) for first, last in ((start, adverb.i), (adverb.i + 1, end))]
        content = tuple(span for span in told if span)
        if content:
            found.append(Draft((Span(adverb.idx, adverb.idx + len(adverb)),), (), content, CONFIDENCE))
    return found


def _words(doc: Doc, first: int, last: int) -> Span | None:
    """Tokens `[first, last)` without punctuation and conjunctions at their ends."""
    while first < last and (doc[first].is_punct or doc[first].is_space or doc[first].dep_ == "cc"):
        first += 1
    while first < last and (doc[last - 1].is_punct or doc[last - 1].is_space or doc[last - 1].dep_ == "cc"):
        last -= 1
    return Span(doc[first].idx, doc[last - 1].idx + len(doc[last - 1])) if first < last else None


def _hangs(verb: Token, draft: Draft, outer: Draft) -> bool:
    """Whether a verb stands behind what `outer` tells, in its sentence, hangs on it, and is of somebody told of there."""
    last = outer.content[-1]
    return (
        verb.dep_ in ("conj", "advcl")
        and last.end <= verb.idx
        and last.holds(draft.source[0])
        and _within(verb.head, outer.content)
        and all(s.start >= last.start for s in draft.content)
    )


def _within(token: Token, spans: Sequence[Span]) -> bool:
    return any(s.start <= token.idx < s.end for s in spans)
