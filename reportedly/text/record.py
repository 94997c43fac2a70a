"""One article as a JSON object, in the fields of the contract or in those of ninjs."""

from __future__ import annotations

from typing import Any

from reportedly.errors import InputError, NoArticle, ValueRefused
from reportedly.model import Article, Reading
from reportedly.text.compose import article_from_text
from reportedly.text.encoding import check_characters
from reportedly.text.ninjs import is_ninjs, record_of
from reportedly.text.published import check_date
from reportedly.text.source import Defaults
from reportedly.text.whole_reading import is_reading, reading_from_record

_KINDS = {
    bool: "a truth value",
    int: "a number",
    float: "a number",
    str: "a string",
    list: "a list",
    dict: "an object",
}
WORDS = ("id", "outlet", "url", "title", "byline", "published", "language", "credit", "dateline")
"""Fields of an article that are strings."""


def item_from_record(
    record: Any, name: str, defaults: Defaults, line: int | None = None, stem: str | None = None
) -> Article | Reading:
    """As `article_from_record`; a whole reading is taken as one, where `defaults` say so."""
    article = article_from_record(record, name, defaults, line, stem)
    if defaults.readings and is_reading(record):
        return reading_from_record(record, article, name, line)
    return article


def article_from_record(
    record: Any, name: str, defaults: Defaults, line: int | None = None, stem: str | None = None
) -> Article:
    """The article that `record`, as `json.loads` gave it, holds; of a reading its `article`. Other fields are ignored.

    `stem` becomes the id where the record has none. Raises InputError for a field of the wrong type, NoArticle
    for a record without a text, NotText for characters that no text has; each with `name` and `line`.
    """
    if not isinstance(record, dict):
        raise InputError(name, f"expected an object, found {_kind(record)}", 'e.g. {"id": "a1", "text": "…"}', line)
    if "text" not in record and isinstance(record.get("article"), dict):
        record = record["article"]
    elif is_ninjs(record):
        record = record_of(record, name, line)
    text = _field(record, "text", name, line)
    if text is None or not text.strip():
        raise NoArticle(name, 'has no "text"', "each article needs one", line)
    given = {field: _field(record, field, name, line) for field in WORDS}
    for value in (text, *given.values()):
        if value is not None:
            check_characters(value, name, line)
    return article_from_text(
        text,
        given["id"] or stem,
        outlet=given["outlet"] or defaults.outlet,
        url=given["url"],
        title=given["title"],
        byline=given["byline"],
        published=_published(given["published"], name, line) or defaults.published,
        language=given["language"],
        credit=given["credit"],
        dateline=given["dateline"],
        links=_links(record.get("links"), name, line),
    )


def _field(record: dict[str, Any], field: str, name: str, line: int | None) -> str | None:
    value = record.get(field)
    if value is None or isinstance(value, str):
        return value
    raise InputError(name, f"the field {field!r} is {_kind(value)}", "expected a string", line)


def _links(value: Any, name: str, line: int | None) -> tuple[str, ...]:
    if value is None:
        return ()
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return tuple(value)
    raise InputError(name, "the field 'links' is no list of strings", 'expected e.g. ["https://…"]', line)


def _published(value: str | None, name: str, line: int | None) -> str | None:
    if not value:
        return None
    try:
        return check_date(value)
    except ValueRefused as error:
        remedy = "expected ISO 8601, e.g. 2025-07-14"
        raise InputError(name, f"the field 'published' is no date: {value[:40]!r}", remedy, line) from error


def _kind(value: Any) -> str:
    """What JSON calls it."""
    return _KINDS.get(type(value), "null")
