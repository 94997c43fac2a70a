"""What pages that show something of the claims asked for have in common: the form, the filters that are on, who is meant."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from typing import Any, TypeVar, get_args

from starlette.datastructures import QueryParams

from reportedly.errors import ValueRefused
from reportedly.model import ClaimKind, Status
from reportedly.serve import who
from reportedly.serve.ledger.words import how_many
from reportedly.serve.web.filters import Filters, said
from reportedly.serve.web.site import Site
from reportedly.serve.who import Who
from reportedly.store.protocol import Store

OUTLETS = 100
"""Offered while one is typed, those of most articles."""
_T = TypeVar("_T", bound=str)
_F = TypeVar("_F", bound=Filters)


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter that is on, in words, and the query of the address without it."""

    label: str
    without: str


@dataclass(frozen=True, slots=True)
class Question:
    """What the form shows. `unfinished`: there are articles that no claim has yet. `unclear` is a name that is nobody's,
    or that of all whom `meant` has; then nothing can be asked yet."""

    filters: Filters
    chips: tuple[Chip, ...]
    outlets: tuple[str, ...]
    unfinished: bool
    unclear: str | None = None
    meant: tuple[Who, ...] = ()

    kinds = get_args(ClaimKind)
    statuses = get_args(Status)


def question(site: Site, filters: Filters, more: Iterable[Chip] = ()) -> Question:
    """Of an address; `more` are filters that are on and that only this page has."""
    store = site.store
    outlets = site.outlets()[:OUTLETS]
    unfinished = bool(store.pending(1) or store.dirty(1))
    unclear, meant = None, tuple[Who, ...]()
    for name in filters.about:
        found = who.meant(store, name)
        if len(found) != 1:
            unclear, meant = name, tuple(found)
            break
    return Question(filters, (*_chips(filters, store), *more), outlets, unfinished, unclear, meant)


def _chips(filters: Filters, store: Store) -> Iterator[Chip]:
    for each in filters.about:
        form = next(iter(store.forms_of(each)), None)
        rest = tuple(other for other in filters.about if other != each)
        part = "about" if filters.part is None else filters.part.replace("-", " ")
        yield Chip(
            f"{part} {form.name if form else each}", filters.query(about=rest, part=filters.part if rest else None)
        )
    if filters.words is not None:
        yield Chip(f"words {filters.words}", filters.query(words=None))
    if filters.outlet is not None:
        yield Chip(f"carried by {filters.outlet}", filters.query(outlet=None))
    if filters.country is not None:
        yield Chip(f"country {filters.country}", filters.query(country=None))
    if filters.status:
        yield Chip(" or ".join(filters.status), filters.query(status=()))
    if filters.kind:
        yield Chip(" or ".join(filters.kind), filters.query(kind=()))
    if filters.since is not None:
        yield Chip(f"last seen since {filters.since}", filters.query(since=None))
    if filters.until is not None:
        yield Chip(f"last seen until {filters.until}", filters.query(until=None))
    if filters.min_origins:
        yield Chip(f"{how_many(filters.min_origins, 'origin')} or more", filters.query(min_origins=0))
    if filters.min_reports:
        yield Chip(f"{how_many(filters.min_reports, 'report')} or more", filters.query(min_reports=0))


def extended(kind: type[_F], base: Filters, **more: Any) -> _F:
    """Filters of a page that has more of them: those that all have, and its own."""
    return kind(**{field.name: getattr(base, field.name) for field in fields(base)}, **more)


def chosen(query: QueryParams, name: str, there: Sequence[_T]) -> _T:
    """One of some words, the first where nothing is said. Raises ValueRefused."""
    given = said(query, name)
    if given is None:
        return there[0]
    found = next((each for each in there if each == given.lower()), None)
    if found is None:
        raise ValueRefused(f"{name} is {given!r} (choose from {', '.join(there)})")
    return found
