"""Forms, actors and judgements."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportedly.corpus.digest import Form
from reportedly.store.protocol import Judgement, Store
from tests.store.conftest import Fresh
from tests.store.made import KIM, KIM_DAE, LAVROV, PUTIN, add, entry, quiet, reports_of

SHORT = Form("lavrov-short", "lavrov", "Lavrov", "person", "RUS")
MINISTER = replace(LAVROV, roles=("envoy", "foreign minister"))


def settled(store: Store, **actors: str) -> None:
    """Assign all blocks that are unsettled, forms that are not named here to themselves."""
    while blocks := store.unsettled_blocks(100):
        named = {form.key: actors.get(form.key.replace("-", "_"), form.key) for form in store.forms(blocks)}
        store.assign(blocks, named)


def test_forms_in_order_of_key(store: Store) -> None:
    store.put([entry("a", forms=[PUTIN, LAVROV]), entry("b", "Other.", forms=[KIM_DAE, KIM, LAVROV])])
    assert store.forms() == [KIM, KIM_DAE, LAVROV, PUTIN]
    assert store.forms(["kim", "none"]) == [KIM, KIM_DAE]
    assert store.forms([]) == []


def test_roles_are_those_of_all_articles(store: Store) -> None:
    store.put([entry("a", forms=[LAVROV]), entry("b", "Other.", forms=[replace(LAVROV, roles=("envoy",))])])
    assert store.forms() == [MINISTER]
    settled(store)
    store.put([entry("c", "Third.", forms=[LAVROV])])
    assert store.unsettled_blocks(9) == [], "nothing new in it"
    store.put([entry("b", "Changed.", forms=[LAVROV])])
    assert store.forms() == [LAVROV], "who was an envoy is one no more"
    assert store.unsettled_blocks(9) == ["lavrov"]


def test_a_form_twice_in_an_article(store: Store) -> None:
    store.put([entry("a", forms=[LAVROV, replace(LAVROV, roles=("envoy",)), PUTIN])])
    assert store.forms() == [MINISTER, PUTIN]
    assert store.find_actors("lavrov") == [("lavrov", MINISTER, 1)]


def test_a_form_that_no_article_has_any_more_is_gone(store: Store) -> None:
    quiet(store, entry("a", forms=[KIM, LAVROV]), entry("b", "Other.", forms=[LAVROV]))
    settled(store, kim="someone", lavrov="minister")
    store.put([entry("a", "Changed.", forms=[PUTIN])])
    assert store.forms() == [LAVROV, PUTIN]
    assert store.unsettled_blocks(9) == ["kim", "putin"]
    assert store.forms_of("someone") == []
    assert store.actors(["kim", "lavrov"]) == {"kim": "kim", "lavrov": "minister"}
    assert store.find_actors("kim") == []


def test_unsettled_blocks(store: Store) -> None:
    store.put([entry("a", forms=[PUTIN, LAVROV, KIM])])
    assert store.unsettled_blocks(2) == ["kim", "lavrov"]
    store.assign(["kim", "putin"], {"kim": "kim", "putin": "putin"})
    assert store.unsettled_blocks(9) == ["lavrov"]
    store.put([entry("b", "Other.", forms=[KIM_DAE])])
    assert store.unsettled_blocks(9) == ["kim", "lavrov"]


def test_what_comes_while_actors_are_worked_out_is_not_lost(store: Store) -> None:
    store.put([entry("a", forms=[KIM])])
    blocks = store.unsettled_blocks(9)
    store.put([entry("b", "Other.", forms=[KIM_DAE])])
    store.assign(blocks, {"kim": "kim"})
    assert store.unsettled_blocks(9) == ["kim"]
    store.assign(["kim"], {"kim": "kim", "kim-dae": "kim-dae"})
    assert store.unsettled_blocks(9) == []


def test_actors(store: Store) -> None:
    store.put([entry("a", forms=[LAVROV, SHORT, KIM])])
    assert store.actors(["lavrov", "lavrov-short", "none"]) == {
        "lavrov": "lavrov",
        "lavrov-short": "lavrov-short",
        "none": "none",
    }
    settled(store, lavrov_short="lavrov")
    assert store.actors(["lavrov-short", "kim"]) == {"lavrov-short": "lavrov", "kim": "kim"}
    assert store.actors([]) == {}
    store.assign(["kim"], {"lavrov-short": "kim"})
    assert store.actors(["lavrov-short"]) == {"lavrov-short": "lavrov"}, "it is not of that block"


def test_assigning_makes_dirty_where_an_actor_changed(store: Store) -> None:
    quiet(
        store, entry("a", forms=[LAVROV]), entry("b", "Other.", forms=[SHORT, KIM]), entry("c", "Third.", forms=[KIM])
    )
    store.put([entry("d", "Pending.", forms=[SHORT])])
    settled(store)
    assert store.dirty(9) == [], "each is its own, as before"
    store.assign(["lavrov"], {"lavrov": "lavrov", "lavrov-short": "lavrov"})
    assert store.dirty(9) == reports_of(store, "b")


def test_forms_of_an_actor(store: Store) -> None:
    store.put([entry(f"a{n}", f"Text {n}.", forms=[SHORT] if n else [LAVROV, SHORT, KIM]) for n in range(3)])
    assert store.forms_of("lavrov-short") == [SHORT]
    settled(store, lavrov_short="minister", lavrov="minister")
    assert store.forms_of("minister") == [SHORT, LAVROV]
    assert store.forms_of("lavrov") == store.forms_of("none") == []


def test_find_actors(store: Store) -> None:
    ana = Form("ana", "nunez", "Ana Núñez-Díaz", "person", "ESP")
    add(
        store,
        entry("a", forms=[KIM, LAVROV, SHORT]),
        entry("b", "Other.", forms=[SHORT, KIM_DAE]),
        entry("c", "Third.", forms=[KIM, ana, SHORT]),
    )
    settled(store, lavrov_short="minister", lavrov="minister")
    assert store.find_actors("kim") == [("kim", KIM, 2), ("kim-dae", KIM_DAE, 1)]
    assert store.find_actors("Kim", most=1) == [("kim", KIM, 2)]
    assert store.find_actors("JONG kim") == [("kim", KIM, 2)]
    assert store.find_actors("sergey") == [("minister", SHORT, 3)], "by any form, told by the commonest"
    assert store.find_actors("nunez") == store.find_actors("NÚÑEZ díaz") == [("ana", ana, 1)]
    assert store.find_actors("ki") == store.find_actors("") == store.find_actors("…") == []


def test_judgements(store: Store) -> None:
    store.put([entry("a", forms=[KIM, KIM_DAE, LAVROV])])
    settled(store)
    made = [
        Judgement("kim", "kim-dae", "different", "2031-01-15T08:00:00", "ana"),
        Judgement("lavrov", "nobody", "same", "2031-01-15T08:00:00"),
        Judgement("kim", "kim-dae", "same", "2031-01-01T00:00:00"),
    ]
    store.judge(made[0])
    assert store.unsettled_blocks(9) == ["kim"]
    settled(store)
    for judgement in made[1:]:
        store.judge(judgement)
    assert store.judgements() == made
    assert store.unsettled_blocks(9) == ["kim", "lavrov"]


keys = st.sampled_from(["a", "b", "c", "d"])
forms = st.lists(
    st.builds(
        lambda key, roles: Form(key, key.upper(), f"Name {key}", "person", roles=tuple(sorted(roles))),
        keys,
        st.sets(st.sampled_from(["x", "y", "z"])),
    ),
    max_size=4,
)


@pytest.mark.usefixtures("addresses")
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 2), forms), max_size=8))
def test_forms_are_those_of_the_latest_versions(fresh: Fresh, puts: list[tuple[int, list[Form]]]) -> None:
    """Whatever came before, nothing of it is left."""
    with fresh() as store:
        latest: dict[int, list[Form]] = {}
        for turn, (article, given_forms) in enumerate(puts):
            store.put([entry(f"a{article}", f"Text {turn}.", forms=given_forms)])
            latest[article] = given_forms
        roles: dict[str, set[str]] = {}
        for form in (form for several in latest.values() for form in several):
            roles.setdefault(form.key, set()).update(form.roles)
        assert [(form.key, form.roles) for form in store.forms()] == [
            (k, tuple(sorted(r))) for k, r in sorted(roles.items())
        ]
        for key in roles:
            number = sum(any(form.key == key for form in several) for several in latest.values())
            assert [(actor, articles) for actor, _, articles in store.find_actors(key)] == [(key, number)]
