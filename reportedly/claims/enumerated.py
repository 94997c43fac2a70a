"""What a clause enumerates, taken apart where each part can be true or false by itself: *203 (one paper); 27 (another)*,
*nine people died, among them the mayor*."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Span, Token

LEAST = 3
"""Words on both sides of what names some of those that were told of before."""
PARTS = frozenset(("among", "including"))
OTHERS = frozenset(("and", "or", "but"))


def cuts(tokens: Sequence[Token] | Span) -> Iterator[int]:
    """Indices at which a new part begins: behind a semicolon, behind brackets that say whose one part is (*24 (Times) or
    300 (Hammer)*), and where some of those told of are named."""
    for at in range(1, len(tokens)):
        before, here = tokens[at - 1], tokens[at]
        if before.text == ";":
            found = _words(tokens[:at]) >= 1 and _words(tokens[at:]) >= 1
        elif before.text == ")" and here.lower_ in OTHERS:
            found = any(t.text == "(" for t in tokens[at:])
        else:
            some = here.lower_ in PARTS and before.text == ","
            found = some and min(_words(tokens[:at]), _words(tokens[at:])) >= LEAST
        if found:
            yield at


def _words(tokens: Sequence[Token] | Span) -> int:
    return sum(1 for t in tokens if t.is_alpha or t.like_num)
