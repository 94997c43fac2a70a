"""Which claims are asked for, and in which order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any

from reportedly.model import Claim, number_of
from reportedly.store.memory.tables import Tables
from reportedly.store.parts import Part
from reportedly.store.protocol import Asked, Order
from reportedly.store.query import document, holds, parse
from reportedly.store.written import UNDATED, since, until, written

Test = Callable[[Claim], bool]
_KEYS: dict[Order, Callable[[Claim], tuple[Any, ...]]] = {
    "origins": lambda claim: (-claim.independent_origins.low, -written(claim.last_reported)),
    "reports": lambda claim: (-len(claim.reports), -written(claim.last_reported)),
    "first": lambda claim: (-written(claim.first_reported),),
    "last": lambda claim: (-written(claim.last_reported),),
}


def found(tables: Tables, asked: Asked) -> list[Claim]:
    """All that are asked for, in order, whatever `most` and `skip` say."""
    tests = list(_tests(tables, asked))
    claims = [claim for claim in tables.claims.values() if all(test(claim) for test in tests)]
    key = _KEYS[asked.order]
    return sorted(claims, key=lambda claim: (*key(claim), number_of(claim.id)))


def shown(tables: Tables, claim: Claim) -> Claim:
    """The claim with the actors that its forms are of now."""
    return replace(claim, actors=tuple(_actors(tables, claim)))


def _actors(tables: Tables, claim: Claim) -> Iterable[str]:
    return dict.fromkeys(tables.actor(form) for form in claim.actors)


def _playing(tables: Tables, claim: Claim, part: Part) -> set[str]:
    """Who has a part in any of its reports."""
    played = (each for report in claim.reports for each in tables.parts.get(number_of(report.id), ()))
    return {tables.actor(form) for has, form in played if has == part}


def _of_country(tables: Tables, country: str) -> set[str]:
    return {tables.actor(key) for key, named in tables.forms.items() if named.form.country == country}


def _tests(tables: Tables, asked: Asked) -> Iterator[Test]:
    yield lambda c: c.independent_origins.low >= asked.min_origins and len(c.reports) >= asked.min_reports
    if asked.about:
        about, part = set(asked.about), asked.part
        if part is None or part == "about":
            yield lambda c: not about.isdisjoint(_actors(tables, c))
        if part is not None:
            sought: Part = "said-by" if part == "about" else part
            yield lambda c: about.isdisjoint(_playing(tables, c, sought)) == (part == "about")
    if asked.since is not None:
        lowest = since(asked.since)
        yield lambda c: written(c.last_reported) >= max(lowest, UNDATED + 1)
    if asked.until is not None:
        highest = until(asked.until)
        yield lambda c: UNDATED < written(c.last_reported) <= highest
    if asked.status:
        yield lambda c: c.status in asked.status
    if asked.kind:
        yield lambda c: c.kind in asked.kind
    if asked.outlet is not None:
        outlet = asked.outlet.casefold()
        yield lambda c: any((r.outlet or "").casefold() == outlet for r in c.reports)
    if asked.country is not None:
        there = _of_country(tables, asked.country)
        yield lambda c: not there.isdisjoint(_actors(tables, c))
    if asked.articles:
        yield lambda c: any(r.article in asked.articles for r in c.reports)
    if asked.words is not None:
        query = parse(asked.words)
        yield lambda c: any(holds(query, document(r.quote)) for r in c.reports)
