"""Records as bytes, with a check: a database notices when its pages are torn, and not when a bit of them is flipped."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from reportedly.corpus.digest import Digest
from reportedly.model import Claim, Reading, codec

_PLAIN, _SQUEEZED = b"\0", b"\1"
_WORTH_IT = 400
"""Bytes from which on squeezing saves more than it costs."""


class Damaged(Exception):
    """The bytes are not those that were written."""


def sealed(data: bytes, squeeze: bool = True) -> bytes:
    """The bytes, squeezed where told, with their checksum before them."""
    way = _SQUEEZED if squeeze and len(data) >= _WORTH_IT else _PLAIN
    kept = zlib.compress(data, 1) if way == _SQUEEZED else data
    return b"".join((way, zlib.crc32(kept).to_bytes(4, "little"), kept))


def unsealed(blob: bytes) -> bytes:
    """The inverse of `sealed`. Raises Damaged."""
    kept = blob[5:]
    if zlib.crc32(kept) != int.from_bytes(blob[1:5], "little") or blob[:1] not in (_PLAIN, _SQUEEZED):
        raise Damaged
    return zlib.decompress(kept) if blob[:1] == _SQUEEZED else kept


def from_reading(reading: Reading) -> bytes:
    """The public JSON, squeezed."""
    return sealed(_encoded(reading.to_json()))


def to_reading(blob: bytes) -> Reading:
    """The inverse of `from_reading`."""
    return Reading.from_json(_decoded(blob))


def to_article(blob: bytes) -> dict[str, Any]:
    """The fields of the reading's article alone, for whom that is enough."""
    article: dict[str, Any] = json.loads(_decoded(blob))["article"]
    return article


def from_digest(digest: Digest) -> bytes:
    """As it packs itself: most of it cannot be squeezed."""
    return sealed(digest.pack(), squeeze=False)


def to_digest(blob: bytes) -> Digest:
    """The inverse of `from_digest`."""
    return Digest.unpack(unsealed(blob))


def from_claim(claim: Claim) -> bytes:
    """Its JSON, squeezed where it is long."""
    return sealed(_encoded(codec.dumps(claim)))


def to_claim(blob: bytes) -> Claim:
    """The inverse of `from_claim`."""
    return codec.loads(Claim, _decoded(blob))


def from_numbers(numbers: Iterable[int]) -> bytes:
    """Signed numbers of 64 bits."""
    return np.fromiter(numbers, "<i8").tobytes()


def to_numbers(blob: bytes) -> Sequence[int]:
    """The inverse of `from_numbers`."""
    found: list[int] = np.frombuffer(blob, "<i8").tolist()
    return found


def _encoded(text: str) -> bytes:
    # Half a surrogate pair, as JSON can name it, is kept like everything else.
    return text.encode("utf-8", "surrogatepass")


def _decoded(blob: bytes) -> str:
    return unsealed(blob).decode("utf-8", "surrogatepass")
