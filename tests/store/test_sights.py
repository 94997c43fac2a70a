"""Where claims lie, when it was, and who does what to whom in them: the same in every store."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from reportedly.corpus.forms import forms
from reportedly.corpus.scenes import Spot
from reportedly.errors import ValueRefused
from reportedly.model import Entity, Event, Place, Proposition, Reading, Span, id_of, number_of
from reportedly.store.database.backend import reading as transaction
from reportedly.store.database.backend import writing
from reportedly.store.database.postgresql import PostgreSql
from reportedly.store.database.sqlite import Sqlite
from reportedly.store.migrations import STEPS, migrate
from reportedly.store.open import open_store
from reportedly.store.protocol import Asked, Entry, Judgement, Store
from reportedly.store.sights import Doing, Sighting, When
from tests.store.made import add, claim, entry, report, reports_of, settle
from tests.store.test_actors import settled

KYIV = Spot("Kyiv", "UKR", "Kyiv City", 50.45, 30.52)
UKRAINE = Spot("Ukraine", "UKR", "", 49.0, 32.0, whole=True)
NAMES = {"Kyiv": "place", "Ukraine": "country", "Lavrov": "person", "Russia": "country", "Kim": "person"}
SPOTS = {"Kyiv": KYIV, "Ukraine": UKRAINE}


def told(article: str, text: str, *events: tuple[int, dict[str, Any]], **more: Any) -> Entry:
    """An article each sentence of which is a report; `events` stand in the sentence of that number, told by names."""
    made = entry(article, text, **more)
    ids = {name: f"e{at}" for at, name in enumerate(NAMES)}
    spans = {name: tuple(Span(at, at + len(name)) for at in _all(text, name)) for name in NAMES}
    entities = tuple(
        Entity(ids[name], kind, name, country=None, mentions=spans[name]) for name, kind in NAMES.items() if spans[name]
    )  # type: ignore[arg-type]
    places = tuple(
        Place(ids[name], spot.latitude, spot.longitude, spot.country, spot.admin1 or None)
        for name, spot in SPOTS.items()
        if spans[name]
    )
    happened = tuple(_event(f"v{at}", ids, **given) for at, (_, given) in enumerate(events))
    propositions = tuple(
        Proposition(f"p{at}", t.span, "event", items=tuple(f"v{n}" for n, (s, _) in enumerate(events) if s == at))
        for at, t in enumerate(made.digest.told)
    )
    reading = Reading(made.reading.article, entities, places=places, events=happened, propositions=propositions)
    return Entry(reading, replace(made.digest, forms=forms(reading).forms))


def _all(text: str, name: str) -> list[int]:
    return [at for at in range(len(text)) if text.startswith(name, at)]


def _event(id_: str, ids: dict[str, str], **given: Any) -> Event:
    by, to = (tuple(ids[name] for name in given.pop(part, ())) for part in ("by", "to"))
    place = given.pop("place", None)
    return Event(id_, given.pop("type", "ASSAULT"), None, Span(0, 1), by, to, ids[place] if place else None, **given)


STRIKE = {"by": ["Russia"], "to": ["Ukraine"], "place": "Kyiv"}
FIRST = told(
    "a0",
    "Russia struck Kyiv in Ukraine. Lavrov met Kim. Snow fell",
    (0, STRIKE),
    (1, {"type": "CONSULT", "by": ["Lavrov"], "to": ["Kim"], "factuality": "planned"}),
)
SECOND = told("a1", "Kyiv was struck by Russia, says Ukraine. Nothing else", (0, STRIKE), outlet="Mirror")


@pytest.fixture
def filled(store: Store) -> Store:
    fill(store)
    return store


def fill(store: Store) -> None:
    add(store, FIRST, SECOND)
    a, b = reports_of(store, "a0"), reports_of(store, "a1")
    settle(store, claim([a[0], b[0]], reports=(report(a[0], "a0"), report(b[0], "a1", outlet="Mirror"))))
    settle(store, *(claim([n], last_reported="2031-01-01", reports=(report(n, "a0"),)) for n in a[1:]))
    settle(store, claim([b[1]], last_reported="2031-01-01", reports=(report(b[1], "a1"),)))
    settled(store)


def actor(store: Store, name: str) -> str:
    ((found, _, _),) = store.find_actors(name)
    return found


def ids(store: Store, asked: Asked) -> list[str]:
    return [each.id for each in store.claims(asked)]


def test_nothing_of_an_empty_one(store: Store) -> None:
    assert store.sightings(Asked()) == []
    assert store.doings(Asked()) == []


def test_places_of_a_claim_once_with_how_many_reports(filled: Store) -> None:
    strike = ids(filled, Asked())[0]
    assert filled.sightings(Asked()) == [Sighting(strike, KYIV, 2, 2), Sighting(strike, UKRAINE, 2, 0)]


def test_who_does_what_to_whom(filled: Store) -> None:
    strike, *others = ids(filled, Asked())
    (met,) = (id_ for id_ in others if "Lavrov met" in _quotes(filled, id_))
    russia, ukraine, lavrov, kim = (actor(filled, name) for name in ("Russia", "Ukraine", "Lavrov", "Kim"))
    assert filled.doings(Asked()) == [
        Doing(strike, "ASSAULT", "happened", russia, ukraine, 2),
        Doing(met, "CONSULT", "planned", lavrov, kim, 1),
    ]


def _quotes(store: Store, id_: str) -> str:
    found = store.claim(id_)
    assert found is not None
    report = found.reports[0]
    return next(t.quote for t in store.digests([report.article])[report.article].told if id_of(t.id) == report.id)


@pytest.mark.parametrize(
    ("asked", "places", "deeds"),
    [
        (Asked(most=1), 2, 1),
        (Asked(skip=1), 0, 1),
        (Asked(most=0), 0, 0),
        (Asked(outlet="mirror"), 2, 1),
        (Asked(since="2031-01-02"), 2, 1),
        (Asked(until="2031-01-01"), 0, 1),
    ],
    ids=["first", "rest", "none", "outlet", "since", "until"],
)
def test_of_the_claims_asked_for_alone(filled: Store, asked: Asked, places: int, deeds: int) -> None:
    assert len(filled.sightings(asked)) == places
    assert len(filled.doings(asked)) == deeds


def test_actors_are_those_of_now(filled: Store) -> None:
    russia, ukraine = actor(filled, "Russia"), actor(filled, "Ukraine")
    first, second = filled.forms_of(russia)[0], filled.forms_of(ukraine)[0]
    filled.judge(Judgement(first.key, second.key, "same", "2031-02-01T00:00:00+00:00"))
    filled.assign([first.block, second.block], {first.key: russia, second.key: russia})
    # Nobody does anything to themselves.
    assert [doing.type for doing in filled.doings(Asked())] == ["CONSULT"]


def test_of_the_latest_version(filled: Store) -> None:
    changed = told("a0", "Lavrov stays in Kyiv. Snow fell", (0, {"by": ["Lavrov"], "place": "Kyiv"}))
    assert [placed.outcome for placed in filled.put([changed])] == ["changed"]
    filled.link([changed.digest], [], [])
    a = reports_of(filled, "a0")
    settle(filled, *(claim([n], reports=(report(n, "a0"),)) for n in a))
    staying = filled.claim(id_of(a[0]))
    assert staying is not None
    found = filled.sightings(Asked(articles=("a0",)))
    assert found == [Sighting(staying.id, KYIV, 1, 1)]
    assert [(d.claim, d.recipient) for d in filled.doings(Asked())] == [(staying.id, None)]


def test_halves_of_characters_and_nul_do_no_harm(store: Store) -> None:
    odd = told("b", "Russia struck Kyiv in Ukraine", (0, STRIKE))
    spoilt = tuple(replace(each, name=each.name + "\0") for each in odd.reading.entities)
    add(store, Entry(replace(odd.reading, entities=spoilt), odd.digest))
    (number,) = reports_of(store, "b")
    settle(store, claim([number], reports=(report(number, "b"),)))
    assert len(store.sightings(Asked())) == 2


DATES = {"march": "2031-03", "early": "2031-03-01", "late": "2031-04-10", "twice": "2031-04-10", "summer": "2031-SU"}


@pytest.fixture
def dated(store: Store) -> Store:
    """A claim for each of these, one without a date, and one whose date says nothing."""
    made = entry("d", ". ".join(f"{name} it was" for name in (*DATES, "never", "soon")))
    add(store, made)
    numbers = dict(zip((*DATES, "never", "soon"), reports_of(store, "d"), strict=True))
    dates = {**DATES, "never": None, "soon": "FUTURE_REF"}
    for name, number in numbers.items():
        settle(
            store,
            claim([number], statement=name, reports=(report(number, "d", quote=f"{name} it was", date=dates[name]),)),
        )
    return store


@pytest.mark.parametrize(
    ("when", "names"),
    [
        (When(newest=False), ["early", "march", "late", "twice", "summer"]),
        (When(), ["summer", "late", "twice", "march", "early"]),
        (When(since="2031-03-02", until="2031-03-05"), ["march"]),
        (When(since="2031-04-10", until="2031-04"), ["late", "twice"]),
        (When(since="2031-06-01"), ["summer"]),
        (When(until="2031-02"), []),
        (When(since="2032"), []),
    ],
    ids=["oldest", "newest", "days", "month", "since", "before", "after"],
)
def test_in_order_of_when_it_was(dated: Store, when: When, names: list[str]) -> None:
    found = [each.statement for each in dated.happened(Asked(), when)]
    # Two of one day stand in order of their numbers, which are hashes.
    assert [{"twice": "late"}.get(name, name) for name in found] == [{"twice": "late"}.get(n, n) for n in names]
    assert dated.how_many_happened(Asked(), when) == len(names)
    assert [each.statement for each in dated.happened(Asked(most=2, skip=1), when)] == found[1:3]
    assert dated.how_many_happened(Asked(most=2, skip=1), when) == len(names)


def test_equals_in_order_of_their_numbers(dated: Store) -> None:
    same = [number_of(each.id) for each in dated.happened(Asked(), When("2031-04-10", "2031-04-10", newest=False))]
    assert same == sorted(same)
    other = [number_of(each.id) for each in dated.happened(Asked(), When("2031-04-10", "2031-04-10"))]
    assert other == same[::-1]


def test_with_what_else_is_asked_for(dated: Store) -> None:
    assert [each.statement for each in dated.happened(Asked(words="late OR never"), When())] == ["late"]
    assert dated.how_many_happened(Asked(status=("denied",)), When()) == 0
    assert dated.how_many_happened(Asked(articles=("d",)), When()) == 5


def test_what_is_settled_anew_has_its_new_days(dated: Store) -> None:
    (late,) = (each for each in dated.happened(Asked(words="late"), When()))
    number = number_of(late.id)
    settle(dated, claim([number], statement="late", reports=(report(number, "d", date="2031-05-01"),)))
    assert [each.statement for each in dated.happened(Asked(), When("2031-04-11", "2031-05"))] == ["late"]
    settle(dated, claim([number], statement="late", reports=(report(number, "d"),)))
    assert dated.how_many_happened(Asked(), When()) == 4


def test_days_that_cannot_be_read_are_refused(store: Store) -> None:
    for when in (When(since="soon"), When(until="2031-13")):
        with pytest.raises(ValueRefused, match="is no date"):
            store.happened(Asked(), when)
        with pytest.raises(ValueRefused, match="is no date"):
            store.how_many_happened(Asked(), when)
    with pytest.raises(ValueRefused):
        store.happened(Asked(words="("), When())


@pytest.mark.parametrize("addresses", ["sqlite", "postgresql"], indirect=True)
def test_an_older_corpus_is_filled(addresses: Callable[[], str]) -> None:
    old, new = addresses(), addresses()
    steps = [step.__module__.rpartition(".")[2] for step in STEPS]
    before = STEPS[: steps.index("m0004")]
    for address in (old, new):
        with closing(open_store(address)) as store:
            fill(store)
            (number,) = reports_of(store, "a0")[2:]
            settle(store, claim([number], reports=(report(number, "a0", date="2031-03"),)))
            expected = content(store)
    backend = PostgreSql(old, False, 5) if "://" in old else Sqlite(Path(old), True, False, 5)
    with writing(backend) as work:
        work.run("DROP TABLE spots")
        work.run("DROP TABLE deeds")
        work.run("DROP TABLE happenings")
        work.run("ALTER TABLE articles DROP COLUMN named")
        work.run("DELETE FROM schema_version WHERE version > :last", last=len(before))
    migrate(backend, create=False, steps=STEPS[: steps.index("m0005") + 1])
    with transaction(backend) as work:
        assert work.value("SELECT count(*) FROM deeds") == 3
        assert work.value("SELECT count(*) FROM happenings") == 1
    backend.close()
    with closing(open_store(old)) as store:
        assert content(store) == expected


def content(store: Store) -> object:
    return store.sightings(Asked()), store.doings(Asked()), list(store.happened(Asked(), When()))
