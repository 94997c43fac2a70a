"""Frames to attributions: characters, nesting, manner, chains."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc

from reportedly.attribution.carried import carried
from reportedly.attribution.chain import Voice, extend, own_hops, relied_on, voice
from reportedly.attribution.cited import named, resting
from reportedly.attribution.frames import Frame, Place
from reportedly.attribution.headlines import headlines
from reportedly.attribution.manner import hedged, mode, polarity
from reportedly.attribution.nesting import Draft, clip, parents
from reportedly.attribution.posts import posts
from reportedly.attribution.received import received
from reportedly.attribution.relayed import hearsay, relays, widened
from reportedly.attribution.uncued import uncued
from reportedly.attribution.wanted import wanted
from reportedly.language.annotate import Words
from reportedly.language.entities import Entities
from reportedly.model import Attribution, Hop, Span

_GAP = re.compile(r"[ \t]*\n\s*\n\s*")
"""Between two paragraphs."""
QUOTES = "\"“‘'«"


def attributions(words: Words, frames: Sequence[Frame], entities: Entities) -> tuple[Attribution, ...]:
    """The attributions of one document, a parent before its children."""
    drafts = headlines(entities.text, list(received(words.doc, _drafts(words, frames, entities.text))))
    drafts = _settled(carried(words.doc, entities.text, drafts))
    drafts = widened(words.doc, named(words.doc, drafts))
    drafts += relays(words.doc, entities, drafts)
    drafts += hearsay(words.doc, drafts)
    drafts += list(wanted(words.doc, drafts))
    drafts = sorted((*drafts, *uncued(words.doc, entities, drafts)), key=lambda d: (d.start, -d.size))
    held = parents(drafts)
    cited = resting(words.doc, entities, drafts)
    order = sorted(range(len(drafts)), key=lambda i: (_depth(held, i), drafts[i].start, -drafts[i].size))
    chains: dict[int | None, tuple[Hop, ...]] = {None: ()}
    voices: dict[int | None, list[Voice]] = {}
    for i in order:
        outer, before, draft = chains[held[i]], voices.setdefault(held[i], []), drafts[i]
        own = own_hops(words.doc, entities, draft.cue, draft.source, outer, before)
        chains[i] = extend(extend(outer, own), relied_on(entities, *cited[i]) if i in cited else ())
        if spoken := voice(words.doc, entities, draft.source, own[-1]):
            before.append(spoken)
    shown = sorted(range(len(drafts)), key=lambda i: _path(drafts, held, i))
    number = {i: f"a{n}" for n, i in enumerate(shown, 1)}
    return tuple(_attribution(words.doc, entities.text, drafts[i], number, i, held[i], chains[i]) for i in shown)


def _attribution(
    doc: Doc, text: str, draft: Draft, number: dict[int, str], i: int, parent: int | None, chain: tuple[Hop, ...]
) -> Attribution:
    cue, before = _cue_words(doc, draft.cue)
    return Attribution(
        id=number[i],
        cue=draft.cue,
        source=draft.source,
        content=draft.content,
        parent=None if parent is None else number[parent],
        mode=mode(text, draft.content) if draft.cue else "direct",
        polarity=polarity(cue),
        hedged=hedged(cue, before, bool(draft.source)),
        confidence=draft.confidence,
        chain=chain,
    )


def _drafts(words: Words, frames: Sequence[Frame], text: str) -> list[Draft]:
    signed = posts(text)
    gaps = [Span(*m.span()) for m in _GAP.finditer(text)]
    found = [Draft((), (p.account,), (p.content,), 1.0) for p in signed]
    for frame in frames:
        source, content = _spans(words, frame.source), _spans(words, frame.content)
        draft = Draft(
            (_span(words, frame.cue),), source, _kept(text, gaps, content, _span(words, frame.cue)), frame.confidence
        )
        # What a post's signature line says is its account, not one more attribution.
        if not any(p.account.meets(s) for p in signed for s in (*draft.source, *draft.cue)):
            found.append(draft)
    return sorted((_own(draft, found) for draft in found), key=lambda d: (d.start, -d.size))


def _own(draft: Draft, every: Sequence[Draft]) -> Draft:
    """Without a quotation of several that another, whose cue stands nearer, has for all its content."""
    if len(draft.content) < 2 or not draft.cue:
        return draft
    others = [d for d in every if d is not draft and d.cue and len(d.content) == 1 and d.content[0] in draft.content]
    lost = {d.content[0] for d in others if _away(d, d.content[0]) < _away(draft, d.content[0])}
    return replace(draft, content=tuple(s for s in draft.content if s not in lost) or draft.content)


def _away(draft: Draft, content: Span) -> int:
    return max(draft.cue[0].start - content.end, content.start - draft.cue[-1].end)


def _kept(text: str, gaps: Sequence[Span], content: tuple[Span, ...], cue: Span) -> tuple[Span, ...]:
    """Content without what runs into another paragraph than its cue's, where gaps lie between: only quotations go on."""
    start = max((gap.end for gap in gaps if gap.end <= cue.start), default=0)
    end = min(
        (g.start for g in gaps if g.start >= cue.end and text[g.end : g.end + 1] not in QUOTES), default=len(text)
    )
    kept = (s if text[s.start] in QUOTES else Span(max(s.start, start), min(s.end, end)) for s in content)
    return tuple(s for s in kept if s.start < s.end) or content


def _settled(drafts: list[Draft]) -> list[Draft]:
    """A nested content kept inside its outer one; one that does not fit is dropped."""
    held = parents(drafts)
    clipped = [d if held[i] is None or not d.cue else clip(d, drafts[held[i]]) or None for i, d in enumerate(drafts)]  # type: ignore[index]
    # Content that stands outside its parent's belongs to the article's own telling: "…," X told Y, according to Z.
    return [d if c is None else c for d, c in zip(drafts, clipped, strict=True)]


def _span(words: Words, place: Place) -> Span:
    first, last = words.tokens[place[0]], words.tokens[place[1] - 1]
    return Span(first.idx, last.idx + len(last))


def _spans(words: Words, places: Sequence[Place]) -> tuple[Span, ...]:
    return tuple(_span(words, p) for p in places)


def _cue_words(doc: Doc, cue: Sequence[Span]) -> tuple[list[str], list[str]]:
    """The cue's words and the two before it, lower case."""
    if not cue:
        return [], []
    span = doc.char_span(cue[0].start, cue[-1].end, alignment_mode="expand")
    assert span is not None
    return [t.lower_ for t in span], [t.lower_ for t in doc[max(0, span.start - 2) : span.start]]


def _depth(held: Sequence[int | None], i: int) -> int:
    depth, at = 0, held[i]
    while at is not None:
        depth, at = depth + 1, held[at]
    return depth


def _path(drafts: Sequence[Draft], held: Sequence[int | None], i: int) -> list[tuple[int, int, int]]:
    """Sorts a parent before its children and siblings by their first span."""
    path: list[tuple[int, int, int]] = []
    at: int | None = i
    while at is not None:
        path.insert(0, (drafts[at].start, -drafts[at].size, at))
        at = held[at]
    return path
