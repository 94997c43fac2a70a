"""What the tests of the interface for programs have in common."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from starlette.testclient import TestClient

from reportedly.serve.web.api.operations import OPERATIONS, Operation
from reportedly.serve.web.app import application
from reportedly.store.corpus import Corpus
from tests.serve.web.conftest import BASE, settings

ROOT = Path(__file__).parents[3]
API = "/api/v1"
LISTS = [each for each in OPERATIONS if each.listed]
KETHARA = "The Ketharan leader Tobas Rhen said on Monday that ferries had stopped."


def asks(corpus: Corpus, **more: Any) -> TestClient:
    """A client of an application with these settings, which answers errors as a server would."""
    return TestClient(application(corpus, settings(**more)), BASE, raise_server_exceptions=False)


def address(operation: Operation) -> str:
    """Where it is asked for, with what it cannot do without."""
    return f"{operation.path}{'?q=port' if operation.name == 'search' else ''}"
