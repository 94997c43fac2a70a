"""A PostgreSQL server, as the tests of stores have one, and a reader without a model."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.serve.bulk import fakes
from tests.store.conftest import postgresql
from tests.text.conftest import page

__all__ = ["page", "postgresql"]


@pytest.fixture
def fake_reader(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Stands in for the model in this process."""
    from reportedly.serve.bulk import read

    read._reader.cache_clear()
    monkeypatch.setattr("reportedly.claims.reading.load", fakes.load)
    yield
    read._reader.cache_clear()
