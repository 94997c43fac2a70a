"""One entity: what it says and what others say of it, what it does and promises, the names it goes by, who it is not."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import get_args

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from reportedly.corpus.digest import Form
from reportedly.errors import Missing, ValueRefused
from reportedly.model import Claim
from reportedly.serve.web.api.records import CorpusEntity
from reportedly.serve.web.downloads import csv_of, json_of
from reportedly.serve.web.filters import Filters
from reportedly.serve.web.settling import settled
from reportedly.serve.web.site import Page, Site, may_write, of, respond
from reportedly.serve.who import COLUMNS, Who, found, of_id
from reportedly.store.protocol import Asked, Judgement, Part, Store, Verdict

SHOWN = 8
"""Claims of each part; the rest is in the ledger."""
CANDIDATES = 12
"""That may be the same."""
LONGEST = 200
"""Characters of a name of who says so."""
TITLES: Mapping[Part, str] = {
    "said-by": "What they say",
    "about": "What others say of them",
    "done-by": "What they do",
    "done-to": "What is done to them",
    "promised-by": "What they promise",
    "promised-to": "What is promised to them",
}


@dataclass(frozen=True, slots=True)
class Shelf:
    """The newest claims in which it has a part, how many there are, and the query of the ledger that has them all."""

    part: Part
    title: str
    claims: tuple[Claim, ...]
    total: int
    query: str


@dataclass(frozen=True, slots=True)
class Said:
    """What a person said of a name of this entity, `own`, and another one, which is that of `actor` now.

    `judgements` is that, or where two are said to be different, the same of all names that the two go by: it was said
    at once, and is taken back at once.
    """

    judgements: tuple[Judgement, ...]
    own: Form
    other: Form
    actor: str

    @property
    def last(self) -> Judgement:
        """The newest."""
        return self.judgements[-1]


@dataclass(frozen=True, slots=True)
class Portrait:
    """All that the page shows. `alike` is a name that was looked for, `candidates` who has it; `unfinished` says that
    what was said of names is still being worked out."""

    who: Who
    shelves: tuple[Shelf, ...]
    said: tuple[Said, ...]
    alike: str | None
    candidates: tuple[Who, ...]
    unfinished: bool

    @property
    def kept(self) -> tuple[Shelf, ...]:
        """Those with something on them."""
        return tuple(shelf for shelf in self.shelves if shelf.total)


def show(request: Request) -> Response:
    """The page."""
    store, who = of(request).store, _who(request)
    alike = request.query_params.get("alike", "").strip() or None
    there = () if alike is None or not may_write(request) else _candidates(store, who, alike)
    return respond(
        request,
        "entity.html.j2",
        Portrait(
            who=who,
            shelves=tuple(_shelf(store, who.id, part) for part in get_args(Part)),
            said=tuple(_said(store, who)),
            alike=alike,
            candidates=tuple(there),
            unfinished=bool(store.unsettled_blocks(1) or store.dirty(1)),
        ),
    )


def show_csv(request: Request) -> Response:
    """Its forms, a row each, as `reportedly actors` gives them."""
    who = _who(request)
    return csv_of(f"entity-{who.id}", COLUMNS, who.rows())


def show_json(request: Request) -> Response:
    """It, with its forms."""
    return json_of(CorpusEntity.of(_who(request)))


async def merge(request: Request) -> Response:
    """Another one is the same. What was said is kept."""
    form = await request.form()
    return await _in_thread(_merge, request, _field(form.get("other")), _by(form))


async def split(request: Request) -> Response:
    """One of the names is somebody else's."""
    form = await request.form()
    return await _in_thread(_split, request, _field(form.get("form")), _by(form))


async def take_back(request: Request) -> Response:
    """The opposite of what was said of two names."""
    form = await request.form()
    return await _in_thread(_take_back, request, _field(form.get("a")), _field(form.get("b")), _by(form))


def _merge(request: Request, other: str, by: str | None) -> Response:
    site, who = of(request), _who(request)
    theirs = of_id(site.store, other)
    if theirs is None:
        raise Missing(f"there is no entity {other!r} in the corpus (choose one of those that are found by a name)")
    if theirs.id == who.id:
        raise ValueRefused(f"{who.form.name} is one entity already (choose another one)")
    site.corpus.judge(who.form.key, theirs.form.key, "same", by)
    return _back(site, who.form.key)


