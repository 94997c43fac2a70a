"""Whom a teller rests on: *TASS quoted the minister as saying*, *Sorin reported, citing the ministry*."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from reportedly.attribution.manner import lexicon
from reportedly.attribution.nesting import Draft
from reportedly.language.entities import Entities
from reportedly.language.gazetteer import nominals, roles
from reportedly.model import Span

CITING = frozenset("cite cites cited citing quote quotes quoted quoting".split())
TELLING = frozenset(("person", "organization", "media", "country", "document"))


def named(doc: Doc, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts; what somebody was told by another is the other's, and one without a source gets whom the verb over it
    has speak: *TASS quoted Peskov as saying*, *the minister is said to have told aides*, *Orlo had left and warned others*."""
    return [replace(d, source=(spoken,)) if (spoken := _spoken(doc, d, drafts)) else d for d in drafts]


def _of_its_verb(verb: Token, draft: Draft, drafts: Sequence[Draft]) -> Span | None:
    """*Rusk* for *calling* in *Rusk denied reports in the daily that drones had crossed, calling them a fabrication*, where
    the network has the daily."""
    if verb.dep_ != "advcl" or not draft.source:
        return None
    if not verb.lower_.endswith("ing") or any(c.dep_ in ("nsubj", "mark") for c in verb.children):
        return None
    told = next((d for d in drafts if d.source and any(s.start <= verb.head.idx < s.end for s in d.cue)), None)
    if told is None or told.source == draft.source or draft.source[0].start < told.cue[0].end:
        return None
    return told.source[0] if any(s.holds(draft.source[0]) for s in told.content) else None


def _spoken(doc: Doc, draft: Draft, drafts: Sequence[Draft]) -> Span | None:
    tokens = cue_tokens(doc, draft)
    if tokens is None:
        return None
    verb, over = tokens.root, tokens.root.head
    if (speaker := _of_its_verb(verb, draft, drafts)) is not None:
        return speaker
    subject = next((c for c in verb.children if c.dep_ == "nsubj:pass"), None)
    if subject is not None:  # he had been assured by the company
        by = next((c for c in verb.children if c.dep_ in ("obl:agent", "obl") and case(c) == "by"), None)
        own = any(s.start <= subject.idx < s.end for s in draft.source)
        return phrase(doc, by, len(doc)) if by is not None and (own or not draft.source) else None
    if draft.source:
        return None
    if any(c.lower_ == "as" and c.dep_ in ("mark", "case") for c in verb.children):
        noun = over if verb.dep_ == "acl" else next((c for c in over.children if c.dep_ == "obj"), None)
    elif verb.dep_ in ("xcomp", "ccomp"):
        noun = next((c for c in over.children if c.dep_ == "nsubj:pass"), None)
    elif verb.dep_ == "conj" and verb.pos_ == "VERB":
        noun = next((c for c in over.children if c.dep_ == "nsubj"), None)
    else:
        return None
    return phrase(doc, noun, verb.i) if noun is not None and noun.pos_ in ("NOUN", "PROPN", "PRON") else None


def resting(doc: Doc, entities: Entities, drafts: Sequence[Draft]) -> dict[int, tuple[Token, Span]]:
    """For the number of each draft whose teller cites somebody for it, the verb that says so and the words for whom."""
    found: dict[int, tuple[Token, Span]] = {}
    for verb in doc:
        noun = _cited(doc, verb, drafts) if verb.lower_ in CITING else None
        if noun is None or not tells(entities, noun):
            continue
        over, whom = next(_above(verb, drafts), None), phrase(doc, noun, len(doc))
        if over is not None and whom:
            found.setdefault(over, (verb, whom))
    return found


def _cited(doc: Doc, verb: Token, drafts: Sequence[Draft]) -> Token | None:
    """What a verb cites, but not *cited by the agency* and *quoted a guard as saying*."""
    if verb.i + 1 < len(doc) and verb.nbor().lower_ in ("by", "in"):
        return None
    if any(c.dep_ == "aux:pass" or (c.lower_ == "as" and c.i > verb.i) for c in verb.subtree):
        return None
    noun = next((c for c in verb.children if c.dep_ == "obj"), None)
    own = next((d for d in drafts if any(s.start <= verb.idx < s.end for s in d.cue)), None)
    told = _tokens(doc, own.content[:1]) if noun is None and own is not None else None
    return told.root if told is not None else noun


def _above(verb: Token, drafts: Sequence[Draft]) -> Iterator[int]:
    """Numbers of drafts by whose cue or source the verb hangs, the nearest first."""
    for token in verb.ancestors:
        for number, draft in enumerate(drafts):
            if draft.source and any(s.start <= token.idx < s.end for s in (*draft.cue, *draft.source)):
                yield number
    for number, draft in enumerate(drafts):  # whatever the tree says: *…, Sorin reports, citing …*
        behind = Span(max((s.end for s in (*draft.cue, *draft.source)), default=0), verb.idx)
        if draft.source and 0 < behind.end - behind.start <= 3 and behind.of(verb.doc.text).strip() == ",":
            yield number


def tells(entities: Entities, noun: Token) -> bool:
    """Whether it is somebody or something that can be cited as a source, and no reason: *citing a threat to health*."""
    entity = entities.of(noun.idx, noun.idx + len(noun))
    if entity is not None:
        return entity.kind in TELLING
    words = {noun.lower_, noun.lower_.removesuffix("s")}
    return any(word in roles() or word in nominals() or word in lexicon()["cited"] for word in words)


def case(token: Token) -> str:
    """A phrase's preposition in lower case, '' without one."""
    return next((c.lower_ for c in token.children if c.dep_ == "case"), "")


def phrase(doc: Doc, noun: Token, end: int) -> Span | None:
    """The words of a noun's phrase before a token, up to a comma or a clause of its own behind it."""
    last = noun.i
    for token in doc[noun.i + 1 : min(noun.right_edge.i + 1, end)]:
        if token.is_punct or token.lower_ in ("who", "which", "that", "as"):
            break
        last = token.i
    first = doc[noun.left_edge.i]
    return Span(first.idx, doc[last].idx + len(doc[last])) if last < end else None


def cue_tokens(doc: Doc, draft: Draft) -> Tokens | None:
    """The words of a cue; None where there is none."""
    return _tokens(doc, draft.cue)


def _tokens(doc: Doc, spans: Sequence[Span]) -> Tokens | None:
    return doc.char_span(spans[0].start, spans[-1].end, alignment_mode="expand") if spans else None
