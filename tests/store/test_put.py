"""Articles come into a store: known again, changed, moved, made distinct."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportedly.store.protocol import Entry, Placed, Store
from tests.store.conftest import Fresh, Opener
from tests.store.made import KIM, LAVROV, PUTIN, claim, entry, link, pair, quiet, reports_of, settle

TEXT, OTHER = "Ferries stopped. Lavrov said so.", "Ferries sail again. Lavrov said so."
HERE, THERE = "https://example.org/ferries", "https://example.org/amp/ferries"
CASES = [
    ("the same again", entry(), entry(), "known"),
    ("same address, same text", entry(address=HERE), entry(address=HERE), "known"),
    ("same address, other id", entry(address=HERE), entry("b", address=HERE), "known"),
    ("same address, other text", entry(address=HERE), entry("b", OTHER, address=HERE), "changed"),
    ("same address, other outlet", entry(address=HERE), entry("b", address=HERE, outlet="Mirror"), "known"),
    ("same id, other text", entry(), entry(text=OTHER), "changed"),
    ("same id, other text, one has an address", entry(), entry(text=OTHER, address=HERE), "changed"),
    ("same id of no outlet, text alike", entry(outlet=None), entry(text=OTHER, outlet=None, runs=[3, 4, 5]), "changed"),
    ("same id of no outlet, other text", entry(outlet=None), entry(text=OTHER, outlet=None, runs=[4, 5]), "new"),
    ("same id of no outlet, no words", entry(outlet=None), entry(text=OTHER, outlet=None, runs=[]), "changed"),
    ("same id, other text, two addresses", entry(address=HERE), entry(text=OTHER, address=THERE), "new"),
    ("same id, other text, other outlet", entry(), entry(text=OTHER, outlet="Mirror"), "new"),
    ("same id and text, other outlet", entry(), entry(outlet="Mirror"), "new"),
    ("same text, two addresses", entry(address=HERE), entry("b", address=THERE), "moved"),
    ("same text, now with an address", entry(), entry("b", address=THERE), "changed"),
    ("same text, now with a title", entry(), entry(title="Ferries"), "changed"),
    ("same text, another title", entry(title="Boats"), entry(title="Ferries"), "known"),
    ("same text, now with a date", entry(day=None, published=None), entry(), "changed"),
    ("same text, now with the time of day", entry(), entry(published="2031-01-15T08:30"), "changed"),
    ("same text, another date", entry(), entry(published="2031-01-16", day=1001), "known"),
    ("same text, less told", entry(title="Ferries"), entry(published=None, day=None), "known"),
    ("same text, now with an outlet", entry(outlet=None), entry("b"), "changed"),
    ("same text, no address", entry(), entry("b"), "known"),
    ("same text, one has no outlet", entry(address=HERE), entry("b", outlet=None, address=THERE), "moved"),
    ("same text, two outlets", entry(), entry("b", outlet="Mirror"), "new"),
    ("another article", entry(), entry("b", OTHER), "new"),
]


@pytest.mark.parametrize(("first", "second", "outcome"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
@pytest.mark.parametrize("together", [True, False], ids=["at once", "one by one"])
def test_whether_an_article_is_there_already(
    store: Store, first: Entry, second: Entry, outcome: str, together: bool
) -> None:
    placed = store.put([first, second]) if together else store.put([first]) + store.put([second])
    assert placed[0] == Placed("a", "new")
    assert placed[1].outcome == outcome
    assert (placed[1].article == "a") == (outcome != "new")
    # Whatever it was, it is known from then on.
    assert {p.outcome for p in store.put([first, second])} == {"known"}
    count = store.count()
    assert count.articles == 1 + (outcome == "new")
    assert count.versions == 1 + (outcome in ("new", "changed"))


def test_an_outlets_own_text_goes_before_one_of_no_outlet(store: Store) -> None:
    store.put([entry("a", OTHER, outlet=None), entry("c", outlet="Mirror"), entry("a", outlet=None)])
    assert store.put([entry("d", outlet="Mirror")]) == [Placed("c", "known")]


def test_a_new_version(store: Store) -> None:
    quiet(store, entry(address=HERE, title="Old"))
    old = reports_of(store, "a")
    assert store.put([entry(text=OTHER, address=HERE, title="New")]) == [Placed("a", "changed")]
    new = reports_of(store, "a")
    assert not {*old} & {*new}
    assert [version.number for version in store.versions("a")] == [1, 2]
    assert store.versions("a")[1].hash == store.digests(["a"])["a"].hash
    assert store.versions("a")[0].added.endswith("+00:00")
    for version, title, text in ((1, "Old", TEXT), (2, "New", OTHER), (None, "New", OTHER)):
        reading = store.reading("a", version)
        assert reading is not None
        assert (reading.article.title, reading.article.text) == (title, text)
    assert [r.article.text for r in store.readings()] == [OTHER]
    assert store.reading("a", 0) is store.reading("a", 3) is None
    assert store.places(old) == {}
    assert store.places(new) == dict.fromkeys(new, "a")
    assert store.pending(9) == ["a"]
    assert [hit.article for hit in store.search("stopped")] == []
    assert [hit.article for hit in store.search("again")] == ["a"]
    assert store.put([entry(address=HERE)]) == [Placed("a", "known")], "an older version is known too"


def test_articles_alone_are_those_of_the_latest_readings(store: Store) -> None:
    links = ("https://b.example/", "https://c.example/?x=1")
    told = entry("a/#?\0", 'Old "text". {"article": 1} 🚢', title="<b>", published="2031-01-15")
    store.put([replace(told, reading=replace(told.reading, article=replace(told.reading.article, links=links)))])
    store.put([entry("b", "First."), entry("c", "Third.")])
    store.put([entry("b", "Second.")])
    asked = ["a/#?\0", "b", "none", "b"]
    found = store.articles(asked)
    readings = [store.reading(name) for name in ("a/#?\0", "b")]
    assert found == {reading.article.id: reading.article for reading in readings if reading}
    assert found[readings[0].article.id].links == links
    assert found["b"].text == "Second."
    assert store.articles([]) == {}


def test_what_stood_on_an_old_version_is_gone_and_its_neighbours_are_dirty(store: Store) -> None:
    quiet(store, entry("a"), entry("b", OTHER), entry("c", "Nothing. Else."))
    (a, a2), (b, b2), (c, c2) = (reports_of(store, article) for article in "abc")
    link(store, "a", "b", "c", links=[pair(a, b), pair(a2, c), pair(b2, c2)])
    settle(store, claim([a, b]), claim([a2]), claim([b2]), claim([c]), claim([c2]))
    assert store.dirty(9) == []
    store.put([entry("a", "Changed.")])
    assert store.dirty(9) == sorted([b, c]), "the one of its claim, and the one at the end of its link"
    assert store.count().claims == 3
    assert store.claim(f"{b & (1 << 64) - 1:016x}") is None
    assert store.links_of([b, b2, c, c2], 0, 1) == [pair(b2, c2)]


def test_a_distinct_id_is_in_the_reading_and_in_the_digest(store: Store) -> None:
    first, second, third = entry(), entry(outlet="Mirror"), entry(outlet="Herald")
    assert [p.article for p in store.put([first, second, third])] == ["a", "a#2", "a#3"]
    digest = store.digests(["a#2"])["a#2"]
    assert digest.article == "a#2"
    assert digest.outlet == "Mirror"
    assert not {*reports_of(store, "a")} & {*reports_of(store, "a#2")}
    assert [told.id for told in second.digest.renamed("a#2").told] == [told.id for told in digest.told]
    reading = store.reading("a#2")
    assert reading is not None
    assert reading.article == replace(second.reading.article, id="a#2")
    changed = entry(text=OTHER, outlet="Mirror")
    assert store.put([changed]) == [Placed("a#2", "changed")]


def test_many_articles_of_one_id(store: Store) -> None:
    placed = store.put([entry("index", f"Text {number}.", outlet=f"Outlet {number}") for number in range(40)])
    assert len({p.article for p in placed}) == 40
    assert {p.outcome for p in placed} == {"new"}


def test_an_id_that_looks_as_if_made_distinct(store: Store) -> None:
    assert [p.article for p in store.put([entry("a#2"), entry("a", OTHER), entry("a", "New.", outlet="Mirror")])] == [
        "a#2",
        "a",
        "a#3",
    ]


def test_a_known_article_is_found_by_any_address(store: Store) -> None:
    store.put([entry(address=HERE), entry("b", address=THERE)])
    for name in ("a", HERE, THERE):
        reading = store.reading(name)
        assert reading is not None
        assert reading.article.id == "a"
        assert len(store.versions(name)) == 1
    assert store.reading("b") is None
    assert store.versions("b") == []


def test_pending_in_order_of_coming(store: Store) -> None:
    store.put([entry("z"), entry("a", OTHER), entry("m", "Third.")])
    assert store.pending(2) == ["z", "a"]
    link(store, "z")
    assert store.pending(9) == ["a", "m"]


def test_an_exception_in_the_middle_leaves_nothing(store: Store) -> None:
    quiet(store, entry(forms=[LAVROV], names=[1, 2], exact=[3]))
    before = store.count()
    broken = entry("c", "Third.")
    bad = Entry(broken.reading, replace(broken.digest, told=(None,)))  # type: ignore[arg-type]
    good = [entry("b", OTHER, forms=[KIM], names=[1, 2]), entry("a", "Changed.", forms=[PUTIN], address=HERE)]
    with pytest.raises(AttributeError):
        store.put([*good, bad])
    assert replace(store.count(), bytes=None) == replace(before, bytes=None)
    assert [form.key for form in store.forms()] == ["lavrov"]
    assert store.search("changed") == []
    assert store.reading(HERE) is None
    assert [p.outcome for p in store.put(good)] == ["new", "changed"]


def test_undated_and_long_and_strange_ones(store: Store) -> None:
    strange = entry("na\0me", "Snow \u2603 and \U0001f600. 中文 text.", title="\0 title", day=None, published=None)
    long = entry("long", "word " * 60_000 + "end.", outlet=None, title="Long")
    placed = store.put([strange, long])
    assert [p.outcome for p in store.put([strange, long])] == ["known", "known"]
    reading = store.reading(placed[0].article)
    assert reading is not None
    assert reading.article.text == strange.reading.article.text
    assert reading.article.title == "\0 title"
    assert [hit.article for hit in store.search("end")] == ["long"]
    assert [hit.article for hit in store.search("中文 snow")] == [placed[0].article]


def test_what_was_put_is_there_when_opened_again(opened: Opener, address: str) -> None:
    if address == "memory:":
        pytest.skip("memory is gone when it is closed")
    articles = quiet(opened(), entry(forms=[LAVROV]), entry("b", OTHER))
    again = opened(readonly=True)
    assert [r.article.id for r in again.readings()] == articles
    assert again.count().claims == 4


words = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=30)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.builds(
            lambda article, text, outlet, address, day: entry(article, text, outlet=outlet, address=address, day=day),
            st.sampled_from("abc"),
            words,
            st.sampled_from([None, "Strait Times", "Mirror"]),
            st.sampled_from([None, HERE, THERE]),
            st.one_of(st.none(), st.integers(1, 800_000)),
        ),
        max_size=6,
    )
)
def test_articles_there_and_back(fresh: Fresh, entries: list[Entry]) -> None:
    """Whatever comes in whatever order: it is known afterwards, and comes out as it went in."""
    with fresh() as store:
        placed = store.put(entries)
        assert {p.outcome for p in store.put(entries)} <= {"known"}
        for came, where in zip(entries, placed, strict=True):
            versions = [store.reading(where.article, v.number) for v in store.versions(where.article)]
            assert came.reading.article.text in [reading.article.text for reading in versions if reading]
        for article, digest in store.digests([p.article for p in placed]).items():
            reading = store.reading(article)
            assert reading is not None
            assert [told.span.of(reading.article.text) for told in digest.told] == [told.quote for told in digest.told]
