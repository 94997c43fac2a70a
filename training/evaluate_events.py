"""Events on sentences with gold PLOVER types: the root type, and whether source and target are found by their head.

One sentence holds one gold event, the reading may hold several: the type counts as right where the sentence's main
event has it, the one whose trigger stands highest in the tree and first. Actors are sought in the events of the gold
type, in the main one where there are none. An actor is found where the last word of its gold text is among its words.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from reportedly.claims.kind import head
from reportedly.claims.reading import reading
from reportedly.model import Article, Event, Span
from training.plv import examples, seen


def gsr(nlp: Language, path: Path) -> dict[str, float]:
    """PLOVER's gold standard records: per cent of types, sources and targets that are right."""
    tally = dict.fromkeys(("records", "type", "sources", "source", "targets", "target"), 0)
    for line in path.read_text("utf8").splitlines():
        row = json.loads(line)
        doc = nlp(row["text"])
        events = reading(Article("gsr", row["text"]), doc).events
        chief = main(doc, events)
        tally["records"] += 1
        tally["type"] += chief is not None and chief.type == row["type"]
        chosen = [e for e in events if e.type == row["type"]] or ([chief] if chief else [])
        for side, spans in (
            ("source", [s for e in chosen for s in (*e.actor_spans, *_both(e))]),
            ("target", [s for e in chosen for s in (*e.recipient_spans, *_both(e))]),
        ):
            for gold in row[side]:
                tally[side + "s"] += 1
                tally[side] += _found(row["text"], gold["actorText"], spans)
    return {
        "type": _share(tally["type"], tally["records"]),
        "source": _share(tally["source"], tally["sources"]),
        "target": _share(tally["target"], tally["targets"]),
    }


def plv(nlp: Language, path: Path) -> dict[str, float]:
    """The shipped head on the fifth of PLV that it was not trained on: per cent of types right.

    PLV has one type YIELD for what PLOVER 2021 divides into CONCEDE and RETREAT.
    """
    held = [row for i, row in enumerate(examples(path)) if i % 5 == 0]
    judge = head()
    scores = judge([seen(nlp, *row[:3]) for row in held])
    told = [judge.types[i] for i in scores.argmax(1)]
    right = sum(("YIELD" if t in ("CONCEDE", "RETREAT") else t) == row[3] for t, row in zip(told, held, strict=True))
    return {"type": _share(right, len(held))}


def main(doc: Doc, events: Sequence[Event]) -> Event | None:
    """The event whose trigger stands highest in the tree; of several the first."""

    def depth(event: Event) -> int:
        span = doc.char_span(*event.trigger, alignment_mode="expand")
        return sum(1 for _ in span.root.ancestors) if span is not None else 99

    return min(events, key=lambda e: (depth(e), e.trigger), default=None)


def _both(event: Event) -> tuple[Span, ...]:
    """Who meets or agrees is source and target alike: gold names each as both."""
    return event.actor_spans + event.recipient_spans if event.type in ("CONSULT", "AGREE", "COOPERATE") else ()


def _found(text: str, gold: str, spans: Sequence[Span]) -> bool:
    head = gold.split()[-1].strip(".,'’\"").removesuffix("'s").removesuffix("’s").lower() if gold.split() else ""
    words: set[Any] = {
        w.strip(".,'’\"").removesuffix("'s").removesuffix("’s").lower() for s in spans for w in s.of(text).split()
    }
    return head in words


def _share(part: int, whole: int) -> float:
    return round(100 * part / max(whole, 1), 1)
