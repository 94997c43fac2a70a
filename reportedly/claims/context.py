"""What every extractor of claims may ask of an article."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Doc, Token

from reportedly.language.entities import Entities
from reportedly.model import Article, Attribution, Date, Entity, Hop, Place, Span, hold


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
        holding = [a for a in self.attributions if hold(a.content, [span])]
        if not holding:
            return None, ()
        inner = max(holding, key=lambda a: (self._depth[a.id], -sum(s.end - s.start for s in a.content)))
        return inner.id, inner.chain

    def entity(self, token: Token) -> Entity | None:
        """Whom the noun phrase with this head names; None where it names nobody known."""
        span = phrase(token)
        return self.entities.of(span.start, span.end)

    @cached_property
    def _depth(self) -> dict[str, int]:
        depth: dict[str, int] = {}
        for a in self.attributions:  # a parent stands before its children
            depth[a.id] = depth.get(a.parent, 0) + 1 if a.parent else 0
        return depth


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
