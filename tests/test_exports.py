"""What `import reportedly` offers. Adding or taking away a name is a decision: it goes here and in CHANGELOG.md."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

import reportedly
import reportedly.model

EXPORTS = [
    "Article",
    "Asked",
    "Attribution",
    "Claim",
    "Corpus",
    "Entity",
    "Hop",
    "InputError",
    "Reader",
    "Reading",
    "ReportedlyError",
    "Span",
    "__version__",
    "frames",
    "load",
    "read",
    "show",
]
MODEL_EXPORTS = [
    "ENTITY_KINDS",
    "KINDS",
    "Article",
    "Attribution",
    "Claim",
    "ClaimKind",
    "Commitment",
    "Date",
    "Derivation",
    "Entity",
    "EntityKind",
    "Estimate",
    "Event",
    "Hop",
    "Interval",
    "Mode",
    "Origin",
    "Place",
    "Polarity",
    "Proposition",
    "Reading",
    "Report",
    "Span",
    "Status",
    "Suggestion",
    "hold",
    "id_of",
    "number_of",
]


def test_exported_names_are_pinned() -> None:
    assert sorted(reportedly.__all__) == sorted(EXPORTS)


def test_names_of_the_model_are_pinned() -> None:
    assert sorted(reportedly.model.__all__) == sorted(MODEL_EXPORTS)


@pytest.mark.parametrize("name", EXPORTS)
def test_exported_name_is_there_and_explained(name: str) -> None:
    value = getattr(reportedly, name)
    assert isinstance(value, str) or value.__doc__


def test_version_is_that_of_the_project() -> None:
    project = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert reportedly.__version__ == project["version"]
