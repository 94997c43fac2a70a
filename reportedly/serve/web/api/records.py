"""Records that the interface gives or takes besides those of `reportedly.model`."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.metadata import version

from reportedly.model import Span
from reportedly.serve.hits import pieces
from reportedly.serve.who import Who
from reportedly.store.protocol import Hit

VERSION = version("reportedly")


@dataclass(frozen=True, slots=True)
class FoundArticle:
    """An article in a list. `snippet` are words of its text, those around what was looked for if anything was;
    `matches` are the spans of the snippet that were looked for."""

    article: str
    title: str | None
    outlet: str | None
    published: str | None
    snippet: str
    matches: tuple[Span, ...] = ()

    @classmethod
    def of(cls, hit: Hit) -> FoundArticle:
        """As the store found it."""
        snippet, matches = "", list[Span]()
        for words, matched in pieces(hit.snippet):
            if matched:
                matches.append(Span(len(snippet), len(snippet) + len(words)))
            snippet += words
        return cls(hit.article, hit.title, hit.outlet, hit.published, snippet, tuple(matches))


@dataclass(frozen=True, slots=True)
class EntityForm:
    """A form of an entity: how articles name it. `key` is what `reportedly split` takes."""

    key: str
    name: str
    kind: str
    country: str | None
    wikidata: str | None
    roles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CorpusEntity:
    """An entity of the corpus, told by its commonest form; `articles` is how many name it."""

    id: str
    name: str
    kind: str
    country: str | None
    wikidata: str | None
    roles: tuple[str, ...]
    articles: int
    forms: tuple[EntityForm, ...]

    @classmethod
    def of(cls, who: Who) -> CorpusEntity:
        """As the command line finds it."""
        form = who.form
        told = (form.name, form.kind, form.country, form.wikidata, form.roles)
        forms = tuple(EntityForm(f.key, f.name, f.kind, f.country, f.wikidata, f.roles) for f in who.forms)
        return cls(who.id, *told, who.articles, forms)


@dataclass(frozen=True, slots=True)
class UnreadText:
    """A text to be read. `published` (ISO 8601) is what dates in it are told from."""

    text: str
    outlet: str | None = None
    url: str | None = None
    title: str | None = None
    byline: str | None = None
    published: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class CorpusStatus:
    """How much there is. `pending` articles are not linked yet, `dirty` reports not in their claims. `state` is another
    after every change."""

    version: str
    articles: int
    reports: int
    claims: int
    entities: int
    pending: int
    dirty: int
    state: str
