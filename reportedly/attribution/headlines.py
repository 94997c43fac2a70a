"""Headlines that tell at their end who says it, which no sentence does: *North Korea fires missile, state media report*."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reportedly.attribution.manner import lexicon
from reportedly.attribution.nesting import Draft
from reportedly.model import Span

CONFIDENCE = 0.6
SHORTEST = 3
"""Words that are told."""
_LINE = re.compile(r"^(?P<told>[^\n“”\"]+), (?P<source>[^\n,;:]{2,60}) (?P<cue>\w+)$", re.MULTILINE)


def headlines(text: str, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts with those of headlines; one that has such a cue tell what follows, in the next line, gives way."""
    found = list(_found(text))
    cues = [line.cue[0] for line in found]
    astray = [d for d in drafts if any(_astray(d, line) for line in found)]
    kept = [d for d in drafts if d not in astray]
    held = {cue for cue in cues if any(cue.meets(span) for d in kept for span in d.cue)}
    return [*kept, *(line for line in found if line.cue[0] not in held)]


def _found(text: str) -> Iterator[Draft]:
    for line in _LINE.finditer(text):
        if line["cue"].lower() in lexicon()["headline"] and len(line["told"].split()) >= SHORTEST:
            told, source, cue = (Span(*line.span(part)) for part in ("told", "source", "cue"))
            yield Draft((cue,), (source,), (told,), CONFIDENCE)


def _astray(draft: Draft, line: Draft) -> bool:
    cue = line.cue[0]
    return any(cue.meets(span) for span in draft.cue) and all(span.start >= cue.end for span in draft.content)
