"""The commonest errors on PolNeAR: what kind they are, and the cues that are missed and made up most."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

Spans = list[list[int]]
MOST = 12
"""How many cues are listed."""


def errors(readings: Path, gold: list[dict[str, Any]]) -> dict[str, Any]:
    """Counts by kind, and the cues (lower case, their last word) of attributions missed and made up."""
    found = {r["article"]["id"]: r["attributions"] for r in map(json.loads, readings.read_text("utf8").splitlines())}
    kinds: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    invented: Counter[str] = Counter()
    for row in gold:
        mine = [a for a in found[row["id"]] if a["parent"] is None]
        wanted = row["attributions"]
        for attribution in wanted:
            near = [a for a in mine if _meet(a["cue"], attribution["cue"])]
            if not near:
                kinds["missed: no attribution at its cue"] += 1
                missed[_last(row["text"], attribution["cue"])] += 1
                continue
            for kind in _differences(near[0], attribution):
                kinds[kind] += 1
        for a in mine:
            if a["cue"] and not any(_meet(a["cue"], w["cue"]) for w in wanted):
                kinds["made up: none at its cue"] += 1
                invented[_last(row["text"], a["cue"])] += 1
    return {
        "kinds": dict(kinds.most_common()),
        "missed": dict(missed.most_common(MOST)),
        "made_up": dict(invented.most_common(MOST)),
    }


def _differences(mine: dict[str, Any], gold: dict[str, Any]) -> list[str]:
    kinds = []
    if not _equal(mine["cue"], gold["cue"]):
        kinds.append("cue longer or shorter")
    if not _equal(mine["source"], gold["source"]):
        if not mine["source"] or not gold["source"]:
            kinds.append("source missed" if gold["source"] else "source made up")
        else:
            kinds.append("source longer or shorter" if _meet(mine["source"], gold["source"]) else "another source")
    if not _equal(mine["content"], gold["content"]):
        kinds.append("content longer or shorter" if _meet(mine["content"], gold["content"]) else "another content")
    return kinds


def _equal(one: Spans, other: Spans) -> bool:
    return sorted(map(tuple, one)) == sorted(map(tuple, other))


def _meet(one: Spans, other: Spans) -> bool:
    return any(a < d and c < b for a, b in one for c, d in other)


def _last(text: str, cue: Spans) -> str:
    return text[cue[-1][0] : cue[-1][1]].split()[-1].lower() if cue else "(no cue)"
