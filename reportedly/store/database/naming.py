"""Which names articles have for somebody, kept for the actors across articles."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reportedly.corpus.digest import Form
from reportedly.store.database.backend import Row, Work
from reportedly.store.database.base import clean, cleaned
from reportedly.store.words import words

Roles = frozenset[str]


@dataclass(frozen=True, slots=True)
class Change:
    """The forms of an article, by its number: those that it had, and those that it has."""

    article: int
    old: Sequence[Form]
    new: Sequence[Form]


@dataclass(slots=True)
class _Named:
    """A form in the database: its number there, the roles written there (None where it is new) and those to be."""

    form: Form
    number: int
    written: Roles | None
    roles: Roles


def reform(work: Work, changes: Sequence[Change]) -> None:
    """Write the forms of articles; blocks where that makes a difference are unsettled."""
    named = _named(work, {clean(form.key): form for change in changes for form in (*change.old, *change.new)})
    rows: list[Row] = []
    for change in changes:
        for key, roles in _roles(change.new).items():
            named[key].roles |= roles
            rows.append((named[key].number, change.article, _json(roles)))
    work.many(_HAS, sorted(rows))
    gone = _leave(work, named, [change for change in changes if change.old])
    added = [n for n in named.values() if n.written is None]
    grown = [n for n in named.values() if n.written is not None and n.roles != n.written and n not in gone]
    work.many(_FORM, [_row(n) for n in added])
    work.many("INSERT INTO form_words (word, form) VALUES (?, ?)", [pair for n in added for pair in _words(n)])
    work.many("UPDATE forms SET roles = ? WHERE number = ?", [(_json(n.roles), n.number) for n in grown])
    unsettle(work, {clean(n.form.block) for n in (*added, *grown, *gone)})


def unsettle(work: Work, blocks: Iterable[str]) -> None:
    """What was worked out of these blocks holds no more."""
    work.many(
        """INSERT INTO unsettled (block, turn) VALUES (?, 1)
           ON CONFLICT (block) DO UPDATE SET turn = unsettled.turn + 1""",
        [(block,) for block in sorted(blocks)],
    )


_HAS = """INSERT INTO article_forms (form, article, roles) VALUES (?, ?, ?)
    ON CONFLICT (form, article) DO UPDATE SET roles = excluded.roles"""
_FORM = """INSERT INTO forms (number, key, block, name, kind, country, wikidata, roles, actor) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"""


def _named(work: Work, forms: dict[str, Form]) -> dict[str, _Named]:
    """The forms by key, with new numbers for those that are not there yet."""
    found = work.rows("SELECT key, number, roles FROM forms WHERE key IN WORDS(:keys)", keys=list(forms))
    named = {key: _Named(forms[key], number, frozenset(json.loads(r)), frozenset()) for key, number, r in found}
    for known in named.values():
        known.roles = known.written or frozenset()
    number = work.value("SELECT coalesce(max(number), 0) FROM forms")
    for key in forms.keys() - named.keys():
        number += 1
        named[key] = _Named(forms[key], number, None, frozenset())
    return named


def _leave(work: Work, named: dict[str, _Named], changes: Sequence[Change]) -> list[_Named]:
    """Take away what articles do not have any more, count the roles of their forms anew; forms that no article has."""
    touched: dict[str, _Named] = {}
    for change in changes:
        old, new = ({clean(form.key) for form in forms} for forms in (change.old, change.new))
        touched |= {key: named[key] for key in old}
        rows = [(named[key].number, change.article) for key in old - new]
        work.many("DELETE FROM article_forms WHERE form = ? AND article = ?", rows)
    gone = []
    for one in touched.values():
        kept = work.rows("SELECT DISTINCT roles FROM article_forms WHERE form = :form", form=one.number)
        one.roles = frozenset(role for (roles,) in kept for role in json.loads(roles))
        if not kept:
            gone.append(one)
    numbers = [one.number for one in gone]
    work.run("DELETE FROM form_words WHERE form IN MANY(:forms)", forms=numbers)
    work.run("DELETE FROM forms WHERE number IN MANY(:forms)", forms=numbers)
    return gone


def _row(named: _Named) -> Row:
    form, key = named.form, clean(named.form.key)
    told = cleaned(form.country), cleaned(form.wikidata)
    return (named.number, key, clean(form.block), clean(form.name), clean(form.kind), *told, _json(named.roles), key)


def _words(named: _Named) -> Iterable[Row]:
    return ((word, named.number) for word in set(words(clean(named.form.name))))


def _roles(forms: Sequence[Form]) -> dict[str, Roles]:
    """The roles of each form by key, which may be there twice."""
    roles: dict[str, Roles] = {}
    for form in forms:
        key = clean(form.key)
        roles[key] = roles.get(key, frozenset()) | frozenset(map(clean, form.roles))
    return roles


def _json(roles: Roles) -> str:
    return json.dumps(sorted(roles), ensure_ascii=False)
