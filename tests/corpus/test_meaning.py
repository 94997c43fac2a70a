"""How wordings are laid out for the encoder of propositions."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from reportedly.corpus.meaning import Window


@given(st.lists(st.integers(1, 64), min_size=1, max_size=12), st.booleans(), st.integers(1, 130))
def test_chunks_hold_every_piece_once_and_wordings_whole(sizes: list[int], title: bool, most: int) -> None:
    block = np.repeat(np.arange(len(sizes)) + (not title), sizes)
    pieces = np.arange(100, 100 + len(block))
    chunk, within, back = Window(pieces, block * 0, block, 0, len(sizes) - title).chunks(most)
    assert chunk.shape == within.shape
    assert pieces[chunk].reshape(-1)[back].tolist() == pieces.tolist()
    assert within.reshape(-1)[back].tolist() == block.tolist()
    assert (within >= 0).sum() == len(block)
    for number in set(block.tolist()):
        assert len({row for row, _ in np.argwhere(within == number).tolist()}) == 1
    assert all((row >= 0).sum() <= most or len({*row[row >= 0].tolist()}) == 1 for row in within)
