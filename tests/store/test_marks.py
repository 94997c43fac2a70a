"""What persons say is kept, and heeded when claims are made."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import replace

import pytest

from reportedly.corpus.digest import Resting
from reportedly.corpus.marks import Mark, MarkKind, Place, Roles
from reportedly.errors import StoreError
from reportedly.model import Claim, Span, id_of
from reportedly.store.growing import grow
from reportedly.store.marking import Likely
from reportedly.store.protocol import Asked, Entry, Store
from tests.store.conftest import Fresh, Opener
from tests.store.made import add, claim, entry, link, pair, quiet, reports_of, settle

CLOCK = itertools.count()


def article(number: int, **more: object) -> Entry:
    """Articles that are near no others, so that what is linked is what the test links."""
    text = f"One {number}. Two {number}. Three {number}."
    return entry(f"a{number}", text, published=f"2031-01-{number + 1:02}T08:00", **more)  # type: ignore[arg-type]


def place(store: Store, article: str, number: int = 0) -> Place:
    digest = store.digests([article])[article]
    told = digest.told[number]
    return Place(article, digest.hash, told.span, told.quote)


def said(*places: Place, verdict: str = "right", kind: MarkKind = "match", **more: object) -> Mark:
    made = f"2031-02-01T00:00:{next(CLOCK):06}"
    return Mark(kind, places, verdict, made, **more)  # type: ignore[arg-type]


def undo(mark: Mark) -> Mark:
    return replace(mark, verdict="undone", made=f"2031-02-01T00:00:{next(CLOCK):06}", undoes=mark.id)


def tell(store: Store, *marks: Mark) -> None:
    store.mark(marks)
    grow(store)


def claims(store: Store) -> set[frozenset[str]]:
    """Which reports are together, by their words."""
    return {frozenset(r.quote for r in one.reports) for one in store.claims(Asked()) if len(one.reports) > 1}


def claim_of(store: Store, report: int) -> Claim:
    found = store.claim(id_of(report))
    assert found is not None
    return found


# kept


def test_there_and_back(store: Store) -> None:
    here, there = Place("a#1\x00", "h" * 64, Span(0, 9), "“Ferries” \U0001f600"), Place("ä", "h", Span(1, 2), "")
    roles = Roles((Span(0, 2),), (), (Span(3, 9), Span(12, 14)))
    marks = [
        said(here, there, by="Ana Reyes", score=0.2951, batch="b1"),
        said(here, verdict="wrong", kind="attribution", found=roles, correction=Roles(cue=(Span(1, 2),)), blind=True),
    ]
    assert store.marks() == store.marks([]) == []
    assert store.mark(marks) == 2
    assert store.marks() == marks
    assert store.marks(["ä"]) == marks[:1]
    assert store.marks([here.article]) == marks
    assert store.mark([marks[1], undo(marks[0])]) == 1, "what is there already, to the letter, is not kept twice"
    assert len(store.marks()) == 3
    assert store.marked(marks[0].id) == marks[0]
    assert store.marked("none") is None


def test_they_stay_when_the_corpus_is_opened_again(opened: Opener, address: str) -> None:
    if address == "memory:":
        pytest.skip("nothing stays of it")
    mark = said(Place("a", "h", Span(0, 1), "x"), kind="attribution")
    opened().mark([mark])
    readonly = opened(readonly=True)
    assert readonly.marks() == readonly.unheeded(9) == [mark]
    with pytest.raises(StoreError):
        readonly.mark([mark])


def test_they_wait_to_be_heeded(store: Store) -> None:
    quiet(store, article(1), article(2))
    a, b = reports_of(store, "a1")[0], reports_of(store, "a2")[0]
    marks = [said(place(store, "a1"), place(store, "a2")), said(place(store, "a1", 1), kind="attribution")]
    store.mark(marks)
    assert store.unheeded(1) == marks[:1]
    assert store.dirty(9) == []
    store.put([article(3)])
    store.heed(marks[:1], [a, 4711, *reports_of(store, "a3")])
    assert store.unheeded(9) == marks[1:]
    assert store.dirty(9) == [a], "what is not there, or is pending, is left out"
    store.heed(marks, [b])
    assert store.unheeded(9) == []


# heeded


def test_two_reports_that_are_one_are_one_claim(store: Store) -> None:
    add(store, article(1), article(2), article(3))
    (a, b, _), (d, *_), (g, *_) = (reports_of(store, name) for name in ("a1", "a2", "a3"))
    link(store, links=[pair(a, d, 0.25, "meaning 0.50"), pair(d, g, 0.9)])
    grow(store)
    assert claims(store) == {frozenset({"One 2", "One 3"})}
    assert [s.score for s in claim_of(store, a).suggested] == [0.25]
    same = said(place(store, "a1"), place(store, "a2"), by="Ana")
    tell(store, same)
    assert claims(store) == {frozenset({"One 1", "One 2", "One 3"})}
    assert {r.match for r in claim_of(store, a).reports if r.quote in ("One 1", "One 2")} == {1.0}
    assert claim_of(store, a).suggested == ()
    far = said(place(store, "a1", 1), place(store, "a3", 2))
    tell(store, far)
    assert frozenset({"Two 1", "Three 3."}) in claims(store), "with no link between them"
    tell(store, undo(same), undo(far))
    assert claims(store) == {frozenset({"One 2", "One 3"})}
    assert claim_of(store, b).reports[0].match == 1.0


def test_two_reports_that_are_two_are_kept_apart(store: Store) -> None:
    add(store, article(1), article(2), article(3))
    (a, *_), (d, *_), (g, *_) = (reports_of(store, name) for name in ("a1", "a2", "a3"))
    link(store, links=[pair(a, d, 0.9), pair(a, g, 0.95)])
    grow(store)
    assert claims(store) == {frozenset({"One 1", "One 2", "One 3"})}
    wrong = said(place(store, "a1"), place(store, "a2"), verdict="wrong")
    tell(store, wrong)
    assert claims(store) == {frozenset({"One 1", "One 3"})}
    assert id_of(d) not in {s.claim for s in claim_of(store, a).suggested}, "it is no suggestion either"
    tell(store, said(place(store, "a1"), place(store, "a2")))
    assert len(claims(store)) == 1, "the newest word holds"
    tell(store, undo(store.marks()[-1]))
    assert claims(store) == {frozenset({"One 1", "One 3"})}, "and the one before, when that is taken back"


def test_only_what_it_touches_is_settled(store: Store) -> None:
    quiet(store, article(1), article(2), article(3))
    others = [n for name in ("a1", "a2") for n in reports_of(store, name)[1:]] + reports_of(store, "a3")
    odd = [claim([n], statement="untouched") for n in others]
    settle(store, *odd)
    tell(store, said(place(store, "a1"), place(store, "a2")), said(place(store, "a3"), kind="attribution"))
    assert {one.statement for one in store.claims(Asked()) if len(one.reports) == 1} == {"untouched"}
    assert claims(store) == {frozenset({"One 1", "One 2"})}


def test_it_is_heeded_when_an_article_comes_later_or_again(store: Store) -> None:
    with_both = [article(1), article(2)]
    add(store, *with_both)
    mark = said(place(store, "a1"), place(store, "a2", 1))
    tell(store, mark)
    assert claims(store) == {frozenset({"One 1", "Two 2"})}
    text = "Before that. Two 2. And after."
    store.put([entry("a2", text, published="2031-01-03T08:00")])
    grow(store)
    assert claims(store) == {frozenset({"One 1", "Two 2"})}, "the same words in a new version"
    store.put([entry("a2", "Two 2 or so.", published="2031-01-03T08:00")])
    grow(store)
    assert claims(store) == set(), "other words are not what was judged"
    assert store.marks() == [mark]


def test_it_comes_before_its_articles(fresh: Fresh) -> None:
    with fresh() as store:
        add(store, article(1), article(2))
        mark = said(place(store, "a1"), place(store, "a2"))
    with fresh() as store:
        tell(store, mark)
        add(store, article(2), article(1))
        grow(store)
        assert claims(store) == {frozenset({"One 1", "One 2"})}


def test_the_order_of_words_and_articles_changes_nothing(fresh: Fresh) -> None:
    """Three that are told to be one over corners, a pair of them told to be two before: the newest words hold."""
    with fresh() as store:
        add(store, *(article(n) for n in range(4)))
        spots = [place(store, f"a{n}") for n in range(4)]
    marks = [
        said(spots[0], spots[2], verdict="wrong"),
        said(spots[0], spots[1]),
        said(spots[1], spots[2]),
        said(spots[2], spots[3], verdict="wrong"),
    ]
    found = []
    for order in (range(4), (3, 1, 0, 2), (2, 3, 1, 0)):
        with fresh() as store:
            for n in order:
                add(store, article(n))
                tell(store, marks[n])
            ours = [reports_of(store, f"a{n}")[0] for n in range(4)]
            link(store, links=[pair(ours[2], ours[3], 0.9), pair(ours[0], ours[3], 0.9)])
            grow(store)
            found.append(sorted(store.claims(Asked()), key=lambda one: one.id))
    assert found[0] == found[1] == found[2]
    assert {frozenset(r.quote for r in one.reports) for one in found[0] if len(one.reports) > 1} == {
        frozenset({"One 0", "One 1", "One 2"})
    }


def test_a_derivation_as_persons_say(store: Store) -> None:
    add(store, article(1), article(2), article(3))
    (a, *_), (d, *_), (g, *_) = (reports_of(store, name) for name in ("a1", "a2", "a3"))
    link(store, links=[pair(a, d), pair(d, g), pair(a, g)])
    store.link([], [], [Resting("a2", "a1", 0.95, ("credit: to Strait Times",))])
    grow(store)

    def rests() -> dict[str, str]:
        return {r.article: r.derived_from.article for r in claim_of(store, a).reports if r.derived_from}

    def whole(name: str) -> Place:
        return Place(name, store.digests([name])[name].hash, Span(0, 0), "")

    assert rests() == {"a2": "a1"}
    never = said(whole("a2"), whole("a1"), verdict="wrong", kind="derivation", score=0.95)
    tell(store, never, said(whole("a3"), whole("a1"), kind="derivation", by="Ana"))
    assert rests() == {"a3": "a1"}
    why = next(r.derived_from.why for r in claim_of(store, a).reports if r.derived_from)
    assert why == ("said: by Ana",)
    store.put([entry("a3", "One 3. Two 3. And more.", published="2031-01-04T08:00")])
    link(store, "a3", links=[pair(a, reports_of(store, "a3")[0])])
    grow(store)
    assert rests() == {"a3": "a1"}, "its later versions rest on it too"
    tell(store, undo(never))
    assert rests() == {"a2": "a1", "a3": "a1"}
    other = replace(whole("a2"), hash="another text")
    tell(store, said(other, whole("a1"), verdict="wrong", kind="derivation"))
    assert rests() == {"a2": "a1", "a3": "a1"}, "another article of that name is not meant"


# likely


@pytest.fixture
def doubtful(store: Store) -> Iterator[Store]:
    add(store, article(1), article(2), article(3, outlet="Gazette"))
    (a, b, c), (d, e, f), (g, h, _) = (reports_of(store, name) for name in ("a1", "a2", "a3"))
    made = [pair(a, d, 0.31), pair(b, e, 0.27), pair(c, f, 0.2), pair(a, e, 0.9), pair(b, g, 0.27), pair(c, h, 0.35)]
    link(store, links=made)
    rest = [n for name in ("a1", "a2", "a3") for n in reports_of(store, name) if n not in (a, d, c, h)]
    settle(store, claim([a, d]), claim([c, h], kind="event"), *(claim([n]) for n in rest))
    return store


def scores(store: Store, **how: object) -> list[float]:
    return [one.score for one in store.likely(Likely(0.3, **how))]  # type: ignore[arg-type]


def test_what_asks_for_a_look_is_nearest_first(doubtful: Store) -> None:
    assert scores(doubtful) == [0.31, 0.27, 0.27, 0.35, 0.2, 0.9]
    first, second = (one for one in doubtful.likely(Likely(0.3)) if one.score == 0.27)
    b = reports_of(doubtful, "a1")[1]
    assert [{x.a, x.b} - {b} for x in (first, second)] == [
        {reports_of(doubtful, "a2")[1]},
        {reports_of(doubtful, "a3")[0]},
    ], "of equals those whose reports came first"
    assert scores(doubtful, most=2) + scores(doubtful, most=2, skip=2) + scores(doubtful, skip=4) == scores(doubtful)
    assert scores(doubtful, joined=True) == [0.31, 0.35]
    assert scores(doubtful, joined=False) == [0.27, 0.27, 0.2, 0.9]
    assert scores(doubtful, least=0.25, below=0.35) == [0.31, 0.27, 0.27]
    assert scores(doubtful, least=0.31) == [0.31, 0.35, 0.9]
    assert scores(doubtful, below=0.25) == [0.2]


@pytest.mark.parametrize("few", [0, 2000])
def test_what_asks_for_a_look_in_some_claims(doubtful: Store, few: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reportedly.store.database.marks.FEW", few)
    assert scores(doubtful, asked=Asked(min_reports=2)) == [0.31, 0.35, 0.2, 0.9]
    assert scores(doubtful, asked=Asked(words="nothing")) == []
    assert scores(doubtful, asked=Asked()) == scores(doubtful)
    assert scores(doubtful, asked=Asked(), most=3, skip=1) == scores(doubtful)[1:4]
    assert scores(doubtful, asked=Asked(kind=("event",))) == [0.35, 0.2]
    assert scores(doubtful, asked=Asked(kind=("event",)), joined=False) == [0.2]