def _split(request: Request, form: str, by: str | None) -> Response:
    site, who = of(request), _who(request)
    rest = [other for other in who.forms if other.key != form]
    if len(rest) == len(who.forms):
        raise Missing(f"{who.form.name} has no form {form!r} (it may be split off already)")
    if not rest:
        raise ValueRefused(f"{who.form.name} goes by one name only (nothing can be split from it)")
    for other in rest:
        site.corpus.judge(form, other.key, "different", by)
    return _back(site, rest[0].key)


def _take_back(request: Request, a: str, b: str, by: str | None) -> Response:
    site, who = of(request), _who(request)
    pair = frozenset((a, b))
    standing = next((each for each in _said(site.store, who) if pair in map(_pair, each.judgements)), None)
    if standing is None:
        raise Missing("nothing is said of these two names (it may be taken back already)")
    opposite: Verdict = "different" if standing.last.verdict == "same" else "same"
    for judgement in standing.judgements:
        site.corpus.judge(judgement.a, judgement.b, opposite, by)
    return _back(site, who.form.key)


async def _in_thread(work: Callable[..., Response], *given: object) -> Response:
    return await run_in_threadpool(work, *given)


def _field(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""


def _by(form: FormData) -> str | None:
    return _field(form.get("by"))[:LONGEST] or None


def _who(request: Request) -> Who:
    store, id_ = of(request).store, request.path_params["id"]
    who = of_id(store, id_)
    if who is None:
        raise Missing(f"there is no entity {id_!r} in the corpus (it may be one with another now: look for its name)")
    return who


def _candidates(store: Store, who: Who, name: str) -> Iterator[Who]:
    return (other for other in found(store, name, CANDIDATES + 1) if other.id != who.id)


def _shelf(store: Store, actor: str, part: Part) -> Shelf:
    total = store.how_many(Asked((actor,), part=part))
    claims = tuple(store.claims(Asked((actor,), part=part, order="last", most=SHOWN))) if total else ()
    return Shelf(part, TITLES[part], claims, total, Filters(about=(actor,), part=part, sort="last").query())


def _said(store: Store, who: Who) -> list[Said]:
    """What holds: of each two names the newest, where one of them is this entity's."""
    own = {form.key: form for form in who.forms}
    newest = {_pair(judgement): judgement for judgement in sorted(store.judgements(), key=lambda j: j.made)}
    ours = [judgement for pair, judgement in newest.items() if len(pair) == 2 and not pair.isdisjoint(own)]
    actors = store.actors({key for judgement in ours for key in (judgement.a, judgement.b)} - own.keys())
    others = {form.key: form for actor in set(actors.values()) for form in store.forms_of(actor)}
    grouped: dict[tuple[str, ...], list[Said]] = {}
    for judgement in ours:
        a, b = (judgement.a, judgement.b) if judgement.a in own else (judgement.b, judgement.a)
        other = own.get(b) or others.get(b)
        if other is not None:
            actor = actors.get(b, who.id)
            group = (actor,) if judgement.verdict == "different" and actor != who.id else (a, b)
            grouped.setdefault(group, []).append(Said((judgement,), own[a], other, actor))
    return [replace(some[-1], judgements=tuple(s.last for s in some)) for some in grouped.values()]


def _pair(judgement: Judgement) -> frozenset[str]:
    return frozenset((judgement.a, judgement.b))


def _back(site: Site, form: str) -> Response:
    """To whoever has this form, now that what was said is kept; it may have another id."""
    settled(site.corpus)
    actor = site.store.actors([form])[form]
    return RedirectResponse(f"{site.to('entity', id=actor)}#names", 303)


PAGE = Page(
    "entity",
    (
        Route("/entities/{id}.csv", show_csv, name="entity.csv"),
        Route("/entities/{id}.json", show_json, name="entity.json"),
        Route("/entities/{id}/merge", merge, methods=["POST"], name="entity.merge"),
        Route("/entities/{id}/split", split, methods=["POST"], name="entity.split"),
        Route("/entities/{id}/take-back", take_back, methods=["POST"], name="entity.take-back"),
        Route("/entities/{id}", show, name="entity"),
    ),
)
