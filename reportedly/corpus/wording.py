"""A proposition in words that say by themselves what it says: who speaks before it, and names for pronouns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reportedly.claims.happenings import happenings
from reportedly.corpus.words import words
from reportedly.model import Entity, Proposition, Reading, Span

POSSESSIVE = frozenset(("his", "her", "hers", "its", "their", "theirs", "whose"))
PRONOUNS = POSSESSIVE | frozenset(("he", "him", "she", "it", "they", "them", "who", "which"))
LONGEST = 60
"""Code points of a source that is named before its words; a longer one would outweigh them."""


LEADING = frozenset(
    "in on at of from to for by with about over after before during following since behind the a".split()
)
LEFT = 3
"""Words that must be left of a clause without the happening at its end."""


def wordings(reading: Reading) -> list[str]:
    """One for each proposition, in their order. A happening that stands in a clause is a proposition of its own: at the
    clause's end it is left out (*two people died in Tuesday's explosion*), in its midst no more is left of it than its
    noun (*the toll of Tuesday's explosion rose to seven*)."""
    text, told = reading.article.text, reading.propositions
    inner = [p.span for p in told if any(q.span != p.span and q.span.holds(p.span) for q in told)]
    at_end = {span.end: span for span in inner}
    pronouns = list(_pronouns(reading))
    found = []
    for proposition in told:
        own = _own(text, proposition.span, at_end.get(proposition.span.end))
        nouns = [(span, _noun(text, span)) for span in inner if own != span and own.holds(span)]
        instead = sorted([*pronouns, *nouns], key=lambda one: (one[0].start, -one[0].end))
        found.append(_worded(text, proposition, own, instead))
    return found


def _noun(text: str, happening: Span) -> str:
    """The word in it that names what happened, or all of it."""
    whole = happening.of(text)
    return next((word for word in words(whole) if word in happenings()), whole)


def _own(text: str, span: Span, inner: Span | None) -> Span:
    """What is left of a clause without the happening at its end."""
    if inner is None or inner == span or inner.start <= span.start:
        return span
    kept = text[span.start : inner.start].split()
    while kept and kept[-1].lower() in LEADING:
        kept.pop()
    if len(kept) < LEFT:
        return span
    return Span(span.start, text.rindex(kept[-1], span.start, inner.start) + len(kept[-1]))


def _worded(text: str, proposition: Proposition, own: Span, instead: Iterable[tuple[Span, str]]) -> str:
    """`instead` are spans, by where they start, the longer first, with the words to put there; of two that meet the first counts."""
    pieces, at = [], own.start
    for span, name in instead:
        if own.holds(span) and span.start >= at:
            pieces += [text[at : span.start], name]
            at = span.end
    pieces.append(text[at : own.end])
    said = " ".join("".join(pieces).split())
    label = next((h.label for h in reversed(proposition.chain) if h.label), "")
    return f"{' '.join(label.split())}: {said}" if label and len(label) <= LONGEST else said


def _pronouns(reading: Reading) -> Iterator[tuple[Span, str]]:
    """Where a pronoun stands for somebody, and the name to put there, in order."""
    found: list[tuple[Span, str]] = []
    for entity in reading.entities:
        for mention in entity.mentions:
            word = mention.of(reading.article.text).lower()
            if word in PRONOUNS:
                found.append((mention, _named(entity, word)))
    return iter(sorted(found))


def _named(entity: Entity, pronoun: str) -> str:
    return f"{entity.name}'s" if pronoun in POSSESSIVE else entity.name
