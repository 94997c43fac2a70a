"""Entities of an article: kinds, states and what takes them up, on sentences of our own read by the real model."""

from __future__ import annotations

from pathlib import Path

import pytest
from spacy.language import Language

from reportedly.attribution.component import pipeline
from reportedly.language import gazetteer
from reportedly.language.entities import resolve
from reportedly.language.names import Clusters, titled
from reportedly.language.peoples import peoples


@pytest.fixture(scope="module")
def nlp() -> Language:
    return pipeline(None, 1)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Yonhap said the ship sank.", ("Yonhap", "media", "KOR")),
        ("The Malaysian navy said the ship sank.", ("Malaysian navy", "organization", "MYS")),
        ("Malaysia’s coast guard said the ship sank.", ("Malaysia coast guard", "organization", "MYS")),
        ("Emmanuel Macron said the talks would go on.", ("Emmanuel Macron", "person", "FRA")),
        ("Turkish President Adnan Demir said the talks would go on.", ("Adnan Demir", "person", "TUR")),
        ("TORVIK, June 3 (Nordpress) - The council left. Nobody in Torvik saw it.", ("TORVIK", "place", None)),
        ("The daily Morgenposten said the ship sank.", ("Morgenposten", "media", None)),
        ("Iran’s foreign ministry said the talks would go on.", ("Iran foreign ministry", "organization", "IRN")),
        ("Velmar is calm. The Velmaran army said so.", ("Velmar", "country", None)),
        ("Velmar is calm. The Velmaran army said so.", ("Velmaran army", "organization", None)),
        ("The IAEA said the plant was safe.", ("IAEA", "organization", None)),
        ("The Americans said the plant was safe.", ("United States", "country", "USA")),
    ],
)
def test_entity(nlp: Language, text: str, wanted: tuple[str, str, str | None]) -> None:
    assert wanted in [(e.name, e.kind, e.country) for e in nlp(text)._.entities]


@pytest.mark.parametrize(
    ("text", "name", "mentions"),
    [
        ("Maria Delgado came late. She said nothing.", "Maria Delgado", {"Maria Delgado", "She"}),
        (
            "The Norda Agency was closed. The agency had forty reporters.",
            "Norda Agency",
            {"Norda Agency", "agency"},
        ),
        ("The Civic League left. The League was tired.", "Civic League", {"Civic League", "League"}),
        (
            "The Seamen’s League left. Marelind Shipping was silent. The league was tired.",
            "Seamen’s League",
            {"Seamen’s League", "league"},
        ),
        ("Foreign Minister Tam Orlo left. The minister was tired.", "Tam Orlo", {"Tam Orlo", "minister"}),
        ("Donald Trump came to Michigan. Trump says he was tired.", "Donald Trump", {"Trump", "he"}),
        (
            "Mrs. Belmont praised Mr. Arden’s book. She said that he would go.",
            "Belmont",
            {"Belmont", "She"},
        ),
        ("Bill Clinton met Hillary Clinton. Mr. Clinton was tired.", "Bill Clinton", {"Bill Clinton", "Clinton"}),
        ("Indiana Gov. Tam Orlo met Sen. Ada Kos of Virginia. The Virginia senator left.", "Ada Kos", {"senator"}),
        ("Tam Orlo, the Republican presidential nominee, left. The GOP nominee was tired.", "Tam Orlo", {"nominee"}),
        (
            "Russian President Tam Orlo met the Polish president, Jan Kos. The Polish president left.",
            "Jan Kos",
            {"president"},
        ),
    ],
    ids=lambda value: value if isinstance(value, str) and len(value) < 20 else "",
)
def test_what_takes_it_up(nlp: Language, text: str, name: str, mentions: set[str]) -> None:
    (entity,) = [e for e in nlp(text)._.entities if e.name == name]
    assert mentions <= {m.of(text) for m in entity.mentions}


