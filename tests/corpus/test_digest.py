"""Digests as bytes."""

from __future__ import annotations

import json

import numpy as np
import pytest

from reportedly.corpus.digest import Digest
from tests.store.made import entry


def repacked(data: bytes, format_: int, extra: np.ndarray | None = None) -> bytes:
    """Bytes of a digest with another format in their header, and perhaps one more array."""
    size = int.from_bytes(data[:4], "little")
    head = json.loads(data[4 : 4 + size])
    head["format"] = format_
    if extra is not None:
        head["shapes"].append(extra.shape)
    packed = json.dumps(head).encode()
    return len(packed).to_bytes(4, "little") + packed + data[4 + size :] + (b"" if extra is None else extra.tobytes())


def test_there_and_back() -> None:
    digest = entry("a", "One. Two. Three.", names=[1, -5], exact=[7]).digest
    assert Digest.unpack(digest.pack()).pack() == digest.pack()


def test_one_of_the_format_before_is_read() -> None:
    digest = entry("a", "One. Two. Three.", names=[1, -5], exact=[7]).digest
    before = repacked(digest.pack(), 2, np.ones(4, np.int8))
    assert Digest.unpack(before).pack() == digest.pack()


def test_one_of_a_format_to_come_is_refused() -> None:
    with pytest.raises(ValueError, match="another format"):
        Digest.unpack(repacked(entry("a", "One.").digest.pack(), 99))
