"""Each command that shows a corpus, on a small one in a file."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from reportedly.corpus.digest import Digest
from reportedly.corpus.series import series
from reportedly.corpus.sources import sources
from reportedly.corpus.timeline import timeline
from reportedly.model import Article, Claim, Reading, codec
from reportedly.serve.ledger import estimates as estimates_view
from reportedly.serve.ledger import sources as sources_view
from reportedly.serve.ledger import timeline as timeline_view
from reportedly.store.open import open_store
from reportedly.store.protocol import Entry
from tests.corpus.hand_made import ACTOR, MINISTRY, STAFF
from tests.serve.ledger.conftest import Run

COMMANDS = {
    "claims": (),
    "claim": ("995f33ec8d839501",),
    "estimates": ("killed", "OR", "tripled", "OR", "neutralised", "OR", "evil"),
    "timeline": (),
    "sources": (),
}
Kept = tuple[Path, Sequence[Claim]]


def table(result: Result) -> list[dict[str, str]]:
    assert result.exit_code == 0, result.output
    return list(csv.DictReader(io.StringIO(result.stdout_bytes.decode("utf-8"), newline="")))


def plain(record: Any) -> Any:
    return json.loads(json.dumps(codec.plain(record)))


def test_the_id_of_these_tests(kept: Kept) -> None:
    assert kept[1][0].id == COMMANDS["claim"][0]


# json


def test_claims_are_the_contract(run: Run, kept: Kept) -> None:
    result = run("claims", "--format", "json")
    assert result.exit_code == 0, result.output
    found = [codec.build(Claim, each, "claim") for each in json.loads(result.stdout_bytes)]
    assert sorted(found, key=lambda c: c.id) == sorted(kept[1], key=lambda c: c.id)
    assert list(json.loads(result.stdout_bytes)[0])[:7] == [
        "id", "statement", "kind", "status", "reports", "origins", "independent_origins",
    ]  # fmt: skip
    assert json.loads(run("claims", "--format", "json", "--words", "nowhere").stdout) == []


@pytest.mark.parametrize("length", [6, 16])
@pytest.mark.parametrize("report", [0, 2])
def test_a_claim_by_any_of_its_reports(run: Run, kept: Kept, length: int, report: int) -> None:
    clash = kept[1][0]
    result = run("claim", clash.reports[report].id[:length], "--format", "json")
    assert codec.build(Claim, json.loads(result.stdout), "claim") == clash


def test_the_others_as_json(run: Run, kept: Kept) -> None:
    told = [claim for claim in kept[1] if claim.kind == "estimate"]
    found = json.loads(run("estimates", *COMMANDS["estimates"], "--format", "json").stdout_bytes)
    assert found == plain(series(told))
    assert json.loads(run("timeline", "--format", "json").stdout_bytes) == plain(timeline(kept[1]))
    outlet = {"elsewhere": None}.get
    assert json.loads(run("sources", "--format", "json").stdout_bytes) == plain(sources(kept[1], outlet))


# csv


@pytest.mark.parametrize(
    ("command", "columns"),
    [
        (
            "claims",
            "claim,statement,kind,status,origins_low,origins_high,credibility,reports,origins,first_reported,"
            "last_reported,actors,actor_names,denied_by,rivals,suggested",
        ),
        (
            "claim",
            "claim,report,article,outlet,published,start,end,quote,chain,stance,kind,origin,match,derived_from,why,"
            "score,low,high,unit,date",
        ),
        (
            "estimates",
            "unit,claim,statement,status,origins_low,origins_high,as_of,first_reported,last_reported,origin,told_by,"
            "stance,low,high,reports,quote",
        ),
        (
            "timeline",
            "date,first,last,precision,other_dates,claim,statement,kind,status,origins_low,origins_high,origins,"
            "first_reported,last_reported,days,reports,articles",
        ),
        ("sources", "relation,who,whom,entity,claims,alone,reports,articles"),
    ],
)
def test_columns(run: Run, command: str, columns: str) -> None:
    result = run(command, *COMMANDS[command], "--format", "csv")
    assert result.stdout_bytes.split(b"\r\n")[0].decode() == columns
    rows = table(result)
    assert rows
    assert all(None not in row and None not in row.values() for row in rows)


def test_cells(run: Run, kept: Kept) -> None:
    claims = {row["claim"]: row for row in table(run("claims", "--format", "csv"))}
    assert len(claims) == len(kept[1])
    clash = claims[kept[1][0].id]
    assert (clash["origins_low"], clash["origins_high"], clash["status"]) == ("2", "3", "contested")
    reports = table(run("claim", kept[1][0].id, "--format", "csv"))
    assert [row["derived_from"] for row in reports][:3] == ["", "lantern", "gazette"]
    values = table(run("estimates", "killed", "--format", "csv"))
    assert (values[0]["origin"], values[0]["low"], values[0]["reports"]) == (MINISTRY, "3", "2")
    assert [row["date"] for row in table(run("timeline", "--format", "csv", "--kind", "event"))] == ["2026-04-14"]
    cited = {(row["relation"], row["who"], row["whom"]): row for row in table(run("sources", "--format", "csv"))}
    assert cited["origin", "", MINISTRY]["alone"] == "2"
    assert cited["cites", "Ordovian Bulletin", STAFF]["claims"] == "2"
    assert cited["rests", "Port Ellery Gazette", "Morning Lantern"]["reports"] == "2"


# which claims


@pytest.mark.parametrize(
    ("options", "count"),
    [
        ((), 8),
        (("--about", MINISTRY), 1),
        (("--about", "defence ministry"), 1),
        (("--about", ACTOR), 1),
        (("--status", "contested"), 1),
        (("--status", "contested,confirmed"), 2),
        (("--kind", "event"), 1),
        (("--kind", "statement, event"), 4),
        (("--min-origins", "2"), 2),
        (("--min-reports", "4"), 3),
        (("--outlet", "weekly"), 2),
        (("--words", "firefight -nobody"), 1),
        (("--since", "2026-05"), 1),
        (("--until", "2026-04-15"), 2),
        (("--most", "3"), 3),
    ],
)
def test_filters(run: Run, options: tuple[str, ...], count: int) -> None:
    result = run("claims", "--format", "json", *options)
    assert result.exit_code == 0, result.output
    assert len(json.loads(result.stdout_bytes)) == count


@pytest.mark.parametrize("order", ["origins", "reports", "first", "last"])
def test_order(run: Run, order: str) -> None:
    found = json.loads(run("claims", "--format", "json", "--sort", order, "--min-reports", "2").stdout_bytes)
    keys: dict[str, list[Any]] = {
        "origins": [c["independent_origins"]["low"] for c in found],
        "reports": [len(c["reports"]) for c in found],
        "first": [c["first_reported"] for c in found],
        "last": [c["last_reported"] for c in found],
    }
    assert keys[order] == sorted(keys[order], reverse=True)


# wrong usage


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (("claims", "--about", "Nobody"), "nobody in the corpus is called 'Nobody'"),
        (("claims", "--about", "osip OR rosa"), "nobody in the corpus"),
        (("timeline", "--about", ""), "nobody in the corpus"),
        (("claims", "--since", "July"), "'July' is no date"),
        (("claims", "--status", "true"), "'true' is no status"),
        (("claims", "--kind", "rumour"), "'rumour' is no kind of claim (choose from statement, event"),
        (("claims", "--kind", ","), "no kind is named"),
        (("claims", "--words", '"open'), "a quotation mark is not closed"),
        (("claims", "--sort", "age"), "'age'"),
        (("claims", "--most", "0"), "0"),
        (("claim", "zz"), "no claim, and no report of one, has an id that begins with 'zz'"),
        (("claim", "f" * 40), "no claim"),
        (("claim",), "Missing argument 'ID'"),
        (("estimates",), "Missing argument"),
        (("estimates", "(a"), "a parenthesis is not closed"),
        (("sources", "-o", "nowhere/x.csv"), "no folder nowhere"),
    ],
)
def test_wrong_usage(run: Run, arguments: tuple[str, ...], problem: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert problem in " ".join(result.stderr.split())
    assert result.stdout == ""


def test_several_actors_of_a_name_are_listed(run: Run) -> None:
    assert run("claims", "--about", "Marrin").exit_code == 0, "one is called exactly so"
    result = run("claims", "--about", "Kell")
    assert result.exit_code == 2
    told = " ".join(result.stderr.split())
    assert "'Kell' may be 2 actors" in told
    assert "a03 Ana Kell (organization)" in told
    assert "a04 Ben Kell" in told


def test_an_ambiguous_id_names_some(run: Run, kept: Kept) -> None:
    first: dict[str, set[str]] = {}
    for claim in kept[1]:
        for report in claim.reports:
            first.setdefault(report.id[0], set()).add(claim.id)
    digit, several = next((digit, ids) for digit, ids in first.items() if len(ids) > 1)
    result = run("claim", digit)
    assert result.exit_code == 2
    assert "of several claims" in " ".join(result.stderr.split())
    assert any(id_ in result.stderr for id_ in several)


@pytest.mark.parametrize("command", COMMANDS)
def test_no_corpus(command: str, run: Run, tmp_path: Path) -> None:
    result = run(command, *COMMANDS[command], "--corpus", "none.db")
    assert result.exit_code == 1
    assert "none.db" in result.stderr
    assert not (tmp_path / "none.db").exists()


def test_what_is_not_linked_yet_is_told(run: Run, tmp_path: Path) -> None:
    store = open_store(tmp_path / "new.db")
    store.put([Entry(Reading(Article("x", "It rained.")), Digest("x", "0" * 64, (), ()))])
    store.close()
    result = run("claims", "--corpus", "new.db", "--format", "json")
    assert (result.exit_code, result.stdout) == (0, "[]\n")
    assert result.stderr.startswith("reportedly: warning: some articles are not linked yet")


@pytest.mark.parametrize("command", COMMANDS)
def test_output_to_a_file(command: str, run: Run, tmp_path: Path) -> None:
    result = run(command, *COMMANDS[command], "-o", "found.csv")
    assert (result.exit_code, result.output) == (0, "")
    made = (tmp_path / "found.csv").read_bytes()
    assert made == run(command, *COMMANDS[command], "--format", "csv").stdout_bytes


@pytest.mark.parametrize("command", COMMANDS)
def test_help_fits_80_columns(command: str, run: Run) -> None:
    result = run(command, "--help")
    assert result.exit_code == 0
    assert max(map(len, result.stdout.splitlines())) <= 80


def test_every_value_has_its_columns(kept: Kept) -> None:
    found = series(kept[1])
    assert {len(row) for row in estimates_view.rows(found)} == {len(estimates_view.COLUMNS)}
    assert {len(row) for row in timeline_view.rows(timeline(kept[1]).moments)} == {len(timeline_view.COLUMNS)}
    assert {len(row) for row in sources_view.rows(sources(kept[1]))} == {len(sources_view.COLUMNS)}
    assert set(asdict(found[0].values[0])) <= {*estimates_view.COLUMNS}
