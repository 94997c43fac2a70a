"""Actors by how many articles name them, and the state that a corpus is in."""

from __future__ import annotations

import threading

from reportedly.corpus.digest import Form
from reportedly.store.database.actors import forms_of
from reportedly.store.database.backend import Backend, Work
from reportedly.store.database.base import Base, clean
from reportedly.store.words import words as words_of


class Ranking(Base):
    """`ranked_actors`, `how_many_actors`, `named_in`, `state`."""

    def __init__(self, backend: Backend) -> None:
        super().__init__(backend)
        self._ranks: tuple[str, list[tuple[str, int]]] = ("", [])
        self._ranking = threading.Lock()

    def ranked_actors(self, most: int, skip: int = 0) -> list[tuple[str, Form, int]]:
        """See `Store`."""
        with self._reading() as work:
            page = self._ranked(work)[skip : skip + most]
            return [(actor, forms_of(work, actor)[0], articles) for actor, articles in page]

    def how_many_actors(self, words: str | None = None) -> int:
        """See `Store`."""
        with self._reading() as work:
            if words is None:
                return len(self._ranked(work))
            asked = sorted(set(words_of(words)))
            return int(work.value(_SO_MANY, words=asked, number=len(asked))) if asked else 0

    def named_in(self, actor: str) -> int:
        """See `Store`."""
        with self._reading() as work:
            return int(work.value(_NAMED, actor=clean(actor)))

    def state(self) -> str:
        """See `Store`."""
        with self._reading() as work:
            return _mark(work)

    def _ranked(self, work: Work) -> list[tuple[str, int]]:
        """All of them as of this moment. One thread counts, others wait for what it finds."""
        mark = _mark(work)
        with self._ranking:
            if self._ranks[0] != mark or not mark:
                found = work.rows(_RANKED)
                self._ranks = mark, [(actor, articles) for actor, articles in found]
            return self._ranks[1]


_RANKED = """SELECT f.actor, count(DISTINCT n.article) AS articles
    FROM forms f JOIN article_forms n ON n.form = f.number GROUP BY f.actor ORDER BY articles DESC, f.actor"""
_NAMED = """SELECT count(DISTINCT n.article) FROM forms f JOIN article_forms n ON n.form = f.number
    WHERE f.actor = :actor"""
_SO_MANY = """SELECT count(DISTINCT actor) FROM forms WHERE number IN (
    SELECT form FROM form_words WHERE word IN WORDS(:words) GROUP BY form HAVING count(*) = :number)"""


def _mark(work: Work) -> str:
    return str(work.value("SELECT mark FROM state WHERE one = 1") or "")
