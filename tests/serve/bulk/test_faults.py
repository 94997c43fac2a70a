"""Processes are killed, disks are full: nothing is lost, nothing is there twice. Each test starts a few processes."""

from __future__ import annotations

import os
import resource
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from reportedly.model import codec
from reportedly.serve.bulk.report import Report
from reportedly.text import article_from_text
from tests.serve.bulk.runs import REST, ROOT, command, ended, ids, rows

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
FILES, EACH = 6, 8
IDS = [f"{file}-{n}" for file in range(FILES) for n in range(EACH)]


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """Six files of eight articles, which the fakes have in twelve units or so."""
    return written(tmp_path / "news", {})


def written(folder: Path, odd: dict[str, str]) -> Path:
    """`odd` are words for the texts of some ids."""
    folder.mkdir()
    for file in range(FILES):
        lines = []
        for id_ in IDS[file * EACH : (file + 1) * EACH]:
            text = f"Ana said {odd.get(id_, id_)} in {id_}.{REST * 4}"
            lines.append(codec.dumps(article_from_text(text, id_, published=f"2031-01-{10 + len(lines) % 3}")) + "\n")
        (folder / f"{file}.jsonl").write_text("".join(lines))
    return folder


def report(out: Path) -> Report:
    return codec.loads(Report, (out / "report.json").read_text())


def marks(out: Path) -> int:
    """How many units are done."""
    return len(list((out / ".work" / "read").glob("[0-9]*.json")))


def until(true: Callable[[], bool]) -> None:
    end = time.monotonic() + 30
    while not true():
        assert time.monotonic() < end
        time.sleep(0.02)


def workers(driver: subprocess.Popen[str]) -> list[int]:
    """The processes that a driver has started, and those that these have."""
    found: list[int] = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
            if parent == driver.pid and "spawn_main" in (folder / "cmdline").read_text():
                found.append(int(folder.name))
        except (OSError, IndexError):
            continue
    return found


def test_texts_that_end_the_process_that_reads_them(tmp_path: Path) -> None:
    """One always, one once, one that the reader fails on: only what can never be read is told, all else is there."""
    news = written(tmp_path / "news", {"1-3": "ENDS", "3-5": "ENDS ONCE", "4-0": "BREAKS"})
    out = tmp_path / "out"
    code, said, errors = ended(command("bulk", news, "--out", out, "--workers", "2", FLAGS=str(tmp_path)))
    assert (code, errors) == (1, "")
    assert ids(out) == [id_ for id_ in IDS if id_ not in ("1-3", "4-0")]
    assert [(failure.cause, failure.where) for failure in report(out).failures] == [("ended", "1-3"), ("model", "4-0")]
    assert "46 readings of 3 days" in said
    assert "2 failed (1 ended, 1 model)" in said
    assert (tmp_path / "3-5").exists()


def test_killed_workers_and_a_killed_driver(news: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    driver = command("bulk", news, "--out", out, "--workers", "2", SLOW="0.05")
    until(lambda: marks(out) >= 2)
    os.kill(workers(driver)[0], signal.SIGKILL)
    until(lambda: marks(out) >= 4)
    left = workers(driver)
    driver.kill()
    driver.communicate(timeout=30)
    # Who was told to read still may, for a moment, and does no harm.
    before = marks(out)
    assert before < 12
    assert not (out / "report.json").exists()
    code, said, errors = ended(command("add", "--from", out, "--corpus", tmp_path / "c.db"))
    assert (code, said) == (1, "")
    assert "is a result that is not finished (go on with it" in errors
    code, _, errors = ended(command("bulk", news, "--out", out))
    assert code == 2
    assert "is not empty (go on with --resume" in errors
    code, said, errors = ended(command("bulk", news, "--out", out, "--resume", "--workers", "2"))
    assert (code, errors) == (0, "")
    assert said.startswith("48 readings of 3 days")
    assert ids(out) == IDS
    assert not (out / ".work").exists()
    until(lambda: not any(Path(f"/proc/{pid}").exists() for pid in left))
    again = ended(command("bulk", news, "--out", out, "--resume"))
    assert again == (0, said, "")


def test_interrupted(news: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    driver = command("bulk", news, "--out", out, "--workers", "1", SLOW="0.1")
    until(lambda: marks(out) >= 1)
    driver.send_signal(signal.SIGINT)
    code, said, errors = ended(driver)
    assert (code, said) == (130, "")
    assert errors == "reportedly: interrupted: what was done is kept; the same call with --resume goes on with it\n"
    code, _, errors = ended(command("bulk", news, "--out", out, "--resume", "--published", "2031-01-01"))
    assert code == 2
    assert "is of another run" in errors
    assert marks(out) >= 1


def test_full_disk(news: Path, tmp_path: Path) -> None:
    """No file may be larger than 3 KB: the first that is whole is none, and nothing of it stays."""
    out = tmp_path / "out"
    limited = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (3_000, limited[1]))
    try:
        process = command("bulk", news, "--out", out, "--workers", "1")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limited)
    code, said, errors = ended(process)
    assert (code, said) == (1, "")
    assert "the run broke off: " in errors
    assert "--resume goes on with it" in errors
    assert list(out.rglob("*.part")) == []
    code, said, errors = ended(command("bulk", news, "--out", out, "--resume", "--workers", "1"))
    assert (code, errors) == (0, "")
    assert ids(out) == IDS


