"""The invented news: the same for a seed, in order of time, and read without fault."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import islice, pairwise

import numpy as np
import pytest

from benchmarks.synthetic.accuracy import accuracy
from benchmarks.synthetic.composing import Gold, Sample
from benchmarks.synthetic.stories import COPIES, LATER, PROPOSITIONS
from benchmarks.synthetic.stream import A_DAY, stream
from benchmarks.synthetic.vectors import WIDTH, digested
from reportedly.model import Claim, Derivation, Interval, Origin, Reading, Report, Span

SAMPLES = list(islice(stream(1), 400))
SOME = SAMPLES[::10]
BY_ID = {sample.reading.article.id: sample for sample in SAMPLES}


def spans(record: object) -> Iterator[Span]:
    """All spans anywhere in a record."""
    if isinstance(record, Span):
        yield record
    elif isinstance(record, tuple):
        for item in record:
            yield from spans(item)
    elif hasattr(record, "__dataclass_fields__"):
        for name in record.__dataclass_fields__:
            yield from spans(getattr(record, name))


def test_a_stream_is_the_same_for_a_seed_and_begins_as_a_shorter_one() -> None:
    assert list(islice(stream(1), 20)) == SAMPLES[:20]
    assert next(stream(2)) != SAMPLES[0]


def test_articles_come_in_order_of_time_as_many_each_day() -> None:
    times = [datetime.fromisoformat(sample.reading.article.published or "") for sample in SAMPLES]
    assert times == sorted(times)
    days = (times[-1] - times[0]).days
    assert 0.6 * A_DAY < len(times) / days < 1.4 * A_DAY


def test_everything_is_there() -> None:
    assert {sample.how for sample in SAMPLES} == {"original", "noise", *LATER}
    assert len(BY_ID) == len(SAMPLES)
    least, most = PROPOSITIONS
    sizes = [len(sample.topics) for sample in SAMPLES]
    assert least <= min(n for n, s in zip(sizes, SAMPLES, strict=True) if s.how not in COPIES)
    assert most < max(sizes) + 10


@pytest.mark.parametrize("sample", SOME, ids=lambda sample: sample.reading.article.id)
def test_a_reading_is_one(sample: Sample) -> None:
    reading, text = sample.reading, sample.reading.article.text
    assert Reading.from_json(reading.to_json()) == reading
    assert all(0 <= span.start < span.end <= len(text) for span in spans(reading))
    for entity in reading.entities:
        assert all(mention.of(text) == entity.name for mention in entity.mentions)
    places = [proposition.span for proposition in reading.propositions]
    assert all(one.end <= other.start for one, other in pairwise(places))
    told = {attribution.id: attribution for attribution in reading.attributions}
    items = {item.id for item in (*reading.estimates, *reading.events)}
    for proposition in reading.propositions:
        assert items.issuperset(proposition.items)
        assert proposition.chain == (told[proposition.attribution].chain if proposition.attribution else ())
    for attribution in reading.attributions:
        hop = attribution.chain[-1]
        assert (hop.label or "").lower() in attribution.source[0].of(text).lower()
        assert attribution.cue[0].of(text) == hop.cue
        assert attribution.parent is None or told[attribution.parent].chain == attribution.chain[:-1]
    for estimate in reading.estimates:
        assert f"{estimate.low:.0f}" in estimate.span.of(text)


@pytest.mark.parametrize("sample", [s for s in SAMPLES if s.how in COPIES][:20], ids=lambda s: s.reading.article.id)
def test_a_copy_has_the_words_of_what_it_rests_on(sample: Sample) -> None:
    assert sample.rests
    own, model = sample.reading.article, BY_ID[sample.rests].reading.article
    assert own.outlet != model.outlet
    assert (own.published or "") > (model.published or "")
    text = own.text if own.credit == model.credit else own.text.removeprefix(f"({own.credit}) — ")
    assert model.text.startswith(text)
    assert sample.how == "silent" or own.credit


@pytest.mark.parametrize("sample", SOME[:10], ids=lambda sample: sample.reading.article.id)
def test_vectors_are_near_where_claims_are_the_same(sample: Sample) -> None:
    made = digested(sample)
    assert made.vectors.shape == (len(sample.topics), WIDTH)
    lengths = np.linalg.norm(made.vectors.astype(np.float32), axis=1)
    assert np.allclose(lengths, 127, rtol=0.02)
    assert [told.polarity == "denies" for told in made.told] == [
        proposition.polarity == "denies" for proposition in sample.reading.propositions
    ]


def claim(golds: list[tuple[Sample, Gold]]) -> Claim:
    """As a corpus without fault would make it."""
    reports = [
        Report(
            id=f"{n:016x}",
            article=sample.reading.article.id,
            span=gold.span,
            quote=gold.span.of(sample.reading.article.text),
            chain=(),
            stance="asserts" if gold.origin else "denies",
            derived_from=Derivation(sample.rests, (), 1) if sample.rests else None,
            origin=gold.origin,
        )
        for n, (sample, gold) in enumerate(golds)
    ]
    labels = dict.fromkeys(gold.origin for _, gold in golds if gold.origin)
    return Claim(
        id=reports[0].id,
        statement=reports[0].quote,
        kind="statement",
        status="single-origin",
        reports=tuple(reports),
        origins=tuple(Origin(label, None, None, ()) for label in labels),
        independent_origins=Interval(len(labels), len(labels)),
    )


def test_a_corpus_without_fault_is_found_to_have_none() -> None:
    golds: dict[str, list[tuple[Sample, Gold]]] = {}
    for sample in SAMPLES:
        for gold in sample.gold:
            golds.setdefault(gold.claim, []).append((sample, gold))
    counts = accuracy([claim(held) for held in golds.values()], SAMPLES)
    added, of = counts.pop("reports of copies that add an origin")
    assert added == 0 < of
    assert all(some == of > 0 for some, of in counts.values()), counts


def test_an_empty_corpus_is_found_to_have_nothing() -> None:
    counts = accuracy([], SAMPLES)
    assert all(some == 0 for some, _ in counts.values())
