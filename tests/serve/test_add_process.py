"""`reportedly add` as a process of its own: killed, interrupted, two at once."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from reportedly.model import Claim, Reading
from reportedly.store.open import open_store
from reportedly.store.protocol import Asked, Count
from tests.serve.fake_corpus import reading

ROOT = Path(__file__).parents[2]
DRIVER = [sys.executable, str(Path(__file__).with_name("fake_corpus.py"))]
Start = Callable[..., "subprocess.Popen[str]"]
pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """Twelve texts that must be read, and a file of twelve readings."""
    folder = tmp_path / "news"
    folder.mkdir()
    for number in range(12):
        (folder / f"{number:02}.txt").write_text(f"Ana said {number}. " + "The rest of it is no news. " * 20)
    readings = (reading(f"r{n}", f"Rhen saw {n} ships. They left.", "Rhen", outlet="Wire") for n in range(12))
    (folder / "readings.jsonl").write_text("".join(each.to_json() + "\n" for each in readings))
    return folder


@pytest.fixture
def processes() -> Iterator[list[subprocess.Popen[str]]]:
    """Those started, which do not outlive the test."""
    started: list[subprocess.Popen[str]] = []
    yield started
    for process in started:
        if process.poll() is None:
            process.kill()
        process.communicate()


@pytest.fixture
def start(processes: list[subprocess.Popen[str]]) -> Start:
    def begin(news: Path, corpus: Path, slow: float = 0, slow_links: float = 0) -> subprocess.Popen[str]:
        environment = os.environ | {"PYTHONPATH": str(ROOT), "SLOW": str(slow), "SLOW_LINKS": str(slow_links)}
        arguments = ["add", str(news), "--published", "2021-01-14", "--corpus", str(corpus)]
        pipes = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        processes.append(subprocess.Popen([*DRIVER, *arguments], env=environment, text=True, **pipes))
        return processes[-1]

    return begin


def finished(process: subprocess.Popen[str]) -> str:
    out, errors = process.communicate(timeout=60)
    assert (process.returncode, errors) == (0, "")
    return out


def count(corpus: Path) -> Count | None:
    """None where there is none yet."""
    if not corpus.exists():
        return None
    store = open_store(corpus)
    try:
        return store.count()
    finally:
        store.close()


def until(corpus: Path, articles: int) -> None:
    """Wait until so many are there."""
    end = time.monotonic() + 60
    while (found := count(corpus)) is None or found.articles < articles:
        assert time.monotonic() < end
        time.sleep(0.02)


def content(corpus: Path) -> tuple[dict[str, Reading], list[Claim]]:
    store = open_store(corpus)
    try:
        counted = store.count()
        assert (counted.pending, counted.dirty, counted.versions) == (0, 0, counted.articles)
        return {each.article.id: each for each in store.readings()}, list(store.claims(Asked()))
    finally:
        store.close()


def test_killed_and_called_again_gives_the_same_corpus(news: Path, tmp_path: Path, start: Start) -> None:
    corpus, other = tmp_path / "killed.db", tmp_path / "undisturbed.db"
    reads, links = start(news, corpus, slow=0.05), {"slow_links": 0.05}
    until(corpus, 4)
    reads.kill()
    reads.communicate()
    left = count(corpus)
    assert left is not None
    assert 4 <= left.articles < 24
    for _ in range(2):
        linking = start(news, corpus, **links)
        until(corpus, 24)
        time.sleep(0.3)
        linking.kill()
        linking.communicate()
    assert "24 articles there already" in finished(start(news, corpus))
    assert "24 articles new" in finished(start(news, other))
    assert content(corpus) == content(other)


def test_interrupted_says_what_is_kept(news: Path, tmp_path: Path, start: Start) -> None:
    corpus = tmp_path / "c.db"
    process = start(news, corpus, slow=0.1)
    until(corpus, 4)
    process.send_signal(signal.SIGINT)
    out, errors = process.communicate(timeout=60)
    assert (process.returncode, out) == (130, "")
    kept = count(corpus)
    assert kept is not None
    told = re.fullmatch(r"reportedly: interrupted: at least (\d+) articles? kept; call it again and .*\n", errors)
    assert told is not None
    assert int(told[1]) <= kept.articles
    assert f"{24 - kept.articles} articles new, {kept.articles} there already" in finished(start(news, corpus))


def test_two_at_once(news: Path, tmp_path: Path, start: Start) -> None:
    corpus, other = tmp_path / "both.db", tmp_path / "one.db"
    both = [start(news, corpus, slow_links=0.2) for _ in range(2)]
    said = [process.communicate(timeout=60)[1] for process in both]
    assert [process.returncode for process in both] == [0, 0]
    assert set(said) <= {"", "reportedly: another process is linking this corpus: waiting until it is done\n"}
    finished(start(news, other))
    assert content(corpus) == content(other)
