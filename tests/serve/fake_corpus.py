"""A corpus whose reports are never the same claim, without a network. As a program: the command line with it."""

from __future__ import annotations

import hashlib
import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType
from typing import Any

from reportedly.corpus.actors import Judgement, actors
from reportedly.corpus.digest import Digest, Form, Told, report_id
from reportedly.corpus.forms import forms
from reportedly.model import Article, Claim, Entity, Interval, Proposition, Reading, Report, Span, id_of, number_of
from reportedly.store.open import open_store
from reportedly.store.protocol import Asked, Entry, Placed
from reportedly.text import canonical

NAME = "reportedly.store.corpus"


class Corpus:
    def __init__(self, address: str | Path, *, create: bool = True, readonly: bool = False) -> None:
        self.store = open_store(address, create=create, readonly=readonly)

    def __enter__(self) -> Corpus:
        return self

    def __exit__(self, *_: object) -> None:
        self.store.close()

    @property
    def reader(self) -> Any:
        from reportedly.claims.reading import load

        return load()

    def add(self, readings: Iterable[Reading]) -> Iterator[Placed]:
        waiting: list[Entry] = []
        for reading in readings:
            waiting.append(Entry(reading, digest(reading)))
            if len(waiting) == 4:
                yield from self.store.put(waiting)
                waiting = []
        yield from self.store.put(waiting)

    def settle(self, progress: Callable[[int, int], None] | None = None, workers: int = 1) -> None:
        with self.store.exclusive():
            told = progress or (lambda done, expected: None)
            expected = self.store.count().pending
            told(0, expected)
            for done, article in enumerate(self.store.pending(expected), 1):
                time.sleep(float(os.environ.get("SLOW_LINKS", "0")))
                self.store.link(list(self.store.digests([article]).values()), (), ())
                told(done, expected)
            every = self.store.forms()
            blocks = {*self.store.unsettled_blocks(1000), *(form.block for form in every)}
            self.store.assign(blocks, actors(every, self.store.judgements()))
            places = self.store.places(self.store.dirty(10_000))
            digests = self.store.digests(set(places.values()))
            claims = [_claim(told, digests[a]) for a in digests for told in digests[a].told if told.id in places]
            self.store.settle([number_of(claim.id) for claim in claims], claims)

    def actors(self, words: str) -> list[tuple[str, Form, int]]:
        return self.store.find_actors(words)

    def claims(self, asked: Asked | None = None) -> Iterator[Claim]:
        return self.store.claims(asked or Asked())

    def merge(self, a: str, b: str, by: str | None = None) -> None:
        one, other = self.store.forms_of(a)[0], self.store.forms_of(b)[0]
        self.store.judge(Judgement(one.key, other.key, "same", _now(), by))
        self.settle()

    def split(self, form_key: str, from_actor: str, by: str | None = None) -> None:
        for form in self.store.forms_of(from_actor):
            if form.key != form_key:
                self.store.judge(Judgement(form.key, form_key, "different", _now(), by))
        self.settle()


def digest(reading: Reading) -> Digest:
    article = reading.article
    hash_ = hashlib.sha256(article.text.encode()).hexdigest()
    told = tuple(
        Told(report_id(article.id, hash_, *p.span), p.span, p.kind, p.polarity, p.span.of(article.text))
        for p in reading.propositions
    )
    address = canonical(article.url) if article.url else None
    return Digest(article.id, hash_, told, forms(reading).forms, article.outlet, address, article.title)


def _now() -> str:
    return datetime.now(UTC).isoformat()


def _claim(told: Told, of: Digest) -> Claim:
    report = Report(id_of(told.id), of.article, told.span, told.quote, (), "asserts", outlet=of.outlet)
    return Claim(report.id, told.quote, told.kind, "single-origin", (report,), (), Interval(1, 1))


def reading(article: str, text: str, *people: str, **more: Any) -> Reading:
    """Each sentence a proposition, each of `people` an entity with every mention of its name."""
    entities = []
    for number, name in enumerate(people, 1):
        at = [i for i in range(len(text)) if text.startswith(name, i)]
        entities.append(Entity(f"e{number}", "person", name, mentions=tuple(Span(i, i + len(name)) for i in at)))
    propositions, start = [], 0
    for number, sentence in enumerate(text.split(". "), 1):
        propositions.append(Proposition(f"p{number}", Span(start, start + len(sentence)), "statement"))
        start += len(sentence) + 2
    return Reading(Article(article, text, **more), tuple(entities), propositions=tuple(propositions))


def module() -> ModuleType:
    """Stands in for the module that has the real one."""
    fake = ModuleType(NAME)
    fake.__dict__.update(Corpus=Corpus)
    return fake


if __name__ == "__main__":
    from tests.serve import fake_reader

    sys.modules[NAME] = module()
    sys.modules[fake_reader.NAME] = fake_reader.module()
    from reportedly.serve.cli import main

    main(prog_name="reportedly")
