"""A proposition in words that say by themselves what it says: who speaks before it, and names for pronouns."""

from __future__ import annotations

from collections.abc import Iterator

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
    """One for each proposition, in their order. A clause goes without the happening at its end (*two people died in
    Tuesday's explosion*), which is a proposition of its own."""
    pronouns = list(_pronouns(reading))
    text, told = reading.article.text, reading.propositions
    inner = {p.span.end: p.span for p in told if any(q.span != p.span and q.span.holds(p.span) for q in told)}
    return [_worded(text, p, _own(text, p.span, inner.get(p.span.end)), pronouns) for p in told]


def _own(text: str, span: Span, inner: Span | None) -> Span:
    """What is left of a clause without the happening at its end."""
    if inner is None or inner == span or inner.start <= span.start:
        return span
    words = text[span.start : inner.start].split()
    while words and words[-1].lower() in LEADING:
        words.pop()
    if len(words) < LEFT:
        return span
    return Span(span.start, text.rindex(words[-1], span.start, inner.start) + len(words[-1]))


def _worded(text: str, proposition: Proposition, own: Span, pronouns: list[tuple[Span, str]]) -> str:
    pieces, at = [], own.start
    for span, name in pronouns:
        if own.holds(span) and span.start >= at:
            pieces += [text[at : span.start], name]
            at = span.end
    pieces.append(text[at : own.end])
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
