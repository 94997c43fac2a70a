"""Processes that make claims are killed: what they had in hand is done again, and the result is the same bytes."""

from __future__ import annotations

import os
import signal
import subprocess
from pathlib import Path

import pytest

from reportedly.serve.bulk.claims import archive
from reportedly.serve.bulk.files import work
from tests.serve.bulk.results import Breaking, Gone, claimed, samples, settings, tables, written
from tests.serve.bulk.runs import command, ended
from tests.serve.bulk.test_faults import until, workers

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")


@pytest.fixture
def begun(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A result whose claims are begun in ten chunks."""
    monkeypatch.setattr(archive, "CHUNK", 4)
    out = written(tmp_path / "result", samples(40))
    with pytest.raises(Gone):
        claimed(out, Breaking(0))
    return out


def marks(out: Path, step: str) -> int:
    return len(list(work(settings(out), "claims", step).glob("[0-9]*.json")))


def driver(out: Path, *more: str) -> subprocess.Popen[str]:
    return command("bulk", "--claims", "--out", out, *more)


def test_killed_workers_and_a_killed_driver(begun: Path, tmp_path: Path) -> None:
    undisturbed = written(tmp_path / "undisturbed", samples(40))
    claimed(undisturbed)
    running = driver(begun, "--workers", "2")
    until(lambda: marks(begun, "compare") >= 1)
    os.kill(workers(running)[0], signal.SIGKILL)
    until(lambda: marks(begun, "compare") >= 4)
    left = workers(running)
    running.kill()
    running.communicate(timeout=30)
    until(lambda: not any(Path(f"/proc/{pid}").exists() for pid in left))
    assert marks(begun, "make") < 10
    code, _, errors = ended(command("add", "--from", begun, "--corpus", tmp_path / "c.db"))
    assert code == 0, errors
    code, said, errors = ended(driver(begun, "--resume", "--workers", "2"))
    assert (code, errors) == (0, "")
    assert " claims from " in said
    assert tables(begun) == tables(undisturbed)
    assert not work(settings(begun)).exists()
    assert ended(driver(begun)) == (0, said, "")


def test_interrupted(begun: Path) -> None:
    running = driver(begun, "--workers", "1")
    until(lambda: marks(begun, "compare") >= 1)
    running.send_signal(signal.SIGINT)
    code, said, errors = ended(running)
    assert (code, said) == (130, "")
    assert errors == "reportedly: interrupted: what was done is kept; the same call with --resume goes on with it\n"
    assert marks(begun, "compare") >= 1
