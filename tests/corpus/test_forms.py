"""Whom an article names, in a form that other articles share."""

from __future__ import annotations

import string
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.corpus.forms import form_of, forms
from reportedly.corpus.spelling import parts, skeleton, stem
from reportedly.model import Article, Attribution, Entity, EntityKind, Event, Hop, Reading, Span

NAMES = st.text(st.sampled_from(string.ascii_letters + " -.'’éüŠ"), min_size=1, max_size=24)


def entity(name: str, kind: EntityKind = "person", country: str | None = None, **more: object) -> Entity:
    return replace(Entity("e1", kind, name, country), **more)  # type: ignore[arg-type]


def reading(*entities: Entity, outlet: str | None = None) -> Reading:
    numbered = tuple(replace(e, id=f"e{i}") for i, e in enumerate(entities, 1))
    return Reading(Article("a", "text", outlet), numbered)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sergei Lavrov", "SERGEY LAVROV"),
        ("Kim Jong-un", "Kim Jong Un"),
        ("Volodymyr Zelenskyy", "Vladimir Zelenskiy"),
        ("Zelensky", "Zelenskyy’s"),
        ("Mohammed bin Salman", "Muhammad bin Salman"),
        ("Mikhail Kasyanov", "Mikhail Kasyanoff"),
        ("Bashar al-Assad", "Bashar Assad"),
        ("Salim al-Rawhi", "His Excellency Salim al-Rawhi"),
        ("Emmanuel Macron", "President Emmanuel Macron"),
        ("J. D. Vance", "JD Vance"),
        ("J.D. Vance", "JD Vance"),
        ("Pedro Sánchez", "Pedro Sanchez"),
        ("Kishida Fumio", "Fumio Kishida"),
        ("Tsai Ing-wen", "Tsai Ing Wen"),
    ],
)
def test_spellings_of_a_person_have_one_key(one: str, other: str) -> None:
    a, b = form_of(entity(one)), form_of(entity(other))
    assert a is not None
    assert b is not None
    assert (a.key, a.block) == (b.key, b.block)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("United Nations", "UN"),
        ("United Nations", "the U.N."),
        ("Ministry of Defence", "Defense Ministry"),
        ("Russian government", "Russia's government"),
        ("Ministry of Foreign Affairs", "the Foreign Ministry"),
        ("Kestrel Coatings Ltd", "Kestrel Coatings"),
        ("Kyiv Council", "Kiev Council"),
        ("International Organisation for Standards", "International Organization for Standards"),
    ],
)
def test_spellings_of_a_body_have_one_key(one: str, other: str) -> None:
    a, b = form_of(entity(one, "organization")), form_of(entity(other, "organization"))
    assert a is not None
    assert b is not None
    assert (a.key, a.block) == (b.key, b.block)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Donald Trump", "Donald Trump Jr."),
        ("Kim Jong-un", "Kim Yo-jong"),
        ("Ivan Petrov", "Ivana Petrova"),
        ("Charles II", "Charles III"),
    ],
)
def test_other_names_have_other_keys(one: str, other: str) -> None:
    a, b = form_of(entity(one)), form_of(entity(other))
    assert a is not None
    assert b is not None
    assert a.key != b.key


def test_key_tells_kind_country_and_wikidata_apart() -> None:
    given = [
        entity("Orlan", "organization"),
        entity("Orlan", "media"),
        entity("Orlan", "media", "KAZ"),
        entity("Orlan", "media", "KAZ", wikidata="Q1"),
    ]
    assert len({form.key for e in given if (form := form_of(e))}) == 4


def test_key_is_the_same_for_ever() -> None:
    """Judgements of people are kept by it."""
    form = form_of(entity("Sergei Lavrov", country="RUS"))
    assert form is not None
    assert (form.key, form.block) == ("281211c76d6a3d1e", "lvrv")


@pytest.mark.parametrize(
    ("names", "same"),
    [
        (("Lavrov", "Sergei Lavrov", "S. Lavrov", "Foreign Minister Lavrov"), True),
        (("Kim", "Kim Jong-un", "Kim Yo Jong"), True),
        (("Xi", "Xi Jinping"), True),
        (("Skhvouri", "Natela Skhvuri"), True),
        (("Assad", "Bashar al-Assad", "al-Assad"), True),
        (("Beethoven", "Ludwig van Beethoven", "van Beethoven"), True),
        (("Charles", "King Charles III"), True),
        (("Kim Jong-un", "Kim Kardashian"), False),
        (("Bruce Lee", "Jack Ma"), False),
        (("Abe", "Shinzo Abe", "Abe Shinzo"), True),
        (("Abe Lincoln", "Shinzo Abe"), False),
    ],
)
def test_forms_that_could_be_one_person_share_a_block(names: tuple[str, ...], same: bool) -> None:
    blocks = {form.block for name in names if (form := form_of(entity(name)))}
    assert (len(blocks) == 1) is same


