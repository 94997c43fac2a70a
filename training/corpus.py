"""The corpora as examples: words with whatever labels each corpus has, and everything that was dropped, counted.

Readers of `../shared/data` (its README says what each is, and its licence). Nothing of it is copied into the project.
"""

from __future__ import annotations

import gzip
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import spacy
from numpy.typing import NDArray

from reportedly.language import labels
from reportedly.language.features import Features, features
from reportedly.language.layout import paragraph_starts

UNKNOWN = -100  # a word without this label: no loss

Ints = NDArray[np.int64]


@dataclass(slots=True)
class Frame:
    """One attribution in words: its cue and, per role, its spans as tags over all words of the example."""

    cue: tuple[int, int]
    roles: Ints
    nested: bool


@dataclass(slots=True)
class Example:
    """Words of one text; `labels` holds (words,) int64 arrays by head, UNKNOWN where there is no label."""

    id: str
    words: list[str]
    shape: Features
    labels: dict[str, Ints] = field(default_factory=dict)
    frames: list[Frame] = field(default_factory=list)
    sentence: Ints | None = None
    """(words,) the number of the gold sentence, where arcs are labelled."""


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a JSONL file, gzipped or not."""
    opened = gzip.open(path, "rt", encoding="utf8") if path.suffix == ".gz" else path.open(encoding="utf8")
    with opened as lines:
        for line in lines:
            yield json.loads(line)


class Words:
    """Character spans of a text as word numbers, by the tokenizer that ships."""

    nlp = spacy.blank("en")

    def __init__(self, text: str) -> None:
        doc = self.nlp.make_doc(text)
        self.kept = [t for t in doc if not t.is_space]
        self.words = [t.text for t in self.kept]
        self.shape = features(self.words, paragraph_starts(text, [t.idx for t in self.kept]))
        self.starts = {t.idx: i for i, t in enumerate(self.kept)}
        self.ends = {t.idx + len(t): i + 1 for i, t in enumerate(self.kept)}

    def span(self, start: int, end: int) -> tuple[int, int] | None:
        """Word numbers, half-open; None where an end falls inside a word."""
        first, last = self.starts.get(start), self.ends.get(end)
        return None if first is None or last is None or last <= first else (first, last)


def polnear(data: Path, part: str, dropped: Counter[str]) -> Iterator[Example]:
    """PolNeAR's articles with outer frames; where our nested annotation covers the article, its frames as well."""
    nested = {r["id"]: r["nested"] for r in rows(data / "nested" / f"{part}.jsonl.gz")}
    for row in rows(data / "polnear" / f"{part}.jsonl.gz"):
        yield attributed(row, nested.get(row["id"]), dropped)


def attributed(row: dict[str, Any], nested: list[dict[str, Any]] | None, dropped: Counter[str]) -> Example:
    """One article. Heads: `cue` (outermost cues), `any` (cues at every depth; unknown inside contents that nobody read)."""
    words = Words(row["text"])
    example = Example(row["id"], words.words, words.shape)
    frames = [(a, False) for a in row["attributions"]] + [(a, True) for a in nested or ()]
    for attribution, inner in frames:
        frame = _frame(words, attribution, inner, dropped)
        if frame:
            example.frames.append(frame)
    size = len(words.words)
    outer = labels.tags(size, [(0, *f.cue) for f in example.frames if not f.nested])
    every = labels.tags(size, [(0, *f.cue) for f in example.frames])
    if nested is None:
        content = np.zeros(size, dtype=bool)
        for f in example.frames:
            content |= f.roles > 4
        every[content & (every == 0)] = UNKNOWN
    flat = np.zeros(size, dtype=np.int64)
    for f in example.frames:
        if not f.nested:
            flat = np.where(flat == 0, f.roles, flat)
    example.labels = {"cue": outer, "any": every, "flat": flat}
    return example


