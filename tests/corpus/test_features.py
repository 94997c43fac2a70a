"""Pairs of propositions as numbers: the same from both sides, and whatever else an article is compared with."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.corpus.compared import Compared, Floats
from reportedly.corpus.features import FEATURES, pairs, pairs_with
from tests.corpus.told import made

SAID = ("Ferries stopped", "Nine drowned", "The port was shut", "Nobody was hurt", "The master was held", "It was dark")


@st.composite
def articles(draw: st.DrawFn) -> Compared:
    """Propositions with vectors of few values, so that some are as near as others."""
    many = draw(st.integers(0, len(SAID)))
    digest = made(f"a{draw(st.integers())}", *(("", quote) for quote in SAID[:many]))
    values = st.lists(st.integers(-1, 2), min_size=4, max_size=4)
    rows = [draw(values) for _ in range(many)]
    vectors = np.array([np.array(row) * 127 / max(1.0, np.linalg.norm(row)) for row in rows]).reshape(many, 4)
    return Compared(replace(digest, vectors=np.rint(vectors).astype(np.int8)))


def told(numbers: np.ndarray, features: Floats) -> dict[tuple[int, ...], list[float]]:
    return {tuple(pair): row for pair, row in zip(numbers.tolist(), features.tolist(), strict=True)}


@settings(max_examples=60)
@given(articles(), articles())
def test_the_same_from_both_sides(one: Compared, other: Compared) -> None:
    found, turned = told(*pairs(one, other)), told(*pairs(other, one))
    assert found == {(i, j): row for (j, i), row in turned.items()}


@settings(max_examples=60)
@given(articles(), st.lists(articles(), max_size=4))
def test_the_same_whatever_else_it_is_compared_with(one: Compared, others: list[Compared]) -> None:
    single = {(k, *pair): row for k, other in enumerate(others) for pair, row in told(*pairs(one, other)).items()}
    assert told(*pairs_with(one, others)) == single


@settings(max_examples=60)
@given(articles(), articles())
def test_support_is_what_speaks_for_one_story_elsewhere(one: Compared, other: Compared) -> None:
    near = one.vectors @ other.vectors.T / 127**2
    for (i, j), row in told(*pairs(one, other)).items():
        sides = (np.delete(near.max(1), i), np.delete(near.max(0), j))
        here, there = (sorted([*values.tolist(), 0.0, 0.0], reverse=True)[:2] for values in sides)
        assert abs(row[FEATURES.index("support")] - (min(here[0], there[0]) + min(here[1], there[1])) / 2) < 1e-5
