"""Who is who in a corpus in memory."""

from __future__ import annotations

from collections.abc import Collection

from reportedly.corpus.digest import Form
from reportedly.store.memory.tables import Tables
from reportedly.store.protocol import Judgement
from reportedly.store.words import words as words_of


class Naming:
    """The part of a `Store` that knows who is who, for reading."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    def forms(self, blocks: Collection[str] | None = None) -> list[Form]:
        """See `Store`."""
        forms = (named.whole for _, named in sorted(self._tables.forms.items()))
        return [form for form in forms if blocks is None or form.block in blocks]

    def actors(self, forms: Collection[str]) -> dict[str, str]:
        """See `Store`."""
        return {form: self._tables.actor(form) for form in forms}

    def forms_of(self, actor: str) -> list[Form]:
        """See `Store`."""
        tables = self._tables
        ours = [named for key, named in tables.forms.items() if tables.actor(key) == actor]
        return [named.whole for named in sorted(ours, key=lambda n: (-len(n.articles), n.form.key))]

    def find_actors(self, words: str, most: int = 20, skip: int = 0) -> list[tuple[str, Form, int]]:
        """See `Store`."""
        return self._ranked(self._called(words))[skip : skip + most]

    def how_many_actors(self, words: str | None = None) -> int:
        """See `Store`."""
        return len(self._called(words))

    def ranked_actors(self, most: int, skip: int = 0) -> list[tuple[str, Form, int]]:
        """See `Store`."""
        return self._ranked(self._called(None))[skip : skip + most]

    def named_in(self, actor: str) -> int:
        """See `Store`."""
        tables = self._tables
        return len({a for key, named in tables.forms.items() if tables.actor(key) == actor for a in named.articles})

    def judgements(self) -> list[Judgement]:
        """See `Store`."""
        return list(self._tables.judgements)

    def _called(self, words: str | None) -> set[str]:
        tables = self._tables
        if words is None:
            return {tables.actor(key) for key in tables.forms}
        asked = set(words_of(words))
        return {tables.actor(k) for k, n in tables.forms.items() if asked and asked.issubset(words_of(n.form.name))}

    def _ranked(self, actors: Collection[str]) -> list[tuple[str, Form, int]]:
        counted = [(actor, self.forms_of(actor)[0], self.named_in(actor)) for actor in actors]
        return sorted(counted, key=lambda c: (-c[2], c[0]))