def _frame(words: Words, row: dict[str, Any], nested: bool, dropped: Counter[str]) -> Frame | None:
    cues = [words.span(*s) for s in row["cue"]]
    if not cues:
        dropped["attribution without a cue"] += 1
        return None
    if cues[0] is None:
        dropped["cue that cuts a word"] += 1
        return None
    spans: list[labels.KindSpan] = []
    for kind, role in enumerate(labels.ROLES):
        for start, end in row[role]:
            span = words.span(start, end)
            if span is None:
                dropped[f"{role} that cuts a word"] += 1
                return None
            spans.append((kind, *span))
    return Frame(cues[0], labels.tags(len(words.words), spans), nested)


def treebank(path: Path) -> list[list[dict[str, Any]]]:
    """A CoNLL-U file as documents of sentences: {"words": [columns…], "paragraph": bool, "document": id}."""
    documents: list[list[dict[str, Any]]] = []
    sentence: dict[str, Any] = {"words": [], "paragraph": False}
    with gzip.open(path, "rt", encoding="utf8") as lines:
        for line in lines:
            line = line.rstrip("\n")
            if line.startswith("# newdoc"):
                documents.append([])
                sentence["paragraph"] = True
            elif line.startswith("# newpar"):
                sentence["paragraph"] = True
            elif line and line[0] != "#":
                columns = line.split("\t")
                if columns[0].isdigit():
                    sentence["words"].append(columns)
            elif not line and sentence["words"]:
                documents[-1].append(sentence)
                sentence = {"words": [], "paragraph": False}
    return documents


class Inventory:
    """The labels of the treebanks that the heads know: those seen at least `least` times in training."""

    def __init__(self, features: Sequence[str], relations: Sequence[str]) -> None:
        self.features, self.relations = list(features), list(relations)
        self._feature = {v: i for i, v in enumerate(features)}
        self._relation = {v: i for i, v in enumerate(relations)}

    @classmethod
    def count(cls, paths: Iterable[Path], least: int = 20) -> Inventory:
        feats: Counter[str] = Counter()
        rels: Counter[str] = Counter()
        for path in paths:
            for document in treebank(path):
                for sentence in document:
                    feats.update(kept_features(w[5]) for w in sentence["words"])
                    rels.update(w[7] for w in sentence["words"])
        return cls(*(sorted(v for v, n in c.items() if n >= least) for c in (feats, rels)))

    def feature(self, value: str) -> int:
        return self._feature.get(value, UNKNOWN)

    def relation(self, value: str) -> int:
        found = self._relation.get(value)
        return self._relation.get(value.split(":")[0], UNKNOWN) if found is None else found


def kept_features(column: str) -> str:
    """The part of a FEATS column that the network learns."""
    return "|".join(f for f in column.split("|") if f.split("=")[0] in labels.FEATURES) or "_"


def parsed(documents: Iterable[list[dict[str, Any]]], inventory: Inventory) -> Iterator[Example]:
    """Treebank documents as examples with tags, morphology, arcs, sentence starts; heads count from the document's start."""
    for n, document in enumerate(documents):
        columns = [w for s in document for w in s["words"]]
        words = [w[1] for w in columns]
        starts, heads, sentence, begins = [], [], [], []
        for k, s in enumerate(document):
            offset = len(heads)
            for i, w in enumerate(s["words"]):
                head = int(w[6])
                heads.append(offset + head - 1 if head else offset + i)  # a root is its own head
                starts.append(s["paragraph"] and i == 0)
                begins.append(int(i == 0))
                sentence.append(k)
        example = Example(f"ud-{n}", words, features(words, starts), sentence=np.array(sentence))
        example.labels = {
            "upos": np.array([labels.UPOS.index(w[3]) for w in columns]),
            "morph": np.array([inventory.feature(kept_features(w[5])) for w in columns]),
            "head": np.array(heads),
            "relation": np.array([inventory.relation(w[7]) for w in columns]),
            "sentence": np.array(begins),
        }
        yield example
