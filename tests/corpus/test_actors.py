"""Who is who across articles."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.corpus.actors import Judgement, actors
from reportedly.corpus.digest import Form
from reportedly.corpus.forms import form_of
from reportedly.model import Entity, EntityKind
from reportedly.store import protocol


def form(
    name: str, country: str | None = None, *roles: str, kind: EntityKind = "person", wikidata: str | None = None
) -> Form:
    found = form_of(Entity("e1", kind, name, country, roles, wikidata))
    assert found is not None
    return found


def groups(forms: Sequence[Form], judgements: Sequence[Judgement] = ()) -> set[frozenset[Form]]:
    found: dict[str, set[Form]] = {}
    told = actors(forms, judgements)
    for one in forms:
        found.setdefault(told[one.key], set()).add(one)
    return {frozenset(held) for held in found.values()}


def sets(*held: Iterable[Form]) -> set[frozenset[Form]]:
    return {frozenset(one) for one in held}


SERGEI, VIKTOR = form("Sergei Lavrov", "RUS", "foreign minister"), form("Viktor Lavrov", "BGR", "coach")
JONG_UN, YO_JONG = form("Kim Jong-un", "PRK", "leader"), form("Kim Yo-jong", "PRK", "sister")


def test_one_lavrov_in_a_thousand_articles() -> None:
    given = [SERGEI, form("Sergey Lavrov"), form("Lavrov"), form("S. Lavrov", "RUS"), form("Lavrov", "RUS", "minister")]
    assert groups(given) == sets(given)


@pytest.mark.parametrize(
    ("alone", "whose"),
    [
        (form("Lavrov"), None),
        (form("Lavrov", "RUS"), SERGEI),
        (form("Lavrov", "BGR"), VIKTOR),
        (form("Lavrov", None, "foreign minister"), SERGEI),
        (form("Lavrov", None, "minister"), SERGEI),
        (form("Lavrov", None, "coach"), VIKTOR),
        (form("Lavrov", None, "russian envoy"), SERGEI),
        (form("Lavrov", "USA"), None),
        (form("S. Lavrov"), SERGEI),
        (form("V. Lavrov"), VIKTOR),
        (form("D. Lavrov"), None),
    ],
)
def test_a_name_alone_goes_to_the_only_one_that_it_fits(alone: Form, whose: Form | None) -> None:
    told = actors([SERGEI, VIKTOR, alone], [])
    assert told[SERGEI.key] != told[VIKTOR.key]
    assert (told[alone.key] in {told[SERGEI.key], told[VIKTOR.key]}) is (whose is not None)
    if whose:
        assert told[alone.key] == told[whose.key]


@pytest.mark.parametrize(
    ("alone", "whose"),
    [
        (form("Kim"), None),
        (form("Kim", "PRK"), None),
        (form("Kim", "PRK", "leader"), JONG_UN),
        (form("Kim", None, "supreme leader"), JONG_UN),
        (form("Kim", "KOR"), None),
    ],
)
def test_two_kims(alone: Form, whose: Form | None) -> None:
    told = actors([JONG_UN, YO_JONG, alone], [])
    assert told[JONG_UN.key] != told[YO_JONG.key]
    assert (
        told[alone.key] == told[whose.key] if whose else told[alone.key] not in {told[JONG_UN.key], told[YO_JONG.key]}
    )


def test_one_kim_is_kim() -> None:
    assert groups([JONG_UN, form("Kim"), form("Kim Jong Un", "PRK")]) == sets(
        [JONG_UN, form("Kim"), form("Kim Jong Un", "PRK")]
    )


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (form("Donald Trump", "USA"), form("Donald J. Trump"), True),
        (form("Donald Trump"), form("Donald John Trump", "USA"), True),
        (form("D. Trump"), form("Donald J. Trump"), True),
        (form("Trump"), form("Donald Trump", "USA"), True),
        (form("Trump", None, "striker"), form("Donald Trump", "USA", "president"), False),
        (form("Donald Trump Jr."), form("Donald Trump"), False),
        (form("Trump"), form("Donald Trump Jr."), False),
        (form("Charles"), form("King Charles III"), True),
        (form("Charles II"), form("Charles III"), False),
        (form("Joe Biden"), form("Joseph R. Biden"), True),
        (form("Natela Skhvouri"), form("Natela Skhvuri"), True),
        (form("Natela Skhvouri"), form("Manana Skhvuri"), False),
        (form("Skhvouri"), form("Natela Skhvuri"), False),
        (form("Sasha Ivanov"), form("Sasha Ivanova"), False),
        (form("Ivan Petrov", "RUS", "president"), form("Ivan Petrov", "BGR", "president"), False),
        (form("Ivan Petrov", None, "sulmenian president"), form("Petrov", None, "bezkheti president"), False),
        (form("Ivan Petrov", None, "sulmenian president"), form("Petrov", None, "sulmenian leader"), True),
        (form("Ann Lee", wikidata="Q1"), form("Ann Lee", wikidata="Q2"), False),
        (form("Meridian Wire"), form("Meridian Wire", kind="media"), True),
        (form("Kestrel Coatings"), form("Kestrel Coatings", kind="organization"), True),
        (form("Georgia Meloni"), form("Giorgia Meloni"), False),
        (form("Keshtan", kind="place"), form("KTR Keshtan", kind="media"), False),
        (form("Lincoln", kind="place"), form("Abraham Lincoln"), False),
        (form("Lincoln"), form("Abraham Lincoln"), True),
        (form("Keshtan"), form("Keshtani", kind="group"), True),
        (form("Ordovians", kind="group"), form("Ordovia", kind="place"), True),
        (form("Hussein"), form("Husseini"), False),
        (form("Orlan", "KAZ", kind="media"), form("Orlan", "RUS", kind="media"), False),
    ],
)
def test_pairs(one: Form, other: Form, same: bool) -> None:
    told = actors([one, other], [])
    assert (told[one.key] == told[other.key]) is same


def test_a_name_without_country_stays_by_itself_between_two_states() -> None:
    one, other, alone = form("Ivan Petrov", "RUS"), form("Ivan Petrov", "BGR"), form("Ivan Petrov")
    assert groups([one, other, alone]) == sets([one], [other], [alone])


def test_id_is_that_of_the_smallest_key_among_the_fullest_names() -> None:
    full = [form("Sergei Lavrov", "RUS"), form("Sergey Lavrov")]
    told = actors([form("Lavrov"), *full, form("S. Lavrov", "RUS")], [])
    assert set(told.values()) == {f"a{min(f.key for f in full)[:12]}"}


def judged(a: Form, b: Form, verdict: str, made: int) -> Judgement:
    assert verdict in ("same", "different")
    return Judgement(a.key, b.key, verdict, f"2031-01-{made:02}T00:00:00")  # type: ignore[arg-type]


def test_the_store_hands_out_the_same_judgement() -> None:
    assert protocol.Judgement is Judgement


def test_people_decide() -> None:
    kim, place = form("Kim"), form("Kim", kind="place")
    given = [JONG_UN, YO_JONG, kim, place]
    assert groups(given, [judged(kim, YO_JONG, "same", 1)]) == sets([JONG_UN], [YO_JONG, kim], [place])
    assert groups(given, [judged(JONG_UN, YO_JONG, "same", 1)]) == sets([JONG_UN, YO_JONG, kim], [place])
    assert groups([JONG_UN, kim], [judged(kim, JONG_UN, "different", 1)]) == sets([JONG_UN], [kim])


def test_the_newest_judgement_holds() -> None:
    lavrov = form("Lavrov")
    first, then = judged(SERGEI, lavrov, "different", 1), judged(lavrov, SERGEI, "same", 2)
    assert groups([SERGEI, lavrov], [then, first]) == sets([SERGEI, lavrov])
    assert groups([SERGEI, lavrov], [first, judged(SERGEI, lavrov, "same", 0)]) == sets([SERGEI], [lavrov])


def test_of_three_judgements_that_exclude_each_other_the_oldest_goes() -> None:
    a, b, c = SERGEI, VIKTOR, form("Lavrov")
    chain = [judged(a, c, "same", 1), judged(c, b, "same", 2), judged(a, b, "different", 3)]
    assert groups([a, b, c], chain) == sets([a], [b, c])


def test_a_judgement_joins_blocks() -> None:
    short, long = form("Pedro Sánchez", "ESP"), form("Pedro Sánchez Pérez-Castejón", "ESP")
    assert short.block != long.block
    told = actors([short, long, form("Sánchez")], [judged(short, long, "same", 1)])
    assert len(set(told.values())) == 1


# Properties, over one crowded block.

GIVEN = ["", "Sergei", "Sergey", "S.", "Svetlana", "Sergei A.", "Sergei Anton", "A."]
FAMILY = ["Lavrov", "Lavrow", "Lavrovi", "Lavrova", "Lovrov"]
ROLES = ["foreign minister", "coach", "sulmenian envoy", "bezkheti envoy", "minister"]
FORMS = st.builds(
    lambda first, last, country, roles, kind, number: form(f"{first} {last}".strip(), country, *roles, kind=kind, wikidata=number),
    st.sampled_from(GIVEN), st.sampled_from(FAMILY), st.sampled_from([None, None, "RUS", "BGR"]),
    st.lists(st.sampled_from(ROLES), max_size=2), st.sampled_from(["person", "person", "place", "group"]),
    st.sampled_from([None, None, None, "Q1", "Q2"]),
)  # fmt: skip


@st.composite
def blocks(draw: st.DrawFn) -> tuple[list[Form], list[Judgement]]:
    forms = draw(st.lists(FORMS, min_size=1, max_size=12))
    pairs = st.tuples(
        st.sampled_from(forms), st.sampled_from(forms), st.sampled_from(["same", "different"]), st.integers(1, 5)
    )
    return forms, [judged(*pair) for pair in draw(st.lists(pairs, max_size=4))]


@settings(max_examples=100, deadline=None)
@given(blocks(), st.randoms())
def test_order_does_not_matter(block: tuple[list[Form], list[Judgement]], chance: random.Random) -> None:
    forms, judgements = block
    told = actors(forms, judgements)
    chance.shuffle(forms)
    chance.shuffle(judgements)
    assert actors(forms, judgements) == told
    assert actors(forms + forms[:3], judgements) == told


FULL = ["Joe", "Joseph", "J.", "Mary Ann", "Ann", "M. Ann", "Jong-un", "Jongun", "A. M.", "Sergei Anton", "Anton"]


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.builds(
            lambda first, last, country, kind: form(f"{first} {last}", country, kind=kind),
            st.sampled_from(FULL),
            st.sampled_from(["Lavrov", "Lavrow", "Lavrova"]),
            st.sampled_from([None, "RUS", "BGR"]),
            st.sampled_from(["person", "organization"]),
        ),
        max_size=14,
    )
)
def test_a_block_resolved_in_parts_is_as_it_is_as_a_whole(forms: list[Form]) -> None:
    told = actors(forms, [])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("reportedly.corpus.actors._parts", lambda atoms: [atoms])
        assert actors(forms, []) == told


@settings(max_examples=60, deadline=None)
@given(blocks())
def test_what_never_joins(block: tuple[list[Form], list[Judgement]]) -> None:
    forms, _ = block
    told = actors(forms, [])
    assert set(told) == {f.key for f in forms}
    for actor in set(told.values()):
        held = [f for f in forms if told[f.key] == actor]
        assert len({f.wikidata for f in held} - {None}) <= 1
        assert len({f.country for f in held} - {None}) <= 1
        assert actor[1:] in {f.key[:12] for f in held}


@settings(max_examples=60, deadline=None)
@given(blocks())
def test_the_newest_judgement_is_obeyed(block: tuple[list[Form], list[Judgement]]) -> None:
    forms, judgements = block
    told = actors(forms, judgements)
    if judgements:
        last = max(judgements, key=lambda j: (j.made, j.verdict, j.a, j.b))
        if last.a != last.b:
            assert (told[last.a] == told[last.b]) is (last.verdict == "same")


@settings(max_examples=60, deadline=None)
@given(blocks(), st.lists(st.sampled_from(["Anna Okoro", "Okoro", "Meridian Wire", "United Nations"]), max_size=4))
def test_unrelated_forms_change_nothing(block: tuple[list[Form], list[Judgement]], others: list[str]) -> None:
    forms, judgements = block
    told = actors(forms, judgements)
    more = actors([form(name, kind="organization") for name in others] + forms, judgements)
    assert {key: actor for key, actor in more.items() if key in told} == told


def test_a_crowded_block_takes_no_time() -> None:
    names = [
        f"{a}{b}a Smith"
        for a in "BCDFGHJKLMNPRSTVWZ"
        for b in ("an", "en", "in", "on", "un", "ar", "er", "ir", "or", "ur")
    ]
    forms = [form(name, country) for name in names for country in (None, "USA", "GBR")]
    told = actors([*forms, form("Smith")], [])
    assert len(told) == len(forms) + 1
