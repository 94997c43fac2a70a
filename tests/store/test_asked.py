"""Which claims are asked for: filters, orders, pages, ids."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportedly.errors import ValueRefused
from reportedly.model import Claim, ClaimKind, Interval, Status, id_of
from reportedly.store.database import choice
from reportedly.store.memory import Memory
from reportedly.store.protocol import Asked, Order, Store
from reportedly.store.written import UNDATED, since, until, written
from tests.store.conftest import Fresh
from tests.store.made import KIM, LAVROV, PUTIN, claim, entry, report, settle
from tests.store.test_actors import SHORT, settled

OUTLETS = ("Strait Times", "Mirror", "ÉTOILE")
ARTICLES = [
    entry("a0", "Ferries stopped. Lavrov said so. Nobody knows.", outlet=OUTLETS[0], forms=[LAVROV]),
    entry("a1", "Ferries stand still. Putin denied it. Everybody knows.", outlet=OUTLETS[1], forms=[PUTIN, SHORT]),
    entry("a2", "No ferry sails. Kim laughed. Snow fell.", outlet=OUTLETS[2], forms=[KIM]),
]


def made_of(*parts: tuple[int, int], **more: Any) -> Claim:
    """A claim of reports, each told as (number of the article, of the report)."""
    told = [(a, ARTICLES[a].digest.told[r]) for a, r in parts]
    reports = tuple(
        report(t.id, f"a{a}", span=t.span, quote=t.quote, outlet=ARTICLES[a].digest.outlet) for a, t in told
    )
    return claim([t.id for _, t in told], reports=reports, **more)


FERRIES = made_of(
    (0, 0),
    (1, 0),
    (2, 0),
    status="confirmed",
    kind="event",
    independent_origins=Interval(2, 3),
    first_reported="2031-01-10",
    last_reported="2031-01-20T08:00:00",
    actors=("lavrov", "kim"),
)
LAVROV_SAID = made_of((0, 1), actors=("lavrov",), first_reported="2031-01-15", last_reported="2031-01-15T23:59:59")
PUTIN_DENIED = made_of(
    (1, 1), status="denied", actors=("putin", "lavrov-short"), first_reported="2031-01-16", last_reported="2031-01-16"
)
KIM_LAUGHED = made_of(
    (2, 1),
    kind="commitment",
    actors=("kim",),
    first_reported=None,
    last_reported=None,
    independent_origins=Interval(0, 1),
)
KNOWS = made_of(
    (0, 2), (1, 2), status="contested", kind="estimate", first_reported="2031-01-01", last_reported="2031-02-01"
)
SNOW = made_of((2, 2), status="debunked", first_reported="2031-01-20T07:00:00", last_reported="2031-01-20T07:00:00")
ALL = [FERRIES, LAVROV_SAID, PUTIN_DENIED, KIM_LAUGHED, KNOWS, SNOW]


@pytest.fixture
def library(store: Store) -> Store:
    filled(store)
    return store


def filled(store: Store) -> None:
    store.put(ARTICLES)
    store.link([article.digest for article in ARTICLES], [], [])
    settle(store, *ALL)
    settled(store)


CASES: list[tuple[Asked, list[Claim]]] = [
    (Asked(), ALL),
    (Asked(about=("lavrov",)), [FERRIES, LAVROV_SAID]),
    (Asked(about=("lavrov-short",)), [PUTIN_DENIED]),
    (Asked(about=("lavrov", "kim")), [FERRIES, LAVROV_SAID, KIM_LAUGHED]),
    (Asked(about=("none",)), []),
    (Asked(since="2031-01-16"), [FERRIES, PUTIN_DENIED, KNOWS, SNOW]),
    (Asked(since="2031-01-20T07:30"), [FERRIES, KNOWS]),
    (Asked(since="2031-02"), [KNOWS]),
    (Asked(until="2031-01-15"), [LAVROV_SAID]),
    (Asked(until="2031-01"), [FERRIES, LAVROV_SAID, PUTIN_DENIED, SNOW]),
    (Asked(until="2031"), [FERRIES, LAVROV_SAID, PUTIN_DENIED, KNOWS, SNOW]),
    (Asked(since="2031-01-16", until="2031-01-16"), [PUTIN_DENIED]),
    (Asked(since="0001"), [FERRIES, LAVROV_SAID, PUTIN_DENIED, KNOWS, SNOW]),
    (Asked(status=("confirmed",)), [FERRIES]),
    (Asked(status=("denied", "debunked")), [PUTIN_DENIED, SNOW]),
    (Asked(kind=("event", "commitment")), [FERRIES, KIM_LAUGHED]),
    (Asked(min_origins=1), [FERRIES, LAVROV_SAID, PUTIN_DENIED, KNOWS, SNOW]),
    (Asked(min_origins=2), [FERRIES]),
    (Asked(min_reports=2), [FERRIES, KNOWS]),
    (Asked(min_reports=3), [FERRIES]),
    (Asked(outlet="Mirror"), [FERRIES, PUTIN_DENIED, KNOWS]),
    (Asked(outlet="étoile"), [FERRIES, KIM_LAUGHED, SNOW]),
    (Asked(outlet="Nobody"), []),
    (Asked(outlet="Mirror", about=("lavrov",)), [FERRIES]),
    (Asked(outlet="Mirror", about=("kim", "lavrov")), [FERRIES]),
    (Asked(country="RUS"), [FERRIES, LAVROV_SAID, PUTIN_DENIED]),
    (Asked(country="PRK"), [FERRIES, KIM_LAUGHED]),
    (Asked(country="rus"), []),
    (Asked(country="PRK", about=("lavrov",)), [FERRIES]),
    (Asked(country="PRK", outlet="étoile"), [FERRIES, KIM_LAUGHED]),
    (Asked(country="PRK", outlet="mirror", about=("kim", "lavrov"), status=("confirmed",)), [FERRIES]),
    (Asked(country="RUS", outlet="Mirror", since="2031-01-20"), [FERRIES]),
    (Asked(words="ferries"), [FERRIES]),
    (Asked(words="knows OR snow"), [KNOWS, SNOW]),
    (Asked(words="knows -nobody"), [KNOWS]),
    (Asked(words='"stand still" nobody'), []),
    (Asked(articles=("a1",)), [FERRIES, PUTIN_DENIED, KNOWS]),
    (Asked(articles=("a1", "a0", "none")), [FERRIES, LAVROV_SAID, PUTIN_DENIED, KNOWS]),
    (Asked(articles=("none",)), []),
    (Asked(about=("lavrov",), words="ferr*", articles=("a2",), min_reports=2, status=("confirmed",)), [FERRIES]),
    (Asked(about=("lavrov",), words="ferr*", kind=("statement",)), []),
]


def test_what_is_asked_for(library: Store) -> None:
    for asked, expected in CASES:
        found = list(library.claims(asked))
        assert {c.id for c in found} == {c.id for c in expected}, asked
        assert len(found) == len(expected) == library.how_many(asked), asked


def test_what_is_common_is_looked_for_otherwise_and_found_alike(
    library: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(choice, "_COMMON", 1)
    monkeypatch.setattr(choice, "_SOME", 0)
    test_what_is_asked_for(library)


ORDERS: list[tuple[Order, list[Claim]]] = [
    ("origins", [FERRIES, KNOWS, SNOW, PUTIN_DENIED, LAVROV_SAID, KIM_LAUGHED]),
    ("reports", [FERRIES, KNOWS, SNOW, PUTIN_DENIED, LAVROV_SAID, KIM_LAUGHED]),
    ("first", [SNOW, PUTIN_DENIED, LAVROV_SAID, FERRIES, KNOWS, KIM_LAUGHED]),
    ("last", [KNOWS, FERRIES, SNOW, PUTIN_DENIED, LAVROV_SAID, KIM_LAUGHED]),
]


@pytest.mark.parametrize(("order", "expected"), ORDERS)
def test_orders_and_pages(library: Store, order: Order, expected: list[Claim]) -> None:
    ids = [c.id for c in expected]
    assert [c.id for c in library.claims(Asked(order=order))] == ids
    for most, skip in ((2, 0), (2, 1), (9, 4), (0, 0), (None, 3), (1, 99)):
        page = [c.id for c in library.claims(Asked(order=order, most=most, skip=skip))]
        assert page == ids[skip : None if most is None else skip + most]
    assert library.how_many(Asked(order=order, most=1, skip=1)) == 6


def test_equals_are_in_order_of_number(store: Store) -> None:
    articles = [entry(f"a{n}", f"Text {n}. Other {n}.") for n in range(9)]
    store.put(articles)
    numbers = [told.id for article in articles for told in article.digest.told]
    settle(store, *(claim([n]) for n in numbers))
    for order in get_args(Order):
        assert [c.id for c in store.claims(Asked(order=order))] == [id_of(n) for n in sorted(numbers)]


def test_actors_are_those_of_now(library: Store) -> None:
    library.assign(["lavrov"], {"lavrov": "minister", "lavrov-short": "minister"})
    asked = Asked(about=("minister",))
    assert {c.id for c in library.claims(asked)} == {c.id for c in (FERRIES, LAVROV_SAID, PUTIN_DENIED)}
    assert library.how_many(asked) == 3
    assert library.how_many(Asked(about=("lavrov",))) == 0
    found = library.claim(FERRIES.id)
    assert found is not None
    assert found.actors == ("minister", "kim")


def test_two_forms_of_a_claim_that_are_one_actor(library: Store) -> None:
    library.assign(["kim", "lavrov"], {"kim": "both", "lavrov": "both"})
    assert library.how_many(Asked(about=("both",))) == 3
    found = list(library.claims(Asked(about=("both",))))
    assert len(found) == 3
    assert next(c for c in found if c.id == FERRIES.id).actors == ("both",)


def test_a_country_is_that_of_any_form_of_the_actor(library: Store) -> None:
    library.assign(["kim", "lavrov"], {"kim": "both", "lavrov": "both"})
    found = list(library.claims(Asked(country="PRK")))
    assert len(found) == library.how_many(Asked(country="PRK")) == 3  # what has two forms of one actor is there once
    assert {c.id for c in found} == {c.id for c in (FERRIES, LAVROV_SAID, KIM_LAUGHED)}


def test_claims_by_id(library: Store) -> None:
    for made in ALL:
        for told in made.reports:
            assert library.claim(told.id) == library.claim(told.id.upper()) == made
    assert library.claim("0" * 16) is None
    for nothing in ("", "xyz", "0" * 17, "3fa9-", "article", "٣"):
        assert library.claim(nothing) is None


def test_claims_by_the_beginning_of_an_id(library: Store) -> None:
    ids = {told.id: made.id for made in ALL for told in made.reports}
    for id_ in ids:
        for size in range(1, 17):
            beginning = id_[:size]
            meant = {claim_ for report_, claim_ in ids.items() if report_.startswith(beginning)}
            if len(meant) == 1:
                found = library.claim(beginning)
                assert found is not None
                assert found.id == ids[id_]
            else:
                with pytest.raises(ValueRefused, match=min(meant)) as refused:
                    library.claim(beginning)
                assert beginning in str(refused.value)


@pytest.mark.parametrize("asked", [Asked(since="yesterday"), Asked(until="2031-13"), Asked(since="")])
def test_dates_that_are_none_are_refused_at_once(library: Store, asked: Asked) -> None:
    with pytest.raises(ValueRefused, match="no date"):
        library.claims(asked)
    with pytest.raises(ValueRefused, match="no date"):
        library.how_many(asked)


def test_claims_are_of_one_moment(library: Store) -> None:
    claims = library.claims(Asked(order="last"))
    first = next(claims)
    library.settle([int(t.id, 16) - (1 << 64) * (t.id[0] > "7") for c in ALL for t in c.reports], [])
    assert [first.id, *(c.id for c in claims)] == [c.id for c in ORDERS[3][1]]
    assert library.count().claims == 0


def test_an_iterator_that_is_left_holds_nothing(library: Store) -> None:
    for _ in range(30):
        next(library.claims(Asked()))
        next(library.readings())
    library.put([entry("b", "Goes on.")])
    assert library.count().articles == 4


def test_dates_as_they_are_written() -> None:
    told = ["2031", "2031-01", "2031-01-15", "2031-01-15T08:30", "2031-01-15T08:30:15+09:00", "2031-01-15T08:30:15.5Z"]
    assert [written(text) for text in told] == [
        20310000000000,
        20310100000000,
        20310115000000,
        20310115083000,
        20310115083015,
        20310115083015,
    ]
    assert written(None) == written("soon") == written("2031-1-5") == UNDATED
    assert since("2031-01") == 20310100000000
    assert until("2031-01") == 20310199999999
    assert since("2031-01-15") < written("2031-01-15T00:00:01") < until("2031-01-15") < since("2031-01-16")


asked = st.builds(
    Asked,
    about=st.lists(st.sampled_from(["lavrov", "kim", "putin", "lavrov-short"]), max_size=2, unique=True).map(tuple),
    since=st.none() | st.sampled_from(["2031-01-15", "2031-01-20"]),
    until=st.none() | st.sampled_from(["2031-01-16", "2031-01-20T07:00:00"]),
    status=st.lists(st.sampled_from(get_args(Status)), max_size=3, unique=True).map(tuple),
    kind=st.lists(st.sampled_from(get_args(ClaimKind)), max_size=3, unique=True).map(tuple),
    min_origins=st.integers(0, 2),
    min_reports=st.integers(0, 2),
    outlet=st.none() | st.sampled_from(OUTLETS),
    country=st.none() | st.sampled_from(["RUS", "PRK", "KOR"]),
    words=st.none() | st.sampled_from(["ferries OR knows", "knows", "s*"]),
    articles=st.lists(st.sampled_from(["a0", "a1", "a2"]), max_size=2, unique=True).map(tuple),
    order=st.sampled_from(get_args(Order)),
    most=st.none() | st.integers(0, 4),
    skip=st.integers(0, 2),
)


@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(asked, min_size=20, max_size=40))
def test_whatever_is_asked_is_answered_as_by_the_reference(fresh: Fresh, questions: list[Asked]) -> None:
    reference = Memory()
    filled(reference)
    with fresh() as store:
        filled(store)
        for question in questions:
            assert list(store.claims(question)) == list(reference.claims(question)), question
            assert store.how_many(question) == reference.how_many(replace(question, most=None))
