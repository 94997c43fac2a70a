"""Which attribution stands in whose content."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reportedly.model import Span


@dataclass(frozen=True, slots=True)
class Draft:
    """An attribution before it has an id: its spans in code points, and how sure the network is of it."""

    cue: tuple[Span, ...]
    source: tuple[Span, ...]
    content: tuple[Span, ...]
    confidence: float

    @property
    def start(self) -> int:
        """Where its first span begins."""
        return min(s.start for s in (*self.cue, *self.source, *self.content))

    @property
    def size(self) -> int:
        """Code points of content."""
        return sum(s.end - s.start for s in self.content)


def parents(drafts: Sequence[Draft]) -> list[int | None]:
    """For each draft the number of the one whose content holds its cue; the smallest such.

    A post, which has no cue, stands on its own.
    """
    found: list[int | None] = []
    reach = [(min((c.start for c in d.content), default=0), max((c.end for c in d.content), default=0)) for d in drafts]
    for i, draft in enumerate(drafts):
        best: int | None = None
        for j in _candidates(drafts, i) if draft.cue else ():
            other = drafts[j]
            if not reach[j][0] <= draft.cue[0].start < reach[j][1]:  # most end here
                continue
            if all(any(c.holds(h) for c in other.content) for h in draft.cue) and (
                best is None or other.size < drafts[best].size
            ):
                best = j
        found.append(best)
    return _without_circles(drafts, found)


NEAR = 60  # drafts on either side, in order of appearance; contents are far shorter than that many attributions


def _candidates(drafts: Sequence[Draft], i: int) -> list[int]:
    return [j for j in range(max(0, i - NEAR), min(len(drafts), i + NEAR + 1)) if j != i]


def _without_circles(drafts: Sequence[Draft], found: list[int | None]) -> list[int | None]:
    """Two that hold each other's cue: the one with the larger content is the outer."""
    for i in range(len(found)):
        path, at = [i], found[i]
        while at is not None and at not in path:
            path.append(at)
            at = found[at]
        if at is not None:
            circle = path[path.index(at) :]
            found[max(circle, key=lambda k: (drafts[k].size, -k))] = None
    return found


def clip(draft: Draft, outer: Draft) -> Draft | None:
    """The draft with its content kept inside the outer's; None where nothing is left of it."""
    kept = []
    for span in draft.content:
        for hold in outer.content:
            start, end = max(span.start, hold.start), min(span.end, hold.end)
            if start < end:
                kept.append(Span(start, end))
    if not kept or sum(s.end - s.start for s in kept) < 0.5 * draft.size:
        return None
    return Draft(draft.cue, draft.source, tuple(kept), draft.confidence)