@contextmanager
def cluster() -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """A scheduler and two machines, as far as they know."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{probe.getsockname()[1]}"
    fakes = str(Path(__file__).with_name("fakes.py"))
    environment = os.environ | {"PYTHONPATH": str(ROOT), "SLOW": "0.05"}
    dask = [sys.executable, "-m", "distributed.cli"]
    quiet = {"env": environment, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    scheduler = [*dask[:-1], "distributed.cli.dask_scheduler", "--port", address.rpartition(":")[2], "--no-dashboard"]
    worker = [
        *dask[:-1],
        "distributed.cli.dask_worker",
        address,
        "--nthreads",
        "1",
        "--no-dashboard",
        "--preload",
        fakes,
    ]
    started = [subprocess.Popen([*scheduler, "--host", "127.0.0.1"], **quiet)]  # type: ignore[call-overload]
    try:
        started += [subprocess.Popen(worker, **quiet) for _ in range(2)]  # type: ignore[call-overload]
        yield address, started[1:]
    finally:
        for process in started:
            process.terminate()
        for process in started:
            process.wait(30)


def test_a_machine_of_a_cluster_goes(news: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    with cluster() as (address, machines):
        driver = command("bulk", news, "--out", out, "--address", address)
        until(lambda: marks(out) >= 3)
        machines[0].kill()
        code, said, errors = ended(driver)
    assert (code, errors) == (0, "")
    assert said.startswith("48 readings of 3 days")
    assert ids(out) == IDS


def test_nobody_at_the_address(news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from reportedly.errors import StoreError
    from reportedly.serve.bulk import engine

    monkeypatch.setattr(engine, "_PATIENCE", "0.3s")
    with pytest.raises(StoreError, match="no cluster answers"), engine.engine("tcp://127.0.0.1:9", None):
        pass


def test_nobody_left_to_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from distributed import LocalCluster

    from reportedly.errors import StoreError
    from reportedly.serve.bulk import engine
    from reportedly.serve.bulk.plan import version
    from reportedly.serve.bulk.work import Settings

    monkeypatch.setattr(engine, "_LOOK", 0.1)
    monkeypatch.setattr(engine, "_ALONE", 0.3)
    nobody = LocalCluster(
        n_workers=0, processes=True, dashboard_address="127.0.0.1:0", host="127.0.0.1", silence_logs=50
    )
    with nobody as cluster, engine.engine(cluster.scheduler_address, None) as running:
        outcomes = running.run(repr, Settings(str(tmp_path), version()), ["a"])  # type: ignore[arg-type]
        with pytest.raises(StoreError, match="no worker is left"):
            next(outcomes)


def test_the_same_bytes_however_it_went(news: Path, tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    assert ended(command("bulk", news, "--out", one, "--workers", "1"))[0] == 0
    assert ended(command("bulk", news, "--out", two, "--workers", "3"))[0] == 0
    columns = ("shard", "place", "article", "reading", "digest")
    assert rows(one, *columns) == rows(two, *columns)
    files = {path.relative_to(one): path.read_bytes() for path in sorted(one.rglob("*.parquet"))}
    assert files == {path.relative_to(two): path.read_bytes() for path in sorted(two.rglob("*.parquet"))}
