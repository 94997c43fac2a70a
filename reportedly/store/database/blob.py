"""Records as bytes, with a check: a database notices when its pages are torn, and not when a bit of them is flipped."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Sequence

import numpy as np

from reportedly.corpus.digest import Digest
from reportedly.corpus.packing import pack, unpack
from reportedly.model import Article, Claim, Reading, rows

_ARTICLE = '{"article": '
"""How a reading begins."""
_PLAIN, _SQUEEZED = b"\0", b"\1"
_WORTH_IT = 1000
"""Bytes from which on squeezing a claim saves more than it costs; one of a single report is shorter."""


class Damaged(Exception):
    """The bytes are not those that were written."""


def sealed(way: bytes, kept: bytes) -> bytes:
    """Bytes that were made so, with their checksum before them."""
    return b"".join((way, zlib.crc32(kept, way[0]).to_bytes(4, "little"), kept))


def unsealed(blob: bytes) -> bytes:
    """What was sealed, as it was before it was squeezed. Raises Damaged."""
    way, kept = blob[:1], blob[5:]
    if len(blob) < 5 or zlib.crc32(kept, way[0]) != int.from_bytes(blob[1:5], "little"):
        raise Damaged
    return zlib.decompress(kept) if way == _SQUEEZED else kept


def from_reading(reading: Reading) -> bytes:
    """The public JSON, squeezed."""
    return sealed(_SQUEEZED, zlib.compress(_encoded(reading.to_json()), 1))


def to_reading(blob: bytes) -> Reading:
    """The inverse of `from_reading`."""
    return Reading.from_json(_decoded(blob))


def to_article(blob: bytes) -> Article:
    """The reading's article alone, for whom that is enough: it stands first, and the rest need not be read."""
    text = _decoded(blob)
    if not text.startswith(_ARTICLE):
        raise Damaged
    given, _ = json.JSONDecoder().raw_decode(text, len(_ARTICLE))
    return Article(**{**given, "links": tuple(given.get("links", ()))})


def from_digest(digest: Digest) -> bytes:
    """As it packs itself: most of it cannot be squeezed."""
    return sealed(_PLAIN, pack(digest))


def to_digest(blob: bytes) -> Digest:
    """The inverse of `from_digest`."""
    return unpack(unsealed(blob))


def from_claim(claim: Claim) -> bytes:
    """Its values as JSON, squeezed where there are many."""
    data = _encoded(rows.dumps(claim))
    return sealed(_PLAIN, data) if len(data) < _WORTH_IT else sealed(_SQUEEZED, zlib.compress(data, 1))


def to_claim(blob: bytes) -> Claim:
    """The inverse of `from_claim`."""
    return rows.loads(Claim, _decoded(blob))


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
