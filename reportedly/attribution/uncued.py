"""Quotations that no verb attributes, as features and live reports have them: whoever the words before them are about speaks.

Her son Laszlo has no doubts. “The water killed her, write that.”
Vargalit's managing director, Tibor Hessz, grey in the face: “It was our valve.”

The speaker is sought where readers seek him, as systems of quotation attribution do (O'Keefe et al. 2012): who spoke in the
sentence before, else its subject; across a paragraph break, whose quotation ends there. None is better than a wrong one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from reportedly.attribution.manner import lexicon, quoted
from reportedly.attribution.nesting import Draft
from reportedly.language.entities import Entities
from reportedly.language.gazetteer import nominals, roles
from reportedly.model import Span

WORDS = 5
"""Fewer in quotation marks are a term more often than a speech."""
CONFIDENCE = 0.6
SUBJECTS = frozenset(("nsubj", "nsubj:pass"))
PERSONS = frozenset(("he", "she"))
MUTE = frozenset("you it one who which that nobody anybody everybody anyone everyone someone".split())
_SIGNED = re.compile(
    r"(?P<told>[^“\"].*[.!?])\s+(?:[—–-]\s*)?(?P<name>[A-Z][\w.’'-]*(?:\s[\w.’'-]+){0,3})\s*$", re.DOTALL
)
_FIRST = re.compile(r"\b(?:I|my|we|our)\b")
_PARAGRAPH = re.compile(r"[^\n]*\S[^\n]*")


def uncued(doc: Doc, entities: Entities, drafts: Sequence[Draft]) -> list[Draft]:
    """An attribution without a cue for each free quotation whose speaker is plain; `drafts` are those that have one."""
    text = entities.text
    found: list[Draft] = []
    last: tuple[Span, ...] = ()
    for match in _PARAGRAPH.finditer(text):
        start, end = match.span()
        if signed := _signed(doc, entities, Span(start, end)):
            found.append(signed)
            last = signed.source
            continue
        for quote in quoted(text, start, end):
            if not _free(text, start, quote) or any(_tells(draft, quote) for draft in drafts):
                continue
            leads = not text[start : quote.start].strip()
            source = last if leads else _speaker(doc, entities, [*drafts, *found], Span(start, quote.start))
            if source:
                found.append(Draft((), source, (quote,), CONFIDENCE))
        every = [*drafts, *found]
        closing = next((q for q in quoted(text, start, end) if q.end >= len(text[:end].rstrip())), None)
        if closing is None:
            last = _speaker(doc, entities, every, Span(start, end))
        else:
            last = next((d.source for d in every if _tells(d, closing) and any(map(closing.meets, d.content))), ())
    return found


def _signed(doc: Doc, entities: Entities, paragraph: Span) -> Draft | None:
    """A paragraph in the first person that ends with a name: *I told them that it would break. Pavel Brandt*."""
    match = _SIGNED.match(paragraph.of(entities.text))
    if match is None or not _FIRST.search(match["told"]):
        return None
    name, told = (Span(paragraph.start + match.start(g), paragraph.start + match.end(g)) for g in ("name", "told"))
    entity = entities.of(*name)
    known = entity is not None and entity.kind == "person" and name in entity.mentions
    return Draft((), (name,), (told,), CONFIDENCE) if known else None


def _tells(draft: Draft, quote: Span) -> bool:
    """Whether an attribution has a hand in a quotation, and does not stand in it as a part of what is said."""
    inside = draft.cue and all(quote.start <= span.start < quote.end for span in draft.cue)
    return not inside and any(quote.meets(span) for span in (*draft.cue, *draft.source, *draft.content))


def _free(text: str, start: int, quote: Span) -> bool:
    """Whether a quotation is of whole sentences: it begins where a sentence does, or behind a colon, and ends one."""
    ahead = text[start : quote.start].rstrip()
    words = text[quote.start + 1 : quote.end].rstrip('”"» ')
    begins = not ahead or ahead[-1] in '.!?:…—–”"'
    return begins and len(words.split()) >= WORDS and words[-1:] in tuple(".!?…") and words[:1].isupper()


def _speaker(doc: Doc, entities: Entities, drafts: Sequence[Draft], before: Span) -> tuple[Span, ...]:
    """Whom the last sentence of `before` has speak, or is about."""
    ahead = before.of(entities.text).rstrip()
    if not ahead:
        return ()
    tokens = doc.char_span(before.start, before.start + len(ahead), alignment_mode="contract")
    if not tokens:
        return ()
    sentence = tokens[-1].sent
    place = Span(max(before.start, sentence.start_char), sentence.end_char)
    spoke = [d for d in drafts if d.source and any(place.start <= s.start < place.end for s in d.source)]
    spoke = [d for d in spoke if all(place.start <= s.start < place.end for s in d.cue) and _speaks(doc, d.source[0])]
    if spoke:
        return max(spoke, key=lambda d: (d.start, d.size)).source
    return next(((span,) for token in _subjects(sentence) if (span := _person(doc, entities, token))), ())


def _speaks(doc: Doc, source: Span) -> bool:
    """Whether a source can be quoted: no *you* of a quotation, and no paper."""
    words = doc.char_span(*source, alignment_mode="expand")
    return words is not None and words.root.lower_ not in MUTE | lexicon()["papers"]


def _subjects(sentence: Tokens) -> Iterator[Token]:
    """The subject of the main clause, behind the time in a live report; *there sits X*; or, without a verb, what stands there."""
    root = sentence.root
    if root.pos_ in ("NUM", "PUNCT", "X"):
        root = next((child for child in root.children if child.pos_ in ("VERB", "AUX", "PROPN", "NOUN")), root)
    subjects = [child for child in root.children if child.dep_ in SUBJECTS]
    yield from subjects or (child for child in root.children if child.dep_ == "obj" and child.i > root.i)
    if root.pos_ in ("PROPN", "NOUN"):
        yield root


def _person(doc: Doc, entities: Entities, token: Token) -> Span | None:
    """The phrase of a subject that can speak, without what is said of it behind a comma."""
    entity = entities.of(token.idx, token.idx + len(token))
    known = entity is not None and entity.kind == "person"
    named = token.pos_ == "NOUN" and (token.lower_ in roles() or token.lower_ in nominals())
    if not known and not named and token.lower_ not in PERSONS:
        return None
    first, last = token.left_edge.i, token.right_edge.i
    while first < token.i and doc[first].is_punct:
        first += 1
    cut = next(
        (i for i in range(token.i + 1, last + 1) if doc[i].is_punct or doc[i].lower_ in ("who", "that")), last + 1
    )
    end = doc[cut - 1]
    return Span(doc[first].idx, end.idx + len(end))
