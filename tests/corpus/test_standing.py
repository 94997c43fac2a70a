"""How claims stand, from reports made by hand."""

from __future__ import annotations

import pytest

from reportedly.corpus.assembling import Surroundings, assemble
from reportedly.corpus.lineage import Carried
from reportedly.model import Status
from tests.corpus.told import carried, denying, made


def told(stances: str, quote: str) -> list[Carried]:
    """A report a day: A asserts, by one source; D denies, each by another."""
    return [
        denying(carried(made(f"d{n}", (f"Denier {n}", quote), outlet=f"Paper {n}", published=f"2026-04-1{n}")))
        if stance == "D"
        else carried(made(f"a{n}", ("Ida Novak", quote), outlet=f"Paper {n}", published=f"2026-04-1{n}"))
        for n, stance in enumerate(stances)
    ]


@pytest.mark.parametrize(
    ("stances", "quote", "status"),
    [
        ("AAA", "The bridge was closed.", "single-origin"),
        ("AADA", "The bridge was closed.", "contested"),
        ("AAD", "The bridge was closed, which was invented.", "debunked"),
        ("DD", "The bridge was closed.", "denied"),
    ],
)
def test_status_of_one_origin(stances: str, quote: str, status: Status) -> None:
    assert assemble(told(stances, quote), Surroundings({}, {})).status == status


def test_who_denies_it_first_and_then_says_so_denies_it_no_more() -> None:
    quote = "The bridge was closed."
    first = made("first", ("Ida Novak", quote), outlet="Paper 0", published="2026-04-10")
    denial = made("denial", ("Pavel Brandt", quote), outlet="Paper 1", published="2026-04-11")
    admission = made("admission", ("Pavel Brandt", quote), outlet="Paper 2", published="2026-04-12")
    before = assemble([carried(first), denying(carried(denial))], Surroundings({}, {}))
    after = assemble([carried(first), denying(carried(denial)), carried(admission)], Surroundings({}, {}))
    assert (before.status, before.denied_by) == ("contested", ("Pavel Brandt",))
    assert (after.status, after.denied_by) == ("confirmed", ())
