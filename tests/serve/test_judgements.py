"""What persons judged goes out and comes in again."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from reportedly.corpus.marks import Mark, Place
from reportedly.errors import InputError
from reportedly.model import codec
from reportedly.serve.cli import main
from reportedly.serve.exports import export
from reportedly.serve.judgements import Taken, take
from reportedly.store.corpus import Corpus
from reportedly.store.protocol import Judgement
from tests.store.made import LAVROV, PUTIN, add, entry

ENTRIES = [
    entry("a", "One a. Two a.", published="2031-01-15", forms=[LAVROV]),
    entry("b", "One b. Two b.", published="2031-01-16", forms=[PUTIN]),
]


def filled(corpus: Corpus) -> Corpus:
    add(corpus.store, *ENTRIES)
    corpus.settle()
    return corpus


def place(number: int) -> Place:
    digest = ENTRIES[number].digest
    return Place(digest.article, digest.hash, digest.told[0].span, digest.told[0].quote)


SAME = Mark("match", (place(0), place(1)), "right", "2031-02-01T00:00:00", "Ana", 0.25)
WRONG = Mark("attribution", (place(0),), "wrong", "2031-02-02T00:00:00", "Ana", 0.9)
MARKS = [SAME, WRONG, replace(WRONG, verdict="undone", made="2031-02-03", by="Ben", undoes=WRONG.id)]
ACTORS = Judgement(LAVROV.key, PUTIN.key, "different", "2031-02-01", "Ana")


@pytest.fixture
def judged(tmp_path: Path) -> Path:
    """A file of what was judged."""
    with filled(Corpus(tmp_path / "desk.db")) as corpus:
        corpus.mark(MARKS)
        corpus.store.judge(ACTORS)
        assert export(corpus.store, tmp_path / "judged.jsonl", "judgements") == 4
    return tmp_path / "judged.jsonl"


def test_lines_are_as_documented(judged: Path) -> None:
    records = [json.loads(line) for line in judged.read_text("utf8").splitlines()]
    assert [(r["record"], r.get("verdict"), r.get("holds")) for r in records] == [
        ("mark", "right", True),
        ("mark", "wrong", False),
        ("mark", "undone", False),
        ("actors", "different", None),
    ]
    assert records[0]["places"][1] == {"article": "b", "hash": place(1).hash, "span": [0, 5], "quote": "One b"}
    assert (records[3]["a_name"], records[3]["b_name"]) == (LAVROV.name, PUTIN.name)


def test_they_are_taken_in_by_a_corpus_of_the_same_articles(judged: Path, tmp_path: Path) -> None:
    given = judged.read_text("utf8").splitlines()
    with filled(Corpus(tmp_path / "other.db")) as other:
        assert take(other, "judged.jsonl", given) == Taken(4, 0, 0)
        assert other.store.marks() == MARKS
        assert other.store.judgements() == [ACTORS]
        assert {len(claim.reports) for claim in other.claims()} == {1, 2}
        assert take(other, "judged.jsonl", given) == Taken(0, 4, 0)
        export(other.store, tmp_path / "again.jsonl", "judgements")
    assert (tmp_path / "again.jsonl").read_bytes() == judged.read_bytes()


def test_they_wait_for_articles_that_come_later(judged: Path, tmp_path: Path) -> None:
    with Corpus(tmp_path / "other.db") as other:
        assert take(other, "judged.jsonl", judged.read_text("utf8").splitlines()) == Taken(4, 0, 4)
        filled(other)
        assert {len(claim.reports) for claim in other.claims()} == {1, 2}


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("{", "is no judgement: "),
        ("[]", 'no "record"'),
        ('{"record": "claim"}', 'no "record"'),
        ('{"record": "actors", "a": "x"}', "Judgement"),
        (json.dumps({"record": "mark", "kind": "match", "verdict": "right", "made": "x", "places": []}), "2 of places"),
        (json.dumps({"record": "mark", "kind": "match", "verdict": "maybe", "made": "x", "places": []}), "verdict"),
    ],
)
def test_a_line_that_is_none_keeps_nothing(judged: Path, tmp_path: Path, line: str, problem: str) -> None:
    with filled(Corpus(tmp_path / "other.db")) as other:
        with pytest.raises(InputError, match=problem) as raised:
            take(other, "judged.jsonl", [*judged.read_text("utf8").splitlines(), "", line])
        assert raised.value.line == 6
        assert other.store.marks() == []


def test_the_lesser_place_of_a_match_stands_first_whoever_wrote_it(tmp_path: Path) -> None:
    turned = replace(SAME, places=SAME.places[::-1])
    with filled(Corpus(tmp_path / "other.db")) as other:
        take(other, "x", [json.dumps({"record": "mark", **_plain(turned)})])
        assert other.store.marks() == [SAME]


def _plain(mark: Mark) -> dict[str, object]:
    plain = codec.plain(mark)
    assert isinstance(plain, dict)
    return plain


def test_the_command(judged: Path, tmp_path: Path) -> None:
    corpus = tmp_path / "other.db"
    filled(Corpus(corpus)).close()
    run = CliRunner().invoke(main, ["judge", str(judged), "--corpus", str(corpus)])
    assert run.exit_code == 0
    assert " ".join(run.stdout.split()) == f"{judged}: 4 judgements new, 0 there already."
    (tmp_path / "broken.jsonl").write_text("{}")
    run = CliRunner().invoke(main, ["judge", str(tmp_path / "broken.jsonl"), str(judged), "--corpus", str(corpus)])
    assert run.exit_code == 1
    assert "line 1: is no judgement" in " ".join(run.stderr.split())
    assert "0 judgements new, 4 there already" in " ".join(run.stdout.split())
    run = CliRunner().invoke(main, ["judge", str(tmp_path / "none.jsonl"), "--corpus", str(corpus)])
    assert run.exit_code == 1
    assert "check the name" in " ".join(run.stderr.split())
