"""What persons said stays when the process that keeps it is killed: what was told to be kept, and each lot wholly or not."""

from __future__ import annotations

import itertools
import json
import os
import random
import time
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from reportedly.corpus.actors import Judgement
from reportedly.corpus.marks import Mark, Place
from reportedly.model import Span, codec
from reportedly.store.growing import grow
from reportedly.store.open import open_store
from reportedly.store.protocol import Asked, Store
from tests.store import children
from tests.store.made import LAVROV, PUTIN, add, entry
from tests.store.test_killed import check, sound

pytestmark = [
    pytest.mark.skipif(os.name != "posix", reason="signals of POSIX"),
    pytest.mark.parametrize("addresses", ["sqlite", "postgresql"], indirect=True),
]

TOGETHER = 20
ENTRIES = [
    entry(f"a{n}", f"One {n}. Two {n}. Three {n}.", published=f"2031-01-{n + 1:02}T08:00", forms=[LAVROV, PUTIN][:n])
    for n in range(20)
]


def spot(article: int, number: int) -> Place:
    digest = ENTRIES[article].digest
    return Place(digest.article, digest.hash, digest.told[number].span, digest.told[number].quote)


def whole(article: int) -> Place:
    return Place(f"a{article}", ENTRIES[article].digest.hash, Span(0, 0), "")


def said() -> list[Mark]:
    """Matches and derivations, right and wrong, and every seventh taken back; in the order in which they are made."""
    clock = itertools.count()
    marks: list[Mark] = []
    for a, b in itertools.combinations(range(len(ENTRIES)), 2):
        made = f"2031-02-01T00:00:{next(clock):06}"
        if (a + b) % 3:
            pair = sorted((spot(a, 0), spot(b, 0)), key=lambda place: place.article)
            marks.append(Mark("match", tuple(pair), "right" if a % 2 else "wrong", made, "Ana"))
        else:
            marks.append(Mark("derivation", (whole(b), whole(a)), "right", made, "Ben"))
        if len(marks) % 7 == 0:
            last, made = marks[-1], f"2031-02-01T00:00:{next(clock):06}"
            marks.append(Mark(last.kind, last.places, "undone", made, "Ana", undoes=last.id))
    return marks


MARKS = said()
ACTORS = [Judgement(LAVROV.key, PUTIN.key, "different", f"2031-02-01T00:00:{n:02}", "Ana") for n in range(30)]
LINES = [json.dumps({"record": "mark", **_plain}) for _plain in map(codec.plain, MARKS) if isinstance(_plain, dict)]
LINES += [json.dumps({"record": "actors", **_plain}) for _plain in map(codec.plain, ACTORS) if isinstance(_plain, dict)]


def filled(address: str) -> Store:
    store = open_store(address)
    add(store, *ENTRIES)
    grow(store)
    return store


def everything(store: Store) -> dict[str, Any]:
    return {
        "marks": store.marks(),
        "judgements": store.judgements(),
        "unheeded": store.unheeded(9),
        "claims": sorted(store.claims(Asked()), key=lambda claim: claim.id),
    }


@pytest.fixture(scope="module")
def undisturbed() -> dict[str, Any]:
    """What becomes of it where nobody is killed: something that is not there without it."""
    store = filled("memory:")
    before = everything(store)
    store.mark(MARKS)
    grow(store)
    found = everything(store)
    assert found["claims"] != before["claims"]
    assert found["unheeded"] == []
    return found


def left(address: str) -> list[Mark]:
    """The marks that a killed process left, in a corpus that is sound."""
    if "://" not in address:
        sound(Path(address))
    with closing(open_store(address)) as store:
        check(store)
        return store.marks()


def test_killed_while_marks_are_kept(address: str, undisturbed: dict[str, Any]) -> None:
    chance = random.Random(20311130)
    filled(address).close()
    killed = kept = 0
    while kept < len(MARKS):
        # From a little before where the last one was killed, as whoever does it again would.
        start = max(0, kept - TOGETHER)
        lots = -(-(len(MARKS) - start) // TOGETHER)
        with children.started(children.say, address, MARKS[start:], TOGETHER) as (child, connection):
            for _ in range(min(lots, chance.choice((2, 3)))):
                told = min(start + connection.recv(), len(MARKS))
            time.sleep(chance.choice((0, 0.003, 0.01, 0.03)))
            killed += child.is_alive()
            child.kill()
            child.join(60)
        there = left(address)
        assert there == MARKS[: len(there)]
        assert len(there) >= told
        assert len(there) % TOGETHER == 0 or len(there) == len(MARKS)
        kept = len(there)
    assert killed > 3
    with children.started(children.say, address, MARKS, TOGETHER) as (_, connection):
        for _ in iter(connection.recv, "the end"):
            pass
    with closing(open_store(address)) as store:
        assert everything(store) == undisturbed


def test_killed_while_a_file_of_judgements_is_taken_in(address: str, undisturbed: dict[str, Any]) -> None:
    filled(address).close()
    killed = 0
    for pause in (0, 0.02, 0.1, 0.3, 1):
        with children.started(children.judge, address, LINES) as (child, connection):
            assert connection.recv() == "begins"
            time.sleep(pause)
            killed += child.is_alive()
            child.kill()
            child.join(60)
        assert left(address) in ([], MARKS), "all marks of a file, or none"
        with closing(open_store(address)) as store:
            judged = store.judgements()
        assert judged == ACTORS[: len(judged)]
    assert killed > 1
    with children.started(children.judge, address, LINES) as (_, connection):
        assert [connection.recv() for _ in range(2)] == ["begins", "the end"]
    with closing(open_store(address)) as store:
        assert everything(store) == undisturbed | {"judgements": ACTORS}
