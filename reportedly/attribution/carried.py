"""*“…,” the minister told reporters, according to the agency*: the agency carries what the minister says and that he does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from reportedly.attribution.manner import mode
from reportedly.attribution.nesting import NEAR, Draft
from reportedly.model import Span

CARRYING = frozenset(("according to", "as reported by", "as quoted by", "quoted by", "reported by", "cited by"))


def carried(doc: Doc, text: str, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts of `doc`, whose characters are `text`.

    Each carrier's content is widened by the telling that it hangs on, so that this comes to stand in it.

    A quotation that goes on behind the carrier belongs to the speaker.
    """
    result = list(drafts)
    for i, draft in enumerate(result):
        if not draft.cue or not draft.source or draft.cue[0].of(text).lower() not in CARRYING:
            continue
        verb = _carried_by(doc, draft)
        near = range(max(0, i - NEAR), min(len(result), i + NEAR))
        told = next((j for j in near if j != i and result[j].cue and verb and _in(verb, result[j].cue)), None)
        if told is None:
            continue
        speech = result[told]
        if mode(text, speech.content) == mode(text, draft.content) == "direct":
            more = [s for s in draft.content if not any(s.meets(own) for own in (*speech.content, *speech.source))]
            result[told] = replace(speech, content=tuple(sorted({*speech.content, *more})))
        result[i] = replace(draft, content=_around(text, draft, result[told]))
    return result


def _carried_by(doc: Doc, draft: Draft) -> Token | None:
    """The verb that *according to the agency* hangs on."""
    span = doc.char_span(draft.source[0].start, draft.source[-1].end, alignment_mode="expand")
    if span is None or span.root.dep_.split(":")[0] != "obl":
        return None
    verb: Token = span.root.head
    return verb


def _in(token: Token, spans: Sequence[Span]) -> bool:
    return any(s.start <= token.idx < s.end for s in spans)


def _around(text: str, carrier: Draft, speech: Draft) -> tuple[Span, ...]:
    """From the first word told to the last, but for the carrier's own words and the commas around them."""
    spans = (*carrier.content, *speech.content, *speech.source, *speech.cue)
    first, last = min(s.start for s in spans), max(s.end for s in spans)
    own = (*carrier.cue, *carrier.source)
    hole_start, hole_end = min(s.start for s in own), max(s.end for s in own)
    pieces = []
    for start, end in ((first, min(last, hole_start)), (max(first, hole_end), last)):
        words = text[start:end]
        kept = words.strip(" ,\n")
        if kept:
            begin = start + words.index(kept)
            pieces.append(Span(begin, begin + len(kept)))
    return tuple(pieces)
