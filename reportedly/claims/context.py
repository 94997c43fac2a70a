"""What every extractor of claims may ask of an article."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from spacy.tokens import Doc, Token

from reportedly.language.entities import Entities
from reportedly.model import Article, Attribution, Date, Entity, Hop, Place, Span


@dataclass(frozen=True)
class Context:
    """A read article: its document with trees and names, and what was found before."""

    article: Article
    doc: Doc
    entities: Entities
    attributions: tuple[Attribution, ...]
    dates: tuple[Date, ...]
    places: tuple[Place, ...]

    def told(self, span: Span) -> tuple[str | None, tuple[Hop, ...]]:
        """The innermost attribution in whose content `span` stands, and its chain; (None, ()) in the outlet's own voice."""
        starts, contents, reach = self._contents
        holding = []
        at = bisect_right(starts, span.start) - 1
        while at >= 0 and reach[at] >= span.end:  # nothing further ahead reaches so far
            content, attribution = contents[at]
            if content.holds(span):
                holding.append(attribution)
            at -= 1
        if not holding:
            return None, ()
        inner = max(holding, key=lambda a: (self._depth[a.id], -sum(s.end - s.start for s in a.content)))
        return inner.id, inner.chain

    def entity(self, token: Token) -> Entity | None:
        """Whom the noun phrase with this head names; None where it names nobody known."""
        span = phrase(token)
        return self.entities.of(span.start, span.end)

    def state(self, code: str) -> Entity | None:
        """The country with this ISO 3166-1 alpha-3 code, where the article names it."""
        return self._states.get(code)

    @cached_property
    def _states(self) -> dict[str, Entity]:
        named = [e for e in self.entities.entities if e.kind == "country" and e.country]
        return {str(e.country): e for e in reversed(named)}

    def at(self, offset: int) -> Token:
        """The token at, or last before, a code point."""
        return self.doc[max(0, bisect_right(self._offsets, offset) - 1)]

    def when(self, token: Token) -> str | None:
        """The date told in a token's clause, else the only one of its sentence; a TIMEX3 value."""
        sentence = token.sent
        inside = self.dates[slice(*(bisect_left(self._dated, at) for at in (sentence.start_char, sentence.end_char)))]
        dates = [d for d in inside if d.type in ("DATE", "TIME") and (d.value or "")[:4].isdigit()]
        verb = clause(token)
        same = [d for d in dates if clause(self.at(d.span.start)) == verb]
        return next((d.value for d in (same or dates[: len(dates) == 1])), None)

    def dated(self, span: Span) -> bool:
        """Whether a time expression stands there."""
        at = bisect_left(self._dated, span.end)
        return at > 0 and self.dates[at - 1].span.meets(span)

    def cue(self, token: Token) -> bool:
        """Whether a token stands in the cue of an attribution."""
        starts, ends = self._cues
        at = bisect_right(starts, token.idx) - 1
        return at >= 0 and token.idx < ends[at]

    @cached_property
    def _cues(self) -> tuple[list[int], list[int]]:
        """Where cues begin, and how far each and those before it reach."""
        spans = sorted(s for a in self.attributions for s in a.cue)
        return [s.start for s in spans], list(accumulate((s.end for s in spans), max))

    @cached_property
    def _dated(self) -> list[int]:
        """Where the time expressions begin; they stand in order and apart."""
        return [d.span.start for d in self.dates]

    @cached_property
    def _contents(self) -> tuple[list[int], list[tuple[Span, Attribution]], list[int]]:
        """Every piece of content by its start, and how far it and all before it reach."""
        pieces = sorted(((s, a) for a in self.attributions for s in a.content), key=lambda piece: piece[0])
        return [s.start for s, _ in pieces], pieces, list(accumulate((s.end for s, _ in pieces), max))

    @cached_property
    def _offsets(self) -> list[int]:
        return [t.idx for t in self.doc]

    @cached_property
    def _depth(self) -> dict[str, int]:
        depth: dict[str, int] = {}
        for a in self.attributions:  # a parent stands before its children
            depth[a.id] = depth.get(a.parent, 0) + 1 if a.parent else 0
        return depth


def clause(token: Token) -> Token:
    """The verb that a token hangs on, itself where it is one; the sentence's root where there is none."""
    if token.pos_ == "VERB":
        return token
    return next((a for a in token.ancestors if a.pos_ == "VERB"), token.sent.root)


def phrase(token: Token) -> Span:
    """The noun phrase of a head, without relative clauses, conjuncts and what follows them."""
    kept = [t.i for t in _within(token)]
    doc = token.doc
    last = doc[max(kept)]
    return Span(doc[min(kept)].idx, last.idx + len(last))


LEFT_OUT = frozenset(("acl:relcl", "acl", "advcl", "conj", "cc", "punct", "parataxis", "cop", "nsubj", "case", "mark"))


def _within(token: Token) -> Iterable[Token]:
    yield token
    for child in token.children:
        if child.dep_ not in LEFT_OUT:
            yield from child.subtree
