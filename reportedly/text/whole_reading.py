"""A record that is a whole reading, as `reportedly read --format json` and the export of readings write it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from reportedly.errors import InputError
from reportedly.model import Article, Reading, codec

_REMEDY = 'export it again, or take its "propositions" away to have its article read anew'


def is_reading(record: Any) -> bool:
    """Whether it has all that is found in its article. One of an older version, without propositions, has not."""
    return (
        isinstance(record, dict)
        and "text" not in record
        and isinstance(record.get("article"), dict)
        and isinstance(record.get("propositions"), list)
    )


def reading_from_record(record: dict[str, Any], article: Article, name: str, line: int | None = None) -> Reading:
    """The reading that `record` is, as it stands there; `article` is what `article_from_record` made of it.

    Only where and when it was published are taken from `article`, which has them in the form of the contract and from
    the defaults. Raises InputError with `name` and `line` for what is no reading, or has spans beyond its text.
    """
    try:
        reading = codec.build(Reading, record, "the reading")
    except ValueError as error:
        raise InputError(name, f"is no whole reading: {error}", _REMEDY, line) from error
    assert isinstance(reading, Reading)
    last = max(_ends({key: value for key, value in record.items() if key != "article"}), default=0)
    if last > len(article.text):
        problem = f"a span ends at {last}, and the text has {len(article.text)} characters"
        raise InputError(name, f"is no whole reading: {problem}", _REMEDY, line)
    return replace(reading, article=replace(reading.article, outlet=article.outlet, published=article.published))


def _ends(value: Any) -> Iterator[int]:
    """Where the spans in it end: pairs of whole numbers are nothing else in a reading."""
    if isinstance(value, dict):
        for item in value.values():
            yield from _ends(item)
    elif isinstance(value, list):
        if len(value) == 2 and type(value[0]) is int and type(value[1]) is int:
            yield value[1]
        else:
            for item in value:
                yield from _ends(item)
