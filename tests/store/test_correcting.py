"""What persons say of attributions goes into chains, and from there into origins; undone, it is as it was."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest

import reportedly
from reportedly.corpus.digest import Told, report_id
from reportedly.corpus.forms import forms
from reportedly.corpus.marks import Mark, Place, Roles
from reportedly.model import Article, Attribution, Claim, Entity, Hop, Proposition, Reading, Span, id_of
from reportedly.store.correcting import corrected
from reportedly.store.growing import grow
from reportedly.store.protocol import Asked, Entry, Store
from tests.store.conftest import Fresh
from tests.store.made import add, claim, entry, link, pair, settle

TEXT = "Lavrov said an envoy claimed that ferries had stopped, and Putin listened. Boats sank."


def at(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


LAVROV, ENVOY = Hop("e1", "Lavrov", "said"), Hop(None, "envoy", "claimed")
OUTER = Attribution(
    "a1", (at("said"),), (at("Lavrov"),), (at("an envoy claimed that ferries had stopped"),), chain=(LAVROV,)
)
INNER = Attribution(
    "a2", (at("claimed"),), (at("an envoy"),), (at("ferries had stopped"),), "a1", chain=(LAVROV, ENVOY)
)
STOPPED = Proposition("p1", at("ferries had stopped"), "statement", attribution="a2", chain=(LAVROV, ENVOY))
SANK = Proposition("p2", at("Boats sank"), "statement")
ENTITIES = (
    Entity("e1", "person", "Lavrov", mentions=(at("Lavrov"),)),
    Entity("e2", "person", "Putin", mentions=(at("Putin"),)),
)
READING = Reading(Article("x", TEXT), ENTITIES, (OUTER, INNER), propositions=(STOPPED, SANK))


def roles(one: Attribution, **instead: tuple[Span, ...]) -> Roles:
    return Roles(**({"source": one.source, "cue": one.cue, "content": one.content} | instead))


def wrong(one: Attribution, correction: Roles | None = None, article: str = "x", made: str = "2031-02-01") -> Mark:
    spans = [*one.source, *one.cue, *one.content]
    whole = Span(min(s.start for s in spans), max(s.end for s in spans))
    hash_ = hashlib.sha256(TEXT.encode()).hexdigest()
    place = Place(article, hash_, whole, whole.of(TEXT))
    return Mark("attribution", (place,), "wrong", made, found=roles(one), correction=correction)


def chains(reading: Reading) -> dict[str, list[str | None]]:
    """Of each proposition, by its words."""
    return {p.span.of(TEXT): [hop.label for hop in p.chain] for p in reading.propositions}


@pytest.mark.parametrize(
    ("mark", "stopped", "sank"),
    [
        (wrong(OUTER, roles(OUTER, source=(at("Putin"),))), ["Putin", "envoy"], []),
        (wrong(INNER, roles(INNER, source=(at("Putin"),))), ["Lavrov", "Putin"], []),
        (wrong(INNER, roles(INNER, source=(at("and Putin listened"),))), ["Lavrov", "and Putin listened"], []),
        (wrong(INNER, roles(INNER, source=())), ["Lavrov", None], []),
        (wrong(INNER, roles(INNER, source=(at("Lavrov"),))), ["Lavrov"], []),
        (wrong(INNER), ["Lavrov"], []),
        (wrong(OUTER), ["envoy"], []),
        (wrong(INNER, roles(INNER, content=(at("Boats sank"),))), ["Lavrov"], []),
        (wrong(OUTER, roles(OUTER, content=(at("an envoy"), at("Boats sank")))), ["Lavrov", "envoy"], ["Lavrov"]),
    ],
)
def test_chains_follow_the_words(mark: Mark, stopped: list[str | None], sank: list[str | None]) -> None:
    assert chains(corrected(READING, [mark])) == {"ferries had stopped": stopped, "Boats sank": sank}


def test_the_words_that_attribute_stand_in_the_hop() -> None:
    found = corrected(READING, [wrong(INNER, roles(INNER, cue=(at("listened"),), source=(at("Putin"),)))])
    assert found.attributions[1].chain == (LAVROV, Hop("e2", "Putin", "listened"))
    assert (found.attributions[1].source, found.attributions[1].confidence) == ((at("Putin"),), 1.0)


def test_both_at_once_in_whatever_order() -> None:
    marks = [wrong(OUTER, roles(OUTER, source=(at("Putin"),))), wrong(INNER)]
    assert corrected(READING, marks) == corrected(READING, marks[::-1])
    assert chains(corrected(READING, marks))["ferries had stopped"] == ["Putin"]


@pytest.mark.parametrize(
    "mark",
    [
        replace(wrong(INNER), verdict="right"),
        wrong(INNER, roles(INNER)),
        wrong(replace(INNER, cue=(at("listened"),))),
        wrong(replace(INNER, content=(at("Boats sank"),))),
        replace(wrong(INNER), found=None),
    ],
    ids=["right", "corrected to the same", "another cue", "another content", "of nothing"],
)
def test_what_is_not_meant_stays(mark: Mark) -> None:
    assert corrected(READING, [mark]) == READING


def test_chains_around_it_stay_as_they_were_read() -> None:
    """Also where we would have made another of them."""
    twice = (LAVROV, Hop("e1", "Lavrov", "claimed"))
    odd = replace(INNER, chain=twice)
    further = replace(OUTER, id="a3", source=(at("Putin"),), cue=(at("listened"),), content=(at("Boats sank"),))
    reading = replace(READING, attributions=(OUTER, odd, further))
    assert [a.chain for a in corrected(reading, [wrong(further)]).attributions] == [OUTER.chain, twice]


def test_a_circle_in_a_reading_of_others_ends() -> None:
    around = replace(READING, attributions=(replace(OUTER, parent="a2"), INNER))
    assert [hop.label for hop in corrected(around, [wrong(INNER)]).attributions[0].chain] == []


def test_a_reading_of_which_nothing_was_said_is_as_it_was() -> None:
    path = Path(__file__).parents[2] / "examples" / "articles" / "strait-relay.txt"
    reading = reportedly.read(path.read_text(encoding="utf-8"))
    assert sum(a.parent is not None for a in reading.attributions) > 5
    assert corrected(reading, []) == reading


# in claims


def told_by(name: str, outlet: str, day: int) -> Entry:
    """An article of TEXT, to the letter, in which everything is as READING has it."""
    made = entry(name, TEXT, outlet=outlet, published=f"2031-01-{day:02}T08:00", forms=forms(READING).forms)
    digest = made.digest
    told = tuple(
        Told(
            report_id(name, digest.hash, *p.span),
            p.span,
            "statement",
            "asserts",
            p.span.of(TEXT),
            p.chain,
            source=source,
        )
        for p, source in ((STOPPED, 0), (SANK, None))
    )
    reading = replace(READING, article=made.reading.article)
    return Entry(reading, replace(digest, told=told))


def filled(store: Store) -> list[int]:
    """Two papers that say that ferries stopped, by the envoy whom Lavrov tells of; numbers of the two reports."""
    add(store, told_by("x", "Strait Times", 2), told_by("y", "Gazette", 3))
    reports = [store.digests([name])[name].told[0].id for name in ("x", "y")]
    link(store, links=[pair(*reports)])
    grow(store)
    return reports


def told(store: Store, report: int) -> tuple[Claim, dict[str, list[str | None]]]:
    """The claim of a report, and of each article in it the chain."""
    found = store.claim(id_of(report))
    assert found is not None
    return found, {r.article: [hop.label for hop in r.chain] for r in found.reports}


def say(store: Store, *marks: Mark) -> None:
    store.mark(marks)
    grow(store)


def test_a_corrected_source_is_another_origin(store: Store) -> None:
    report, _ = filled(store)
    before, chain = told(store, report)
    assert chain == {"x": ["Lavrov", "envoy"], "y": ["Lavrov", "envoy"]}
    assert len(before.origins) == 1
    mark = wrong(INNER, roles(INNER, source=(at("Putin"),)), "y")
    say(store, mark)
    after, chain = told(store, report)
    assert chain == {"x": ["Lavrov", "envoy"], "y": ["Lavrov", "Putin"]}
    assert [origin.label for origin in after.origins] == ["envoy", "Putin"]
    putin = forms(READING).forms[1].key
    assert set(store.actors([putin]).values()) <= set(after.actors)
    say(store, replace(mark, verdict="undone", made="2031-02-02", undoes=mark.id, found=None, correction=None))
    assert told(store, report)[0] == before


def test_the_newest_word_holds(store: Store) -> None:
    report, _ = filled(store)
    first = wrong(INNER, roles(INNER, source=(at("Putin"),)), "y")
    second = replace(first, verdict="right", correction=None, made="2031-02-02")
    say(store, first)
    say(store, second)
    assert told(store, report)[1]["y"] == ["Lavrov", "envoy"]
    say(store, replace(second, verdict="undone", made="2031-02-03", undoes=second.id))
    assert told(store, report)[1]["y"] == ["Lavrov", "Putin"]


def test_words_before_articles_and_articles_before_words_are_one(fresh: Fresh) -> None:
    mark = wrong(OUTER, roles(OUTER, source=(at("Putin"),), content=(at("ferries had stopped"), at("Boats sank"))), "y")
    found = []
    for early in (True, False):
        with fresh() as store:
            if early:
                say(store, mark)
            filled(store)
            if not early:
                say(store, mark)
            found.append(sorted(store.claims(Asked()), key=lambda one: one.id))
    assert found[0] == found[1]
    assert {r.article: [h.label for h in r.chain] for c in found[0] for r in c.reports if r.quote == "Boats sank"} == {
        "x": [],
        "y": ["Putin"],
    }


def test_another_text_waits_and_what_stands_elsewhere_is_left_alone(store: Store) -> None:
    add(store, told_by("x", "Strait Times", 2))
    grow(store)
    stopped, sank = (each.id for each in store.digests(["x"])["x"].told)
    settle(store, claim([stopped], statement="untouched"), claim([sank], statement="untouched"))
    other = replace(wrong(INNER), places=(replace(wrong(INNER).places[0], hash="another text"),))
    say(store, other)
    assert {one.statement for one in store.claims(Asked())} == {"untouched"}
    say(store, wrong(INNER))
    assert {one.statement for one in store.claims(Asked())} == {"untouched", "ferries had stopped"}
