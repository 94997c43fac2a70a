"""One published text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Article:
    """One published text and what its publisher says about it.

    `text` is the input unchanged for plain text; every span of a reading is an offset into it.
    `published` is an ISO 8601 date or date-time, with its time zone where that is known.
    `credit` is the agency whose wire the text names (*AP* in "(AP) —"), `dateline` the place line
    before the first sentence (*SEOUL*); both still stand in `text`.
    `links` are the addresses that the page's body links to, in their order.
    """

    id: str
    text: str
    outlet: str | None = None
    url: str | None = None
    title: str | None = None
    byline: str | None = None
    published: str | None = None
    language: str | None = None
    credit: str | None = None
    dateline: str | None = None
    links: tuple[str, ...] = ()
