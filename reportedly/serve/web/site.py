"""What every page stands on: the corpus, the templates, the way to an answer."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from urllib.parse import quote

from jinja2 import Environment, FunctionLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from reportedly.serve.items import number
from reportedly.serve.ledger.contrary import contrary
from reportedly.serve.ledger.words import carried, day, days, how_many, listed, moment, origins, shortened
from reportedly.serve.page import FILTERS as READING_FILTERS
from reportedly.serve.web.adding.jobs import Jobs
from reportedly.serve.web.settings import Settings
from reportedly.serve.who import facts
from reportedly.store.corpus import Corpus
from reportedly.store.protocol import Store

_PART = re.compile(r"\{(\w+)(?::\w+)?\}")
_FILTERS: Mapping[str, Callable[..., str]] = {
    each.__name__: each
    for each in (carried, contrary, day, days, facts, how_many, listed, moment, number, origins, shortened)
}
"""Words of the terminal's account, so that a page says the same in the same words."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its module's name, its routes, and how the navigation calls it (None: it is not in there).

    The first route is where the navigation leads. Every route has a name of its own, by which templates link to it.
    """

    name: str
    routes: tuple[Route, ...]
    label: str | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """An entry of the navigation."""

    page: str
    label: str
    address: str


class Site:
    """The application's own things, which every request carries: `of(request)` gives them."""

    def __init__(self, corpus: Corpus, settings: Settings, pages: Sequence[Page]) -> None:
        self.corpus, self.settings = corpus, settings
        self.paths = {route.name: route.path for page in pages for route in page.routes}
        self.navigation = tuple(Link(p.name, p.label, p.routes[0].path) for p in pages if p.label)
        self.environment = _environment(self)
        self.jobs = Jobs(corpus)
        self._outlets: tuple[str | None, tuple[str, ...]] = (None, ())

    @property
    def store(self) -> Store:
        """Of the corpus. Pages ask it and not the corpus, which would settle first."""
        return self.corpus.store

    def outlets(self) -> tuple[str, ...]:
        """The names of all outlets, those of most articles first; asked for again where the corpus has changed since."""
        state, names = self.store.state(), self._outlets
        if names[0] != state:
            names = self._outlets = (state, tuple(each.name for each in self.store.outlets() if each.name))
        return names[1]

    def to(self, name: str, **parts: str) -> str | None:
        """The address of a page by its route's name, every part escaped; None where there is no such page."""
        path = self.paths.get(name)
        return None if path is None else _PART.sub(lambda part: quote(parts[part[1]], safe=""), path)


def of(request: Request) -> Site:
    """The site that a request is for."""
    site = request.app.state.site
    assert isinstance(site, Site)
    return site


def may_write(request: Request) -> bool:
    """Whether whoever asks has shown the token, and the corpus can be changed."""
    return bool(request.scope.get("known")) and not of(request).corpus.readonly


def respond(request: Request, template: str, view: object, status: int = 200) -> Response:
    """A page: `view` is all that its template shows. What the browser has already is not sent again."""
    shown = of(request).environment.get_template(template).render(view=view, may_write=may_write(request))
    body = shown.encode("utf-8", "xmlcharrefreplace")
    tag = f'"{hashlib.blake2b(body, digest_size=12).hexdigest()}"'
    headers = {"ETag": tag, "Cache-Control": "private, no-cache"}
    if status == 200 and tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    return Response(body, status, headers, "text/html; charset=utf-8")


def source(kind: str, name: str) -> str:
    """A file of the folder `templates` or `static`, or of `assets`, which all views of a reading share."""
    file = resources.files("reportedly.serve.web").joinpath(kind, name)
    shared = resources.files("reportedly.serve").joinpath("assets", name)
    return (file if file.is_file() else shared).read_text(encoding="utf-8")


def _environment(site: Site) -> Environment:
    environment = Environment(
        autoescape=True,
        loader=FunctionLoader(lambda name: source("templates", name)),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters.update(_FILTERS)
    environment.filters.update(READING_FILTERS)
    environment.globals |= {
        "navigation": site.navigation,
        "to": site.to,
        "static": _static,
        "corpus": site.settings.corpus,
        "readonly": site.corpus.readonly,
    }
    return environment


@cache
def _static(name: str) -> str:
    """The address of a file that browsers keep until it has another content."""
    return f"/static/{name}?v={hashlib.blake2b(source('static', name).encode(), digest_size=6).hexdigest()}"
