"""Which claims a page shows, as its address says it: the words of the command line's options, in the query."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cache
from typing import Any, TypeVar, get_args
from urllib.parse import urlencode

from starlette.datastructures import QueryParams

from reportedly.errors import ValueRefused
from reportedly.model import ClaimKind, Status
from reportedly.serve.ledger.about import actors, country
from reportedly.store.corpus import Corpus
from reportedly.store.protocol import Asked, Order, Part
from reportedly.store.written import since, until

LARGEST = 1_000_000
"""Of a number in an address."""
_T = TypeVar("_T", bound=str)


@dataclass(frozen=True, slots=True)
class Filters:
    """What is asked for; None and empty is what nobody said. `page` counts from 1."""

    words: str | None = None
    about: tuple[str, ...] = ()
    part: Part | None = None
    outlet: str | None = None
    country: str | None = None
    kind: tuple[ClaimKind, ...] = ()
    status: tuple[Status, ...] = ()
    since: str | None = None
    until: str | None = None
    min_origins: int = 0
    min_reports: int = 0
    sort: Order = "origins"
    page: int = 1

    @classmethod
    def read(cls, query: QueryParams) -> Filters:
        """Of an address. What is left empty is as if it were not there, and so is a part that nobody is named for.
        Raises ValueRefused."""
        about = tuple(dict.fromkeys(each.strip() for each in query.getlist("about") if each.strip()))
        return cls(
            words=said(query, "words"),
            about=about,
            part=_part(query) if about else None,
            outlet=said(query, "outlet"),
            country=_country(query),
            kind=_some(query, "kind", get_args(ClaimKind)),
            status=_some(query, "status", get_args(Status)),
            since=date_in(query, "since"),
            until=date_in(query, "until"),
            min_origins=number_in(query, "min_origins", 0),
            min_reports=number_in(query, "min_reports", 0),
            sort=(_some(query, "sort", get_args(Order)) or ("origins",))[0],
            page=number_in(query, "page", 1),
        )

    def asked(self, corpus: Corpus) -> Asked:
        """The same for a store, without a page. Raises ValueRefused where `about` names nobody, or several."""
        return Asked(
            about=actors(corpus, self.about),
            part=self.part,
            since=self.since,
            until=self.until,
            status=self.status,
            kind=self.kind,
            min_origins=self.min_origins,
            min_reports=self.min_reports,
            outlet=self.outlet,
            country=self.country,
            words=self.words,
            order=self.sort,
        )

    def query(self, **changes: Any) -> str:
        """The query of an address, `?…` or nothing, with some of it changed; a change begins at the first page."""
        return query_of(self, **{"page": 1, **changes})


def query_of(filters: Any, **changes: Any) -> str:
    """What of some filters (a dataclass) with these changes is not as it is where nothing is said, as the query of an
    address. Pages of names ask for hundreds of them."""
    pairs = urlencode(list(_pairs(filters, changes)))
    return f"?{pairs}" if pairs else ""


def _pairs(filters: Any, changes: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name, usual in _usual(filters.__class__):
        value = changes[name] if name in changes else getattr(filters, name)
        if value != usual:
            for each in value if isinstance(value, tuple | list) else (value,):
                yield name, str(each)


@cache
def _usual(kind: Any) -> tuple[tuple[str, Any], ...]:
    return tuple((field.name, field.default) for field in fields(kind))


def said(query: QueryParams, name: str) -> str | None:
    """What an address says, None where that is nothing."""
    return query.get(name, "").strip() or None


def _some(query: QueryParams, name: str, there: Sequence[_T]) -> tuple[_T, ...]:
    """Several, each given again or with commas between them."""
    every = {str(each): each for each in there}
    named = [part.strip().lower() for given in query.getlist(name) for part in given.split(",") if part.strip()]
    for each in named:
        if each not in every:
            raise ValueRefused(f"{each!r} is no {name} (choose from {', '.join(every)})")
    return tuple(every[each] for each in dict.fromkeys(named))


def date_in(query: QueryParams, name: str) -> str | None:
    """A date of an address, which must be one. Raises ValueRefused."""
    given = said(query, name)
    if given is not None:
        (since if name == "since" else until)(given)
    return given


def _part(query: QueryParams) -> Part | None:
    return next(iter(_some(query, "part", get_args(Part))), None)


def _country(query: QueryParams) -> str | None:
    given = said(query, "country")
    return None if given is None else country(given)


def number_in(query: QueryParams, name: str, least: int) -> int:
    """A whole number of an address, `least` where there is none. Raises ValueRefused."""
    given = said(query, name)
    if given is None:
        return least
    if not (given.isascii() and given.isdecimal() and least <= int(given[:9]) <= LARGEST and len(given) < 9):
        raise ValueRefused(f"{name} is {given!r} (expected a whole number from {least} to {LARGEST})")
    return int(given)
