"""A change that loses accuracy on dev data fails here."""

import hashlib
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from training.card import figure as measured

HERE = Path(__file__).parent.parent.parent
SHARED = HERE.parent / "shared"
FLOORS = json.loads((HERE / "training" / "floors.json").read_text("utf8"))


@pytest.fixture(scope="module")
def report() -> Any:
    if not (SHARED / "data").is_dir():
        pytest.skip(f"{SHARED} is not there: the dev data is not part of the project")
    command = [
        sys.executable,
        "-m",
        "training.evaluate",
        "--data",
        SHARED / "data",
        "--score",
        SHARED / "score",
        "--gold",
        SHARED / "gold",
    ]
    done = subprocess.run(command, capture_output=True, text=True, cwd=HERE, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.parametrize("path", FLOORS["data"])
def test_the_dev_data_is_what_was_measured(path: str) -> None:
    file = SHARED / path
    if not file.exists():
        pytest.skip(f"{file} is not there")
    assert hashlib.sha256(file.read_bytes()).hexdigest() == FLOORS["data"][path]


@pytest.mark.parametrize("figure", FLOORS["figures"])
def test_floor(report: Any, figure: str) -> None:
    value = measured(report, figure)
    assert value >= FLOORS["figures"][figure], f"{figure} fell to {value}"
