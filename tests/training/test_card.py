"""The model card says what the report says."""

from __future__ import annotations

import json

import pytest

from training.card import HERE, figure, written


def test_the_card_is_up_to_date() -> None:
    readme, report = (HERE / "README.md").read_text("utf8"), json.loads((HERE / "report.json").read_text("utf8"))
    assert written(readme, report) == readme, "run: python -m training.card"


@pytest.mark.parametrize(("path", "value"), [("a.b", 3.5), ("a.line", 84.8), ("a.none", None), ("nothing.here", None)])
def test_a_figure(path: str, value: float | None) -> None:
    assert figure({"a": {"b": 3.5, "line": "95 of 112 gold = 84.8 %"}}, path) == value
