"""The command line in this process."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from reportedly.model import KINDS, Reading
from reportedly.serve.cli import main
from tests.serve import fake_reader

ENGLISH = "The minister said that the bridge was closed for the night and that the trains would not run again."
GERMAN = (
    "Der Minister hat gestern erklärt, dass die Brücke über Nacht gesperrt bleibt und die Züge nicht mehr fahren, "
    "bis sie geprüft ist."
)


@pytest.fixture(autouse=True)
def _fake(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(sys.modules, fake_reader.NAME, fake_reader.module())
    monkeypatch.chdir(tmp_path)
    (tmp_path / "one.txt").write_text(ENGLISH, encoding="utf-8")
    (tmp_path / "two.txt").write_text("Ana said no.", encoding="utf-8")


def run(*arguments: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(main, arguments, input=stdin, prog_name="reportedly")


def test_text_is_the_default() -> None:
    result = run("read", "one.txt")
    assert result.exit_code == 0, result.output
    assert "The minister" in result.stdout
    assert "1 attribution, 0 nested, 1 source" in result.stdout
    assert result.stderr == ""


def test_json_is_one_reading_a_line() -> None:
    result = run("read", "one.txt", "two.txt", "--format", "json", "--published", "2025-07-14", "--outlet", "Post")
    readings = [Reading.from_json(line) for line in result.stdout.splitlines()]
    assert [r.article.id for r in readings] == ["one", "two"]
    assert {(r.article.published, r.article.outlet) for r in readings} == {("2025-07-14", "Post")}
    assert readings[0].article.text == ENGLISH


def test_html_is_one_page() -> None:
    result = run("read", "one.txt", "two.txt", "--format", "html")
    assert result.stdout.count("<!DOCTYPE html>") == 1
    assert "2 articles" in result.stdout


def test_standard_input() -> None:
    assert "Zoë" in run("read", "-", stdin="Zoë said yes.").stdout


@pytest.mark.parametrize(
    ("name", "begins"),
    [("x.html", "<!DOCTYPE"), ("x.jsonl", '{"article"'), ("x.json", "{"), ("x.txt", "one"), ("x", "one")]
)  # fmt: skip
def test_format_by_the_name_of_the_output(name: str, begins: str, tmp_path: Path) -> None:
    result = run("read", "one.txt", "-o", name)
    assert (result.exit_code, result.output) == (0, "")
    assert (tmp_path / name).read_text(encoding="utf-8").startswith(begins)


def test_what_cannot_be_read_is_one_line_and_the_rest_is_read() -> None:
    result = run("read", "nope.txt", "two.txt", "--format", "json")
    assert result.exit_code == 1
    assert result.stderr.startswith("reportedly: nope.txt: ")
    assert result.stderr.count("\n") == 1
    assert len(result.stdout.splitlines()) == 1


def test_broken_line_is_told_with_its_number(tmp_path: Path) -> None:
    (tmp_path / "some.jsonl").write_text(json.dumps({"text": ENGLISH}) + "\n{oops\n", encoding="utf-8")
    result = run("read", "some.jsonl", "--format", "json")
    assert result.exit_code == 1
    assert result.stderr.startswith("reportedly: some.jsonl, line 2: ")
    assert len(result.stdout.splitlines()) == 1


def test_other_languages_are_read_with_a_warning(tmp_path: Path) -> None:
    (tmp_path / "brücke.txt").write_text(GERMAN, encoding="utf-8")
    result = run("read", "brücke.txt")
    assert result.exit_code == 0
    assert result.stderr.startswith("reportedly: warning: brücke: seems not to be in English")
    assert result.stdout


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (["read"], "Missing argument"),
        (["read", "one.txt", "--published", "July"], "'July' is no date"),
        (["read", "one.txt", "--format", "xml"], "'xml'"),
        (["read", "one.txt", "--model", "none"], "no model 'none'"),
        (["read", "one.txt", "-o", "."], "is a folder"),
        (["read", "one.txt", "-o", "nowhere/x.txt"], "no folder nowhere"),
        (["read", "one.txt", "-o", "one.txt"], "would be overwritten"),
        (["read", "one.txt", "-o", "link.txt"], "would be overwritten"),
        (["read", ".", "-o", "two.txt"], "would be overwritten"),
        (["read", "*.txt", "-o", "./two.txt"], "would be overwritten"),
        (["write"], "No such command"),
    ],
)
def test_wrong_usage(arguments: list[str], problem: str, tmp_path: Path) -> None:
    (tmp_path / "link.txt").symlink_to("one.txt")
    result = run(*arguments)
    assert result.exit_code == 2
    assert problem in " ".join(result.stderr.split())
    assert result.stdout == ""
    assert (tmp_path / "one.txt").read_text(encoding="utf-8") == ENGLISH


def test_dash_is_standard_output() -> None:
    assert run("read", "two.txt", "-o", "-", "--format", "json").stdout.startswith("{")


def test_file_named_after_a_page_cannot_act_on_the_terminal(tmp_path: Path) -> None:
    result = run("read", "no\x1b[2Jsuch\nfile")
    assert result.exit_code == 1
    assert "\x1b" not in result.stderr
    assert result.stderr.count("\n") == 1


def test_nothing_readable_leaves_an_old_output(tmp_path: Path) -> None:
    (tmp_path / "old.json").write_text("old", encoding="utf-8")
    assert run("read", "nope.txt", "-o", "old.json").exit_code == 1
    assert (tmp_path / "old.json").read_text(encoding="utf-8") == "old"


@pytest.mark.parametrize("arguments", [["--help"], ["-h"], ["read", "--help"]])
def test_help_fits_80_columns(arguments: list[str]) -> None:
    result = run(*arguments)
    assert result.exit_code == 0
    assert max(map(len, result.stdout.splitlines())) <= 80


def test_version() -> None:
    assert run("--version").stdout.startswith("reportedly ")


def test_only_some_kinds() -> None:
    result = run("read", "one.txt", "--format", "json", "--only", "events, dates")
    assert set(json.loads(result.stdout)) == {"article", "events", "dates"}


def test_csv_of_one_kind() -> None:
    result = run("read", "one.txt", "two.txt", "--format", "csv", "--only", "attributions")
    header, *rows = result.stdout.splitlines()
    assert header.startswith("article,outlet,published,id,parent,chain")
    assert [row.split(",")[0] for row in rows] == ["one", "two"]


def test_csv_of_all_kinds_is_a_folder(tmp_path: Path) -> None:
    assert run("read", "one.txt", "--format", "csv", "-o", "tables").exit_code == 0
    made = sorted(path.name for path in (tmp_path / "tables").iterdir())
    assert made == sorted(f"{kind}.csv" for kind in KINDS)
    assert run("read", "two.txt", "--format", "csv", "-o", "tables", "--only", "events,attributions").exit_code == 0
    assert (tmp_path / "tables" / "attributions.csv").read_text(encoding="utf-8").splitlines()[1].startswith("two,")


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (("--only", "rumours"), "'rumours' is nothing that is found (choose from entities, attributions"),
        (("--only", ","), "no kind is named"),
        (("--format", "csv"), "a table holds one kind: choose it with --only, or name a folder for all with -o"),
        (("--format", "csv", "-o", "two.txt"), "two.txt is a file (several kinds as CSV need a folder"),
    ],
)
def test_wrong_kinds(arguments: tuple[str, ...], problem: str) -> None:
    result = run("read", "one.txt", *arguments)
    assert result.exit_code == 2
    assert problem in " ".join(result.stderr.replace("│", " ").split())
