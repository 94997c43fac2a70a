"""What other processes do to a corpus in the tests of the store, and how they are started.

They are forked from a server that has imported everything, so that a child begins in some hundredths of a second.
"""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from reportedly.corpus.actors import actors
from reportedly.corpus.digest import Digest, Form, Resting
from reportedly.corpus.marks import Mark
from reportedly.errors import StoreError
from reportedly.model import Claim
from reportedly.serve.judgements import take
from reportedly.store import growing
from reportedly.store.corpus import Corpus
from reportedly.store.linking import Component
from reportedly.store.open import open_store
from reportedly.store.protocol import Entry, Store
from tests.store.made import claim, entry, pair

ROOT = Path(__file__).parents[2]
LEAST = 0.7


@contextmanager
def started(work: Callable[..., None], *given: object) -> Iterator[tuple[BaseProcess, Connection]]:
    """A child that does `work(connection, *given)`, and the other end of the connection; it ends with the block."""
    context = multiprocessing.get_context("forkserver")
    os.environ["PYTHONPATH"] = str(ROOT)  # the server does not have the path of pytest
    context.set_forkserver_preload(["pytest", "tests.store.children"])
    ours, theirs = context.Pipe()
    child = context.Process(target=work, args=(theirs, *given))
    child.start()
    theirs.close()
    try:
        yield child, ours
    finally:
        if child.is_alive():
            child.kill()
        child.join(60)
        ours.close()
        child.close()


def news(number: int, edit: int = 0) -> Entry:
    """An article of a story of four; `edit` makes another version of it."""
    story = number // 4
    forms = [
        Form(f"{kind}{story % 7}", f"block{story % 7}", f"{kind} Name{story % 7}", "person") for kind in ("A", "B")
    ]
    text = f"Ferry number{number} stopped. Story story{story} goes on, edit{edit}. Lavrov denies{number % 3} it."
    names = [story * 10 + at for at in range(3)]
    return entry(
        f"n{number}", text, day=1000 + story, title=f"Title{number}", forms=forms, names=names, exact=[-number]
    )


def grow(store: Store, together: int = 3) -> None:
    """Link and settle as `growing` does, by a rule that needs no model: sentences of one place in one story are one."""
    with store.exclusive():
        while articles := store.pending(together):
            compared = store.digests(articles)
            links, resting = [], []
            for digest in compared.values():
                for other in store.digests(store.near(digest, 30)).values():
                    links += [pair(a.id, b.id, 0.9) for a, b in zip(digest.told, other.told, strict=True)]
                    later, earlier = sorted((digest.article, other.article), reverse=True)
                    resting.append(Resting(later, earlier, 0.8, ("copy: all",)))
            store.link(list(compared.values()), links, resting)
        while blocks := store.unsettled_blocks(5):
            store.assign(blocks, actors(store.forms(blocks), store.judgements()))
        while dirty := store.dirty(together * 4):
            components = store.components(dirty, LEAST)
            store.settle([r for c in components for r in c.reports], [_claim(store, c) for c in components])


def _claim(store: Store, component: Component) -> Claim:
    digests = store.digests(set(store.places(component.reports).values()))
    forms = sorted({form.key for digest in digests.values() for form in digest.forms})
    return claim(component.reports, statement=_quote(digests, component.reports[0]), actors=tuple(forms))


def _quote(digests: dict[str, Digest], report: int) -> str:
    return next(told.quote for digest in digests.values() for told in digest.told if told.id == report)


def add(connection: Connection, address: str, edits: Sequence[tuple[int, int]], together: int = 3) -> None:
    """Put articles by number and edit, some at a time, and link and settle them; tell what came of each lot, and the end."""
    store = open_store(address)
    for at in range(0, len(edits), together):
        connection.send([placed.outcome for placed in store.put([news(*e) for e in edits[at : at + together]])])
        grow(store)
    store.close()
    connection.send("the end")


def outcomes(connection: Connection) -> list[str]:
    """All that comes from `add` until its end."""
    found: list[str] = []
    while (lot := connection.recv()) != "the end":
        found += lot
    return found


def say(connection: Connection, address: str, marks: Sequence[Mark], together: int) -> None:
    """Keep marks, some at a time, and heed them; tell after each lot how many were kept, and the end."""
    store = open_store(address)
    for at in range(0, len(marks), together):
        store.mark(marks[at : at + together])
        connection.send(at + together)
        growing.grow(store)
    store.close()
    connection.send("the end")


def judge(connection: Connection, address: str, lines: Sequence[str]) -> None:
    """Take in a file of judgements; tell when that begins, and the end."""
    with Corpus(address) as corpus:
        connection.send("begins")
        take(corpus, "judged.jsonl", lines)
    connection.send("the end")


def hold(connection: Connection, address: str) -> None:
    """Hold the corpus for linking until told otherwise."""
    store = open_store(address)
    with store.exclusive():
        connection.send("held")
        connection.recv()
    store.close()


def told(connection: Connection, work: Callable[..., Any], *given: Any) -> None:
    """Do something and send what came of it, or the error, which must be a StoreError, as its three parts."""
    try:
        connection.send(work(*given))
    except StoreError as error:
        connection.send((error.where, error.problem, error.remedy))


def within(connection: Connection, size: int, address: str, numbers: Sequence[int]) -> None:
    """Put articles one by one where no file may become larger than `size` bytes; send what came of it."""
    import resource

    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
    done = 0

    def put() -> int:
        nonlocal done
        store = open_store(address)
        for number in numbers:
            store.put([news(number)])
            done += 1
        store.close()
        return done

    told(connection, put)
    connection.send(done)


def as_nobody(connection: Connection, work: Callable[..., Any], *given: Any) -> None:
    """Do it as a user to whom permissions mean something, which they do not to root."""
    if os.geteuid() == 0:
        os.setgroups([])
        os.setgid(65534)
        os.setuid(65534)
    told(connection, work, *given)


def put_one(address: str) -> str:
    """What became of an article."""
    store = open_store(address)
    try:
        return store.put([news(99)])[0].outcome
    finally:
        store.close()


def count(address: str) -> int:
    """How many articles there are, for whom may only read."""
    store = open_store(address, readonly=True)
    try:
        return store.count().articles
    finally:
        store.close()
