"""The resolved sources of an attribution, outermost to innermost."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from reportedly.attribution.cited import case
from reportedly.attribution.manner import lexicon
from reportedly.language.entities import Entities
from reportedly.language.gazetteer import roles
from reportedly.model import Hop, Span

BODIES = frozenset(("organization", "group", "media"))
LAST, FAR = 20, 1500
"""Voices and code points; a pronoun further from its speaker means somebody else."""


@dataclass(frozen=True, slots=True)
class Voice:
    """Who spoke: the hop of an attribution, where its words stand, whether they are more than one, for an office the
    gender that it tells (`gazetteer.roles`), whether it is paper that speaks (*the results*),
    and the noun of somebody unnamed."""

    hop: Hop
    source: Span
    many: bool
    office: str | None
    paper: bool = False
    head: str = ""


def own_hops(
    doc: Doc,
    entities: Entities,
    cue: Sequence[Span],
    source: Sequence[Span],
    outer: Sequence[Hop],
    before: Sequence[Voice] = (),
) -> tuple[Hop, ...]:
    """The hops that this attribution adds to the chain of the one it stands in.

    `before` are the voices that spoke before at the same depth, for *they* and *I* that no name explains.
    """
    words = " ".join(s.of(entities.text) for s in cue) or None
    seen = _seen_by(doc, entities, source)
    carrier = seen[0] if seen else _carrier(doc, entities, cue)
    own = _hop(doc, entities, (seen[1],) if seen else source, words, outer, before)
    return (carrier, own) if carrier and carrier.entity != own.entity else (own,)


def relied_on(entities: Entities, cue: Token, source: Span) -> tuple[Hop, ...]:
    """The hop of whom a teller cites (*citing the ministry*), within the teller's own."""
    entity = entities.of(*source)
    return (Hop(entity.id if entity else None, entities.label(*source), cue.text),)


def voice(doc: Doc, entities: Entities, source: Sequence[Span], hop: Hop) -> Voice | None:
    """What a later pronoun may take up; None where nobody is named."""
    if not source or hop.label is None:
        return None
    span = doc.char_span(source[0].start, source[0].end, alignment_mode="expand")
    entity = entities.by_id(hop.entity)
    kind = entity.kind if entity else None
    joined = span is not None and any(t.dep_ == "conj" and t.head.i == span.root.i for t in span)
    plural = span is not None and "Plur" in span.root.morph.get("Number", [])
    office = roles().get(span.root.lower_) if span is not None else None
    paper = span is not None and entity is None and span.root.lower_ in lexicon()["papers"]
    head = span.root.lower_ if span is not None and entity is None else ""
    return Voice(hop, source[0], joined or plural or kind in BODIES, office, paper, head)


def _hop(
    doc: Doc,
    entities: Entities,
    source: Sequence[Span],
    cue: str | None,
    outer: Sequence[Hop],
    before: Sequence[Voice],
) -> Hop:
    if not source:
        return Hop(None, None, cue)
    start, end = source[0].start, source[-1].end
    if cue is None:  # an account: its name stands before the handle, and before the same name in another script
        end = start + len(re.split(r" / | ?\(@", entities.text[start:end])[0])
    # The speaker of a quotation calls himself I: the source that encloses it.
    if outer and entities.text[start:end].lower() in lexicon()["speakers"]:
        return Hop(outer[-1].entity, outer[-1].label, cue)
    entity = entities.of(start, end)
    taken = _taken_up(entities.text, Span(start, end), before)
    surer = re.match(r"(?:he|she)$|the ", entities.text[start:end], re.IGNORECASE)  # than who spoke before
    if taken and (entity is None or not surer):
        return Hop(taken.entity, taken.label, cue)
    return Hop(entity.id if entity else None, entities.label(start, end), cue)


def extend(outer: Sequence[Hop], own: Sequence[Hop]) -> tuple[Hop, ...]:
    """`outer` and then `own`; a source that tells of itself is one hop."""
    if outer and own and _same(outer[-1], own[0]):
        return (*outer, *own[1:])
    return (*outer, *own)


def _same(a: Hop, b: Hop) -> bool:
    if a.entity or b.entity:
        return a.entity == b.entity
    return a.label is not None and b.label is not None and a.label.casefold() == b.label.casefold()


