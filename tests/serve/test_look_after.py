"""`status`, `search`, `actors`, `merge`, `split` and `export` in this process."""

from __future__ import annotations

import csv
import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from reportedly.serve.cli import main
from reportedly.serve.overview import size
from reportedly.store.migrations import STEPS
from tests.serve import fake_corpus
from tests.serve.fake_corpus import reading

READINGS = (
    reading(
        "mines", "Tobas Rhen said the Kestrel Strait was mined. Ana Reyes left.", "Tobas Rhen", "Ana Reyes",
        outlet="Harbour Post", title="Strait mined", published="2021-01-14T08:30Z",
    ),
    reading("ferry", "Rhen said ferries stopped.", "Rhen", outlet="Harbour Post", published="2021-01-16"),
    reading("drill", "It was a drill in the strait, said T. Rhen. Kim agreed.", "T. Rhen", "Kim"),
    reading("kims", "Kim Jong Un met Kim Yo Jong.", "Kim Jong Un", "Kim Yo Jong", outlet="Wire", published="2020-12"),
)  # fmt: skip


@pytest.fixture(autouse=True)
def _corpus(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(sys.modules, fake_corpus.NAME, fake_corpus.module())
    monkeypatch.chdir(tmp_path)
    with fake_corpus.Corpus("reportedly.db") as corpus:
        list(corpus.add(READINGS))
        corpus.settle()


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments, prog_name="reportedly")


