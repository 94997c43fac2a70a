"""Forms, the actors that they are of, and what people said of them."""

from __future__ import annotations

import json
from collections.abc import Collection

from reportedly.corpus.digest import Form
from reportedly.store.database.backend import Row, Work
from reportedly.store.database.base import Base, clean, cleaned
from reportedly.store.database.naming import unsettle
from reportedly.store.protocol import Judgement
from reportedly.store.words import words as words_of

_COLUMNS = "f.key, f.block, f.name, f.kind, f.country, f.wikidata, f.roles"


class Actors(Base):
    """From `forms` to `judgements`."""

    def forms(self, blocks: Collection[str] | None = None) -> list[Form]:
        """See `Store`."""
        select = f"SELECT {_COLUMNS} FROM forms f"
        with self._reading() as work:
            if blocks is None:
                return [_form(row) for row in work.rows(f"{select} ORDER BY f.key")]
            some = f"{select} WHERE f.block IN WORDS(:blocks) ORDER BY f.key"
            return [_form(row) for row in work.rows(some, blocks=list(map(clean, blocks)))]

    def unsettled_blocks(self, most: int) -> list[str]:
        """See `Store`."""
        with self._reading() as work:
            found = work.rows("SELECT block, turn FROM unsettled ORDER BY block LIMIT :most", most=most)
        self._seen.update(found)
        return [block for block, _ in found]

    def assign(self, blocks: Collection[str], actors: dict[str, str]) -> None:
        """See `Store`."""
        named = list(map(clean, blocks))
        given = {clean(form): clean(actor) for form, actor in actors.items()}
        with self._writing() as work:
            found = work.rows("SELECT number, key, actor FROM forms WHERE block IN WORDS(:blocks)", blocks=named)
            changed = [(given[key], number) for number, key, actor in found if given.get(key, actor) != actor]
            work.many("UPDATE forms SET actor = ? WHERE number = ?", changed)
            if changed:
                work.run(_TOUCHED, forms=[number for _, number in changed])
            turns = work.rows("SELECT block, turn FROM unsettled WHERE block IN WORDS(:blocks)", blocks=named)
            settled = [(block,) for block, turn in turns if self._seen.get(block, turn) == turn]
            work.many("DELETE FROM unsettled WHERE block = ?", settled)
        for block in named:
            self._seen.pop(block, None)

    def actors(self, forms: Collection[str]) -> dict[str, str]:
        """See `Store`."""
        with self._reading() as work:
            found = actors_of(work, forms)
        return {form: found.get(form, form) for form in forms}

    def forms_of(self, actor: str) -> list[Form]:
        """See `Store`."""
        with self._reading() as work:
            return forms_of(work, clean(actor))

    def find_actors(self, words: str, most: int = 20, skip: int = 0) -> list[tuple[str, Form, int]]:
        """See `Store`."""
        asked = sorted(set(words_of(words)))
        with self._reading() as work:
            found = work.rows(_ACTORS, words=asked, number=len(asked), most=most, skip=skip) if asked else []
            return [(actor, forms_of(work, actor)[0], articles) for actor, articles in found]

    def judge(self, judgement: Judgement) -> None:
        """See `Store`."""
        a, b = clean(judgement.a), clean(judgement.b)
        with self._writing() as work:
            number = work.value("SELECT coalesce(max(number), 0) + 1 FROM judgements")
            row = (number, a, b, judgement.verdict, clean(judgement.made), cleaned(judgement.by))
            work.many("INSERT INTO judgements (number, a, b, verdict, made, judge) VALUES (?, ?, ?, ?, ?, ?)", [row])
            blocks = work.rows("SELECT DISTINCT block FROM forms WHERE key IN WORDS(:forms)", forms=[a, b])
            unsettle(work, [block for (block,) in blocks])

    def judgements(self) -> list[Judgement]:
        """See `Store`."""
        with self._reading() as work:
            found = work.rows("SELECT a, b, verdict, made, judge FROM judgements ORDER BY number")
            return [Judgement(*row) for row in found]


_TOUCHED = """UPDATE reports SET dirty = 1 WHERE dirty = 0 AND article IN (
        SELECT n.article FROM article_forms n JOIN articles a ON a.number = n.article
        WHERE n.form IN MANY(:forms) AND a.pending = 0)"""
_ACTORS = """SELECT f.actor, count(DISTINCT n.article) AS articles
    FROM forms f JOIN article_forms n ON n.form = f.number
    WHERE f.actor IN (
        SELECT actor FROM forms WHERE number IN (
            SELECT form FROM form_words WHERE word IN WORDS(:words) GROUP BY form HAVING count(*) = :number))
    GROUP BY f.actor ORDER BY articles DESC, f.actor LIMIT :most OFFSET :skip"""


def actors_of(work: Work, forms: Collection[str]) -> dict[str, str]:
    """The actors of those forms that there are."""
    keys = list(set(map(clean, forms)))
    return dict(work.rows("SELECT key, actor FROM forms WHERE key IN WORDS(:keys)", keys=keys))


def forms_of(work: Work, actor: str) -> list[Form]:
    """All forms of an actor, the one in most articles first."""
    found = work.rows(
        f"""SELECT {_COLUMNS}, (SELECT count(*) FROM article_forms n WHERE n.form = f.number) AS articles
            FROM forms f WHERE f.actor = :actor ORDER BY articles DESC, f.key""",
        actor=actor,
    )
    return [_form(row) for row in found]


def _form(row: Row) -> Form:
    key, block, name, kind, country, wikidata, roles = row[:7]
    return Form(key, block, name, kind, country, wikidata, tuple(json.loads(roles)) if roles != "[]" else ())
