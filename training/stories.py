"""Our own stories and scenarios: several outlets on one invented story, and which of their words make which claim.

Two forms, both written for this project: `stories/*.jsonl`, short passages with marks (a story a line), and
`scenarios/NAME/`, whole articles with claims, chains and origins in the form of `../shared/scenarios`.

`python -m training.stories` checks all of them and says what is wrong, a line each.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
STANCES = frozenset(("asserts", "denies", "doubts"))
STATUSES = frozenset(("confirmed", "contested", "single-origin", "denied", "debunked"))


@dataclass(frozen=True, slots=True)
class Mark:
    """Words of a text that report a claim: half-open code points, the claim's id and the stance towards it."""

    start: int
    end: int
    claim: str
    stance: str


@dataclass(frozen=True, slots=True)
class Text:
    """One outlet's text in a story, with its marks; `published` as ISO 8601 or empty."""

    id: str
    outlet: str
    published: str
    title: str
    text: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Story:
    """Texts on one story and the statements of its claims by id."""

    id: str
    texts: tuple[Text, ...]
    claims: dict[str, str]


def stories(folder: Path = HERE / "stories") -> Iterator[Story]:
    """Every story in the short form. Raises ValueError, naming file and line, where one is not in it."""
    for path in sorted(folder.glob("*.jsonl")):
        for number, line in enumerate(path.read_text("utf8").splitlines(), 1):
            try:
                yield _story(json.loads(line))
            except (ValueError, KeyError) as error:
                raise ValueError(f"{path.name}, line {number}: {error}") from error


def scenario(folder: Path) -> Story:
    """A scenario as a story. Raises ValueError where a quote does not stand in its article."""
    gold = json.loads((folder / "gold.json").read_text("utf8"))
    rows = [json.loads(line) for line in (folder / "articles.jsonl").read_text("utf8").splitlines()]
    marks: dict[str, list[Mark]] = {row["id"]: [] for row in rows}
    texts = {row["id"]: row["text"] for row in rows}
    for claim in gold["claims"]:
        for report in claim["reports"]:
            mark = _mark(texts[report["article"]], report["quote"], claim["id"], report["stance"])
            marks[report["article"]].append(mark)
    return Story(
        folder.name,
        tuple(
            Text(r["id"], r["outlet"], r["published"] or "", r["title"] or "", r["text"], tuple(marks[r["id"]]))
            for r in rows
        ),
        {claim["id"]: claim["statement"] for claim in gold["claims"]},
    )


def _story(row: dict[str, Any]) -> Story:
    texts = []
    for number, text in enumerate(row["texts"], 1):
        marks = tuple(_mark(text["text"], m["quote"], m["claim"], m["stance"]) for m in text["marks"])
        if unknown := {m.claim for m in marks} - set(row["claims"]):
            raise ValueError(f"no claim {sorted(unknown)}")
        texts.append(Text(f"{row['id']}-{number}", text["outlet"], row["date"], "", text["text"], marks))
    return Story(row["id"], tuple(texts), row["claims"])


def _mark(text: str, quote: str, claim: str, stance: str) -> Mark:
    start = text.find(quote)
    if start < 0 or not quote:
        raise ValueError(f"the quote is not in its text: {quote[:70]!r}")
    if stance not in STANCES:
        raise ValueError(f"no stance {stance!r}")
    return Mark(start, start + len(quote), claim, stance)


def faults(folder: Path) -> Iterator[str]:
    """What is wrong with a scenario."""
    try:
        scenario(folder)
    except (ValueError, KeyError) as error:
        yield f"{folder.name}: {error}"
        return
    gold = json.loads((folder / "gold.json").read_text("utf8"))
    rows = [json.loads(line) for line in (folder / "articles.jsonl").read_text("utf8").splitlines()]
    published = {row["id"]: row["published"] for row in rows}
    for claim in gold["claims"]:
        where = f"{folder.name}, {claim['id']}"
        if claim["status"] not in STATUSES:
            yield f"{where}: no status {claim['status']!r}"
        if len(claim["origins"]) != claim["independent_origins"]:
            yield f"{where}: {len(claim['origins'])} origins, but independent_origins is {claim['independent_origins']}"
        for report in claim["reports"]:
            if report["derived_from"] is not None and report["derived_from"] not in published:
                yield f"{where}: derived_from names no article: {report['derived_from']}"
    for pair in gold["duplicates"]:
        if unknown := set(pair) - set(published):
            yield f"{folder.name}: duplicates name no article: {sorted(unknown)}"


def main() -> int:
    """Check everything; 1 where something is wrong."""
    wrong = [fault for folder in sorted((HERE / "scenarios").glob("*")) for fault in faults(folder)]
    count = marks = 0
    for path in sorted((HERE / "stories").glob("*.jsonl")):
        for number, line in enumerate(path.read_text("utf8").splitlines(), 1):
            try:
                story = _story(json.loads(line))
                count, marks = count + 1, marks + sum(len(t.marks) for t in story.texts)
            except (ValueError, KeyError, TypeError) as error:
                wrong.append(f"{path.name}, line {number}: {error}")
    print("\n".join(wrong) or f"{count} stories with {marks} marks and all scenarios are sound")
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
