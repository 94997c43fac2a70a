"""Searching: what a query means is the same in every store."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportedly.errors import ValueRefused
from reportedly.store.protocol import Asked, Store
from reportedly.store.query import document, holds, parse
from reportedly.store.snippet import WIDTH, snippet
from reportedly.store.words import words
from tests.store.conftest import Fresh
from tests.store.made import entry, quiet

TEXTS = {
    "ferries": ("Ferries stop", "Ferries stopped in the strait. The minister, Ana Núñez, said so."),
    "missiles": ("North Korea", "Missiles fell into the sea. The foreign minister’s words came late."),
    "covid": (None, "U.S. covid-19 figures: 3.5 percent. The AND gate; or not."),
    "strait": ("The strait", "Missile crews wait. The U.N. meets; ministers foreign to us said nothing."),
}
CASES = [
    ("ferries", "ferries"),
    ("FERRIES", "ferries"),
    ("nunez", "ferries"),
    ("núñez", "ferries"),
    ("the minister", "ferries missiles"),
    ('"foreign minister"', "missiles"),
    ('"the foreign"', "missiles"),
    ("“foreign minister”", "missiles"),
    ("ferries OR missiles", "ferries missiles"),
    ("minister -ferries", "missiles"),
    ("minister NOT ferries", "missiles"),
    ("-ferries minister", "missiles"),
    ('minister -"foreign minister"', "ferries"),
    ("missile*", "missiles strait"),
    ("missile", "strait"),
    ('"foreign minis*"', "missiles"),
    ('"foreign minis"*', "missiles"),
    ("strait (missile* OR ferries)", "ferries strait"),
    ("strait -(missile* OR sea)", "ferries"),
    ("(ferries OR sea) minister", "ferries missiles"),
    ("ferries OR sea minister", "ferries missiles"),
    ("ferries AND strait", "ferries"),
    ("covid-19", "covid"),
    ("covid 19", "covid"),
    ("19-covid", ""),
    ("U.S.", "covid"),
    ("3.5", "covid"),
    ("or", "covid"),
    ("and", "covid"),
    ("minister's", "missiles"),
    ("NOT NOT ferries", "ferries"),
    ("the & strait", "ferries strait"),
    ('"stop ferries"', ""),
    ("korea", "missiles"),
    ('"korea missiles"', ""),
    ("rowid", ""),
    ("title:strait", ""),
    ("ferries; DROP", ""),
    ("the strait -the", ""),
]
REFUSED = [
    ("", "a word is missing"),
    ("  ", "a word is missing"),
    ("…", "a word is missing"),
    ("(ferries", "not closed"),
    ("ferries)", "not opened"),
    ("()", "a word is missing"),
    ('"ferries', "quotation mark"),
    ("OR ferries", "a word is missing before OR"),
    ("ferries OR", "a word is missing"),
    ("ferries AND OR sea", "a word is missing"),
    ("NOT", "a word is missing"),
    ("-ferries", "only what is not wanted"),
    ("ferries OR -sea", "only what is not wanted"),
    ("*", "behind the beginning"),
    ("fer*ries", "behind the beginning"),
    ("*ries", "behind the beginning"),
    ("(" * 40 + "a" + ")" * 40, "deeper"),
    ("a " * 300, "at most 256"),
]


@pytest.fixture
def library(store: Store) -> Store:
    quiet(store, *(entry(name, text, title=title, outlet=name) for name, (title, text) in TEXTS.items()))
    return store


def test_what_a_query_finds(library: Store) -> None:
    for query, expected in CASES:
        assert {hit.article for hit in library.search(query)} == set(expected.split()), query


def test_what_a_query_finds_among_quotes(library: Store) -> None:
    for query, _ in CASES:
        parsed = parse(query)
        expected = {q for _, text in TEXTS.values() for q in text.split(". ") if holds(parsed, document(q))}
        asked = Asked(words=query)
        assert library.how_many(asked) == len(expected) == len(list(library.claims(asked))), query


@pytest.mark.parametrize(("query", "why"), REFUSED)
def test_a_query_that_cannot_be_read(query: str, why: str) -> None:
    with pytest.raises(ValueRefused, match=why):
        parse(query)


def test_a_query_that_cannot_be_read_is_refused_at_once(library: Store) -> None:
    for ask in (library.search, lambda q: library.claims(Asked(words=q)), lambda q: library.how_many(Asked(words=q))):
        with pytest.raises(ValueRefused, match="cannot be read"):
            ask("(ferries")


def test_the_best_come_first(store: Store) -> None:
    filler = "Nothing else was said of anything that day by anybody at all"
    texts = [f"{filler}. Ferries. {filler}.", f"{filler}.", f"Ferries, ferries, ferries. {filler}."]
    quiet(store, *(entry(f"a{n}", text, title="Ferries" if n == 1 else "News") for n, text in enumerate(texts)))
    found = [hit.article for hit in store.search("ferries")]
    assert found == ["a1", "a2", "a0"]
    assert [hit.article for hit in store.search("ferries", most=1)] == found[:1]
    assert [hit.article for hit in store.search("ferries", most=5, skip=1)] == found[1:]
    assert store.search("ferries", skip=9) == []


def test_a_hit(library: Store) -> None:
    (hit,) = library.search("nunez said")
    assert (hit.article, hit.title, hit.outlet, hit.published) == ("ferries", "Ferries stop", "ferries", "2031-01-15")
    assert hit.snippet == "Ferries stopped in the strait. The minister, Ana \x02Núñez\x03, \x02said\x03 so."
    (hit,) = library.search('title OR "north korea"')
    assert hit.snippet.startswith("Missiles fell into"), "only the title has it"


def test_a_new_version_is_found_and_the_old_one_is_not(library: Store) -> None:
    library.put([entry("ferries", "Boats sail.", title="Boats", outlet="ferries")])
    assert library.search("ferries") == []
    assert [hit.article for hit in library.search("boats")] == ["ferries"]
    assert library.how_many(Asked(words="stopped")) == 0


def test_snippets_of_long_texts() -> None:
    text = "word " * 500 + "the ferries\nstopped sailing. " + "word " * 500 + "ferries " + "word " * 9
    found = snippet(parse("ferries stopp*"), text)
    assert found.startswith("… word ")
    assert "the \x02ferries\x03 \x02stopped\x03 sailing." in found
    assert found.endswith(" …")
    assert len(found.split()) <= WIDTH + 2
    assert snippet(parse("none"), text).startswith("word word")
    assert snippet(parse("ferries"), "") == snippet(parse("ferries"), "…") == ""
    assert snippet(parse('"a b" "b c"'), "a b c") == "\x02a b c\x03"


@given(st.text())
def test_folded_words_are_a_fixed_point(text: str) -> None:
    found = words(text)
    assert words(" ".join(found)) == found
    assert all(word.isalnum() for word in found)


word = st.sampled_from(["ferries", "ferry", "sea", "strait", "é", "ß"])
simple = st.recursive(
    word | word.map(lambda w: f"{w[:2]}*") | st.tuples(word, word).map(lambda pair: f'"{pair[0]} {pair[1]}"'),
    lambda inner: st.one_of(
        st.tuples(inner, inner).map(lambda pair: f"({pair[0]} OR {pair[1]})"),
        st.tuples(inner, inner).map(lambda pair: f"({pair[0]} {pair[1]})"),
        st.tuples(inner, inner).map(lambda pair: f"({pair[0]} -{pair[1]})"),
    ),
    max_leaves=6,
)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(word, max_size=6), min_size=1, max_size=5), st.lists(simple, min_size=1, max_size=8))
def test_every_store_finds_what_the_query_means(fresh: Fresh, texts: list[list[str]], queries: list[str]) -> None:
    with fresh() as store:
        made = {f"a{n}": " ".join(text) + f" x{n}" for n, text in enumerate(texts)}
        store.put([entry(name, text, title="sea") for name, text in made.items()])
        for query in queries:
            parsed = parse(query)
            expected = {name for name, text in made.items() if holds(parsed, document("sea", text))}
            assert {hit.article for hit in store.search(query)} == expected, query
