"""Attributions in words: cues by their tags, then for each cue its source and content.

Outermost cues come first. Inside the contents found, the same heads look for cues again, so one decoder serves
every depth; a frame's place in another's content gives the nesting.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from reportedly.language import labels
from reportedly.language.annotate import Seen, Words
from reportedly.language.around import around, distances
from reportedly.language.decode import log_softmax, viterbi
from reportedly.language.network import Floats, Ints, Network, Tags
from reportedly.language.windows import Window

NEVER = np.float32(-1e4)

# Every attribution has content. Where the best sequence has none, content is made likelier step by step until one
# appears: Lagrangian relaxation of that constraint. Short texts need it, for training windows were long.
URGES = (0.25, 0.25, 0.5, 0.5, 1.0, 1.0, 1.0, 1.0)

Place = tuple[int, int]
"""First word and word after the last."""


@dataclass(frozen=True, slots=True)
class Frame:
    """One attribution in word numbers of its document."""

    cue: Place
    source: tuple[Place, ...]
    content: tuple[Place, ...]
    confidence: float
    nested: bool


@dataclass(slots=True)
class Finder:
    """Collects the frames of every document that passes through the network."""

    network: Network
    found: dict[int, list[Frame]] = field(default_factory=dict)

    def take(self, words: Words) -> list[Frame]:
        """The document's frames in order of their cues; they are forgotten here."""
        return sorted(self.found.pop(id(words), []), key=lambda f: f.cue)

    def __call__(self, seen: Seen) -> None:
        """Find the frames whose cues these windows own."""
        scores = seen.scores.heads["cue"]
        outer = self._frames(seen, self._cues(seen, scores, self.network.cue), nested=False)
        every = self._inside(seen, outer)
        if every is not None:
            self._frames(seen, self._cues(seen, every, self.network.any), nested=True)

    def _cues(self, seen: Seen, scores: Floats, tags: Tags) -> list[tuple[int, Place, float]]:
        """(row, cue in words of the window, confidence)."""
        biased = scores.copy()
        biased[:, :, 0] += tags.outside
        tagged = viterbi(biased, tags.moves, tags.begins, tags.ends, seen.lengths)
        sure = 1 - np.exp(log_softmax(scores)[:, :, 0])
        found = []
        for row, (_, w) in enumerate(seen.of):
            for _, start, end in labels.spans(tagged[row, : seen.lengths[row]]):
                if w.own_first <= w.first + start < w.own_last:
                    found.append((row, (start, end), float(sure[row, start:end].mean())))
        return found

    def _frames(self, seen: Seen, cues: list[tuple[int, Place, float]], nested: bool) -> list[tuple[int, Frame]]:
        made = []
        for (row, cue, sure), roles in zip(cues, self._roles(seen, cues), strict=True):
            words, w = seen.of[row]
            by_kind = [
                [(s + w.first, e + w.first) for k, s, e in roles if k == kind] for kind in range(len(labels.ROLES))
            ]
            if not by_kind[1]:
                continue
            place = (cue[0] + w.first, cue[1] + w.first)
            source = _nearest(by_kind[0], place)
            frame = Frame(place, source, tuple(by_kind[1]), round(sure, 3), nested)
            self.found.setdefault(id(words), []).append(frame)
            made.append((row, frame))
        return made

    def _roles(self, seen: Seen, cues: list[tuple[int, Place, float]]) -> list[list[labels.KindSpan]]:
        """For each cue its role spans, in words of the window."""
        if not cues:
            return []
        tags = self.network.role
        windows = [Window(0, int(seen.lengths[row]), 0, 0) for row, _, _ in cues]
        ranges = [around(cue, w.first, w.last) for (_, cue, _), w in zip(cues, windows, strict=True)]
        lengths: Ints = np.array([last - first for first, last in ranges], dtype=np.int64)
        distance = np.full((len(cues), lengths.max()), -1, dtype=np.int64)
        scores = np.zeros((*distance.shape, 1 + 4 * len(labels.ROLES)), dtype=np.float32)
        # One cue at a time, as windows are (`Annotator.pipe`): nothing is padded, and what is worked on stays in the cache.
        for i, ((row, cue, _), (first, last)) in enumerate(zip(cues, ranges, strict=True)):
            x = seen.scores.words[row]
            distance[i, : lengths[i]] = distances(cue, first, last)
            ends = np.concatenate([x[cue[0]], x[cue[1] - 1]])
            scores[i, : lengths[i]] = self.network.roles(x[first:last], ends, distance[i, : lengths[i]])
        scores[:, :, 0] += tags.outside
        tagged = viterbi(scores, tags.moves, tags.begins, tags.ends, lengths)
        scores[:, :, 5:][distance == 0] = NEVER  # a cue is no part of its own content
        scores[:, :, 5:][(tagged > 0) & (tagged <= 4)] = NEVER  # nor is the source found already
        for extra in URGES:
            empty = np.flatnonzero((tagged <= 4).all(1))
            if not len(empty):
                break
            scores[empty, :, 5:] += extra
            tagged[empty] = viterbi(scores[empty], tags.moves, tags.begins, tags.ends, lengths[empty])
        return [
            [(k, s + r[0], e + r[0]) for k, s, e in labels.spans(tagged[i, : lengths[i]])] for i, r in enumerate(ranges)
        ]

    @staticmethod
    def _inside(seen: Seen, outer: list[tuple[int, Frame]]) -> Floats | None:
        """Scores of cues at any depth, with everything outside the contents found ruled out."""
        scores = log_softmax(seen.scores.heads["any"])
        allowed = np.zeros(scores.shape[:2], dtype=bool)
        for row, frame in outer:
            first = seen.of[row][1].first
            for start, end in frame.content:
                allowed[row, max(0, start - first) : end - first] = True
        for row, frame in outer:
            first = seen.of[row][1].first
            allowed[row, frame.cue[0] - first : frame.cue[1] - first] = False
        if not allowed.any():
            return None
        scores[:, :, 1:][~allowed] = NEVER
        return scores


def _nearest(places: list[Place], cue: Place) -> tuple[Place, ...]:
    """A source is one phrase: of several the nearest to the cue."""
    return tuple(sorted(places, key=lambda p: min(abs(p[0] - cue[1]), abs(cue[0] - p[1])))[:1])
