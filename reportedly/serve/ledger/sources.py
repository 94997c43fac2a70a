"""Who cites whom, as tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportedly.corpus.sources import Carrier, Cited, Resting, Sources
from reportedly.serve.items import number
from reportedly.serve.ledger.grid import Column, write_grid
from reportedly.serve.ledger.words import how_many
from reportedly.serve.lines import Lines
from reportedly.serve.tables import Row

COLUMNS = "relation who whom entity claims alone reports articles".split()
"""Of the CSV. `relation` is *origin* (all of one, `who` is empty), *own* (the same of an outlet's own reporter), *cites*
(an outlet `who` carries an origin `whom`) or *rests* (an outlet's reports rest on another's)."""
_OUTLETS = 3
_NO_OUTLET = "(no outlet named)"


def rows(found: Sources) -> Iterator[Row]:
    """Each origin with the outlets that carry it, then which outlet rests on which."""
    for cited in found.cited:
        yield (
            "own" if cited.own else "origin",
            None,
            cited.label,
            cited.entity,
            cited.claims,
            cited.alone,
            cited.reports,
            None,
        )
        for each in cited.outlets:
            yield "cites", each.outlet, cited.label, cited.entity, each.claims, each.alone, None, None
    for rests in found.resting:
        yield "rests", rests.outlet, rests.on, None, None, None, rests.reports, rests.articles


def write_sources(to: Lines, found: Sources, most: int | None) -> None:
    """The first `most` of each table, and how many more there are."""
    to.line(f"Origins of {how_many(found.claims, 'claim')}", style="bold")
    _origins(to, [cited for cited in found.cited if not cited.own], most)
    if own := [cited for cited in found.cited if cited.own]:
        to.line()
        to.line("Outlets that tell it in their own voice", style="bold")
        _origins(to, own, most)
    if found.resting:
        to.line()
        to.line("Which outlet rests on which", style="bold")
        write_grid(
            to,
            (
                Column("reports", right=True),
                Column("articles", right=True),
                Column("outlet", gives=True, least=16),
                Column("rests on", gives=True, least=16),
            ),
            [_resting(each) for each in found.resting[:most]],
        )
        _more(to, len(found.resting), most, "pair")


def _origins(to: Lines, cited: Sequence[Cited], most: int | None) -> None:
    columns = (
        Column("claims", right=True),
        Column("alone", right=True),
        Column("origin", gives=True, least=16),
        Column("carried by", gives=True, least=16),
    )
    write_grid(to, columns, [_cited(each) for each in cited[:most]])
    _more(to, len(cited), most, "origin")


def _more(to: Lines, count: int, most: int | None, noun: str) -> None:
    if most is not None and count > most:
        to.line(f"{how_many(count - most, noun)} more: --most {count} shows all.", 2, "dim")


def _cited(cited: Cited) -> tuple[str, str, str, str]:
    more = len(cited.outlets) - _OUTLETS
    carriers = ", ".join(map(_carrier, cited.outlets[:_OUTLETS])) + (f", {more} more" if more > 0 else "")
    return number(cited.claims), number(cited.alone), cited.label, carriers


def _carrier(carrier: Carrier) -> str:
    return f"{carrier.outlet or _NO_OUTLET} {number(carrier.claims)}"


def _resting(rests: Resting) -> tuple[str, str, str, str]:
    return number(rests.reports), number(rests.articles), rests.outlet or _NO_OUTLET, rests.on or _NO_OUTLET
