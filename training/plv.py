"""Sentences whose two parties are marked, as PLV has them: read, and turned into what the head for events sees."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from reportedly.claims.kind import Features, features


def examples(path: Path) -> Iterator[tuple[str, tuple[int, int], tuple[int, int], str]]:
    """Text, the first and second party's `[start, end)`, and the type; lines that lack a party are left out."""
    for line in path.read_text("utf8").splitlines():
        row = json.loads(line)
        text, at = "", {}
        for part in re.split(r"(</?[st]>)", row["marked"]):
            if re.fullmatch(r"</?[st]>", part):
                at[part] = len(text)
            else:
                text += part
        source, target = (at.get("<s>", 0), at.get("</s>", 0)), (at.get("<t>", 0), at.get("</t>", 0))
        yield text, source, target, row["type"]


def seen(nlp: Any, text: str, source: tuple[int, int], target: tuple[int, int]) -> Features:
    """The features of one line, whose text is taken as one sentence."""
    doc = nlp(text)
    whole = doc[:]
    first, second = ({t.i for t in doc if a <= t.idx and t.idx + len(t) <= b} for a, b in (source, target))
    return features(whole, first, second)
