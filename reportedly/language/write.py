"""The network's findings written into a spaCy Doc, beside whatever a pipeline before it has written."""

from __future__ import annotations

import numpy as np
from spacy.attrs import DEP, HEAD, MORPH, POS
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from reportedly.language import labels
from reportedly.language.annotate import Words
from reportedly.language.network import Network


def write(words: Words, network: Network) -> Doc:
    """Tags, morphology, trees and names; a layer that the Doc already has is left as it is. `tensor` holds the encoder's words."""
    doc = words.doc
    if not words.tokens:
        return doc
    if not doc.has_annotation("POS"):
        _tags(words, network)
    if not doc.has_annotation("DEP"):
        _trees(words, network)
    if not doc.has_annotation("ENT_IOB"):
        places = [t.i for t in words.tokens]
        found = [Span(doc, places[s], places[e - 1] + 1, labels.ENTITIES[k]) for k, s, e in words.names]
        # Two windows may each see a part of one name at their border.
        doc.set_ents(filter_spans(found), default="outside")
    doc.tensor = np.zeros((len(doc), words.seen.shape[1]), dtype=np.float32)
    doc.tensor[[t.i for t in words.tokens]] = words.seen
    return doc


def _tags(words: Words, network: Network) -> None:
    doc = words.doc
    upos = np.array([doc.vocab.strings.add(u) for u in labels.UPOS], dtype=np.uint64)
    morphs = np.array([doc.vocab.morphology.add("" if f == "_" else f) for f in network.features], dtype=np.uint64)
    table = np.zeros((len(doc), 2), dtype=np.uint64)
    table[:, 0] = doc.vocab.strings.add("SPACE")
    table[:, 1] = doc.vocab.morphology.add("")
    places = [t.i for t in words.tokens]
    table[places, 0] = upos[words.upos]
    table[places, 1] = morphs[words.morph]
    doc.from_array([POS, MORPH], table)  # type: ignore[arg-type]  # the stub knows signed integers only


def _trees(words: Words, network: Network) -> None:
    doc = words.doc
    names = np.array([doc.vocab.strings.add("ROOT" if r == "root" else r) for r in network.relations], dtype=np.uint64)
    places = np.array([t.i for t in words.tokens])
    head = np.arange(len(doc))
    relation = np.full(len(doc), doc.vocab.strings.add("dep"), dtype=np.uint64)
    head[places] = places[words.heads]
    relation[places] = names[words.relations]
    spaces = np.setdiff1d(np.arange(len(doc)), places)
    # White space hangs on the word before it, so that it makes no sentence of its own.
    head[spaces] = places[np.maximum(np.searchsorted(places, spaces) - 1, 0)]
    table = np.stack([(head - np.arange(len(doc))).astype(np.int64).astype(np.uint64), relation], 1)
    doc.from_array([HEAD, DEP], table)  # type: ignore[arg-type]
