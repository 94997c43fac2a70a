"""Claims by the part that an actor has in them, actors by rank, and the state of a corpus, in every store."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from reportedly.corpus.digest import Digest
from reportedly.corpus.forms import forms
from reportedly.model import Claim, Commitment, Entity, Event, Proposition, Reading, Span, id_of
from reportedly.store.database import Database, blob
from reportedly.store.database.backend import Backend, reading, writing
from reportedly.store.database.postgresql import PostgreSql
from reportedly.store.database.settling import actor_key, outlet_key
from reportedly.store.database.sqlite import Sqlite
from reportedly.store.migrations import m0002, migrate
from reportedly.store.parts import Part, parts
from reportedly.store.protocol import Asked, Entry, Judgement, Store
from tests.store.made import KIM, LAVROV, PUTIN, claim, entry, link, quiet, report, settle
from tests.store.test_actors import SHORT, settled

KEY = {"e1": "Sergey Lavrov", "e2": "Vladimir Putin", "e3": "Kim Jong Un"}
TEXT = "Putin attacked Kim. Putin did not attack Kim. Putin promises Kim ships. Lavrov laughed. Nothing happened"
SPANS = {sentence: Span(TEXT.index(sentence), TEXT.index(sentence) + len(sentence)) for sentence in TEXT.split(". ")}


def told(article: str = "a", text: str = TEXT) -> Entry:
    """An article in which Lavrov says most of what there is; its forms are those that its reading has."""
    at = [Span(text.index(s), text.index(s) + len(s)) for s in text.split(". ")]
    entities = (
        Entity("e1", "person", "Sergey Lavrov", "RUS", ("foreign minister",), "Q58217"),
        Entity("e2", "person", "Vladimir Putin", "RUS", ("president",)),
        Entity("e3", "person", "Kim Jong Un", "PRK"),
    )
    items: tuple[tuple[str, ...], ...] = (("v1",), ("v2",), ("c1",), (), ())
    made = entry(article, text)
    made_reading = Reading(
        made.reading.article,
        entities,
        events=(
            Event("v1", "ASSAULT", None, at[0], ("e2",), ("e3",)),
            Event("v2", "ASSAULT", None, at[1], ("e2",), ("e3",), factuality="denied"),
        ),
        commitments=(Commitment("c1", "pledge", at[2], ("e2",), ("e3",)),),
        propositions=tuple(
            Proposition(f"p{n + 1}", span, "statement", items=some)
            for n, (span, some) in enumerate(zip(at, items, strict=False))
        ),
    )
    formed = forms(made_reading).forms
    # Lavrov says the first two, and is himself in the fourth.
    source = [0, 0, None, None, None]
    inside = [(1, 2), (1, 2), (1, 2), (0,), ()]
    tells = tuple(replace(t, source=source[n], forms=inside[n]) for n, t in enumerate(made.digest.told))
    return Entry(made_reading, replace(made.digest, told=tells, forms=formed))


def keys(digest: Digest) -> dict[str, str]:
    return {form.name: form.key for form in digest.forms}


def claims_of(digest: Digest) -> list[Claim]:
    """Each report a claim by itself, with the actors that it names or is said by."""
    made = []
    for t in digest.told:
        named = [digest.forms[n].key for n in (*t.forms, *([] if t.source is None else [t.source]))]
        quote = report(t.id, digest.article, span=t.span, quote=t.quote)
        made.append(claim([t.id], statement=t.quote, reports=(quote,), actors=tuple(dict.fromkeys(named))))
    return made


def filled(store: Store, given: Entry) -> None:
    store.put([given])
    link(store, given.digest.article)
    settle(store, *claims_of(given.digest))
    settled(store)


CASES: list[tuple[str, Part, list[int]]] = [
    ("e1", "said-by", [0, 1]),
    ("e2", "said-by", []),
    ("e1", "about", [3]),
    ("e2", "about", [0, 1, 2]),
    ("e2", "done-by", [0]),
    ("e3", "done-by", []),
    ("e3", "done-to", [0]),
    ("e2", "promised-by", [2]),
    ("e3", "promised-to", [2]),
    ("e1", "promised-by", []),
]


def answers(store: Store, digest: Digest) -> list[list[str]]:
    return [
        [found.statement for found in store.claims(Asked((keys(digest)[KEY[who]],), part=part, order="first"))]
        for who, part, _ in CASES
    ]


def expected(digest: Digest) -> list[set[str]]:
    return [{digest.told[n].quote for n in numbers} for _, _, numbers in CASES]


def test_parts_of_a_reading() -> None:
    given = told()
    there = keys(given.digest)
    lavrov, putin, kim = (there[name] for name in KEY.values())
    found = parts(given.digest, given.reading)
    first, second, third, *_ = (t.id for t in given.digest.told)
    assert found == {
        first: {("said-by", lavrov), ("done-by", putin), ("done-to", kim)},
        second: {("said-by", lavrov)},
        third: {("promised-by", putin), ("promised-to", kim)},
    }


def test_claims_by_part(store: Store) -> None:
    given = told()
    filled(store, given)
    assert list(map(set, answers(store, given.digest))) == expected(given.digest)
    for who, part, numbers in CASES:
        asked = Asked((keys(given.digest)[KEY[who]],), part=part)
        assert store.how_many(asked) == len(numbers), (who, part)
    kim, putin = keys(given.digest)[KEY["e3"]], keys(given.digest)[KEY["e2"]]
    assert store.how_many(Asked((kim, putin), part="done-to")) == 1
    assert store.how_many(Asked((kim, putin), part="about")) == 3
    assert store.how_many(Asked((kim,), part="done-to", words="attacked", min_origins=1)) == 1
    assert store.how_many(Asked(("none",), part="done-to")) == store.how_many(Asked(("none",), part="about")) == 0


def test_parts_follow_the_actor(store: Store) -> None:
    given = told()
    filled(store, given)
    putin, kim = keys(given.digest)[KEY["e2"]], keys(given.digest)[KEY["e3"]]
    store.assign([form.block for form in given.digest.forms], {putin: "one", kim: "one"})
    settle(store, *claims_of(given.digest))
    assert store.how_many(Asked(("one",), part="done-by")) == 1
    assert store.how_many(Asked(("one",), part="done-to")) == 1
    assert store.how_many(Asked((putin,), part="done-by")) == 0


def test_parts_are_those_of_the_latest_version(store: Store) -> None:
    given = told()
    filled(store, given)
    other = told("a", TEXT.replace("Putin promises Kim ships", "Nobody promises anything"))
    plain = replace(other, reading=replace(other.reading, events=(), commitments=()))
    filled(store, plain)
    putin = keys(given.digest)[KEY["e2"]]
    assert store.how_many(Asked((putin,), part="done-by")) == 0
    assert store.how_many(Asked((putin,), part="promised-by")) == 0
    assert store.how_many(Asked((keys(given.digest)[KEY["e1"]],), part="said-by")) == 2


def test_a_claim_of_several_reports_has_the_parts_of_all(store: Store) -> None:
    a, b = told("a"), told("b", f"Again: {TEXT}")
    store.put([a, b])
    link(store, "a", "b")
    first, second = a.digest.told[0], b.digest.told[2]
    both = claim([first.id, second.id], reports=(report(first.id, "a"), report(second.id, "b")))
    settle(store, both)
    putin = keys(a.digest)[KEY["e2"]]
    for part in ("done-by", "promised-by"):
        assert [c.id for c in store.claims(Asked((putin,), part=part))] == [id_of(first.id)]


def test_actors_by_rank(store: Store) -> None:
    assert (store.ranked_actors(9), store.how_many_actors(), store.named_in("kim")) == ([], 0, 0)
    quiet(store, entry("a", forms=[KIM, LAVROV]), entry("b", "Other.", forms=[KIM, SHORT, PUTIN]))
    settled(store)
    every = [("kim", KIM, 2), ("lavrov", LAVROV, 1), ("lavrov-short", SHORT, 1), ("putin", PUTIN, 1)]
    assert store.ranked_actors(9) == every
    assert store.ranked_actors(2, 1) == every[1:3]
    assert store.ranked_actors(2, 9) == []
    assert store.how_many_actors() == 4
    settled(store)
    store.assign(["lavrov"], {"lavrov": "lavrov", "lavrov-short": "lavrov"})
    assert store.ranked_actors(9) == [("kim", KIM, 2), ("lavrov", LAVROV, 2), ("putin", PUTIN, 1)], "after a change"
    assert (store.how_many_actors("lavrov"), store.how_many_actors("jong kim"), store.how_many_actors("")) == (1, 1, 0)
    assert store.find_actors("lavrov", 1, 1) == []
    assert (store.named_in("lavrov"), store.named_in("lavrov-short"), store.named_in("kim")) == (2, 0, 2)


def test_every_change_makes_another_state(store: Store) -> None:
    states = [store.state()]
    given = told()
    store.put([given])
    states.append(store.state())
    link(store, "a")
    states.append(store.state())
    settle(store, *claims_of(given.digest))
    states.append(store.state())
    settled(store)
    states.append(store.state())
    store.judge(Judgement("x", "y", "same", "2031-01-15"))
    states.append(store.state())
    assert len(set(states)) == len(states)
    list(store.claims(Asked()))
    assert store.state() == states[-1], "reading changes nothing"


def test_what_fails_changes_no_state(store: Store) -> None:
    given = told()
    store.put([given])
    before = store.state()
    with pytest.raises(ValueError, match="a claim has a report"):
        store.settle([], claims_of(given.digest))
    assert store.state() == before


TABLES = (
    "SELECT report, key FROM report_keys",
    "SELECT key, low, last, claim, reports, first, kind, status, id FROM claim_keys",
)


def kept(backend: Backend) -> object:
    """What claims are found by, wherever that is kept."""
    with reading(backend) as work:
        keys = work.rows("SELECT number, keys FROM claims ORDER BY number")
        return [sorted(work.rows(each)) for each in TABLES], [(n, sorted(blob.to_numbers(k))) for n, k in keys]


@pytest.mark.parametrize("addresses", ["sqlite", "postgresql"], indirect=True)
def test_an_older_corpus_gets_them(address: str) -> None:
    """What the second step makes of a corpus is what it would have been, had it been there from the start."""
    given = told()
    older: Backend = PostgreSql(address, False, 5) if "://" in address else Sqlite(Path(address), True, False, 5)
    migrate(older, create=True)
    with closing(Database(older)) as store:
        filled(store, given)
        filled(store, told("b", f"Again: {TEXT}"))
        made = kept(older)
        with writing(older) as work:
            plain = [(actor_key(form),) for form in keys(given.digest).values()] + [(outlet_key("Strait Times"),)]
            usual = [key for (key,) in plain]
            work.run("DELETE FROM claim_keys WHERE NOT key IN MANY(:usual)", usual=usual)
            for number, packed in work.rows("SELECT number, keys FROM claims"):
                left = [key for key in blob.to_numbers(packed) if key in usual]
                work.many("UPDATE claims SET keys = ? WHERE number = ?", [(blob.from_numbers(left), number)])
            work.run("DROP TABLE state")
            work.run("DROP TABLE report_keys")
        with writing(older) as work:
            m0002.up(work)
        assert kept(older) == made
        assert list(map(set, answers(store, given.digest)))[4] == {
            given.digest.told[0].quote,
            f"Again: {given.digest.told[0].quote}",
        }
        store.put([entry("a", "Nobody did anything")])
        assert store.state()
