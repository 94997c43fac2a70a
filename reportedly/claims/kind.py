"""Which PLOVER type stands between two parties of a sentence: a small network over what the large one saw of the words.

It judges where no trigger of the lexicon stands. Trained by `training.train_events`.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple, get_args

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc, Span, Token

from reportedly.claims.triggers import trigger
from reportedly.language.network import DEFAULT, MODELS, session
from reportedly.model.found import EventType

TYPES: tuple[str, ...] = get_args(EventType)
ENDINGS = ("ing", "ed", "es", "s", "ion", "e")
Floats = NDArray[np.float32]


class Features(NamedTuple):
    """What the head sees of a pair: `dense` (4 D + 32,) and the words between and around, marked by where they stand."""

    dense: Floats
    words: frozenset[str]


class Head:
    """The trained weights and their vocabulary."""

    def __init__(self, folder: Path) -> None:
        """Raises ModelError where they are missing or damaged."""
        about: dict[str, Any] = json.loads((folder / "events.json").read_text("utf8"))
        self.types: list[str] = about["types"]
        self._words = {word: i for i, word in enumerate(about["words"])}
        self._run = session(folder / "events.onnx")

    def __call__(self, pairs: Sequence[Features]) -> Floats:
        """(pairs, types) probabilities, in the order of `types`."""
        scores = self._run.run(None, {"features": np.stack([vector(p, self._words) for p in pairs])})[0]
        powers = np.exp(scores - scores.max(1, keepdims=True))
        result: Floats = powers / powers.sum(1, keepdims=True)
        return result


@cache
def head() -> Head:
    """The head that ships."""
    return Head(MODELS / DEFAULT)


def vector(pair: Features, vocabulary: dict[str, int]) -> Floats:
    """The pair as one row of numbers; words on the path or beside it weigh twice the others."""
    bag = np.zeros(len(vocabulary), dtype=np.float32)
    for word in pair.words:
        if word in vocabulary:
            bag[vocabulary[word]] = 1.5 if word.startswith("w:") else 3.0
    return np.concatenate([pair.dense, bag])


def features(sentence: Span, source: Collection[int], target: Collection[int]) -> Features:
    """Of a sentence of a document with trees and `tensor`; the parties are given by the numbers of their tokens."""
    doc = sentence.doc
    seen: Floats = np.asarray(doc.tensor, dtype=np.float32)
    parties = {*source, *target}
    outside = [t.i for t in sentence if t.i not in parties and not t.is_space] or [sentence.root.i]
    path, top, governor = _path(sentence, source, target)
    path = [i for i in path if i not in parties] or [top]
    types = {t.i: row.type for t in sentence if t.i not in parties and (row := trigger(t))}
    anywhere, near = np.zeros(len(TYPES), np.float32), np.zeros(len(TYPES), np.float32)
    for i, kind in types.items():
        anywhere[TYPES.index(kind)] = 3.0
        if i in path or i == governor:
            near[TYPES.index(kind)] = 3.0
    dense = [seen[outside].mean(0), seen[path].mean(0), seen[top], seen[governor], anywhere, near]
    return Features(np.concatenate(dense), frozenset(_words(doc, outside, set(path), parties)))


def _path(sentence: Span, source: Collection[int], target: Collection[int]) -> tuple[list[int], int, int]:
    """Tokens on the way from one party's head to the other's, the topmost of them, and what the first hangs on."""
    root = sentence.root.i
    if not source:
        return [root], root, root
    first = _head(sentence.doc, source)
    up = [first.i, *(a.i for a in first.ancestors)]
    if not target:
        return up[:2], up[:2][-1], first.head.i
    second = _head(sentence.doc, target)
    down = [second.i, *(a.i for a in second.ancestors)]
    top = next((i for i in up if i in down), up[-1])
    return [*up[: up.index(top) + 1], *(down[: down.index(top)] if top in down else [])], top, first.head.i


def _head(doc: Doc, party: Collection[int]) -> Token:
    return next((doc[i] for i in sorted(party) if doc[i].head.i not in party or doc[i].head.i == i), doc[min(party)])


def _words(doc: Doc, outside: Sequence[int], path: set[int], parties: set[int]) -> Iterator[str]:
    for i in outside:
        token = doc[i]
        word = stem(token.lower_)
        if i in path:
            yield "p:" + word
        if token.is_alpha and (i in path or token.head.i in path):
            yield "n:" + word
        if token.is_alpha and len(token) > 3:
            yield "w:" + word


def stem(word: str) -> str:
    """A word without its commonest ending."""
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) > len(ending) + 3:
            return word[: -len(ending)]
    return word
