"""The interface against its own description: whatever is sent, the answer is one that is described."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.specs.openapi import checks

from reportedly.serve.web.api.operations import OPERATIONS, Operation
from reportedly.serve.web.app import application
from reportedly.serve.web.settings import Rate
from reportedly.store.corpus import Corpus
from tests.serve.web.conftest import BASE
from tests.serve.web.conftest import settings as served_with

OFTEN = Rate(1_000_000, 1e6)
CHECKS = [
    schemathesis.checks.not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_headers_conformance,
    checks.response_schema_conformance,
    checks.negative_data_rejection,
]
EXAMPLES = {"read": 12}
"""What takes long is asked less."""


@pytest.fixture(scope="module")
def described(demo: Path, reader: Any) -> Iterator[Any]:
    with Corpus(demo, create=False, readonly=True) as corpus:
        corpus.reader = reader
        app = application(corpus, served_with(rate=OFTEN, slow_rate=OFTEN, names=("testserver",)))
        yield schemathesis.openapi.from_asgi("/api/v1/openapi.json", app)


@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: mode.value)
@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.name)
def test_whatever_is_sent_the_answer_is_described(described: Any, operation: Operation, mode: GenerationMode) -> None:
    if mode.is_negative and all(each.in_path for each in operation.parameters):
        pytest.skip("there is nothing that could be wrong")
    asked = described[operation.plain_path][operation.method]

    @settings(
        max_examples=EXAMPLES.get(operation.name, 25),
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=asked.as_strategy(generation_mode=mode))
    def sends(case: Any) -> None:
        case.validate_response(case.call(base_url=BASE), checks=CHECKS)

    sends()
