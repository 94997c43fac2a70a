"""The commands in a terminal."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from reportedly.model import Claim, Interval
from reportedly.serve.ledger.claim import Page
from reportedly.serve.ledger.tree import write_tree
from reportedly.serve.lines import Lines
from reportedly.store.memory import Memory
from tests.corpus.hand_made import claim, clash, report, tolls
from tests.serve.ledger.conftest import Run
from tests.serve.ledger.kept import keep
from tests.serve.ledger.test_commands import COMMANDS

Kept = tuple[Path, Sequence[Claim]]


def test_claims(run: Run) -> None:
    result = run("claims", "--until", "2026-04-30")
    lines = result.stdout.splitlines()
    assert lines[:6] == [
        "Keshtani and Ordovian forces exchanged fire at the Sarn Ford crossing before",
        "dawn.",
        "  contested · 2–3 origins of 8 reports in 8 articles",
        "  995f33 · event · 2026-04-14 to 2026-04-18",
        "  from Keshtan Defence Ministry · Ordovian General Staff · Ruzan Tekeli",
        "  denied by Mayor Osip Marrin",
    ]
    assert lines[-1] == "4 of 4 claims with 2 reports or more"
    assert result.stderr == ""


def test_how_many_more_and_how_to_see_them(run: Run) -> None:
    lines = run("claims", "--most", "2").stdout.splitlines()
    assert lines[-3:] == [
        "2 of 5 claims with 2 reports or more",
        "  --most 5 shows all of them.",
        "  3 more have fewer reports: --min-reports 1 shows them too.",
    ]
    every = run("claims", "--min-reports", "1").stdout
    assert every.splitlines()[-1] == "8 of 8 claims"
    assert "It rained on day 1." in every


def test_none(run: Run, tmp_path: Path) -> None:
    assert run("claims", "--words", "nowhere").stdout == "No claim of what is asked for.\n"
    alone = run("claims", "--kind", "statement").stdout
    assert alone == "No claim with 2 reports or more; 3 with fewer: --min-reports 1 shows them.\n"
    assert run("timeline", "--words", "nowhere").stdout == "No claim of what is asked for.\n"
    assert run("estimates", "nowhere").stdout == "No figure is told in these words: nowhere\n"
    from reportedly.store.open import open_store

    open_store(tmp_path / "empty.db").close()
    assert run("claims", "--corpus", "empty.db").stdout.startswith("There are no claims yet: `reportedly add`")
    assert run("sources", "--corpus", "empty.db").stdout == "Origins of 0 claims\n"


def test_one_claim(run: Run) -> None:
    text = run("claim", "995f33").stdout
    assert text.startswith("Keshtani and Ordovian forces")
    assert "  credibility 2: probably true\n" in text
    assert "  id 995f33ec8d839501\n  about Keshtan Defence Ministry\n" in text
    assert (
        "Who rests on whom\n"
        "Keshtan Defence Ministry  2026-04-14 09:10 +03:00\n"
        "└─ Morning Lantern › Keshtan Defence Ministry  2026-04-14 09:10 +03:00\n"
        "   “in a firefight at the Sarn Ford crossing”\n"
        "   └─ Port Ellery Gazette › Keshtan Defence Ministry  2026-04-14 11:00 +03:00\n"
        "      “a firefight at Sarn Ford, the Lantern reported”\n"
        "      └─ Border Digest › Keshtan Defence Ministry  2026-04-15\n"
    ) in text
    assert "   rests on an article of no named outlet [elsewhere], not among these\n" in text
    assert "Without a known origin\n└─ blog  2026-04-16\n" in text
    assert "  Tirza Radio › Mayor Osip Marrin  2026-04-16  denies it\n    “there was no fight at all”\n" in text
    assert "copy:" not in text


def test_why(run: Run) -> None:
    text = run("claim", "995f33", "--why").stdout
    assert (
        "      rests on lantern: 0.95\n      · copy: 88% of the four-word runs of the shorter text are shared\n" in text
    )
    assert "   article lantern, characters 0 to 40\n" in text


def test_what_is_near_a_claim(run: Run, kept: Kept) -> None:
    three, nine, fifteen = kept[1][1:4]
    text = run("claim", three.id).stdout
    assert f"At odds with\n  {nine.id[:6]}  The number of servicemen who died rose to nine.\n" in text
    assert f"Likely the same, but not counted as one\n  {fifteen.id[:6]}  At least fifteen" in text
    assert "likeness 0.41; same place\n" in text
    assert "Figures (person)\n  as of       according to" in text


def test_estimates(run: Run) -> None:
    lines = run("estimates", "killed").stdout.splitlines()
    assert lines[0] == "People: 1 claim, 3 reports"
    assert lines[4:6] == [
        "  as of       according to              figure  0          3  reports  claim",
        "  2026-04-14  Keshtan Defence Ministry       3             ●        2  9adc64",
    ]
    assert "hospital staff             not 3" in lines[6]


def test_estimates_of_one_value_stand_at_the_end(run: Run) -> None:
    text = run("estimates", "killed OR neutralised").stdout
    assert text.index("People: 2 claims, 4 reports") < text.index("With one value each\n  2c933e  At least fifteen")
    assert text.endswith("          2 tanks · 2026-04-14 · Keshtan Defence Ministry · 1 report\n\n")


def test_timeline(run: Run) -> None:
    text = run("timeline").stdout
    assert "995f33 · contested · 2–3 origins of 8 reports · reported that day\n" in text
    assert "    also dated 2026-04-12\n" in text
    assert "2026-05  (2026-05-01 to 2026-05-31)\n" in text
    assert "reported 2026-05-01, in that month" in " ".join(text.split())
    assert text.endswith("  1 of these are undated and left out.\n")


def test_sources(run: Run) -> None:
    text = run("sources", "--until", "2026-04-30", "--most", "2").stdout
    assert text.startswith("Origins of 4 claims\n  claims  alone  origin                    carried by\n")
    assert "       4      2  Keshtan Defence Ministry  Morning Lantern 3," in text
    assert "  1 origin more: --most 3 shows all.\n\nWhich outlet rests on which\n" in text


# whatever stands in articles, and whatever shows it


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("charset", ["utf-8", "ascii"])
def test_lines_fit_are_safe_and_end_in_words(command: str, charset: str, run: Run, kept: Kept) -> None:
    hostile = next(claim for claim in kept[1] if "evil" in claim.statement)
    arguments = (hostile.id, "--why") if command == "claim" else COMMANDS[command]
    result = run(command, *arguments, charset=charset)
    assert result.exit_code == 0, result.output
    text = result.stdout_bytes.decode(charset)
    assert "evil" in text
    assert not set(text) & set("\x1b\x9b\0\u202e\r")
    lines = text.splitlines()
    assert max(map(_cells, lines)) <= 80
    assert all(line == line.rstrip() for line in lines)


def _cells(line: str) -> int:
    from rich.cells import cell_len

    return cell_len(line)


def test_a_terminal_of_ascii(run: Run) -> None:
    text = run("claim", "995f33", charset="ascii").stdout
    assert "`- Morning Lantern > Keshtan Defence Ministry  2026-04-14 09:10 +03:00\n" in text
    assert "2-3 origins of 8 reports" in text
    assert "?" not in text
    assert "20 or more             |->" in run("estimates", "tripled", charset="ascii").stdout


def drawn(claim: Claim, width: int) -> list[str]:
    stream = io.StringIO()
    write_tree(Lines(stream, width), claim, lambda article: None, why=True)
    return stream.getvalue().splitlines()


@pytest.mark.parametrize("width", [20, 40, 80])
def test_a_deep_tree_leaves_room_for_words(width: int) -> None:
    told = [report(f"n{n}", "The bridge is closed", "Ana", **({"rests": f"n{n - 1}"} if n else {})) for n in range(60)]
    lines = drawn(claim("x", told), width)
    assert max(map(len, lines)) <= width
    assert any("(60) " in line for line in lines)


def test_branches_are_joined_by_lines() -> None:
    told = [report("a", "one", "Ana"), report("b", "two", "Ana")]
    told += [report(name, "q", "Ana", rests=on) for name, on in (("c", "a"), ("d", "a"), ("e", "c"))]
    lines = [line for line in drawn(claim("x", told), 80) if "›" in line or "“" in line]
    assert [line.split(" ›")[0] for line in lines] == [
        "├─ A", "│  “one”",
        "│  ├─ C", "│  │  “q”",
        "│  │  └─ E", "│  │     “q”",
        "│  └─ D", "│     “q”",
        "└─ B", "   “two”",
    ]  # fmt: skip


def test_a_claim_alone_in_a_store_that_knows_nothing_else() -> None:
    three = replace(tolls()[0], actors=("a1", "a2"), denied_by=("The Mayor",), independent_origins=Interval(0, 0))
    stream = io.StringIO()
    Page(Lines(stream, 80), Memory(), lambda id_: id_[:4], evidence=False).write(three)
    text = stream.getvalue()
    assert "no origin of 4 reports" in text
    assert "  denied by The Mayor\n" in text
    assert "At odds with" not in text


def test_colour_only_where_there_is_a_terminal(run: Run) -> None:
    assert "\x1b" not in run("claims").stdout


def test_memory_is_shown_alike() -> None:
    store = Memory()
    placed = keep(store, [clash()])
    stream = io.StringIO()
    Page(Lines(stream, 80), store, lambda id_: id_[:6], evidence=True).write(placed[0])
    assert "Who rests on whom" in stream.getvalue()
