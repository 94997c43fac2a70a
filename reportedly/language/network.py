"""The network at run time: three ONNX graphs and what a JSON file says of them. The only module that knows onnxruntime.

Shapes: B windows, T pieces, N words, L words around a cue, D the encoder's width.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from reportedly.errors import ModelError
from reportedly.language import labels
from reportedly.language.wordpiece import WordPiece

FORMAT = 2
MODELS = Path(__file__).parent / "models"
DEFAULT = "base"

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Tags:
    """The lawful moves of one tagger, learned scores among them: see `decode.viterbi`."""

    moves: Floats
    begins: NDArray[np.bool_]
    ends: NDArray[np.bool_]
    outside: float
    """Added to the score of tag 0; set on dev data, it trades precision for recall."""


@dataclass(frozen=True, slots=True)
class Scores:
    """What the network says of a batch of windows; every array is float32 and begins (B, N, …)."""

    words: Floats
    """(B, N, D)"""
    heads: dict[str, Floats]
    """By head: (B, N, labels)."""
    arcs: Floats
    """(B, N, N) as [dependent, head]."""
    dependent: Floats
    head: Floats
    """(B, N, M) what the relation graph compares."""


class Network:
    """The trained weights. Safe to share between threads."""

    def __init__(self, folder: Path, threads: int | None = None) -> None:
        """`threads` is how many may run it at once, each on one core; all cores by default.

        Raises ModelError where the weights are missing, damaged or of another format.
        """
        self.folder = folder
        self.threads = threads or cores()
        about = _about(folder)
        self.features: list[str] = about["features"]
        self.relations: list[str] = about["relations"]
        self.head_names: list[str] = about["heads"]
        self.cue = _tags(1, about["cue"])
        self.any = _tags(1, about["any"])
        self.role = _tags(len(labels.ROLES), about["role"])
        self.pieces = WordPiece.from_file(folder / "vocab.txt")
        self._words = session(folder / "words.onnx")
        self.width: int = self._words.get_outputs()[0].shape[-1]
        self._roles = session(folder / "roles.onnx")
        self._relations = session(folder / "relations.onnx")

    def encode(self, pieces: Ints, shape: Ints, first: Ints) -> Scores:
        """`pieces` (B, T), `shape` (B, T, 3), `first` (B, N) each word's first piece; B windows of one length."""
        given = {"pieces": pieces, "shape": shape, "first": first}
        words, arcs, dependent, head, *heads = self._words.run(None, given)
        return Scores(words, dict(zip(self.head_names, heads, strict=True)), arcs, dependent, head)

    def roles(self, words: Floats, cue: Floats, distance: Ints) -> Floats:
        """Tag scores (L, tags) for the words (L, D) around a cue (2 D,), with the bucket of their `distance` (L,)."""
        given = {"words": words[None], "cue": cue[None], "distance": distance[None]}
        scores: Floats = self._roles.run(None, given)[0][0]
        return scores

    def relation(self, dependent: Floats, head: Floats) -> Ints:
        """The relation of each of M pairs, (M,) indices into `relations`."""
        scores: Floats = self._relations.run(None, {"dependent": dependent, "head": head})[0]
        best: Ints = scores.argmax(1)
        return best


def cores() -> int:
    """How many cores this process may use."""
    affinity = getattr(os, "sched_getaffinity", None)  # Linux only
    return len(affinity(0)) if affinity else os.cpu_count() or 1


def find(name: str | None = None) -> Path:
    """The folder of a model that ships, by name, or of one's own, by path. Raises ModelError."""
    folder = MODELS / DEFAULT if name is None else Path(name) if Path(name).is_dir() else MODELS / name
    if not folder.is_dir():
        known = ", ".join(sorted(p.name for p in MODELS.iterdir() if p.is_dir()))
        raise ModelError(f"no model {name!r}: give a folder, or one of those that ship: {known}")
    return folder


def _about(folder: Path) -> dict[str, Any]:
    path = folder / "model.json"
    try:
        about: dict[str, Any] = json.loads(path.read_text("utf8"))
    except (OSError, ValueError) as error:
        raise ModelError(f"{path}: not a model's description: {error}; install reportedly again") from error
    if about.get("format") != FORMAT:
        raise ModelError(
            f"{path}: format {about.get('format')!r}, but this version reads {FORMAT}; use weights of its own"
        )
    return about


def _tags(kinds: int, learned: dict[str, Any]) -> Tags:
    follows, begins, ends = labels.lawful(kinds)
    moves = np.where(follows, np.array(learned["transitions"], dtype=np.float32), np.float32(-1e4)).astype(np.float32)
    return Tags(moves, begins, ends, float(learned["outside"]))


def session(path: Path) -> Any:
    """An onnxruntime session on one core. Raises ModelError where the graph cannot be read."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    options.intra_op_num_threads = 1  # windows run side by side instead, which wastes less
    options.enable_mem_pattern = False  # hardly two windows are of one size, and a plan is kept for each: 140 MiB
    try:
        return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    except Exception as error:
        raise ModelError(
            f"{path}: the weights cannot be read ({type(error).__name__}); install reportedly again"
        ) from error


def padded(parts: Sequence[Sequence[int] | Ints], fill: int = 0) -> Ints:
    """Rows of unequal length as one array, (parts, longest, …)."""
    arrays = [np.asarray(p, dtype=np.int64) for p in parts]
    out = np.full((len(arrays), max(len(a) for a in arrays), *arrays[0].shape[1:]), fill, dtype=np.int64)
    for row, a in zip(out, arrays, strict=True):
        row[: len(a)] = a
    return out
