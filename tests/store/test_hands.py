"""Several processes on one corpus: the same comes of it, whoever of them is killed."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from threading import Thread

import pytest

import reportedly
from reportedly import Corpus
from reportedly.errors import StoreError
from reportedly.model import Claim, Reading
from reportedly.store import corpus as corpora
from reportedly.store.hands import several
from reportedly.store.protocol import Store
from reportedly.store.shelf import Shelf
from reportedly.text import gather

ROOT = Path(__file__).parents[2]
PATIENCE = 30.0
HANDS = """
import sys, time
from reportedly.store.growing import who
from reportedly.store.hands import several

if __name__ == "__main__":
    with several(sys.argv[1], 2) as hands:
        list(hands.do(who, [([], [])] * 8))
        print(*hands._pool._processes, flush=True)
        time.sleep(600)
"""


@pytest.fixture(scope="module")
def readings() -> list[Reading]:
    articles = [item for item in gather([str(ROOT / "examples" / "articles.jsonl")]) if not isinstance(item, Exception)]
    return list(reportedly.load().read_many(articles))


@pytest.fixture(scope="module")
def expected(readings: list[Reading]) -> list[Claim]:
    with Corpus("memory:") as corpus:
        list(corpus.add(readings))
        return claims(corpus)


@pytest.fixture(autouse=True)
def few_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(corpora, "MANY", 1)


def claims(corpus: Corpus) -> list[Claim]:
    return sorted(corpus.claims(), key=lambda claim: claim.id)


@pytest.mark.parametrize("addresses", ["sqlite", "postgresql"], indirect=True)
def test_the_same_comes_of_it(address: str, readings: list[Reading], expected: list[Claim]) -> None:
    told = []
    with Corpus(address) as corpus:
        for some in (readings[:7], readings[7:]):
            list(corpus.add(some))
            corpus.settle(lambda done, of: told.append((done, of)), workers=2)
        assert not corpus.store.pending(1)
        assert not corpus.store.dirty(1)
        assert not corpus.store.unsettled_blocks(1)
        assert claims(corpus) == expected
    assert told[-1][0] == told[-1][1]
    assert not multiprocessing.active_children()


def test_one_that_is_killed_is_done_without(tmp_path: Path, readings: list[Reading], expected: list[Claim]) -> None:
    killed = []

    def kill() -> None:
        end = time.monotonic() + PATIENCE
        while not killed and time.monotonic() < end:
            for child in multiprocessing.active_children():
                child.kill()
                killed.append(child.pid)

    with Corpus(tmp_path / "c.db") as corpus:
        list(corpus.add(readings))
        killer = Thread(target=kill)
        killer.start()
        with pytest.warns(RuntimeWarning, match="a worker ended too soon"):
            corpus.settle(workers=2)
        killer.join()
        assert killed
        assert claims(corpus) == expected


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
def test_hands_end_with_who_began_them(tmp_path: Path) -> None:
    Corpus(tmp_path / "c.db").close()
    script = tmp_path / "hands.py"
    script.write_text(HANDS)
    command = [sys.executable, str(script), str(tmp_path / "c.db")]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, env=os.environ | {"PYTHONPATH": str(ROOT)}
    ) as one:
        assert one.stdout is not None
        hands = [int(number) for number in one.stdout.readline().split()]
        assert hands
        assert all(map(alive, hands))
        os.kill(one.pid, signal.SIGKILL)
    end = time.monotonic() + PATIENCE
    while any(map(alive, hands)) and time.monotonic() < end:
        time.sleep(0.05)
    assert not any(map(alive, hands))


def refuse(store: Store, shelf: Shelf, piece: str) -> None:
    raise StoreError(piece, "is full", "delete something")


def test_what_a_hand_raises_arrives(tmp_path: Path) -> None:
    Corpus(tmp_path / "c.db").close()
    with several(str(tmp_path / "c.db"), 2) as hands, pytest.raises(StoreError, match=r"^disk 1: is full") as told:
        list(hands.do(refuse, ["disk 1"]))
    assert (told.value.where, told.value.remedy) == ("disk 1", "delete something")


def alive(process: int) -> bool:
    """Whether it runs; one that ended and that nobody asked after does not."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False