@pytest.mark.parametrize(
    ("text", "source", "name"),
    [
        (
            "David Kamin, an adviser to the campaign and a professor at Norbury University, said that it was late.",
            "David Kamin, an adviser to the campaign and a professor at Norbury University,",
            "David Kamin",
        ),
        (
            "Her running mate, Indiana Gov. Mike Pence, said so.",
            "Her running mate, Indiana Gov. Mike Pence,",
            "Mike Pence",
        ),
        ("Apple, Google and a group of firms said so.", "Apple, Google and a group of firms", None),
        ("Ada Kos, Tam Orlo and an adviser said so.", "Ada Kos, Tam Orlo and an adviser", None),
    ],
)
def test_whom_a_long_phrase_names(nlp: Language, text: str, source: str, name: str | None) -> None:
    start = text.index(source)
    entity = resolve(nlp(text)).of(start, start + len(source))
    assert (entity.name if entity else None) == name


def test_a_league_is_no_bank(nlp: Language) -> None:
    text = "The Civic League left. The bank thanked its governor. The party was tired."
    (league,) = [e for e in nlp(text)._.entities if e.name == "Civic League"]
    assert {m.of(text) for m in league.mentions} == {"Civic League", "party"}


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Russian Foreign Minister Tam Orlo left.", "foreign minister"),
        ("The foreign ministry spokeswoman, Kari Moe, denied it.", "foreign ministry spokeswoman"),
        ("Nils Fosse, director of the institute, denied it.", "director"),
        ("“He is gone,” said spokeswoman Elene Rask, whose husband was away.", "spokeswoman"),
    ],
)
def test_roles(nlp: Language, text: str, role: str) -> None:
    assert [e.roles for e in nlp(text)._.entities if e.kind == "person"] == [(role,)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Velmar and Hedria met. The Velmaran envoy spoke first, the Hedrian minister last.", {"Velmar", "Hedria"}),
        ("Anton Velmar spoke. The Velmaran envoy was silent.", set()),
        ("President Velmar spoke. The Velmaran envoy was silent.", set()),
        ("Velmar spoke of a Velmaran dream.", set()),
        ("Russia spoke. The Russian envoy was silent.", set()),
        ("Bavaria was calm. The Bavarian police said so.", set()),
        ("Velmar spoke. It had freed 40 Velmarans.", {"Velmar"}),
        ("Caldera’s foreign ministry was silent.", {"Caldera"}),
        ("Quebec’s prime minister was silent.", set()),
        ("Keshtan, Ordovia and Norvale met. Keshtani, Ordovian and Norvalan officials spoke.", {"Norvale"}),
    ],
    ids=[
        "two",
        "a surname",
        "a title before it",
        "of no state",
        "known to us",
        "a region",
        "its people",
        "its ministry",
        "of a region",
        "the last of three",
    ],
)
def test_states_that_no_file_knows(nlp: Language, text: str, told: set[str]) -> None:
    assert set(peoples(nlp(text)).values()) == told


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Kim Jong-un", "Kim Jong Un", True),
        ("Volodymyr Zelensky", "Zelenskyy", True),
        ("Maria Delgado", "Delgado", True),
        ("Maria Delgado", "Mario Belgado", False),
        ("John Smith", "John Brown", False),
    ],
)
def test_spellings(one: str, other: str, same: bool) -> None:
    clusters = Clusters()
    first = clusters.named("person", one)
    first.places.append((0, 2))
    assert (clusters.named("person", other) is first) is same


def test_titles() -> None:
    assert titled(["Mr", "Key"]) == (1, "m")
    assert titled(["Queen", "Ana"]) == (1, "f")
    assert titled(["Key"]) == (0, "")


@pytest.mark.parametrize("file", sorted(gazetteer.DATA.glob("*.csv")), ids=lambda path: path.stem)
def test_data_files(file: Path) -> None:
    rows = gazetteer.rows(file.name)
    assert rows
    for row in rows:
        assert None not in row, row
        assert None not in row.values(), row
        assert row.get("note", "by us"), f"every fact has its source: {row}"
        if row.get("country"):
            assert row["country"] in gazetteer.states(), row


@pytest.mark.parametrize("name", ["media.csv", "organisations.csv", "organs.csv", "countries.csv"])
def test_no_name_stands_for_two(name: str) -> None:
    seen: dict[str, str] = {}
    for row in gazetteer.rows(name):
        for each in {gazetteer.fold(n) for n in (row["name"], *row["aliases"].split("|")) if n}:
            assert seen.setdefault(each, row["name"]) == row["name"], each


def test_how_much_is_known() -> None:
    assert len(gazetteer.rows("media.csv")) >= 250
    assert len(gazetteer.rows("organisations.csv")) >= 120
    assert len(gazetteer.states()) >= 190
