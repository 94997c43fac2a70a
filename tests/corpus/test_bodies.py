"""For whom somebody speaks, and whether two speak for one."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from reportedly.corpus import lists
from reportedly.corpus.bodies import Body, body, described, same

SURE, PERHAPS = 0.8, 0.4


def of(words: str, name: str | None = None, roles: tuple[str, ...] = (), country: str | None = None) -> Body:
    return body(name or words, roles, country, words)


@pytest.mark.parametrize(
    ("words", "kind", "whose", "speaker"),
    [
        ("Ministry spokeswoman Colonel Ilda Maresh", "ministry", None, "ilda maresh"),
        ("Kestrel Coatings spokesman Hugo Prell", "organization", "kestrel coatings", "hugo prell"),
        ("Defence Minister Baris Oltan", "defence ministry", None, "baris oltan"),
        ("the union's Marta Lind", "union", None, "marta lind"),
        ("its regional secretary, Marta Lind,", "union", None, "marta lind"),
        ("union boss Marta Lind, her voice breaking", "union", None, "marta lind"),
        ("the fire chief", "fire service", None, None),
        ("Chief Fire Officer Dana Okoro", "fire service", None, "dana okoro"),
        ("the public prosecutor", "prosecution", None, None),
        ("General Staff spokesman Major Petr Hask", "military", None, "petr hask"),
        ("Keshtan's defence ministry", "defence ministry", "~kesht", None),
        ("Keshtani top brass", "military", "~kesht", None),
        ("Ordovia’s high command", "military", "~ordov", None),
        ("The General Staff of the Armed Forces of Ordovia", "military", "~ordov", None),
        ("a company spokesman", "company", None, None),
        ("A spokesman for Norgrid", "organization", "~norgrid", None),
        ("Astrid Noll, chief engineer at Norgrid", "company", "~norgrid", "astrid noll"),
        ("The mayor of Lask, where the brigade is based,", "town", "~lask", None),
        ("St Olave's hospital spokeswoman Ines Marr", "hospital", "st olave", "ines marr"),
        ("The Office of the President of the Republic of Bezkhet", "presidency", "~bezkhet", None),
        ("Bezkheti spokeswoman Aizhan Tursuk", "government", "~bezkhet", "aizhan tursuk"),
        ("the Sulmenian side", "side", "~sulmen", None),
        ("Russian Foreign Minister Sergei Lavrov", "foreign ministry", "RUS", "sergey lavrov"),
        ("the Kremlin", "presidency", "RUS", None),
        ("Moscow", "government", "RUS", None),
        ("KCNA", "state media", "PRK", None),
        ("Daily Hammer", "media", "daily hammer", None),
        ("Dahrestan State Television", "state media", "~dahrest", None),
        ("records of the Labour Inspectorate", "document", "labour inspectorate", None),
        (
            "The head of the Joint Border Monitoring Mission, Pieter Haldane,",
            "mission",
            "joint border",
            "pieter haldane",
        ),
        ("A delegate of the Blue Lantern Society", "charity", "blue lantern", None),
        ("Two doctors who were on duty overnight", "person", None, None),
        ("a man on a forklift", "person", None, None),
        ("Keshtan", "unknown", "~kesht", "keshtan"),
    ],
)
def test_which_body(words: str, kind: str, whose: str | None, speaker: str | None) -> None:
    found = of(words) if speaker is None or speaker == words.lower() else of(words, speaker.title())
    assert (found.kind, found.of) == (kind, whose)
    if speaker:
        assert found.speaker == speaker


@pytest.mark.parametrize(
    ("role", "kind", "whose"),
    [
        ("kestrel coatings spokesman", "organization", "kestrel coatings"),
        ("sulmenian foreign minister", "foreign ministry", "~sulmen"),
        ("coastguard spokeswoman lieutenant", "coastguard", None),
        ("chief fire officer", "fire service", None),
        ("mayor", "town", None),
        ("general staff spokesman major", "military", None),
    ],
)
def test_roles_of_other_mentions_tell_it_too(role: str, kind: str, whose: str | None) -> None:
    found = of("she", "Jana Smit", (role,))
    assert (found.kind, found.of, found.speaker) == (kind, whose, "jana smit")


def test_the_surest_of_what_is_told_counts() -> None:
    assert of("General Baris Oltan", "Baris Oltan", ("general", "defence minister")).kind == "defence ministry"
    assert of("he", "Pieter Haldane", ("retired general",)).kind == "unknown"
    assert of("he\nthe head of the monitoring mission", "Pieter Haldane", ("retired general",)).kind == "mission"
    assert of("the company", "Kestrel Coatings") == Body("company", "kestrel coatings", words="company")
    assert of("the Russian Foreign Ministry", "Russia", (), "RUS").kind == "foreign ministry"


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("Keshtan's defence ministry", True),
        ("Mayor Nadia Ferrow", True),
        ("the fire chief", False),
        ("a forklift driver", False),
    ],
)
def test_named_or_only_described(words: str, named: bool) -> None:
    assert of(words, "Nadia Ferrow" if "Nadia" in words else None).named is named


MARESH = of("Ministry spokeswoman Colonel Ilda Maresh", "Ilda Maresh", ("ministry spokeswoman colonel",))
KESHTAN = of("Keshtan's defence ministry")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (of("Ilda Maresh"), MARESH),
        (of("Maresh", "Ilda Maresh"), of("Colonel Maresh", "Maresh")),
        (of("Chief Fire Officer Dana Okoro", "Dana Okoro"), of("the fire service")),
        (of("Okoro", "Dana Okoro", ("chief fire officer",)), of("The fire chief")),
        (of("Emergency chiefs"), of("the fire brigade")),
        (of("Prosecutor Agnes Tolland", "Agnes Tolland"), of("the public prosecutor")),
        (of("Kestrel Coatings"), of("Kestrel Coatings spokesman Hugo Prell", "Hugo Prell")),
        (of("The union’s Marta Lind", "Marta Lind"), of("Chemical Workers' Union")),
        (of("Mayor Nadia Ferrow", "Nadia Ferrow", ("mayor",)), of("the mayor of Lask")),
        (of("Keshtan"), KESHTAN),
        (of("Keshtani defence ministry"), KESHTAN),
        (of("Moscow", "Russia", (), "RUS"), of("Lavrov", "Sergei Lavrov", ("foreign minister",), "RUS")),
        (of("Norvalan government"), of("Norvale's interior ministry")),
    ],
)
def test_surely_one(one: Body, other: Body) -> None:
    assert same(one, other) >= SURE


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (MARESH, KESHTAN),
        (MARESH, of("Defence Minister Baris Oltan", "Baris Oltan")),
        (of("Keshtani top brass"), KESHTAN),
        (of("Kestrel"), of("Kestrel Coatings spokesman Hugo Prell", "Hugo Prell")),
        (of("the company"), of("Kestrel Coatings spokesman Hugo Prell", "Hugo Prell")),
        (of("Sulmenian Prime Minister Natela Skhvouri", "Natela Skhvouri"), of("the Sulmenian foreign ministry")),
        (of("KCNA"), of("Kim", "Kim Jong-un", ("leader",), "PRK")),
        (of("an official in the Sulmenian prime minister's office"), of("the Sulmenian prime minister")),
    ],
)
def test_perhaps_one(one: Body, other: Body) -> None:
    assert PERHAPS <= same(one, other) < SURE


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (of("Keshtan"), of("Ordovia")),
        (KESHTAN, of("Ordovia’s high command")),
        (of("Chief Fire Officer Dana Okoro", "Dana Okoro"), of("Prosecutor Agnes Tolland", "Agnes Tolland")),
        (of("Kestrel Coatings spokesman Hugo Prell", "Hugo Prell"), of("the union's Marta Lind", "Marta Lind")),
        (of("Teacher Osip Marrin", "Osip Marrin", ("teacher",)), of("Ruzan Tekeli")),
        (of("A maintenance fitter at the plant"), of("the company")),
        (of("Mayor Nadia Ferrow", "Nadia Ferrow", ("mayor",)), of("Mayor Jan Smit", "Jan Smit", ("mayor",))),
        (of("Kremlin"), of("White House")),
        (of("Daily Hammer"), of("one newspaper")),
        (of("a report by the institute"), of("a cable")),
        (of("an official in the Sulmenian ministry"), of("an official of the Jawharan ministry")),
        (of("she"), of("Officials")),
    ],
)
def test_two(one: Body, other: Body) -> None:
    assert same(one, other) < PERHAPS


@pytest.mark.parametrize(
    ("one", "other", "low", "high"),
    [
        ("two doctors", "two medics", 0.8, 1),
        ("Two doctors who were on duty overnight", "two physicians in the town of Pelim", 0.6, 0.9),
        ("a forklift driver", "a man on a forklift", 0.8, 1),
        ("workers", "staff", 0.8, 1),
        ("a tea seller at the bridge", "the man who sells tea", 0.3, 0.7),
        ("an angler", "the fisherman", 0.8, 1),
        ("a sheep dealer", "one dealer", 0.7, 1),
        ("two doctors", "three doctors", 0, 0.35),
        ("two doctors", "a doctor", 0, 0.35),
        ("a doctor", "a driver", 0, 0.1),
        ("the woman next door", "a man on a forklift", 0, 0),
        ("Russian officials", "US officials", 0, 0.15),
        ("a neighbour", "a villager", 0.7, 1),
        ("", "a doctor", 0, 0),
    ],
)
def test_unnamed_people(one: str, other: str, low: float, high: float) -> None:
    assert low <= described(one, other) <= high


def test_unnamed_sources_are_bodies_too() -> None:
    assert same(of("two doctors"), of("two physicians in Pelim")) >= 0.6
    assert same(of("a forklift driver"), of("forklift driver Len Abara", "Len Abara")) >= 0.6


def test_lists_speak_of_kinds_that_there_are() -> None:
    kinds = {row["kind"] for row in lists.table("bodies.csv")} | {"organization", "*"}
    told = {row[side] for row in lists.table("kindred.csv") for side in ("a", "b")}
    assert told <= kinds
    assert all(
        row["note"]
        for name in ("bodies.csv", "voices.csv", "occupations.csv", "kindred.csv")
        for row in lists.table(name)
    )


WORDS = st.lists(
    st.sampled_from(
        "the a two Keshtan's Keshtani Ordovian Ilda Maresh Colonel spokeswoman ministry defence Minister of for in Tirza company , union "
        "boss doctors driver who said one official former fire chief mayor Lask’s and his".split()
    ),
    max_size=7,
).map(" ".join)


@settings(deadline=None)  # word lists load at the first call
@given(WORDS, WORDS, st.lists(WORDS, max_size=2), st.sampled_from([None, "RUS", "PRK"]))
def test_likelihoods_lie_between_none_and_sure(one: str, other: str, roles: list[str], country: str | None) -> None:
    a, b = of(one, None, tuple(role.lower() for role in roles), country), of(other)
    assert 0 <= same(a, b) == same(b, a) <= 1
    assert 0 <= described(one, other) == described(other, one) <= 1


@settings(deadline=None)  # word lists load at the first call
@given(st.text(max_size=30), st.text(max_size=30))
@example("", "\U00010e60 men")  # a digit, and no decimal one
def test_any_text_is_read(name: str, words: str) -> None:
    found = body(name, (words,), None, f"{words}\n{name}")
    assert 0 <= same(found, found) <= 1
    assert 0 <= described(name, words) <= 1


@settings(deadline=None)  # word lists load at the first call
@given(WORDS.filter(lambda words: any(c.isupper() for c in words)))
def test_a_named_body_is_itself(words: str) -> None:
    found = of(words)
    if found.of or found.speaker:
        assert same(found, found) >= 0.05
