"""A form that was sent → what a person says."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime

from reportedly.corpus.marks import Mark, Roles
from reportedly.errors import ValueRefused
from reportedly.model import Span
from reportedly.serve.outline import JOINT
from reportedly.serve.web.review.items import Item

NAME = 80
"""Letters of a name."""
_FAR = 4000
"""Code points around an attribution in which its corrected words are looked for."""


def now() -> str:
    """UTC, to the microsecond, so that of two verdicts one is the newer."""
    return datetime.now(UTC).isoformat(timespec="microseconds")


def name(given: str) -> str | None:
    """Who judges, as it can be kept; None for nobody."""
    return " ".join(given.split())[:NAME] or None


def mark(item: Item, form: Mapping[str, str], by: str | None, blind: bool, batch: str | None = None) -> Mark:
    """What is said of one thing. Raises ValueRefused."""
    verdict = form.get("verdict")
    correction = _correction(item, form) if verdict == "corrected" and item.kind == "attribution" else None
    if verdict not in ("right", "wrong") and correction is None:
        raise ValueRefused(f"{verdict!r} is no verdict here (it is right or wrong; a correction changes something)")
    return Mark(
        kind=item.kind,
        places=item.places,
        verdict="right" if verdict == "right" else "wrong",
        made=now(),
        by=by,
        score=item.score,
        found=item.found,
        correction=correction,
        blind=blind,
        batch=batch,
    )


def undone(marked: Mark, by: str | None) -> Mark:
    """That it is taken back."""
    return Mark(marked.kind, marked.places, "undone", now(), by, undoes=marked.id, batch=marked.batch)


def _correction(item: Item, form: Mapping[str, str]) -> Roles | None:
    """The spans of the words that were written, nearest to where the machine had them; None where they are the same."""
    text, found = item.sides[0].article.text, item.found or Roles()
    near = item.places[0].span
    roles = Roles(
        _spans(text, form.get("source", ""), found.source, near, "source"),
        _spans(text, form.get("cue", ""), found.cue, near, "cue"),
        _spans(text, form.get("content", ""), found.content, near, "content"),
    )
    return None if roles == found else roles


def _spans(text: str, words: str, had: tuple[Span, ...], near: Span, role: str) -> tuple[Span, ...]:
    pieces = [piece.strip() for piece in words.split(JOINT.strip()) if piece.strip()]
    spans = []
    for number, piece in enumerate(pieces):
        at = had[number].start if number < len(had) else near.start
        low, high = max(0, at - _FAR), min(len(text), at + _FAR)
        pattern = re.compile(r"\s+".join(map(re.escape, piece.split())))
        there = [Span(*match.span()) for match in pattern.finditer(text, low, high)]
        if not there:
            raise ValueRefused(
                f"“{piece}” is not in the article near there (give the {role} in the article's own words)"
            )
        spans.append(min(there, key=lambda span: (abs(span.start - at), span.start)))
    return tuple(sorted(spans))
