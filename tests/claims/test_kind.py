"""The head for PLOVER types, and where events ask it."""

from __future__ import annotations

import numpy as np
import pytest
from spacy.language import Language

from reportedly.attribution.component import pipeline
from reportedly.claims.kind import TYPES, Features, features, head, stem, vector
from reportedly.errors import ModelError
from reportedly.language.network import session


@pytest.fixture(scope="module")
def nlp() -> Language:
    return pipeline(None, 1)


def pair(nlp: Language, text: str, source: str, target: str) -> Features:
    doc = nlp(text)
    first, second = (
        {t.i for t in doc if text.index(words) <= t.idx < text.index(words) + len(words)} for words in (source, target)
    )
    return features(doc[:], first, second)


@pytest.mark.parametrize(
    ("text", "source", "target", "kind"),
    [
        ("Varenia accused Kethara of the raid.", "Varenia", "Kethara", "ACCUSE"),
        ("Oskan forces shelled Velian villages overnight.", "Oskan forces", "Velian villages", "ASSAULT"),
        ("Sundra asked Oska to return the ships.", "Sundra", "Oska", "REQUEST"),
        ("Ilse Maron was born in Varholm.", "Ilse Maron", "Varholm", "NONE"),
    ],
)
def test_type(nlp: Language, text: str, source: str, target: str, kind: str) -> None:
    (scores,) = head()([pair(nlp, text, source, target)])
    assert head().types[int(scores.argmax())] == kind
    assert scores.sum() == pytest.approx(1)


def test_types_are_plover_s() -> None:
    assert set(head().types) <= {*TYPES, "NONE", "YIELD"}


def test_a_word_weighs_by_where_it_stands() -> None:
    row = vector(
        Features(np.zeros(2, np.float32), frozenset(("p:accus", "w:accus", "unknown"))), {"p:accus": 0, "w:accus": 1}
    )
    assert row.tolist() == [0, 0, 3.0, 1.5]


def test_a_party_missing(nlp: Language) -> None:
    doc = nlp("Protesters marched.")
    assert features(doc[:], {0}, set()).words
    assert features(doc[:], set(), set()).words


@pytest.mark.parametrize(
    ("word", "short"), [("accusing", "accus"), ("accused", "accus"), ("said", "said"), ("gas", "gas")]
)
def test_stem(word: str, short: str) -> None:
    assert stem(word) == short


def test_a_damaged_graph(tmp_path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "events.onnx").write_bytes(b"no graph")
    with pytest.raises(ModelError, match=r"events\.onnx"):
        session(tmp_path / "events.onnx")
