"""What a clause enumerates, cut into parts."""

from __future__ import annotations

from itertools import pairwise

import pytest
import spacy

from reportedly.claims.enumerated import cuts

WORDS = spacy.blank("en")


@pytest.mark.parametrize(
    ("clause", "parts"),
    [
        ("90 (The Anvil); 12 (Lask Radio); at least 9", ["90 (The Anvil);", "12 (Lask Radio);", "at least 9"]),
        ("24 barges (Lask Times) or 240 (The Anvil)", ["24 barges (Lask Times)", "or 240 (The Anvil)"]),
        ("the mayor (of Lask) and his deputy", ["the mayor (of Lask) and his deputy"]),
        (
            "nine miners died, among them the foreman Ivo Brandt",
            ["nine miners died,", "among them the foreman Ivo Brandt"],
        ),
        ("nine miners died, including two boys", ["nine miners died,", "including two boys"]),
        ("it fell, including him", ["it fell, including him"]),
        ("he walked among the people of the town", ["he walked among the people of the town"]),
    ],
)
def test_parts(clause: str, parts: list[str]) -> None:
    doc = WORDS(clause)
    starts = [0, *cuts(doc[:]), len(doc)]
    assert [doc[a:b].text for a, b in pairwise(starts)] == parts
