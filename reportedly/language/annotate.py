"""The network run over documents: tags, morphology, sentences, trees and names, in one pass.

Whoever needs more of the same pass (attribution does) is handed each batch of windows with its scores.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
from spacy.tokens import Doc, Token

from reportedly.language import labels
from reportedly.language.decode import tree, viterbi
from reportedly.language.features import Features, features
from reportedly.language.layout import paragraph_starts
from reportedly.language.network import Floats, Ints, Network, Scores, padded
from reportedly.language.windows import Window, breaks, cut
from reportedly.text import find_furniture

NAME_MOVES, NAME_BEGINS, NAME_ENDS = labels.lawful(len(labels.ENTITIES))


@dataclass(slots=True)
class Words:
    """The words of a document (its tokens without white space) and what the network says of each."""

    doc: Doc
    tokens: list[Token]
    shape: Features
    windows: list[Window]
    upos: Ints
    morph: Ints
    starts: Ints
    """1 where a sentence begins."""
    heads: Ints
    relations: Ints
    seen: Floats
    """(words, D) what the encoder makes of each."""
    apart: frozenset[int]
    """Words with which something begins whatever the network says: a paragraph, or what follows a dateline."""
    names: list[labels.KindSpan] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Seen:
    """A batch of windows as the network saw it."""

    of: Sequence[tuple[Words, Window]]
    scores: Scores
    lengths: Ints
    """(B,) words in each window."""


OnBatch = Callable[[Seen], None]


class Annotator:
    """Runs a network over documents."""

    def __init__(self, network: Network) -> None:
        self.network = network

    def pipe(self, docs: Iterable[Doc], on_batch: OnBatch | None = None) -> Iterator[Words]:
        """One `Words` a document, in order. A few documents ahead are taken, so that every core has a window to run."""
        ahead: deque[tuple[Words, list[Future[None]]]] = deque()
        with ThreadPoolExecutor(self.network.threads) as pool:
            try:
                for doc in docs:
                    words = self._words(doc)
                    # One window at a time: int8 scales are taken over what is run together, so that a batch would
                    # make a reading depend on its neighbours. It costs little, for nothing is padded.
                    runs = [pool.submit(self._run, [(words, window)], on_batch) for window in words.windows]
                    ahead.append((words, runs))
                    if len(ahead) > self.network.threads:
                        yield self._ready(*ahead.popleft())
                while ahead:
                    yield self._ready(*ahead.popleft())
            finally:
                pool.shutdown(wait=True, cancel_futures=True)

    def _ready(self, words: Words, runs: Iterable[Future[None]]) -> Words:
        for run in runs:
            run.result()
        words.names.sort(key=lambda name: name[1:])
        self._relate(words)
        return words

    def _words(self, doc: Doc) -> Words:
        tokens = [t for t in doc if not t.is_space]
        shape = features([t.text for t in tokens], paragraph_starts(doc.text, [t.idx for t in tokens]))
        sizes = [len(self.network.pieces.pieces(t.text)) for t in tokens]
        windows = cut(sizes, breaks([t.text for t in tokens], shape.paragraph.tolist()))
        upos, morph, starts, heads, relations = np.zeros((5, len(tokens)), dtype=np.int64)
        seen = np.zeros((len(tokens), self.network.width), dtype=np.float32)
        return Words(doc, tokens, shape, windows, upos, morph, starts, heads, relations, seen, _apart(tokens, shape))

    def _run(self, batch: list[tuple[Words, Window]], on_batch: OnBatch | None) -> None:
        scores = self.network.encode(*self._input(batch))
        lengths = np.array([w.last - w.first for _, w in batch])
        seen = Seen(batch, scores, lengths)
        names = viterbi(
            scores.heads["name"], np.where(NAME_MOVES, 0, -1e4).astype(np.float32), NAME_BEGINS, NAME_ENDS, lengths
        )
        for row, (words, w) in enumerate(batch):
            own = slice(w.own_first - w.first, w.own_last - w.first)
            place = slice(w.own_first, w.own_last)
            words.seen[place] = scores.words[row, own]
            words.upos[place] = scores.heads["upos"][row, own].argmax(-1)
            words.morph[place] = scores.heads["morph"][row, own].argmax(-1)
            words.names += [
                (kind, *piece)
                for kind, start, end in labels.spans(names[row, : lengths[row]])
                if w.own_first <= start + w.first < w.own_last
                for piece in _pieces(start + w.first, end + w.first, words.apart)
            ]
            self._parse(words, w, scores, row)
        if on_batch:
            on_batch(seen)

    def _input(self, batch: list[tuple[Words, Window]]) -> tuple[Ints, Ints, Ints]:
        vocabulary = self.network.pieces
        pieces, shapes, firsts = [], [], []
        for words, w in batch:
            ids, counts, first = [vocabulary.first], [1], []
            for token in words.tokens[w.first : w.last]:
                part = vocabulary.pieces(token.text)
                first.append(len(ids))
                ids += part
                counts.append(len(part))
            ids.append(vocabulary.last)
            visible = slice(w.first, w.last)
            three = np.stack([words.shape.case[visible], words.shape.quote[visible], words.shape.layout[visible]], 1)
            spread = np.repeat(np.concatenate([np.zeros((1, 3), dtype=np.int64), three]), counts, axis=0)
            pieces.append(np.array(ids[:512]))
            shapes.append(np.concatenate([spread, np.zeros((1, 3), dtype=np.int64)])[:512])
            firsts.append(np.minimum(first, 511))
        return padded(pieces, vocabulary.pad), padded(shapes), padded(firsts)

    def _parse(self, words: Words, w: Window, scores: Scores, row: int) -> None:
        """Sentences and trees of the words that the window owns."""
        begins = scores.heads["sentence"][row].argmax(-1)[w.own_first - w.first : w.own_last - w.first]
        begins[[i - w.own_first for i in words.apart if w.own_first <= i < w.own_last]] = 1
        begins[0] = 1
        given = [t.is_sent_start for t in words.tokens[w.own_first : w.own_last]]
        if any(g is not None for g in given[1:]):
            begins = np.array([1, *(int(bool(g)) for g in given[1:])])
        words.starts[w.own_first : w.own_last] = begins
        edges = [*np.flatnonzero(begins).tolist(), len(begins)]
        offset = w.own_first - w.first
        for start, end in pairwise(edges):
            sentence = slice(offset + start, offset + end)
            words.heads[w.own_first + start : w.own_first + end] = (
                tree(scores.arcs[row, sentence, sentence]) + w.own_first + start
            )
        own = np.arange(offset, offset + len(begins))
        heads = words.heads[w.own_first : w.own_last] - w.first
        found = self.network.relation(scores.dependent[row, own], scores.head[row, heads])
        words.relations[w.own_first : w.own_last] = found

    def _relate(self, words: Words) -> None:
        """A root is called root and nothing else is."""
        root, other = self.network.relations.index("root"), self.network.relations.index("dep")
        is_root = words.heads == np.arange(len(words.heads))
        words.relations[is_root] = root
        words.relations[~is_root & (words.relations == root)] = other


def _apart(tokens: Sequence[Token], shape: Features) -> frozenset[int]:
    paragraph = shape.paragraph
    starts = (np.flatnonzero(paragraph[1:] != paragraph[:-1]) + 1).tolist()
    places = [token.idx for token in tokens]
    spans = find_furniture(tokens[0].doc.text).spans if tokens else ()
    return frozenset(i for i in (*starts, *(bisect_left(places, span.end) for span in spans)) if 0 < i < len(tokens))


def _pieces(start: int, end: int, apart: frozenset[int]) -> Iterator[tuple[int, int]]:
    """A name without what it would reach over."""
    return pairwise((start, *sorted(i for i in apart if start < i < end), end))