def as_json(*arguments: str) -> Any:
    result = run(*arguments, "--format", "json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def as_csv(*arguments: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(run(*arguments, "--format", "csv").stdout)))


def actor(name: str) -> str:
    """The id of the only one with exactly this name."""
    (found,) = (each["id"] for each in as_json("actors", name) if any(f["name"] == name for f in each["forms"]))
    return str(found)


# status


def test_status_tells_what_is_there() -> None:
    text = run("status").stdout
    assert text.startswith(f"reportedly.db\nschema {len(STEPS)} · ")
    assert "         4  articles\n         2  outlets\n         7  reports\n         7  claims\n" in text
    assert "Published from 2020-12 to 2021-01-16.\n1 article undated.\n" in text
    assert "Outlets, and how many articles of each:\n  2  Harbour Post\n  1  Wire\n" in text
    assert text.endswith("\nAll of it is linked.\n")


def test_status_for_programs() -> None:
    found = as_json("status")
    assert found["articles"] == 4
    assert (found["first"], found["last"], found["undated"], found["pending"]) == ("2020-12", "2021-01-16", 1, 0)
    outlet = {"name": "Harbour Post", "articles": 2, "undated": 0}
    assert found["outlets"][0] == outlet | {"first": "2021-01-14T08:30Z", "last": "2021-01-16"}
    header, row = as_csv("status")
    assert header == [*(name for name in found if name != "outlets"), "outlets"]
    assert dict(zip(header, row, strict=True))["outlets"] == "2"


def test_status_tells_what_is_left_to_do() -> None:
    with fake_corpus.Corpus("reportedly.db") as corpus:
        list(corpus.add([reading("late", "Ships left.")]))
    text = run("status").stdout
    assert text.endswith("1 article still to be linked: reportedly add, without INPUT, does it.\n")


def test_status_of_an_empty_one() -> None:
    fake_corpus.Corpus("empty.db").store.close()
    assert "Nothing is in it yet" in run("status", "--corpus", "empty.db").stdout


@pytest.mark.parametrize(
    ("count", "said"), [(0, "0 bytes"), (812, "812 bytes"), (4_250_000, "4.25 MB"), (10**13, "10 TB")]
)
def test_sizes(count: int, said: str) -> None:
    assert size(count) == said


# search


def test_search_shows_where_the_words_stand() -> None:
    text = run("search", "strait", "mined").stdout
    assert text == (
        "Strait mined\nHarbour Post · 2021-01-14 08:30 UTC · mines\n"
        "  Tobas Rhen said the Kestrel Strait was mined. Ana Reyes left.\n"
    )


@pytest.mark.parametrize(
    ("query", "found"),
    [
        (["strait"], {"mines", "drill"}),
        (['"Kestrel Strait" OR ferr*'], {"mines", "ferry"}),
        (["strait -drill"], {"mines"}),
        (["strait", "NOT", "drill"], {"mines"}),
        (["(drill OR ferries) Rhen"], {"ferry", "drill"}),
        (["submarine"], set()),
    ],
)
def test_search_has_operators(query: list[str], found: set[str]) -> None:
    assert {hit["article"] for hit in as_json("search", *query)} == found


def test_matches_are_spans_of_the_snippet() -> None:
    (hit,) = as_json("search", '"Kestrel Strait"')
    assert [hit["snippet"][start:end] for start, end in hit["matches"]] == ["Kestrel Strait"]
    header, row = as_csv("search", '"Kestrel Strait"')
    assert header == ["article", "title", "outlet", "published", "snippet"]
    assert row[-1] == hit["snippet"]


def test_pages_of_a_search() -> None:
    every = [hit["article"] for hit in as_json("search", "said")]
    paged = [as_json("search", "said", "--most", "1", "--skip", str(n))[0]["article"] for n in range(3)]
    assert paged == every


def test_nothing_found_is_no_fault() -> None:
    result = run("search", "submarine")
    assert (result.exit_code, result.stdout) == (0, "No article has this.\n")


# actors


def test_actors_are_shown_with_their_forms() -> None:
    found = as_json("actors", "reyes")
    assert [(each["name"], each["articles"], len(each["forms"])) for each in found] == [("Ana Reyes", 1, 1)]
    text = run("actors", "reyes").stdout
    assert (
        text
        == f"{found[0]['id']}  Ana Reyes  person  1 article\n  {found[0]['forms'][0]['key']}  Ana Reyes  person\n\n"
    )
    assert as_json("actors", found[0]["id"]) == found


def test_actors_as_a_table() -> None:
    header, *rows = as_csv("actors", "kim")
    assert header[:7] == ["actor", "name", "kind", "country", "wikidata", "articles", "form"]
    assert {row[header.index("form_name")] for row in rows} >= {"Kim Jong Un", "Kim Yo Jong"}


def test_nobody_is_called_so() -> None:
    result = run("actors", "nobody", "at all")
    assert (result.exit_code, result.stdout) == (0, "Nobody is called “nobody at all”.\n")


# merge and split


def test_merge_and_split_take_each_other_back() -> None:
    one, other = actor("Ana Reyes"), actor("Kim Jong Un")
    result = run("merge", one, "Kim Jong Un", "--by", "Me")
    assert result.exit_code == 0, result.output
    assert result.stdout.startswith("One actor now:\n")
    assert actor("Ana Reyes") == actor("Kim Jong Un")
    with fake_corpus.Corpus("reportedly.db") as corpus:
        assert [judgement.by for judgement in corpus.store.judgements()] == ["Me"]
    key = next(f["key"] for f in as_json("actors", actor("Ana Reyes"))[0]["forms"] if f["name"] == "Ana Reyes")
    result = run("split", actor("Kim Jong Un"), key[:6])
    assert result.exit_code == 0, result.output
    assert result.stdout.startswith("By itself now:\n")
    assert (actor("Ana Reyes"), actor("Kim Jong Un")) == (one, other)


def test_a_name_of_several_is_refused_with_all_of_them() -> None:
    found = [each["id"] for each in as_json("actors", "jong")]
    assert len(found) == 2
    result = run("merge", "jong", "Ana Reyes")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("reportedly: 'jong' may be 2 actors; name one by its id:\n")
    assert all(each in result.stderr for each in found)


@pytest.mark.parametrize(
    ("arguments", "code", "problem"),
    [
        (["merge", "nobody", "Ana Reyes"], 1, "nobody in the corpus is called 'nobody'"),
        (["merge", "Ana Reyes", "ana reyes"], 2, "are one actor already: Ana Reyes"),
        (["split", "Ana Reyes", "Reyes"], 2, "'Reyes' is none of the names of this actor; name one by its key:"),
        (["split", "Ana Reyes", "Ana Reyes"], 2, "goes by one name only"),
        (["search", "(strait"], 2, "a parenthesis is not closed"),
        (["search", "strait", "--most", "0"], 2, "0 is not in the range"),
        (["status", "--corpus", "none.db"], 1, "reportedly: none.db: "),
        (["merge", "a", "b", "--corpus", "none.db"], 1, "reportedly: none.db: "),
        (["export", "word"], 2, "'word' is no format of export: choose from readings, claims"),
        (["export", "csv"], 2, "csv is a folder of files: name a folder with -o"),
        (["export", "csv", "-o", "reportedly.db"], 2, "reportedly.db is a file"),
        (["export", "ucdp", "--since", "July"], 2, "'July' is no date"),
        (["export", "ucdp", "--status", "true"], 2, "'true' is no status (choose from confirmed"),
        (["export", "claims", "--about", "jong"], 2, "'jong' may be 2 actors"),
    ],
)
def test_what_cannot_be_is_told(arguments: list[str], code: int, problem: str, tmp_path: Path) -> None:
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (code, "")
    assert problem in " ".join(result.stderr.split())
    assert not (tmp_path / "none.db").exists()


# export


def test_export_to_a_file_a_folder_and_standard_output(tmp_path: Path) -> None:
    assert run("export", "readings", "-o", "out.jsonl").output == ""
    assert run("export", "readings").stdout == (tmp_path / "out.jsonl").read_text(encoding="utf-8")
    assert run("export", "csv", "-o", "tables").output == ""
    assert (tmp_path / "tables" / "articles.csv").is_file()


def test_export_of_some_claims() -> None:
    def exported(*chosen: str) -> set[str]:
        result = run("export", "readings", *chosen)
        assert result.exit_code == 0, result.output
        return {json.loads(line)["article"]["id"] for line in result.stdout.splitlines()}

    assert len(exported()) == 4
    assert exported("--status", "confirmed") == set()
    assert len(exported("--status", "single-origin,denied")) == 4


@pytest.mark.parametrize("command", ["add", "status", "search", "actors", "merge", "split", "export"])
def test_help_fits_80_columns(command: str) -> None:
    result = run(command, "--help")
    assert result.exit_code == 0
    assert max(map(len, result.stdout.splitlines())) <= 80


@pytest.mark.parametrize("arguments", [["status"], ["search", "said"], ["actors", "kim"]])
def test_text_fits_80_columns_and_is_safe(arguments: list[str]) -> None:
    hostile = "Kim \x1b[2J\u202eof the very long name " + "and still longer " * 12
    with fake_corpus.Corpus("reportedly.db") as corpus:
        list(corpus.add([reading("h", f"{hostile} said no.", hostile, title=hostile, outlet=hostile)]))
        corpus.settle()
    shown = run(*arguments).stdout
    assert max(map(len, shown.splitlines())) <= 80
    assert not {"\x1b", "\u202e"} & set(shown)
    assert not any(line != line.rstrip() for line in shown.splitlines())
