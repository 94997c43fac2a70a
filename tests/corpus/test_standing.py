"""How claims stand, from reports made by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reportedly.corpus.assembling import Surroundings, assemble
from reportedly.corpus.digest import Link
from reportedly.corpus.lineage import Carried
from reportedly.corpus.standing import stances, standing
from reportedly.model import Hop, Interval, Polarity, Status
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


def test_what_nobody_is_named_for_and_somebody_denies_is_debunked() -> None:
    quote = "Seventy cows were stolen."
    flat = carried(made("flat", ("", quote), outlet="Paper 0", published="2026-04-10"))
    seen = carried(made("seen", ("", f"I saw how {quote}"), outlet="Paper 0", published="2026-04-10"))
    denial = denying(carried(made("denial", ("Pavel Brandt", quote), outlet="Paper 1", published="2026-04-11")))
    assert assemble([flat, denial], Surroundings({}, {})).status == "debunked"
    assert assemble([seen, denial], Surroundings({}, {})).status == "contested"


def test_an_outlet_without_a_source_contests_nothing() -> None:
    quote = "The bridge was closed."
    first = carried(made("first", ("Ida Novak", quote), outlet="Paper 0", published="2026-04-10"))
    flat = denying(carried(made("flat", ("", quote), outlet="Paper 1", published="2026-04-11")))
    seen = denying(carried(made("seen", ("", f"I saw it: {quote}"), outlet="Paper 1", published="2026-04-11")))
    assert assemble([first, flat], Surroundings({}, {})).status == "single-origin"
    assert assemble([first, seen], Surroundings({}, {})).status == "contested"


@pytest.mark.parametrize(("reports", "status"), [(1, "contested"), (4, "single-origin")])
def test_one_stray_rival_contests_no_claim_of_many_reports(reports: int, status: Status) -> None:
    held = told("A" * reports, "Two were hurt.")
    stance: dict[int, Polarity] = {r.told.id: "asserts" for r in held}
    assert standing(held, stance, Interval(1, 1), (), 1).status == status


def test_what_a_source_expressly_denies_it_denies_however_alike_the_words_are() -> None:
    quote = "It had hired 200 seafarers in Riga."
    first = carried(made("first", ("Ida Novak", quote), outlet="Paper 0", published="2026-04-10"))
    other = carried(made("other", ("Pavel Brandt", quote), outlet="Paper 1", published="2026-04-11"))
    denied = (Hop(None, "Pavel Brandt", "has denied"),)
    denial = Carried(replace(other.told, polarity="denies", chain=denied, denial=0.03), other.digest)
    said = (Hop(None, "Pavel Brandt", "has said"),)
    negated = Carried(replace(denial.told, chain=said), other.digest)
    alike = [Link(first.told.id, other.told.id, 0.97, ())]
    assert stances([first, denial], alike) == {first.told.id: "asserts", other.told.id: "denies"}
    assert stances([first, negated], alike) == {first.told.id: "asserts", other.told.id: "asserts"}
