"""Articles in, claims out: the result depends on what came, not on how."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import reportedly
from reportedly import Asked, Corpus
from reportedly.model import Claim, Reading, codec
from reportedly.text import gather

EXAMPLES = Path(__file__).parents[2] / "examples" / "articles.jsonl"


@pytest.fixture(scope="module")
def readings() -> list[Reading]:
    articles = [item for item in gather([str(EXAMPLES)]) if not isinstance(item, Exception)]
    return list(reportedly.load().read_many(articles))


def claims(readings: list[Reading], steps: int = 1, address: str = "memory:") -> list[Claim]:
    """Of a new corpus that `readings` came to in so many steps, settled after each."""
    with Corpus(address) as corpus:
        for step in range(steps):
            list(corpus.add(readings[step::steps]))
            corpus.settle()
        return sorted(corpus.claims(), key=lambda claim: claim.id)


@pytest.fixture(scope="module")
def expected(readings: list[Reading]) -> list[Claim]:
    return claims(readings)


def test_the_order_of_coming_changes_nothing(readings: list[Reading], expected: list[Claim]) -> None:
    assert claims(readings[::-1], steps=3) == expected
    assert claims(readings[5:] + readings[:5], steps=len(readings)) == expected


def test_a_file_holds_the_same(readings: list[Reading], expected: list[Claim], tmp_path: Path) -> None:
    assert claims(readings, 2, str(tmp_path / "c.db")) == expected
    with Corpus(tmp_path / "c.db", readonly=True) as corpus:
        assert sorted(corpus.claims(), key=lambda claim: claim.id) == expected


def test_every_proposition_is_reported_once(readings: list[Reading], expected: list[Claim]) -> None:
    told = sorted((r.article.id, p.span) for r in readings for p in r.propositions)
    assert sorted((report.article, report.span) for claim in expected for report in claim.reports) == told
    texts = {r.article.id: r.article.text for r in readings}
    assert all(report.span.of(texts[report.article]) == report.quote for c in expected for report in c.reports)


def test_a_copy_rests_on_its_wire_and_adds_no_origin(expected: list[Claim]) -> None:
    shared = [c for c in expected if {"port-wire", "port-copy"} <= {r.article for r in c.reports}]
    assert len(shared) >= 3
    for claim in (c for c in shared if {r.article for r in c.reports} == {"port-wire", "port-copy"}):
        # The wire may have it from two itself: from officials, and from one who is quoted.
        wired = {r.origin for r in claim.reports if r.article == "port-wire"}
        assert claim.independent_origins.high <= len(wired)
    derived = [r.derived_from for c in shared for r in c.reports if r.article == "port-copy"]
    assert sum(d is not None and d.article == "port-wire" for d in derived) > len(derived) / 2
    assert all(d.why and 0 < d.score <= 1 for d in derived if d)


def test_nothing_rests_on_what_came_later(readings: list[Reading], expected: list[Claim]) -> None:
    day = {r.article.id: str(r.article.published)[:10] for r in readings}
    assert all(
        day[r.derived_from.article] <= day[r.article] for c in expected for r in c.reports if r.derived_from is not None
    )


def test_a_copy_to_the_letter_changes_no_origins(readings: list[Reading], expected: list[Claim]) -> None:
    wire = next(r for r in readings if r.article.id == "port-wire")
    late = replace(wire.article, id="late", outlet="Late Paper", url="https://late.example/1", published="2031-12-01")
    grown = claims([*readings, replace(wire, article=late)])
    before = {report.id: c.independent_origins for c in expected for report in c.reports}
    told = [(c, r.id) for c in grown for r in c.reports if r.article == "port-wire"]
    assert told
    more = [c.statement for c, report in told if c.independent_origins.high > max(1, before[report].high)]
    assert len(more) <= len(told) / 10, more


def test_a_claim_is_found_by_any_of_its_reports(expected: list[Claim], readings: list[Reading]) -> None:
    with Corpus("memory:") as corpus:
        list(corpus.add(readings))
        claim = max(expected, key=lambda c: len(c.reports))
        assert all(corpus.claim(report.id) == claim for report in claim.reports)
        assert next(iter(corpus.claims(Asked(order="reports", most=1)))) == claim


def test_json(expected: list[Claim]) -> None:
    for claim in expected:
        assert codec.build(Claim, json.loads(codec.dumps(claim)), "claim") == claim


def test_people_are_told_to_be_one(readings: list[Reading]) -> None:
    with Corpus("memory:") as corpus:
        list(corpus.add(readings))
        (one, form, _), *_ = corpus.actors("Rhen")
        (other, second, _), *_ = corpus.actors("Dresnik")
        corpus.merge(one, other)
        assert len({corpus.store.actors([f.key])[f.key] for f in (form, second)}) == 1
        merged = corpus.store.actors([form.key])[form.key]
        corpus.split(second.key, merged)
        assert len({corpus.store.actors([f.key])[f.key] for f in (form, second)}) == 2


def test_only_claims_to_which_something_came_are_made_anew(readings: list[Reading], monkeypatch: Any) -> None:
    with Corpus("memory:") as corpus:
        list(corpus.add(readings[:-1]))
        corpus.settle()
        before = {claim.id: claim for claim in corpus.claims()}
        made: list[Claim] = []
        settle = corpus.store.settle

        def told(reports: Sequence[int], claims: Sequence[Claim]) -> None:
            made.extend(claims)
            settle(reports, claims)

        monkeypatch.setattr(corpus.store, "settle", told)
        list(corpus.add(readings[-1:]))
        corpus.settle()
        after = {claim.id: claim for claim in corpus.claims()}
    anew = {claim.id for claim in made}
    assert any(len(claim.reports) > 1 and claim.reports[0].article != readings[-1].article.id for claim in made)
    assert len(anew) < len(after) / 2
    assert all(before[id_] == claim for id_, claim in after.items() if id_ not in anew)
