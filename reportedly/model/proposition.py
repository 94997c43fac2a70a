"""The smallest things that an article says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from reportedly.model.attribution import Hop, Polarity
from reportedly.model.span import Span

ClaimKind = Literal["statement", "event", "estimate", "commitment"]


@dataclass(frozen=True, slots=True)
class Proposition:
    """A clause of the article that says one thing, with who says it. They stand in order of their start, the
    longer first. Clauses do not overlap; a happening that a clause names (*the death toll from Tuesday's explosion*) is
    one more, within it.

    `kind` is what it tells first of all; `items` are the ids of the estimates, events and commitments of the reading
    that stand in it. `attribution` is the innermost that tells it, `chain` the sources from the outermost to the
    innermost, empty where the outlet says it in its own voice. `polarity` is what the text does with it: *denies*
    where it is negated or denied.
    """

    id: str
    span: Span
    kind: ClaimKind
    polarity: Polarity = "asserts"
    attribution: str | None = None
    chain: tuple[Hop, ...] = ()
    items: tuple[str, ...] = ()