@pytest.mark.parametrize("kind", ["person", "place", "organization", "group", "media"])
@pytest.mark.parametrize("name", ["Keshtan", "Keshtani", "Meridian Wire", "Ordovia"])
def test_block_goes_by_name_whatever_the_kind(name: str, kind: EntityKind) -> None:
    form, person = form_of(entity(name, kind)), form_of(entity(name))
    assert form is not None
    assert person is not None
    assert form.block == person.block


def test_a_country_and_its_people_share_a_block() -> None:
    for country, people in [("Keshtan", "Keshtani"), ("Ordovia", "Ordovians"), ("Norvale", "Norvalan")]:
        assert stem(country.lower()) == stem(people.lower())
        assert skeleton(country.lower()) == skeleton(people.lower())


@pytest.mark.parametrize(
    "name", ["Ministry", "His", "ford", "Minister of Defence", "President", "—", "the army", "Agency"]
)
def test_a_name_of_nobody_has_no_form(name: str) -> None:
    assert form_of(entity(name, "organization")) is None


def test_an_own_outlet_has_its_full_name() -> None:
    formed = forms(
        reading(entity("Courier", "organization"), entity("Sarn Courier", "person"), outlet="Halden Courier")
    )
    assert [(f.name, f.kind) for f in formed.forms] == [("Halden Courier", "media"), ("Sarn Courier", "person")]


def test_facts_come_from_the_data_files() -> None:
    form = form_of(entity("Kremlin", "organization"))
    assert form is not None
    assert form.country == "RUS"
    form = form_of(entity("Germany", "place"))
    assert form is not None
    assert (form.kind, form.country, form.block) == ("country", "DEU", form.wikidata)


def test_places_are_forms_only_where_somebody_says_or_does_something() -> None:
    told = reading(
        entity("Port Ellery", "place"), entity("Sarn", "place"), entity("Lask", "place"), entity("Tirza", "place")
    )
    said = Attribution("a1", (), (), (), chain=(Hop("e2", "Sarn", "said"),))
    done = Event("v1", "CONSULT", None, Span(0, 1), actor=("e3",), place="e1")
    formed = forms(replace(told, attributions=(said,), events=(done,)))
    assert [form.name for form in formed.forms] == ["Sarn", "Lask"]
    assert formed.index == {"e2": 0, "e3": 1}


def test_entities_of_one_key_share_a_form_with_all_roles() -> None:
    formed = forms(
        reading(
            entity("Zelensky", roles=("president",)),
            entity("Orlan", "media"),
            entity("Zelenskyy", roles=("actor", "president")),
        )
    )
    assert formed.index == {"e1": 0, "e2": 1, "e3": 0}
    assert formed.forms[0].roles == ("president", "actor")


@settings(deadline=None)  # word lists load at the first call
@given(
    st.lists(NAMES, max_size=8),
    st.lists(st.sampled_from(["person", "place", "group", "media"]), min_size=8, max_size=8),
)
def test_index_is_aligned(names: list[str], kinds: list[EntityKind]) -> None:
    read = reading(*(entity(name, kind) for name, kind in zip(names, kinds, strict=False)))
    formed = forms(read)
    assert forms(read) == formed
    assert len({form.key for form in formed.forms}) == len(formed.forms)
    assert set(formed.index.values()) == set(range(len(formed.forms)))
    for one in read.entities:
        if one.id in formed.index:
            single = form_of(one)
            assert single is not None
            assert single.key == formed.forms[formed.index[one.id]].key


@settings(deadline=None)  # word lists load at the first call
@given(NAMES, st.booleans())
def test_parts_hold_every_word(name: str, person: bool) -> None:
    parsed = parts(name, person)
    assert parsed.whole.split() == [*parsed.given, *parsed.family.split(), *parsed.suffix.split()]
    assert parts(name.swapcase().swapcase(), person) == parsed
