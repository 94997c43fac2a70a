"""A JSON file of one article or a list of them, laid out over any number of lines."""

from __future__ import annotations

import codecs
from collections.abc import Iterator

from reportedly.errors import InputError, NoArticle, NotText
from reportedly.model import Article, Reading
from reportedly.text import jsonl
from reportedly.text.record import item_from_record
from reportedly.text.source import Reader, Source


def read(source: Source) -> Iterator[Article | Reading | InputError]:
    """The articles, or the InputError of an item that is none. Raises InputError where it is no JSON."""
    if jsonl.READER.recognises(source.head) and source.head.lstrip().partition(b"\n")[2].strip():
        yield from jsonl.read(source)  # JSON Lines under another suffix
        return
    data = source.whole().removeprefix(codecs.BOM_UTF8)
    if not data.strip():
        raise NotText(source.name, "is empty", "give one article, or a list of them")
    value = jsonl.parse(data, source.name)
    if not isinstance(value, list):
        yield item_from_record(value, source.name, source.defaults, stem=source.stem)
        return
    if not value:
        raise NoArticle(source.name, "is an empty list", "give at least one article")
    for number, record in enumerate(value, 1):
        try:
            yield item_from_record(record, f"{source.name}, item {number}", source.defaults)
        except InputError as error:
            yield error


def _recognises(head: bytes) -> bool:
    return head.removeprefix(codecs.BOM_UTF8).lstrip().startswith((b"{\n", b"{\r\n", b"[{", b"[\n", b"[\r\n"))


READER = Reader((".json",), ("application/json",), _recognises, read)
