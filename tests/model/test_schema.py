"""The JSON Schema: up to date, and what is written follows it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, ValidationError
from jsonschema.protocols import Validator

from reportedly.claims.reading import load
from reportedly.model import Article
from reportedly.model.schema import text

ROOT = Path(__file__).parents[2]
STORED = ROOT / "docs" / "reading.schema.json"
SAMPLES = (ROOT / "examples" / "articles.jsonl").read_text(encoding="utf-8").splitlines()


@pytest.fixture(scope="module")
def validator() -> Validator:
    schema = json.loads(STORED.read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def test_stored_schema_is_up_to_date() -> None:
    assert STORED.read_text(encoding="utf-8") == text(), (
        "run: python -m reportedly.model.schema > docs/reading.schema.json"
    )


def test_samples_follow_it(validator: Validator) -> None:
    reader = load()
    for line in SAMPLES:
        validator.validate(json.loads(reader.read(Article(**json.loads(line))).to_json()))


def _reading(**changes: Any) -> dict[str, Any]:
    return {"article": {"id": "a", "text": "No."}, "entities": [], "attributions": [], **changes}


@pytest.mark.parametrize(
    "wrong",
    [
        {"article": {"id": "a"}},
        {"events": [{"id": "v1", "type": "PARTY", "mode": None, "trigger": [0, 2]}]},
        {"dates": [{"span": [0, 2, 4], "value": None, "type": "DATE"}]},
        {"entities": "none"},
    ],
)
def test_it_refuses(validator: Validator, wrong: dict[str, Any]) -> None:
    validator.validate(_reading())
    with pytest.raises(ValidationError):
        validator.validate(_reading(**wrong))
