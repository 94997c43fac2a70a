"""WARC: archives of the web as crawlers write them (CC-NEWS), plain, gzip or zstd; an article for each page in them.

What is no answer of a server with a page in it (requests, robots.txt, pictures, errors) is left out without a word: that
is most of an archive. A record that is damaged is told and the next one is looked for.
"""

from __future__ import annotations

import io
import re
import shutil
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, BinaryIO

from reportedly.errors import InputError
from reportedly.text import html
from reportedly.text.compose import told_id
from reportedly.text.source import MAX_BYTES, Item, Reader, Source

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

_GZIP = b"\x1f\x8b\x08"
_PLAIN = re.compile(rb"(?:^|\r\n\r\n)(?=WARC/[01]\.)")
_STEP = 1 << 20  # bytes that are searched at a time for the next record
_WHOLE = 200  # the status of an answer that has the page
_PAGES = frozenset(html.READER.content_types)


def read(source: Source) -> Iterator[Item]:
    """An article for each page, an InputError for each that has none and for each damaged stretch, in their order.

    Raises InputError where it is no archive, or the library that reads them is not installed.
    """
    try:
        import fastwarc  # noqa: F401 - to say at once that it is missing
    except ImportError as error:
        raise InputError(
            source.name, "is a WARC archive, and fastwarc is not installed", "pip install 'reportedly[bulk]'"
        ) from error
    with _from_the_start(source) as stream:
        yield from _records(stream, source)


def _records(stream: BinaryIO, source: Source) -> Iterator[Item]:
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    last = -1  # where the record begins that was read last; the one after it is where trouble begins
    trouble: InputError | None = None  # one for all that is damaged between two records
    while True:
        try:
            # HTTP is parsed later: what is wrong with one answer must not end the archive.
            for record in ArchiveIterator(stream, record_types=WarcRecordType.response, parse_http=False):
                if trouble:
                    yield trouble
                last, trouble = record.stream_pos, None
                yield from _record(record, source)
            break
        except (OSError, ValueError) as error:
            trouble = trouble or _damaged(source, last, error)
        start = _next(stream, last + 1, source.head)
        if start < 0:
            break
        last = start
        stream.seek(start)
    if trouble:
        yield trouble


def _damaged(source: Source, last: int, error: Exception) -> InputError:
    if last < 0 and not _recognises(source.head):
        return InputError(source.name, "is no WARC archive", "check the file, or name it as what it is")
    where = f"after byte {last}" if last >= 0 else "at the start"
    return InputError(f"{source.name}, {where}", f"is damaged: {error}", "fetch it again; the rest is read")


def _record(record: WarcRecord, source: Source) -> Iterator[Item]:
    """The page in one answer of a server."""
    url = record.headers.get("WARC-Target-URI") or ""
    name = f"{source.name}, {url or f'byte {record.stream_pos}'}"
    if record.content_length > MAX_BYTES:
        yield InputError(name, f"is larger than {MAX_BYTES >> 20} MiB", "leave it out")
        return
    raw = record.reader.read()
    if not raw or len(raw) < record.content_length:
        yield InputError(name, "is cut off", "fetch the archive again")
        return
    try:
        answer = _answer(raw)
        if answer.http_headers is None or answer.http_headers.status_code != _WHOLE:
            return
        if answer.http_content_type not in _PAGES:
            return
        body = answer.reader.read()
    except (OSError, ValueError) as error:
        yield InputError(name, f"cannot be decoded: {error}", "fetch the archive again")
        return
    try:
        yield from html.read(_page(name, url, body, answer.http_charset, source))
    except InputError as error:
        yield error


def _answer(raw: bytes) -> WarcRecord:
    """A record by itself: one of the archive whose body cannot be decoded would end the archive."""
    from fastwarc.warc import WarcRecord, WarcRecordType

    answer = WarcRecord()
    answer.init_headers(WarcRecordType.response)
    answer.is_http = True
    answer.set_bytes_content(raw)
    answer.parse_http(auto_decode="all")
    return answer


def _page(name: str, url: str, body: bytes, charset: str | None, source: Source) -> Source:
    return Source.begin(
        name,
        io.BytesIO(body),
        stem=told_id(None, url),
        url=url or None,
        charset=charset,
        content_type="text/html",
        defaults=source.defaults,
    )


@contextmanager
def _from_the_start(source: Source) -> Iterator[BinaryIO]:
    """The archive with the head that is read already; what comes through a pipe goes to a file first, which is gone in
    the end: what reads archives wants to know where it is."""
    if source.stream.seekable():
        source.stream.seek(0)
        yield source.stream
        return
    with TemporaryFile() as copy:
        copy.write(source.head)
        shutil.copyfileobj(source.stream, copy)
        copy.seek(0)
        yield copy


def _next(stream: BinaryIO, start: int, head: bytes) -> int:
    """Where the next record may begin, from byte `start` on; -1 where there is none or nothing can be searched."""
    if not stream.seekable() or not (head.startswith(_GZIP) or head.startswith(b"WARC/")):
        return -1  # records in zstd have no beginning of their own that could be told from chance
    stream.seek(start)
    before = b""
    while piece := stream.read(_STEP):
        window = before + piece
        found = _found(window, head.startswith(_GZIP))
        if found >= 0:
            return start - len(before) + found
        start += len(piece)
        before = window[-16:]
    return -1


def _found(window: bytes, squeezed: bool) -> int:
    if squeezed:
        return window.find(_GZIP)
    match = _PLAIN.search(window)
    return match.end() if match else -1


def _recognises(head: bytes) -> bool:
    if head.startswith(_GZIP):
        try:
            head = zlib.decompressobj(31).decompress(head, 16)
        except zlib.error:
            return False
    return head.startswith(b"WARC/")


READER = Reader((".warc", ".warc.gz", ".warc.zst"), ("application/warc",), _recognises, read, binary=True)
