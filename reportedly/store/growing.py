"""How a corpus grows: what was put is linked, what was linked is settled. Each step goes on where the last one broke off.

The result depends on what is in the corpus alone, not on the order in which it came: pairs of articles are compared
blind to all others, claims are a function of the reports that hang together, and of what persons said of them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from reportedly.corpus.actors import actors
from reportedly.store.comparing import AT_ONCE, compare
from reportedly.store.hands import Alone, Hands, calm
from reportedly.store.heeding import take_in
from reportedly.store.protocol import Judgement, Store
from reportedly.store.settling import settle
from reportedly.store.shelf import Shelf, shelf_of

BLOCKS = 500
"""Blocks of names that are looked at together."""
MOST = 200
"""Articles that a hand takes at a time: who interrupts us waits until it is done with them."""
Progress = Callable[[int, int], None]
"""Told how much of how much is done."""
Piece = tuple[Sequence[str], Sequence[Judgement]]
"""Blocks, and what persons said."""


def grow(store: Store, progress: Progress | None = None, hands: Hands | None = None) -> None:
    """Link all that is pending and settle all that is dirty, alone or by many hands. Another process doing so is waited
    for."""
    if not (store.pending(1) or store.dirty(1) or store.unsettled_blocks(1) or store.unheeded(1)):
        return
    hands = hands or Alone(store)
    with store.exclusive(), calm():
        _link(store, hands, progress)
        _name(store, hands)
        take_in(store, shelf_of(store).digests)
        settle(store, hands)


def _link(store: Store, hands: Hands, progress: Progress | None) -> None:
    done, expected = 0, store.count().pending
    # Meanwhile another process may put more.
    while articles := store.pending(store.count().pending):
        # Small enough that all hands are done at much the same time.
        size = max(AT_ONCE, min(MOST, len(articles) // (4 * hands.count)))
        for linked in hands.do(compare, [articles[at : at + size] for at in range(0, len(articles), size)]):
            done += linked
            if progress:
                progress(done, max(done, expected))


def _name(store: Store, hands: Hands) -> None:
    """Say who is who in all blocks to which something came."""
    while blocks := store.unsettled_blocks(BLOCKS * hands.count):
        judgements = store.judgements()
        seen = sorted(_joined(store, blocks, judgements) if judgements else blocks)
        # What judgements join must be seen together.
        size = len(seen) if judgements else -(-len(seen) // hands.count)
        pieces: list[Piece] = [(seen[at : at + size], judgements) for at in range(0, len(seen), size)]
        named = [found for one in hands.do(who, pieces) for found in one.items()]
        store.assign(seen, dict(named))


def who(store: Store, shelf: Shelf, piece: Piece) -> dict[str, str]:
    """The actor of each form of some blocks."""
    blocks, judgements = piece
    return actors(store.forms(blocks), judgements)


def _joined(store: Store, blocks: Sequence[str], judgements: Sequence[Judgement]) -> set[str]:
    """The blocks with all that judgements join to them, which must be seen together."""
    block_of = {form.key: form.block for form in store.forms()}
    ends = [{block_of[key] for key in (j.a, j.b) if key in block_of} for j in judgements]
    seen = set(blocks)
    while more := {block for pair in ends if pair & seen for block in pair} - seen:
        seen |= more
    return seen
