"""Claims of the shared scenarios do not get worse; our own stories are sound."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from training.evaluate_claims import measure
from training.stories import HERE, faults, stories

SHARED = HERE.parent.parent / "shared"
FLOORS: dict[str, float] = json.loads((HERE / "floors.json").read_text("utf8"))["claims"]


@pytest.fixture(scope="module")
def shares() -> dict[str, float]:
    if not (SHARED / "scenarios").is_dir():
        pytest.skip(f"{SHARED / 'scenarios'} is not there: the dev data is not part of the project")
    folders = sorted(path for path in (SHARED / "scenarios").iterdir() if path.is_dir())
    counts = [found for _, found, _ in measure(folders, SHARED / "score")]
    return {k: 100 * sum(c[k][0] for c in counts) / max(1, sum(c[k][1] for c in counts)) for k in counts[0]}


@pytest.mark.parametrize("figure", FLOORS)
def test_floor(shares: dict[str, float], figure: str) -> None:
    assert shares[figure] >= FLOORS[figure], f"{figure} fell to {shares[figure]:.1f}"


def test_our_stories_are_sound() -> None:
    assert sum(len(text.marks) for story in stories() for text in story.texts) > 5000


@pytest.mark.parametrize("folder", sorted((HERE / "scenarios").iterdir()), ids=lambda folder: folder.name)
def test_our_scenarios_are_sound(folder: Path) -> None:
    assert list(faults(folder)) == []
