"""python -m training.card

Writes the figures of training/report.json and training/floors.json into the model card, between its two marks, so that
no figure in it is copied by hand.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
BEGIN, END = "<!-- figures: python -m training.card -->", "<!-- end of figures -->"
# Path in the report, what it is, floor and aim as the issues set them.
AIMS = (
    ("polnear.flat.exact.source.f1", "PolNeAR dev, source, exact F1", 81, 85),
    ("polnear.flat.exact.cue.f1", "PolNeAR dev, cue, exact F1", 72, 75.5),
    ("polnear.flat.exact.content.f1", "PolNeAR dev, content, exact F1", 67, 73.5),
    ("polnear.flat.relation.f1", "PolNeAR dev, relation F1", 62, 70),
    ("polnear.nested.relation.f1", "nested, relation F1", 45, 65),
    ("polnear.nested.content.f1", "nested, content F1", 55, 75),
    ("gold.attributions", "gold, attributions found, %", 80, 95),
    ("gold.nested", "gold, nested found, %", 60, 85),
    ("gold.chain", "gold, chain right, % of found", 75, 92),
    ("gold.precision", "gold, precision, %", 60, 80),
    ("gold.dates", "gold, dates with the right value, %", 85, 95),
    ("gum_dates.f1", "GUM dev, dates of day, month, year, F1", 80, 90),
    ("gold.events", "gold, events, type and trigger, %", 60, 80),
    ("gold.events+", "gold, events told by the right chain, %", 50, 75),
    ("events.gsr.type", "GSR, root type given the sentence, %", 70, 85),
    ("events.plv.type", "PLV, held-out fifth, root type, %", 78, 86),
    ("events.gsr.source", "GSR, source actor's head found, %", 70, 85),
    ("events.gsr.target", "GSR, target actor's head found, %", 60, 78),
    ("gold.estimates", "gold, estimates with right bounds, %", 75, 92),
    ("gold.estimates+", "gold, estimates with the right chain, %", 65, 88),
    ("gold.commitments", "gold, commitments found, %", 65, 85),
    ("gold.commitments+", "gold, commitments by the right party, %", 60, 80),
    ("ewt.upos", "EWT dev, UPOS, %", 95, 96.5),
    ("ewt.las", "EWT dev, LAS (CoNLL 2018, without subtypes), %", 86, 90),
    ("uner.f1", "UNER EWT dev, entity F1", 70, 82),
)

LISTS = (("missed", "missed"), ("made_up", "made up"))


def figure(report: dict[str, Any], path: str) -> float | None:
    """The number at a dotted path; of the gold's lines (*95 of 112 gold = 84.8 %*) the per cent."""
    value: Any = report
    for part in path.split("."):
        value = value.get(part) if isinstance(value, dict) else None
    return float(value.split("=")[1].split()[0]) if isinstance(value, str) else value


def table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A Markdown table."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join("| " + " | ".join(str(cell) for cell in line) + " |" for line in lines)


def card(report: dict[str, Any]) -> str:
    """The section of figures."""
    rows = [(what, found, floor, aim) for path, what, floor, aim in AIMS if (found := figure(report, path)) is not None]
    flat = report["polnear"]["flat"]
    exact = [(role, *flat["exact"][role].values()) for role in ("source", "cue", "content")]
    outlets = [(name, *part.values()) for name, part in report["polnear"]["outlets"].items()]
    parts = [
        table(("figure", "measured", "floor", "aim"), rows),
        "PolNeAR dev, exact spans and whole relations:",
        table(("role", "precision", "recall", "F1"), [*exact, ("relation", *flat["relation"].values())]),
        "By outlet, F1:",
        table(("outlet", "source", "cue", "content", "relation"), outlets),
    ]
    if "kinds" in report["polnear"]:
        kinds = [(kind, *part.values()) for kind, part in report["polnear"]["kinds"].items()]
        parts += [
            "By kind of attribution, share of the gold found, %:",
            table(("kind", "gold", "content", "all three"), kinds),
        ]
    if "errors" in report["polnear"]:
        wrong = report["polnear"]["errors"]
        parts += ["The commonest errors on PolNeAR dev:", table(("error", "times"), wrong["kinds"].items())]
        parts += [f"Cues most often {what}: {_listed(wrong[key])}." for key, what in LISTS]
    if "float" in report:
        parts += [
            "The float graphs beside the int8 ones that ship, the same measure:",
            table(("figure", "int8", "float"), _beside(report)),
        ]
    return "\n\n".join(parts)


def _listed(counts: dict[str, int]) -> str:
    return ", ".join(f"*{word}* {times}" for word, times in counts.items())


def _beside(report: dict[str, Any]) -> list[tuple[object, ...]]:
    measured = ((what, figure(report, path), figure(report["float"], path)) for path, what, _, _ in AIMS)
    return [row for row in measured if row[2] is not None]


def written(readme: str, report: dict[str, Any]) -> str:
    """The card with the section between its marks made anew."""
    before, rest = readme.split(BEGIN)
    return f"{before}{BEGIN}\n{card(report)}\n{END}{rest.split(END)[1]}"


def main() -> None:
    """Write the card in its place."""
    path = HERE / "README.md"
    path.write_text(written(path.read_text("utf8"), json.loads((HERE / "report.json").read_text("utf8"))), "utf8")


if __name__ == "__main__":
    main()
