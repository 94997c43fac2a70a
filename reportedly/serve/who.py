"""Actors by what a person calls them: an id, or a name that may fit several."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from reportedly.corpus.digest import Form
from reportedly.language.gazetteer import fold
from reportedly.serve.tables import JOINT, Row
from reportedly.store.protocol import Store

COLUMNS = (
    *("actor", "name", "kind", "country", "wikidata", "articles"),
    *("form", "form_name", "form_kind", "form_country", "form_wikidata", "form_roles"),
)
_LEAST_KEY = 6
"""Digits of a form's key that are sure not to be a name."""


@dataclass(frozen=True, slots=True)
class Who:
    """An actor of the corpus: `form` is its commonest form, `forms` are all, the commonest first; `articles` name it."""

    id: str
    form: Form
    articles: int
    forms: tuple[Form, ...]

    @property
    def others(self) -> tuple[str, ...]:
        """The other names it goes by."""
        return tuple(dict.fromkeys(form.name for form in self.forms if form.name != self.form.name))

    def record(self) -> dict[str, Any]:
        """For JSON."""
        own = {"id": self.id, **_told(self.form), "articles": self.articles}
        return own | {"forms": [{"key": form.key, **_told(form)} for form in self.forms]}

    def rows(self) -> Iterator[Row]:
        """For a table of `COLUMNS`: a row a form."""
        own = (self.id, self.form.name, self.form.kind, self.form.country, self.form.wikidata, self.articles)
        for form in self.forms:
            yield *own, form.key, form.name, form.kind, form.country, form.wikidata, JOINT.join(form.roles)


def facts(form: Form) -> str:
    """What tells it from others with its name: *person, PRK, foreign minister*."""
    return ", ".join(filter(None, (form.kind, form.country, form.wikidata, *form.roles[:2])))


def found(store: Store, words: str, most: int = 20) -> list[Who]:
    """The actor with this id, else those with a form whose name holds all these words, the most common first."""
    known = of_id(store, words)
    return [known] if known else called(store, words, most)


def called(store: Store, words: str | None, most: int, skip: int = 0) -> list[Who]:
    """A page of those with a form whose name holds all these words, of all without; the most common first."""
    page = store.ranked_actors(most, skip) if words is None else store.find_actors(words, most, skip)
    return [Who(actor, form, articles, tuple(store.forms_of(actor))) for actor, form, articles in page]


def of_id(store: Store, actor: str) -> Who | None:
    """The actor with this id."""
    forms = store.forms_of(actor)
    return Who(actor, forms[0], store.named_in(actor), tuple(forms)) if forms else None


def meant(store: Store, words: str) -> list[Who]:
    """Whom the words may mean: the actor with this id, else those with exactly this name, else all that `found` finds.

    One: that is whom they mean. None: nobody is called so.
    """
    every = found(store, words)
    return [who for who in every if any(fold(form.name) == fold(words) for form in who.forms)] or every


def forms_meant(who: Who, words: str) -> list[Form]:
    """Which of an actor's forms the words may mean: by key or the beginning of one, else by name."""
    by_key = [form for form in who.forms if len(words) >= _LEAST_KEY and form.key.startswith(words)]
    return by_key or [form for form in who.forms if fold(form.name) == fold(words)]


def _told(form: Form) -> dict[str, Any]:
    return {
        "name": form.name,
        "kind": form.kind,
        "country": form.country,
        "wikidata": form.wikidata,
        "roles": list(form.roles),
    }
