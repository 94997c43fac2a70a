"""The command line as a process of its own: signals, pipes, files."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DRIVER = [sys.executable, str(Path(__file__).with_name("fake_reader.py"))]
POSIX = pytest.mark.skipif(os.name != "posix", reason="signals and pipes of POSIX")


def start(*arguments: str, slow: float = 0, stdout: int = subprocess.PIPE) -> subprocess.Popen[bytes]:
    environment = os.environ | {"PYTHONPATH": str(ROOT), "SLOW": str(slow)}
    return subprocess.Popen(
        [*DRIVER, *arguments], stdin=subprocess.DEVNULL, stdout=stdout, stderr=subprocess.PIPE, env=environment
    )


@pytest.fixture
def many(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    folder.mkdir()
    for number in range(40):
        (folder / f"{number:02}.txt").write_text(f"Ana said {number}. " + "All of the rest is no news. " * 200)
    return folder


@POSIX
def test_interrupt_is_quiet_and_leaves_nothing(many: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    out.write_text("old")
    process = start("read", str(many), "-o", str(out), slow=0.2)
    until = time.monotonic() + 30
    while not list(tmp_path.glob(".out.json.*")) and time.monotonic() < until:
        time.sleep(0.02)
    assert out.read_text() == "old"  # half of it is nowhere to be seen
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=30)
    assert (process.returncode, errors) == (130, b"")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["news", "out.json"]
    assert out.read_text() == "old"


@POSIX
@pytest.mark.parametrize("format_", ["json", "text", "html"])
def test_closed_pipe_is_quiet(many: Path, format_: str) -> None:
    process = start("read", str(many), "--format", format_)
    assert process.stdout is not None
    assert process.stderr is not None
    with process:
        process.stdout.read(10)
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(30) == 0


@POSIX
def test_readings_stream(many: Path) -> None:
    process = start("read", str(many), "--format", "json", slow=0.5)
    assert process.stdout is not None
    first = process.stdout.readline()  # would take 20 seconds if it waited for the last
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=30)
    assert first.startswith(b'{"article"')
    assert process.returncode == 130


@POSIX
def test_mode_of_the_file_is_kept_and_a_link_followed(many: Path, tmp_path: Path) -> None:
    target, link = tmp_path / "real.json", tmp_path / "link.json"
    target.write_text("old")
    target.chmod(0o640)
    link.symlink_to(target)
    process = start("read", str(many / "00.txt"), "-o", str(link))
    assert process.communicate(timeout=30) == (b"", b"")
    assert link.is_symlink()
    assert target.read_text().startswith("{")
    assert target.stat().st_mode & 0o777 == 0o640


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("arguments", [["--format", "json"], ["-o", "/dev/full"], ["--format", "html"]])
def test_full_disk_is_one_line(many: Path, arguments: list[str]) -> None:
    with Path("/dev/full").open("wb") as full:
        process = start("read", str(many / "00.txt"), *arguments, stdout=full.fileno())
        _, errors = process.communicate(timeout=30)
    assert (process.returncode, errors) == (1, b"reportedly: No space left on device\n")


@pytest.mark.parametrize("arguments", [["--help"], ["read", "--help"], ["add", "--help"], ["claims", "--help"]])
def test_help_needs_nothing_heavy(arguments: list[str]) -> None:
    code = f"import sys; from reportedly.serve.cli import main; main({arguments}, standalone_mode=False); print(*sys.modules)"
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    shown = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    assert not {"spacy", "onnxruntime", "jinja2", "rich", "trafilatura", "lxml", "numpy", "sqlalchemy"} & set(
        shown.stdout.splitlines()[-1].split()
    )
