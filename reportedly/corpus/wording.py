"""A proposition in words that say by themselves what it says: who speaks before it, and names for pronouns."""

from __future__ import annotations

from collections.abc import Iterator

from reportedly.model import Entity, Proposition, Reading, Span

POSSESSIVE = frozenset(("his", "her", "hers", "its", "their", "theirs", "whose"))
PRONOUNS = POSSESSIVE | frozenset(("he", "him", "she", "it", "they", "them", "who", "which"))
LONGEST = 60
"""Code points of a source that is named before its words; a longer one would outweigh them."""


def wordings(reading: Reading) -> list[str]:
    """One for each proposition, in their order."""
    pronouns = list(_pronouns(reading))
    return [_worded(reading.article.text, p, pronouns) for p in reading.propositions]


def _worded(text: str, proposition: Proposition, pronouns: list[tuple[Span, str]]) -> str:
    pieces, at = [], proposition.span.start
    for span, name in pronouns:
        if proposition.span.holds(span) and span.start >= at:
            pieces += [text[at : span.start], name]
            at = span.end
    pieces.append(text[at : proposition.span.end])
    words = " ".join("".join(pieces).split())
    label = next((h.label for h in reversed(proposition.chain) if h.label), "")
    return f"{' '.join(label.split())}: {words}" if label and len(label) <= LONGEST else words


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
