"""News in JSON as agencies deliver it (IPTC ninjs 1.x, 2.x and 3.x), in the fields of our own record.

It has no reader of its own: an object of a JSON file or a line of JSON Lines may be either, and record.py asks here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from reportedly.errors import NoArticle
from reportedly.text.compose import told_id
from reportedly.text.furniture import split_authors
from reportedly.text.page_body import Body, fragment_body
from reportedly.text.published import told_date

_OWN = ("text", "article")  # fields of our own record and of a reading
_TYPES = re.compile(r"(?:text/plain|text/html|application/xhtml\+xml|html|xhtml)?", re.IGNORECASE)
_MARKUP = re.compile(r"</?(?:p|br|div|h[1-6]|ul|ol|li|table|section|article|body|html|a|em|strong|b|i)\b[^<>]*>", re.I)
# The text is that version's: to date it back to the first one would have its outlet know things before it did.
_DATES = ("versioncreated", "firstcreated", "contentcreated")
_PUBLISHERS = ("provider", "publisher")  # ends of the roles of those who answer for the content


def is_ninjs(record: dict[str, Any]) -> bool:
    """Whether `record` is no record of ours and has what ninjs demands, or a body under one of its names."""
    if any(field in record for field in _OWN):
        return False
    return "uri" in record or any(key == "bodies" or key.startswith("body_") for key in record)


def record_of(ninjs: dict[str, Any], name: str, line: int | None = None) -> dict[str, Any]:
    """`ninjs` in the fields of our record. Raises NoArticle, with `name` and `line`, where there is no text to read
    or its provider has taken it back."""
    item = _lowered(ninjs)  # 3.x writes pubStatus where 1.x and 2.x write pubstatus
    status = item.get("pubstatus", "usable")
    if status != "usable":
        remedy = "only what is usable is read; leave it out"
        raise NoArticle(name, f"is {str(status)[:40]!r}: its provider has taken it back or keeps it", remedy, line)
    title = _headline(item)
    uri = _string(item.get("uri"))
    url = uri if uri and re.match(r"https?://", uri, re.IGNORECASE) else None
    body = _body(item, title, url)
    if body is None:
        kind = _string(item.get("type")) or "no type"
        remedy = "ninjs needs a body_text, a body_xhtml or bodies"
        raise NoArticle(name, f"is ninjs ({kind[:40]}) without a text", remedy, line)
    byline, credit = split_authors(_authors(item))
    return {
        "id": told_id(uri, url),
        "text": body.text,
        "outlet": _outlet(item),
        "url": url,
        "title": title,
        "byline": byline,
        "credit": credit,
        "published": next(filter(None, (told_date(_string(item.get(field)) or "") for field in _DATES)), None),
        "language": _string(item.get("language")),
        "links": list(body.links),
    }


@dataclass(frozen=True, slots=True)
class _Part:
    """One of the headlines or bodies; `role` and `kind`, its media type, are in lower case."""

    role: str
    kind: str
    value: str


def _parts(item: dict[str, Any], listed: str, single: str) -> Iterator[_Part]:
    """Of 2.x and 3.x the list, of 1.x the fields whose names begin with `single`."""
    given = item.get(listed)
    for part in given if isinstance(given, list) else ():
        if isinstance(part, dict) and (value := _string(_lowered(part).get("value"))):
            part = _lowered(part)
            yield _Part(
                (_string(part.get("role")) or "").lower(), (_string(part.get("contenttype")) or "").lower(), value
            )
    for key, said in item.items():
        if (key == single or key.startswith(f"{single}_")) and (value := _string(said)):
            yield _Part(key.removeprefix(single).removeprefix("_"), "", value)


def _headline(item: dict[str, Any]) -> str | None:
    found = sorted(_parts(item, "headlines", "headline"), key=lambda part: part.role not in ("", "main"))
    return " ".join(re.sub(r"</?[A-Za-z][^<>]*>", "", found[0].value).split()) if found else _string(item.get("title"))


def _body(item: dict[str, Any], title: str | None, base: str | None) -> Body | None:
    """The same text often comes several times: HTML is preferred, for its paragraphs and links, then the longest."""
    bodies = [part for part in _parts(item, "bodies", "body") if _TYPES.fullmatch(part.kind.partition(";")[0].strip())]
    marked = [part for part in bodies if _MARKUP.search(part.value)]
    plain = [Body(part.value, ()) for part in bodies if part not in marked]
    found = [body for part in marked if (body := fragment_body(part.value, title, base))]
    return max(found or plain, key=lambda body: len(body.text.split()), default=None)


def _authors(item: dict[str, Any]) -> Iterable[str]:
    said = _string(item.get("by")) or _string(item.get("byline"))
    return [re.sub(r"^by:?\s+", "", " ".join(said.split()), flags=re.IGNORECASE)] if said else []


def _outlet(item: dict[str, Any]) -> str | None:
    """Who publishes it: its provider, by whichever name the version and the agency have for that."""
    for field in ("provider", "source"):
        if name := _name(item.get(field)):
            return name
    sources = item.get("infosources") or item.get("infosource")
    for party in sources if isinstance(sources, list) else ():
        role = _string(party.get("role") or party.get("rel")) if isinstance(party, dict) else None
        if role and role.lower().endswith(_PUBLISHERS) and (name := _name(party)):
            return name
    return _string(item.get("copyrightholder"))


def _name(value: Any) -> str | None:
    return _string(value.get("name")) if isinstance(value, dict) else _string(value)


def _string(value: Any) -> str | None:
    """`value` where it is one with words in it; an agency's slip in a field of minor note loses no article."""
    return value.strip() if isinstance(value, str) and value.strip() else None


def _lowered(record: dict[str, Any]) -> dict[str, Any]:
    return {key.lower(): value for key, value in record.items()}
