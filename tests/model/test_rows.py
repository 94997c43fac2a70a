"""Records written without names, and with them, two ways each."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from typing import Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.corpus.digest import Form, Told
from reportedly.model import (
    Claim,
    Derivation,
    Hop,
    Interval,
    Origin,
    Report,
    Span,
    Suggestion,
    codec,
    rows,
)

# What lies in corpora is read by place: fields may only be added behind these, with a default. Anything else needs a
# migration that writes all claims and digests anew.
ORDER = {
    Claim: "id statement kind status reports origins independent_origins credibility first_reported last_reported "
    "actors denied_by rivals suggested why",
    Report: "id article span quote chain stance derived_from kind outlet published origin match low high unit date",
    Derivation: "article why score",
    Hop: "entity label cue",
    Origin: "label entity first_reported reports",
    Interval: "low high",
    Suggestion: "claim score why",
    Told: "id span kind polarity quote chain forms source low high unit quantity date quoted denial cited",
    Form: "key block name kind country wikidata roles",
}


@pytest.mark.parametrize(("kind", "order"), ORDER.items(), ids=lambda value: getattr(value, "__name__", ""))
def test_fields_are_only_added_behind(kind: Any, order: str) -> None:
    assert [field.name for field in fields(kind)][: len(order.split())] == order.split()


text = st.text(max_size=20)
number = st.floats(allow_nan=False)
spans = st.tuples(st.integers(0, 99), st.integers(0, 99)).map(lambda pair: Span(min(pair), max(pair)))
hops = st.builds(Hop, st.none() | text, st.none() | text, st.none() | text)
texts = st.lists(text, max_size=3).map(tuple)
derivations = st.builds(Derivation, text, texts, number)
reports = st.builds(
    Report,
    text,
    text,
    spans,
    text,
    st.lists(hops, max_size=3).map(tuple),
    st.sampled_from(["asserts", "denies", "doubts"]),
    st.none() | derivations,
    outlet=st.none() | text,
    match=number,
    low=st.none() | number,
)
claims = st.builds(
    Claim,
    text,
    text,
    st.sampled_from(["statement", "event", "estimate", "commitment"]),
    st.sampled_from(["confirmed", "contested", "single-origin", "denied", "debunked"]),
    st.lists(reports, max_size=3).map(tuple),
    st.lists(st.builds(Origin, text, st.none() | text, st.none() | text, texts), max_size=3).map(tuple),
    st.builds(Interval, st.integers(0, 9), st.integers(0, 9)),
    actors=texts,
    suggested=st.lists(st.builds(Suggestion, text, number, texts), max_size=2).map(tuple),
)


@given(claims)
def test_rows_there_and_back(claim: Claim) -> None:
    assert rows.loads(Claim, rows.dumps(claim)) == claim


@given(claims)
def test_json_is_that_of_the_plain_record_and_can_be_read(claim: Claim) -> None:
    written = codec.dumps(claim)
    assert written == json.dumps(codec.plain(claim), ensure_ascii=False)
    assert codec.loads(Claim, written) == claim


@pytest.mark.parametrize("value", [0.0, -0.0, 0.5, 1e300, float("inf"), float("nan"), 3])
def test_numbers_are_written_as_json_does(value: float) -> None:
    origin = Suggestion("c", value, ())
    assert codec.dumps(origin) == json.dumps(codec.plain(origin))


@dataclass(frozen=True, slots=True)
class Older:
    name: str
    span: Span


@dataclass(frozen=True, slots=True)
class Newer:
    name: str
    span: Span
    kind: Literal["a", "b"] = "a"
    more: tuple[Span, ...] = ()


def test_what_an_older_one_wrote_is_read_with_defaults() -> None:
    assert rows.loads(Newer, rows.dumps(Older("x", Span(1, 2)))) == Newer("x", Span(1, 2))


def test_what_a_newer_one_wrote_is_read_without_what_is_not_known() -> None:
    assert rows.loads(Older, rows.dumps(Newer("x", Span(1, 2), "b", (Span(3, 4),)))) == Older("x", Span(1, 2))


def test_many_records_at_once() -> None:
    hops = (Hop("e1", None, "said"), Hop(None, "KCNA", None))
    assert rows.dumps(hops) == '[["e1",null,"said"],[null,"KCNA",null]]'
    assert rows.build(tuple[Hop, ...], json.loads(rows.dumps(hops))) == hops
