"""Records as bytes, with a check: a database notices when its pages are torn, and not when a bit of them is flipped."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from reportedly.corpus.digest import Digest
from reportedly.model import Claim, Reading, codec

_PLAIN, _SQUEEZED, _CLAIM = b"\0", b"\1", b"\2"
# What most claims say of themselves, in which zlib finds most of the next one. Changing it needs a letter of its own.
_TEMPLATE = (
    b'{"entity": "e1", "label": "KCNA", "cue": "according to"}, "doubts"denies"confirmed"contested"event"estimate'
    b'"commitment", "derived_from": {"article": "", "why": ["credit: ", "shared wording: "], "score": 0.9}, '
    b'"low": null, "high": null, "unit": "person", "date": "2031-01-15"}, {"id": "'
    b'{"id": "0123456789abcdef", "statement": "The ", "kind": "statement", "status": "single-origin", "reports": '
    b'[{"id": "0123456789abcdef", "article": "", "span": [0, 100], "quote": "The ", "chain": [{"entity": "e1", "label":'
    b' "the ministry", "cue": "said"}], "stance": "asserts", "derived_from": null, "kind": "statement", "outlet": '
    b'"", "published": "2031-01-15T08:30:00", "origin": "", "match": 1, "low": null, "high": null, "unit": null, '
    b'"date": null}], "origins": [{"label": "", "entity": null, "first_reported": "2031-01-15T08:30:00", '
    b'"reports": ["0123456789abcdef"]}], "independent_origins": {"low": 1, "high": 1}, "credibility": 6, '
    b'"first_reported": "2031-01-15T08:30:00", "last_reported": "2031-01-15T08:30:00", "actors": [""], '
    b'"denied_by": [], "rivals": [], "suggested": [], "why": []}'
)


class Damaged(Exception):
    """The bytes are not those that were written."""


def sealed(way: bytes, kept: bytes) -> bytes:
    """Bytes that were made so, with their checksum before them."""
    return b"".join((way, zlib.crc32(kept).to_bytes(4, "little"), kept))


def unsealed(blob: bytes) -> bytes:
    """What was sealed, as it was before it was squeezed. Raises Damaged."""
    way, kept = blob[:1], blob[5:]
    if zlib.crc32(kept) != int.from_bytes(blob[1:5], "little"):
        raise Damaged
    if way == _CLAIM:
        return zlib.decompressobj(zdict=_TEMPLATE).decompress(kept)
    return zlib.decompress(kept) if way == _SQUEEZED else kept


def from_reading(reading: Reading) -> bytes:
    """The public JSON, squeezed."""
    return sealed(_SQUEEZED, zlib.compress(_encoded(reading.to_json()), 1))


def to_reading(blob: bytes) -> Reading:
    """The inverse of `from_reading`."""
    return Reading.from_json(_decoded(blob))


def to_article(blob: bytes) -> dict[str, Any]:
    """The fields of the reading's article alone, for whom that is enough."""
    article: dict[str, Any] = json.loads(_decoded(blob))["article"]
    return article


def from_digest(digest: Digest) -> bytes:
    """As it packs itself: most of it cannot be squeezed."""
    return sealed(_PLAIN, digest.pack())


def to_digest(blob: bytes) -> Digest:
    """The inverse of `from_digest`."""
    return Digest.unpack(unsealed(blob))


def from_claim(claim: Claim) -> bytes:
    """Its JSON, squeezed."""
    squeeze = zlib.compressobj(1, zdict=_TEMPLATE)
    return sealed(_CLAIM, squeeze.compress(_encoded(codec.dumps(claim))) + squeeze.flush())


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
