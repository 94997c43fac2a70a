"""`reportedly add` in this process."""

from __future__ import annotations

import csv
import io
import json
import sys
import threading
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from reportedly.language.network import cores
from reportedly.model import Reading
from reportedly.serve.adding import waiting
from reportedly.serve.cli import main
from reportedly.store.open import open_store
from tests.serve import fake_corpus, fake_reader
from tests.serve.fake_corpus import reading

DATED = ("--published", "2021-01-14")
GERMAN = (
    "Der Minister hat gestern erklärt, dass die Brücke über Nacht gesperrt bleibt und die Züge nicht mehr fahren, "
    "bis sie geprüft ist."
)


@pytest.fixture(autouse=True)
def _fake(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(sys.modules, fake_reader.NAME, fake_reader.module())
    monkeypatch.setitem(sys.modules, fake_corpus.NAME, fake_corpus.module())
    monkeypatch.chdir(tmp_path)
    (tmp_path / "one.txt").write_text("The minister said that the bridge was closed.", encoding="utf-8")
    (tmp_path / "two.txt").write_text("Ana said no.", encoding="utf-8")


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Ids of the articles that the model read."""
    done: list[str] = []
    usual = fake_reader.Reader.read

    def noted(self: fake_reader.Reader, article: Any) -> Any:
        done.append(article.id)
        return usual(self, article)

    monkeypatch.setattr(fake_reader.Reader, "read", noted)
    return done


def run(*arguments: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(main, ("add", *arguments), input=stdin, prog_name="reportedly")


def counted(result: Result) -> dict[str, Any]:
    found = json.loads(result.stdout)
    return {name: count for name, count in found.items() if count and name not in ("corpus", "claims")}


def kept(corpus: str = "reportedly.db") -> dict[str, Reading]:
    store = open_store(corpus, create=False, readonly=True)
    try:
        return {each.article.id: each for each in store.readings()}
    finally:
        store.close()


def lines(*readings: Reading) -> str:
    return "".join(each.to_json() + "\n" for each in readings)


def test_articles_are_kept_and_the_last_line_says_so() -> None:
    result = run("one.txt", "two.txt", *DATED, "--outlet", "Post", "--corpus", "c.db")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == "2 articles new. 0 claims in c.db now.\n"
    assert {(r.article.id, r.article.published, r.article.outlet) for r in kept("c.db").values()} == {
        ("one", "2021-01-14", "Post"),
        ("two", "2021-01-14", "Post"),
    }


def test_what_is_there_is_not_read_again(read: list[str], tmp_path: Path) -> None:
    assert counted(run("one.txt", *DATED, "--format", "json")) == {"new": 1}
    (tmp_path / "three.txt").write_text("Zoë said yes.", encoding="utf-8")
    assert counted(run(".", *DATED, "--format", "json")) == {"new": 2, "known": 1}
    assert sorted(read) == ["one", "three", "two"]
    assert run(".").stdout == "3 articles there already. 0 claims in reportedly.db now.\n"
    assert len(read) == 3


def test_a_changed_article_is_read_and_its_old_text_kept(tmp_path: Path) -> None:
    run("two.txt", *DATED)
    (tmp_path / "two.txt").write_text("Ana said yes.", encoding="utf-8")
    assert counted(run("two.txt", *DATED, "--format", "json")) == {"changed": 1}
    (tmp_path / "two.txt").write_text("Ana said no.", encoding="utf-8")
    assert counted(run("two.txt", *DATED, "--format", "json")) == {"known": 1}


def test_another_address_is_known_without_reading(read: list[str]) -> None:
    article = {"id": "x", "text": "Ana said no.", "url": "https://post.example/1", "published": "2021-01-14"}
    assert counted(run("-", "--format", "json", stdin=json.dumps(article))) == {"new": 1}
    article["url"] = "https://post.example/2"
    assert counted(run("-", "--format", "json", stdin=json.dumps(article))) == {"moved": 1}
    assert counted(run("-", "--format", "json", stdin=json.dumps(article))) == {"known": 1}
    article["text"] = "Ana said yes."
    assert counted(run("-", "--format", "json", stdin=json.dumps(article))) == {"changed": 1}
    assert len(read) == 2


def test_the_same_text_of_two_outlets_is_two_articles() -> None:
    article = {"id": "1", "text": "Ana said no.", "published": "2021-01-14"}
    text = "\n".join(json.dumps(article | {"outlet": outlet}) for outlet in ("Post", "Wire"))
    assert counted(run("-", "--format", "json", stdin=text)) == {"new": 2}


def test_readings_are_taken_as_they_are(read: list[str], tmp_path: Path) -> None:
    given = [
        reading(f"r{n}", f"Ana Reyes saw {n} ships. They left.", "Ana Reyes", published="2021-01-14", language="en")
        for n in range(20)
    ]
    (tmp_path / "readings.jsonl").write_text(lines(*given), encoding="utf-8")
    result = run("readings.jsonl", "two.txt", *DATED, "--format", "json")
    assert (counted(result), json.loads(result.stdout)["claims"]) == ({"new": 21}, 40)
    assert read == ["two"]
    assert [each for each in kept().values() if each.article.id != "two"] == given


def test_bad_inputs_are_told_and_the_rest_goes_in(tmp_path: Path) -> None:
    (tmp_path / "some.jsonl").write_text('{oops\n{"id": "x", "text": "Ana said no."}\n', encoding="utf-8")
    result = run("nope.txt", "some.jsonl", *DATED)
    assert result.exit_code == 1
    assert [line[:30] for line in result.stderr.splitlines()] == [
        "reportedly: nope.txt: there is",
        "reportedly: some.jsonl, line 1",
    ]
    assert result.stdout == "1 article new; 2 failed. 0 claims in reportedly.db now.\n"


def test_nothing_readable_makes_no_corpus(tmp_path: Path) -> None:
    result = run("nope.txt", "--corpus", "c.db")
    assert (result.exit_code, result.stdout) == (1, "")
    assert not (tmp_path / "c.db").exists()


def test_oddities_are_told_once() -> None:
    ahead = (datetime.now(UTC) + timedelta(days=3)).isoformat(timespec="seconds")
    near = (datetime.now(UTC) + timedelta(hours=20)).isoformat(timespec="seconds")
    articles = [{"id": f"a{n}", "text": f"Ana said no {n} times to the man at the door."} for n in range(9)]
    articles += [{"id": "b", "text": "Ana said no to him.", "published": ahead}]
    articles += [{"id": "c", "text": "Ana said yes to him.", "published": near}]
    articles += [{"id": "d", "text": GERMAN, "published": "2021-01-14"}]
    result = run("-", stdin="\n".join(map(json.dumps, articles)))
    assert result.exit_code == 0
    undated, future, german = result.stderr.splitlines()
    assert undated.startswith("reportedly: warning: 9 articles (a0, a1, a2, …) are undated: ")
    assert "--published DATE" in undated
    assert future.startswith(f"reportedly: warning: 1 article (b: {ahead}) is dated in the future: ")
    assert german.startswith("reportedly: warning: 1 article (d) seems not to be in English")
    assert run("-", stdin="\n".join(map(json.dumps, articles))).stderr == ""


def test_interrupted_keeps_what_was_read(monkeypatch: pytest.MonkeyPatch, read: list[str], tmp_path: Path) -> None:
    for number in range(6):
        (tmp_path / f"{number}.txt").write_text(f"Ana said {number}.", encoding="utf-8")
    usual = fake_reader.Reader.read

    def stopped(self: fake_reader.Reader, article: Any) -> Any:
        if article.id == "3":
            raise KeyboardInterrupt
        return usual(self, article)

    with monkeypatch.context() as patch:
        patch.setattr(fake_reader.Reader, "read", stopped)
        result = run(".", *DATED)
    assert (result.exit_code, result.stdout) == (130, "")
    assert (
        result.stderr == "reportedly: interrupted: at least 3 articles kept; call it again and it goes on from there\n"
    )
    assert sorted(kept()) == ["0", "1", "2"]
    assert counted(run(".", *DATED, "--format", "json")) == {"new": 5, "known": 3}
    assert len(read) == len(set(read)) == 8


@pytest.mark.parametrize(("options", "workers"), [(("--workers", "3"), 3), ((), min(cores(), 8))])
def test_workers_link(options: Sequence[str], workers: int, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    settle = fake_corpus.Corpus.settle

    def noted(self: fake_corpus.Corpus, progress: Any = None, workers: int = 1) -> None:
        asked.append(workers)
        settle(self, progress)

    monkeypatch.setattr(fake_corpus.Corpus, "settle", noted)
    assert run("one.txt", *DATED, *options).exit_code == 0
    assert asked == [workers]


def test_interrupted_while_linking(monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(self: fake_corpus.Corpus, progress: object = None, workers: int = 1) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(fake_corpus.Corpus, "settle", stopped)
        result = run("one.txt", *DATED)
    assert result.exit_code == 130
    assert "1 article kept" in result.stderr
    assert pending() == 1
    assert run().stdout == "nothing new. 0 claims in reportedly.db now.\n"
    assert pending() == 0


def pending() -> int:
    store = open_store("reportedly.db", create=False)
    try:
        return store.count().pending
    finally:
        store.close()


@pytest.fixture
def held() -> Iterator[threading.Event]:
    """The lock of the corpus is held by somebody else until the event is set."""
    free, taken = threading.Event(), threading.Event()

    def hold() -> None:
        store = open_store("reportedly.db")
        with store.exclusive():
            taken.set()
            free.wait(30)
        store.close()

    holder = threading.Thread(target=hold)
    holder.start()
    taken.wait(30)
    yield free
    free.set()
    holder.join()


def test_waiting_for_another_process_is_told(held: threading.Event, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(waiting, "PATIENCE", 0.2)
    threading.Timer(0.6, held.set).start()
    result = run("one.txt", *DATED)
    assert result.exit_code == 0
    assert result.stderr == "reportedly: another process is linking this corpus: waiting until it is done\n"


def test_csv_is_a_header_and_a_row(tmp_path: Path) -> None:
    assert run("one.txt", *DATED, "-o", "added.csv").stdout == ""
    header, row = csv.reader(io.StringIO((tmp_path / "added.csv").read_text(encoding="utf-8")))
    assert header == ["corpus", "new", "changed", "known", "moved", "failed", "claims"]
    assert row == ["reportedly.db", "1", "0", "0", "0", "0", "0"]


@pytest.mark.parametrize(
    ("arguments", "code", "problem"),
    [
        (["--corpus", "two.txt"], 1, "reportedly: two.txt: "),
        (["--corpus", "."], 1, "reportedly: ."),
        (["--corpus", "nowhere/c.db"], 1, "reportedly: nowhere/c.db: "),
        (["--corpus", "mysql://me:secret@db/c"], 2, "reportedly: no corpus is kept in mysql"),
        (["--model", "none"], 2, "no model 'none'"),
        (["--published", "July"], 2, "'July' is no date"),
        (["-o", "one.txt"], 2, "would be overwritten"),
    ],
)
def test_what_cannot_be_is_one_line(arguments: list[str], code: int, problem: str) -> None:
    result = run("one.txt", *arguments)
    assert (result.exit_code, result.stdout) == (code, "")
    assert problem in " ".join(result.stderr.split())
    assert "Traceback" not in result.stderr
    assert "secret" not in result.stderr


def test_a_password_is_not_shown() -> None:
    from reportedly.store.address import public_name

    assert public_name("postgresql://me:secret@db/c?schema=x") == "postgresql://me@db/c?schema=x"
    assert public_name("postgresql://me@db/c?password=secret&schema=x") == "postgresql://me@db/c?schema=x"
    assert public_name("postgresql:///c?password=secret") == "postgresql:///c"
    assert public_name("odd:name@here.db") == "odd:name@here.db"


def test_export_of_readings_comes_back(tmp_path: Path) -> None:
    given = reading("r", "Ana Reyes saw ships.", "Ana Reyes", published="2021-01-14", outlet="Post", byline="B. Oss")
    run("-", "--corpus", "a.db", stdin=lines(given, replace(given, article=replace(given.article, outlet="Wire"))))
    exported = CliRunner().invoke(main, ["export", "readings", "--corpus", "a.db", "-o", "out.jsonl"])
    assert exported.exit_code == 0, exported.output
    run("out.jsonl", "--corpus", "b.db")
    assert kept("b.db") == kept("a.db")
    assert len(kept("b.db")) == 2
