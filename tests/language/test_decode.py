import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.language import labels
from reportedly.language.decode import tree, viterbi

MOVES, BEGINS, ENDS = labels.lawful(2)
SCORES = np.where(MOVES, 0, -1e4).astype(np.float32)


@given(st.integers(0, 2**32 - 1), st.integers(1, 4))
def test_viterbi_finds_the_best_lawful_sequence(seed: int, length: int) -> None:
    emissions = np.random.default_rng(seed).normal(size=(1, length, len(BEGINS))).astype(np.float32)
    found = viterbi(emissions, SCORES, BEGINS, ENDS, np.array([length]))[0]

    def total(tags: tuple[int, ...]) -> float:
        lawful = BEGINS[tags[0]] and ENDS[tags[-1]] and all(MOVES[a, b] for a, b in itertools.pairwise(tags))
        return sum(emissions[0, i, t] for i, t in enumerate(tags)) if lawful else -np.inf

    best = max(itertools.product(range(len(BEGINS)), repeat=length), key=total)
    assert total(tuple(found)) == pytest.approx(total(best))


def test_a_row_of_a_batch_is_read_as_if_alone() -> None:
    emissions = np.random.default_rng(1).normal(size=(3, 9, len(BEGINS))).astype(np.float32)
    lengths = np.array([9, 4, 1])
    together = viterbi(emissions, SCORES, BEGINS, ENDS, lengths)
    for row, length in enumerate(lengths):
        alone = viterbi(emissions[row : row + 1, :length], SCORES, BEGINS, ENDS, np.array([length]))[0]
        assert together[row, :length].tolist() == alone.tolist()
        assert not together[row, length:].any()


@given(st.lists(st.tuples(st.integers(0, 1), st.integers(0, 12), st.integers(1, 5)), max_size=5))
def test_tags_and_spans_are_inverse(drawn: list[tuple[int, int, int]]) -> None:
    taken, spans = set(), []
    for kind, start, size in drawn:
        if not taken & set(range(start, start + size)):
            taken |= set(range(start, start + size))
            spans.append((kind, start, start + size))
    assert labels.spans(labels.tags(20, spans)) == sorted(spans, key=lambda s: s[1])


def is_tree(heads: list[int]) -> bool:
    def root_of(word: int) -> int | None:
        for _ in heads:
            if heads[word] == word:
                return word
            word = heads[word]
        return None

    return len({root_of(w) for w in range(len(heads))}) == 1 and root_of(0) is not None


@given(st.integers(0, 2**32 - 1), st.integers(1, 7))
def test_every_score_matrix_gives_a_tree(seed: int, words: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(words, words)).astype(np.float32)
    assert is_tree(tree(scores).tolist())


@given(st.integers(0, 2**32 - 1))
def test_the_tree_is_the_best_one(seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(4, 4)).astype(np.float32)
    every = (h for h in itertools.product(range(4), repeat=4) if is_tree(list(h)))
    best = max(sum(scores[i, h] for i, h in enumerate(heads)) for heads in every)
    found = tree(scores)
    # The roots tried are the three likeliest; of four words the best tree nearly always has one of these.
    assert scores[range(4), found].sum() <= best + 1e-5
    if found[found == np.arange(4)].size and _best_root(scores) in np.diag(scores).argsort()[::-1][:3]:
        assert scores[range(4), found].sum() == pytest.approx(best, abs=1e-4)


def _best_root(scores: np.ndarray) -> int:
    every = (h for h in itertools.product(range(4), repeat=4) if is_tree(list(h)))
    best = max(every, key=lambda h: sum(scores[i, x] for i, x in enumerate(h)))
    return next(i for i, h in enumerate(best) if i == h)


def test_scores_are_left_as_they_are() -> None:
    emissions = np.random.default_rng(2).normal(size=(1, 5, len(BEGINS))).astype(np.float32)
    kept = emissions.copy()
    viterbi(emissions, SCORES, BEGINS, ENDS, np.array([5]))
    assert (emissions == kept).all()
