"""WARC files as crawlers write them, made from pages."""

from __future__ import annotations

import gzip
import io
import uuid
from collections.abc import Iterable

HTML = b"Content-Type: text/html; charset=utf-8"


def answer(url: str, body: bytes, headers: bytes = HTML, status: bytes = b"200 OK", kind: str = "response") -> bytes:
    """One record, not squeezed."""
    block = b"HTTP/1.1 " + status + b"\r\n" + headers + b"\r\n\r\n" + body
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, url)}>\r\n"
        f"WARC-Date: 2031-01-15T10:00:00Z\r\nWARC-Target-URI: {url}\r\n"
        f"Content-Type: application/http; msgtype={kind}\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def chunked(body: bytes, size: int = 100) -> bytes:
    """As a server sends what it does not know the length of."""
    pieces = (body[at : at + size] for at in range(0, len(body), size))
    return b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"


def gzipped(records: Iterable[bytes]) -> bytes:
    """Each record squeezed by itself, as CC-NEWS has them."""
    return b"".join(gzip.compress(record, mtime=0) for record in records)


def zstd(records: Iterable[bytes]) -> bytes:
    """All of them in zstd."""
    from fastwarc.stream_io import ZstdWriter

    out = io.BytesIO()
    writer = ZstdWriter(out)
    for record in records:
        writer.write(record)
    writer.close()
    return out.getvalue()
