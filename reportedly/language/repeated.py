"""Names that the network knows elsewhere in an article and misses here: *Trump says*, for it begins with a common word."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

from spacy.tokens import Doc, Span, Token

ALONE = frozenset(("nsubj", "nsubj:pass", "obj", "iobj", "obl", "nmod:poss", "conj"))
"""What a name by itself is in a sentence; within a longer one it may be another (*Trump Tower*)."""
OFTEN = 2
"""Times that a word must be a name elsewhere; the surname of a whole name once."""
SHORTEST = 3


def repeated(doc: Doc) -> Iterator[Span]:
    """Single words that are names elsewhere, labelled as they mostly are there."""
    known: dict[str, Counter[str]] = defaultdict(Counter)
    for ent in doc.ents:
        known[ent.text][ent.label_] += 1
        if ent.label_ == "person" and len(ent) > 1:
            known[ent[-1].text][ent.label_] += OFTEN
        if letters := initials(ent):
            known[letters][ent.label_] += OFTEN
    for token in doc:
        if not token.ent_type_ and _alone(token) and (label := _label(known, token.text)):
            yield Span(doc, token.i, token.i + 1, label)


def initials(ent: Span) -> str | None:
    """*WHO* of *the World Health Organization (WHO)*."""
    behind = [token.text for token in ent.doc[ent.end : ent.end + 3]]
    return behind[1] if len(behind) == 3 and behind[0] == "(" and behind[1].isupper() and behind[2] == ")" else None


def _alone(token: Token) -> bool:
    name = token.pos_ == "PROPN" or token.is_upper
    if not name or token.dep_ not in ALONE or len(token) < SHORTEST or not token.text[0].isupper():
        return False
    longer = any(child.dep_ in ("compound", "flat", "nummod") for child in token.children)
    return not longer and (not token.i or token.doc[token.i - 1].text != "-")


def _label(known: Mapping[str, Counter[str]], word: str) -> str | None:
    found = known.get(word)
    label, times = found.most_common(1)[0] if found else (None, 0)
    return label if times >= OFTEN else None
