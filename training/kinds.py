"""How much of the gold is found, by kind of attribution: direct, indirect, mixed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from reportedly.attribution.manner import mode
from reportedly.model import Span

ROLES = ("source", "cue", "content")


def kinds(readings: Path, gold: list[dict[str, Any]]) -> dict[str, dict[str, float]]:
    """By kind: how many the gold has, how many per cent of them have their exact content found, and all three roles."""
    found = {r["article"]["id"]: r["attributions"] for r in map(json.loads, readings.read_text("utf8").splitlines())}
    tally: dict[str, list[int]] = {kind: [0, 0, 0] for kind in ("direct", "indirect", "mixed")}
    for row in gold:
        mine = [{role: sorted(map(tuple, a[role])) for role in ROLES} for a in found[row["id"]]]
        for attribution in row["attributions"]:
            wanted = {role: sorted(map(tuple, attribution[role])) for role in ROLES}
            counts = tally[mode(row["text"], [Span(*s) for s in wanted["content"]])]
            counts[0] += 1
            counts[1] += any(m["content"] == wanted["content"] for m in mine)
            counts[2] += wanted in mine
    return {k: {"gold": n, "content": _share(c, n), "relation": _share(a, n)} for k, (n, c, a) in tally.items()}


def _share(part: int, whole: int) -> float:
    return round(100 * part / max(whole, 1), 1)