def _taken_up(text: str, pronoun: Span, before: Sequence[Voice]) -> Hop | None:
    """*They said* after *officials claimed*, *she said* after *a spokeswoman claimed*, *the office* after *Kosten's office*;
    *“I was there”* in a quotation that goes on over paragraphs."""
    word = pronoun.of(text).lower()
    if word.startswith("the ") and len(word.split()) == 2:  # the office, after Kosten's office
        noun = word.removeprefix("the ")
        same = (v.hop for v in reversed(before[-LAST:]) if v.head == noun)
        return next((hop for hop in same if hop.label and len(hop.label.split()) > 1), None)
    if word not in ("they", "he", "she") and word not in lexicon()["speakers"]:
        return None
    near = [v for v in before[-LAST:][::-1] if 0 <= pronoun.start - v.source.end < FAR]
    if word == "they":
        return next((v.hop for v in sorted(near, key=lambda v: v.paper) if v.many), None)
    if word in ("he", "she"):
        last = near[0] if near else None
        holds = last is not None and last.hop.entity is None and last.office in ("", "m" if word == "he" else "f")
        return last.hop if last is not None and holds else None
    if _quoted(text, pronoun.start):
        return next((v.hop for v in near if v.hop.entity and not v.many), None)
    return None


def _quoted(text: str, at: int) -> bool:
    """Whether quotation marks are open there, in its paragraph."""
    ahead = text[text.rfind("\n", 0, at) + 1 : at]
    return ahead.count('"') % 2 == 1 or ahead.count("“") > ahead.count("”")


def _carrier(doc: Doc, entities: Entities, cue: Sequence[Span]) -> Hop | None:
    """The medium that carries the words, which is the outer hop.

    It is who was told (*told the BBC*), or stands with where they were said (*in an interview with*, *wrote in*).
    """
    if not cue:
        return None
    span = doc.char_span(cue[-1].start, cue[-1].end, alignment_mode="expand")
    if span is None:
        return None
    words = " ".join(s.of(entities.text) for s in cue)
    inside = {t.i for t in span}
    for token in span:
        for child in token.children:
            if child.dep_ in ("obj", "iobj"):
                teller = token.lower_ in lexicon()["tellers"]
                found = _medium(doc, entities, child, words) if teller and child.i not in inside else None
            elif child.lower_ in lexicon()["speaking"]:  # speaking to the BBC, she said
                heard = (c for c in child.children if c.dep_.split(":")[0] == "obl")
                found = next((hop for c in heard if (hop := _place_of_words(doc, entities, c, words))), None)
            elif child.dep_.split(":")[0] == "obl":
                found = _place_of_words(doc, entities, child, words)
            else:
                continue
            if found:
                return found
    return None


def _place_of_words(doc: Doc, entities: Entities, said: Token, cue: str) -> Hop | None:
    """*to the BBC*, *on Fox News*, *in a statement to the BBC*."""
    if case(said) in ("to", "on", "in", "with"):
        found = _medium(doc, entities, said, cue)
        if found:
            return found
    if said.lower_ not in lexicon()["statements"]:
        return None
    heard = (
        c for c in said.children if c.dep_.split(":")[0] == "nmod" and case(c) in ("to", "with", "for", "in", "by")
    )
    return next((hop for c in heard if (hop := _medium(doc, entities, c, cue))), None)


def _seen_by(doc: Doc, entities: Entities, source: Sequence[Span]) -> tuple[Hop, Span] | None:
    """The medium in *a police source quoted by the tabloid Dagen*, *minutes seen by the Post*, and the words before."""
    span = doc.char_span(source[0].start, source[-1].end, alignment_mode="expand") if source else None
    if span is None:
        return None
    for verb in span.root.children:  # Lena Moe, quoted by Sorin, said
        by = next((c for c in verb.children if c.dep_ == "obl:agent"), None)
        beside = verb.dep_ == "acl" and verb.lower_ in lexicon()["seen"] and verb.i >= span.end - 1
        if beside and by is not None and (hop := _medium(doc, entities, by, verb.text)):
            return hop, source[-1]
    for verb in span[1:-2]:  # by the words: the tree seldom has what hangs on what here
        if verb.lower_ not in lexicon()["seen"] or verb.nbor().lower_ not in ("by", "in", "to"):
            continue
        behind = Span(verb.nbor().idx, span.end_char)
        media = (e for e in entities.entities if e.kind == "media" and any(map(behind.holds, e.mentions)))
        if medium := next(media, None):
            last = verb.nbor(-1)
            return Hop(medium.id, medium.name, verb.text), Span(span.start_char, last.idx + len(last))
    return None


def _medium(doc: Doc, entities: Entities, heard: Token, cue: str) -> Hop | None:
    first, last = doc[heard.left_edge.i], doc[heard.right_edge.i]
    entity = entities.of(first.idx, last.idx + len(last)) or entities.of(heard.idx, heard.idx + len(heard))
    return Hop(entity.id, entity.name, cue) if entity and entity.kind == "media" else None
