"""`reportedly serve` as a process: it says where it is, answers there, and ends when told."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
from click.testing import CliRunner

from reportedly.serve.cli import main
from tests.serve.web.conftest import TOKEN

ROOT = Path(__file__).parents[3]
Start = Callable[..., subprocess.Popen[str]]


@pytest.fixture
def start() -> Iterator[Start]:
    """Starts it on a port that is free."""
    started: list[subprocess.Popen[str]] = []

    def starts(*arguments: str, **environment: str) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", "reportedly", "serve", "--port", "0", *arguments]
        given = os.environ | {"PYTHONPATH": str(ROOT)} | environment
        process = subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=given)
        started.append(process)
        return process

    yield starts
    for process in started:
        process.kill()
        process.communicate()


def said(process: subprocess.Popen[str]) -> str:
    """Its first two lines."""
    assert process.stderr is not None
    return process.stderr.readline() + process.stderr.readline()


def test_it_serves_until_interrupted_and_logs_nothing(start: Start, demo: Path, tmp_path: Path) -> None:
    process = start("--corpus", shutil.copy(demo, tmp_path / "c.db"))
    lines = said(process)
    (base,) = re.findall(r"at (http://127\.0\.0\.1:\d+/) until", lines)
    (entrance,) = re.findall(r"To write, open (\S+)$", lines, re.M)
    with httpx.Client(follow_redirects=True, trust_env=False) as client:
        assert "show the token to write" in client.get(base).text
        assert client.get(base + "claims?words=secretly").status_code == 200
        assert "show the token to write" not in client.get(entrance).text
    process.send_signal(signal.SIGINT)
    out, errors = process.communicate(timeout=60)
    assert (process.returncode, out, errors) == (0, "", "")


def test_a_token_that_is_given_is_not_told(start: Start, demo: Path, tmp_path: Path) -> None:
    copy = shutil.copy(demo, tmp_path / "c.db")
    for process in (start("--corpus", copy, "--token", TOKEN), start("--corpus", copy, REPORTEDLY_TOKEN=TOKEN)):
        lines = said(process)
        assert "enter with your token" in lines
        assert TOKEN not in lines


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["serve", *arguments], prog_name="reportedly")
    return result.exit_code, result.output


def test_what_it_cannot_do_is_told_with_a_remedy(demo: Path, tmp_path: Path) -> None:
    code, words = run("--corpus", str(tmp_path / "none.db"))
    assert code == 1
    assert "reportedly add" in words
    assert not list(tmp_path.iterdir())
    with socket.create_server(("127.0.0.1", 0)) as taken:
        code, words = run("--corpus", str(demo), "--read-only", "--port", str(taken.getsockname()[1]))
    assert code == 1
    assert "name another with --host or --port" in words
    code, words = run("--corpus", str(demo), "--read-only", "--host", "no such host.invalid")
    assert code == 1
    assert "cannot listen on" in words


@pytest.mark.parametrize("token", ["short", "with a space in it", "nicht-ganz-ascii-ü", ""])
def test_tokens_that_are_none_are_refused(demo: Path, token: str) -> None:
    code, words = run("--corpus", str(demo), "--read-only", "--token", token)
    assert code == 2
    assert "12 characters" in words
