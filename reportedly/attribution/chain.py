"""The resolved sources of an attribution, outermost to innermost."""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Doc, Token

from reportedly.attribution.manner import lexicon
from reportedly.language.entities import Entities
from reportedly.model import Hop, Span


def own_hops(
    doc: Doc, entities: Entities, cue: Sequence[Span], source: Sequence[Span], outer: Sequence[Hop]
) -> tuple[Hop, ...]:
    """The hops that this attribution adds to the chain of the one it stands in."""
    words = " ".join(s.of(entities.text) for s in cue) or None
    carrier = _told(doc, entities, cue)
    own = _hop(doc, entities, source, words, outer)
    return (carrier, own) if carrier and carrier.entity != own.entity else (own,)


def _hop(doc: Doc, entities: Entities, source: Sequence[Span], cue: str | None, outer: Sequence[Hop]) -> Hop:
    if not source:
        return Hop(None, None, cue)
    start, end = source[0].start, source[-1].end
    if cue is None:  # an account: its name stands before the handle, and before the same name in another script
        end = start + len(re.split(r" / | ?\(@", entities.text[start:end])[0])
    # The speaker of a quotation calls himself I: the source that encloses it.
    if outer and entities.text[start:end].lower() in lexicon()["speakers"]:
        return Hop(outer[-1].entity, outer[-1].label, cue)
    entity = entities.of(start, end)
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


def _told(doc: Doc, entities: Entities, cue: Sequence[Span]) -> Hop | None:
    """*told the BBC*: the medium that was told carries the words, so it is the outer hop."""
    if not cue:
        return None
    span = doc.char_span(cue[-1].start, cue[-1].end, alignment_mode="expand")
    if span is None or not any(t.lower_ in lexicon()["tellers"] for t in span):
        return None
    for token in span:
        for child in token.rights:
            if child.dep_ in ("obj", "iobj") and child.i >= span.end:
                return _medium(doc, entities, child, " ".join(s.of(entities.text) for s in cue))
    return None


def _medium(doc: Doc, entities: Entities, heard: Token, cue: str) -> Hop | None:
    first, last = doc[heard.left_edge.i], doc[heard.right_edge.i]
    entity = entities.of(first.idx, last.idx + len(last)) or entities.of(heard.idx, heard.idx + len(heard))
    return Hop(entity.id, entity.name, cue) if entity and entity.kind == "media" else None
