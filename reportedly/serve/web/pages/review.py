"""Review: a person says of what was found whether it is right; the queue, one verdict, many, and taking them back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice
from secrets import token_hex
from typing import get_args
from urllib.parse import quote, unquote

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from reportedly.corpus.marks import Mark, held
from reportedly.corpus.matching import SAME
from reportedly.errors import Missing, ValueRefused
from reportedly.model import ClaimKind
from reportedly.serve.ledger.words import how_many
from reportedly.serve.web.review import judging
from reportedly.serve.web.review.address import Address
from reportedly.serve.web.review.items import Item
from reportedly.serve.web.review.queue import SIZE, found, judged, queue
from reportedly.serve.web.review.settling import PATIENCE, settle
from reportedly.serve.web.site import Page, may_write, of, respond
from reportedly.store.corpus import Corpus

COOKIE = "reportedly_by"
BULK = 500
"""Things that are judged at once, at most."""
_YEAR = 365 * 86400
_OUTLETS = 100


@dataclass(frozen=True, slots=True)
class Review:
    """A page of the queue, or of what was judged. `more` says that there are further pages, `total` how many things were
    judged. `said` is a verdict just given, `batch` many of them (its id) and `batched` how many."""

    address: Address
    items: tuple[Item, ...]
    by: str | None
    outlets: tuple[str, ...]
    more: bool = False
    total: int = 0
    said: Mark | None = None
    batch: str | None = None
    batched: int = 0

    threshold = SAME
    claim_kinds = get_args(ClaimKind)


@dataclass(frozen=True, slots=True)
class One:
    """A single thing, as the page has it in its list."""

    address: Address
    item: Item
    by: str | None


@dataclass(frozen=True, slots=True)
class Bulk:
    """All that the filter leaves, to be judged at once: `some` of them to look at, `limit` where there are more."""

    address: Address
    total: int
    some: tuple[Item, ...]
    by: str | None
    limit: int | None = None


def show(request: Request) -> Response:
    """A page of things."""
    site, address, by = of(request), Address.read(request.query_params), _by(request)
    store = site.store
    outlets = tuple(outlet.name for outlet in store.outlets()[:_OUTLETS] if outlet.name)
    skip = (address.page - 1) * SIZE
    batch = request.query_params.get("batch")
    said = store.marked(request.query_params.get("said", ""))
    batched = sum(1 for mark in held(store.marks()) if mark.batch == batch) if batch else 0
    if address.a is not None:
        some, more, total = [found(store, address, address.a, address.b or "", by)], False, 0
    elif address.done:
        some, total = judged(store, address, skip, SIZE)
        more = total > skip + SIZE
    else:
        some = list(islice(queue(site.corpus, address, by), skip, skip + SIZE + 1))
        more, some, total = len(some) > SIZE, some[:SIZE], 0
    view = Review(address, tuple(some), by, outlets, more, total, said, batch, batched)
    return respond(request, "review.html.j2", view)


async def judge(request: Request) -> Response:
    """Keep one verdict."""
    form = await _form(request)
    return await run_in_threadpool(_judge, request, form)


def _judge(request: Request, form: Mapping[str, str]) -> Response:
    site, address, by = of(request), _back(form), _by(request)
    item = found(site.store, address, form.get("a", ""), form.get("b", ""), by)
    mark = judging.mark(item, form, by, address.blind)
    site.store.mark([mark])
    return _answer(request, form, address, mark, site.corpus)


async def undo(request: Request) -> Response:
    """Take back one verdict, or all of a batch."""
    form = await _form(request)
    return await run_in_threadpool(_undo, request, form)


def _undo(request: Request, form: Mapping[str, str]) -> Response:
    site, address, by = of(request), _back(form), _by(request)
    if batch := form.get("batch"):
        site.store.mark([judging.undone(m, by) for m in held(site.store.marks()) if m.batch == batch])
        settle(site.corpus, PATIENCE)
        return _to(address)
    mark = site.store.marked(form.get("mark", ""))
    if mark is None or mark.verdict == "undone":
        raise Missing("there is no such verdict to take back (look at those that were given)")
    site.store.mark([judging.undone(mark, by)])
    return _answer(request, form, address, None, site.corpus)


def _answer(request: Request, form: Mapping[str, str], address: Address, said: Mark | None, corpus: Corpus) -> Response:
    """To a script the thing as it is now, at once; to a form the page that it was on, with the claims made anew."""
    part = bool(form.get("part"))
    settle(corpus, 0 if part else PATIENCE)
    if part:
        item = found(of(request).store, address, form.get("a", ""), form.get("b", ""), _by(request))
        return respond(request, "review_item.html.j2", One(address, item, _by(request)))
    return _to(address, f"said={said.id}" if said else "")


def bulk(request: Request) -> Response:
    """What would be judged at once."""
    site, address = of(request), Address.read(request.query_params)
    every = list(islice(queue(site.corpus, address, _by(request)), BULK + 1))
    some, total = tuple(every[:5]), min(len(every), BULK)
    view = Bulk(address, total, some, _by(request), BULK if len(every) > BULK else None)
    return respond(request, "review_bulk.html.j2", view)


async def judge_all(request: Request) -> Response:
    """Keep one verdict of many things."""
    form = await _form(request)
    return await run_in_threadpool(_judge_all, request, form)


def _judge_all(request: Request, form: Mapping[str, str]) -> Response:
    site, address, by = of(request), _back(form), _by(request)
    every = list(islice(queue(site.corpus, address, by), BULK))
    if form.get("expected") != str(len(every)):
        there = how_many(len(every), "thing")
        raise ValueRefused(
            f"there are {there} now, not {form.get('expected')!r} (look at them again before you say so)"
        )
    batch = token_hex(8)
    site.store.mark(
        [judging.mark(item, {"verdict": form.get("verdict", "")}, by, address.blind, batch) for item in every]
    )
    settle(site.corpus, PATIENCE)
    return _to(address, f"batch={batch}")


async def call(request: Request) -> Response:
    """Remember in this browser who judges."""
    form = await _form(request)
    response = _to(_back(form))
    given = judging.name(form.get("by", ""))
    secure = request.url.scheme == "https"
    response.set_cookie(COOKIE, quote(given or ""), _YEAR, httponly=True, samesite="strict", secure=secure)
    return response


async def _form(request: Request) -> dict[str, str]:
    return {name: value for name, value in (await request.form()).items() if isinstance(value, str)}


def _by(request: Request) -> str | None:
    return judging.name(unquote(request.cookies.get(COOKIE, ""))) if may_write(request) else None


def _back(form: Mapping[str, str]) -> Address:
    return Address.read(QueryParams(form.get("back", "").removeprefix("?")))


def _to(address: Address, more: str = "") -> Response:
    query = address.query(page=address.page)
    joint = ("&" if query else "?") if more else ""
    return RedirectResponse(f"/review{query}{joint}{more}", 303)


PAGE = Page(
    "review",
    (
        Route("/review", show, name="review"),
        Route("/review", judge, methods=["POST"], name="review.judge"),
        Route("/review/undo", undo, methods=["POST"], name="review.undo"),
        Route("/review/as", call, methods=["POST"], name="review.as"),
        Route("/review/bulk", bulk, name="review.bulk"),
        Route("/review/bulk", judge_all, methods=["POST"], name="review.judge_all"),
    ),
    label="Review",
)
