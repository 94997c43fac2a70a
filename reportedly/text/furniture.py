"""What a newsroom puts around a report: datelines, wire credits, bylines. Recognised, and left where it stands."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources

from reportedly.model import Span

_HEAD = 3_000  # characters from the start within which bylines and the dateline stand
_TAIL = 1_500  # characters from the end within which credits stand
_LINES = 12  # lines of the head that are looked at
_LINE = 200  # characters of a line that can be a byline or a credit

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)[a-z]{0,6}\.?"
_DAY = rf"(?:(?:{_MONTH}\ \d{{1,2}}|\d{{1,2}}\ {_MONTH}|\d{{1,2}}[./]\d{{1,2}})(?:,?\ \d{{4}})?)"
_CAPITALS = r"[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ.'’-]+(?:\ [A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ.'’-]*){0,3}"
_NAMED = r"[A-ZÀ-ÖØ-Þ][\w.'’-]+(?:[\ -][A-ZÀ-ÖØ-Þ][\w.'’-]*){0,3}"
_PLACE = rf"(?:{_CAPITALS}|{_NAMED})(?:(?:,\ |/){_NAMED}){{0,2}}?"
_DASH = r"\s?(?:[—–―_]|--?|−)\s?"  # the underline is AP's on older wires

# SEOUL, July 14 (Yonhap) --   (AP) —   July 14 (Reuters) -   MOSCOW, July 14. /TASS/.   (CNN)
_WIRED = re.compile(
    rf"(?:(?P<place>{_PLACE})(?:,\ (?={_DAY})|[,.]?\ (?=[(/\[])))?"
    rf"(?:(?P<day>{_DAY})[.,:]?\ )?"
    rf"(?:\((?P<round>[^()\n]{{2,60}})\)|/(?P<slashed>[^/\n]{{2,30}})/)"
    rf"(?P<end>{_DASH}|\s?[.:]\s?|\s|(?=[A-Z]))"
)
# KYIV, Ukraine —   WASHINGTON, July 14 -
_PLAIN = re.compile(rf"(?P<place>{_CAPITALS}(?:,\ {_NAMED})?)(?:,\ {_DAY})?\s?(?:[—–―]|--)\s?|"
                    rf"(?P<hyphened>{_CAPITALS}(?:,\ {_NAMED})?)(?:,\ {_DAY})?\ -\ |"
                    rf"(?P<coloned>{_CAPITALS}):\ ")  # fmt: skip
_BY = re.compile(r"(?:(?:Story|Report|Words|Written|Reported) )?by:? (?P<who>\S.*)", re.IGNORECASE)
_PERSON = re.compile(rf"{_NAMED}(?:\ (?:al|bin|de|del|der|di|van|von|da|du|la|le|el)\b|\ {_NAMED})*")
_REPORTING = re.compile(
    r"[(\[]?(?P<extra>Additional |With )?(?P<kind>reporting|inputs?|files?) (?:by|from) (?P<who>[^;()\[\]\n]{2,200}?)"
    r"(?=[;)\]]|\.\s|\.?$)[^\n]{0,200}",
    re.IGNORECASE | re.MULTILINE,
)
_CONTRIBUTED = re.compile(r"(?P<who>[A-Z][\w/ .,'’&-]{1,80}?) contributed to this (?:report|story|article)\b")
_SIGNED = re.compile(
    r"(?:(?:©|\(c\)|Copyright)(?: ©)? ?(?:\d{4})? ?|Source: ?|Credit: ?|Via |[—–-]{1,2} ?|/|\()?(?P<who>[^\n]{2,60}?)"
    r"(?:/|\)|\. All rights reserved\.?|\.)?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Furniture:
    """The agency, the author and the place that a text names, and where: `spans` of the text, in order.

    `credit` and `byline` are the text's own words (*AP*, *Jane Doe and John Roe*), `dateline` is the place
    (*KYIV, Ukraine*).
    """

    credit: str | None = None
    byline: str | None = None
    dateline: str | None = None
    spans: tuple[Span, ...] = ()


def find_furniture(text: str) -> Furniture:
    """Looks at the first and the last lines only, so that a long text costs no more than a short one."""
    notes = [*_of_head(text), *_of_tail(text)]
    return Furniture(
        credit=next((note.credit for note in notes if note.credit), None),
        byline=next((note.byline for note in notes if note.byline), None),
        dateline=next((note.dateline for note in notes if note.dateline), None),
        spans=tuple(sorted({note.span for note in notes})),
    )


@dataclass(frozen=True, slots=True)
class _Note:
    span: Span
    credit: str | None = None
    byline: str | None = None
    dateline: str | None = None


def _lines(text: str, start: int, end: int) -> Iterator[Span]:
    """Spans of the lines that are not blank, without blanks around them."""
    for match in re.finditer(r"[^\s][^\r\n]*", text[start:end]):
        yield Span(start + match.start(), start + match.start() + len(match[0].rstrip()))


def _of_head(text: str) -> Iterator[_Note]:
    for count, line in enumerate(_lines(text, 0, _HEAD)):
        if count == _LINES:
            return
        words = line.of(text)
        if note := _dateline(words, line.start):
            yield note
            return  # after the dateline comes the report itself
        if len(words) <= _LINE and (note := _byline(words, line) or _signature(words, line)):
            yield note


def _of_tail(text: str) -> Iterator[_Note]:
    start = max(0, len(text) - _TAIL)
    lines = list(_lines(text, start, len(text)))
    if start and lines and lines[0].start == start:
        lines = lines[1:]  # cut in the middle
    for line in lines[-_LINES:]:
        words = line.of(text)
        note = _reporting(words, line) or _contributed(words, line)
        if note is None and line.start and len(words) <= _LINE:
            note = _signature(words, line)
        if note:
            yield note


def _dateline(words: str, start: int) -> _Note | None:
    head = words[:_LINE]
    if (match := _WIRED.match(head)) and _is_wire(match):
        return _Note(
            Span(start, start + len(match[0].rstrip())),
            credit=(match["round"] or match["slashed"]).strip(),
            dateline=match["place"],
        )
    match = _PLAIN.match(head)
    if match is None or match.end() == len(words):
        return None
    place = match["place"] or match["hyphened"] or match["coloned"]
    if place in _list("not_places") or place.split()[0] in _list("not_first_in_places") or len(place) < 4:
        return None
    return _Note(Span(start, start + len(match[0].rstrip())), dateline=place)


def _is_wire(match: re.Match[str]) -> bool:
    """Whether the brackets name an agency: a known one, or anything short between a place and a dash where the
    place is in capitals or a day follows it."""
    name = (match["round"] or match["slashed"]).strip()
    if all(part.strip() in _list("agencies") for part in re.split(r"/|, | and ", name)) or name in _list("agencies"):
        # "Seoul (AP) said" is prose: without a dash only a bare agency or a date before it tells a dateline.
        return bool(match["end"].strip()) or match["place"] is None
    place = match["place"]
    if match["end"].strip() in ("", ".", ":") or not place or len(name) > 30:
        return False
    return bool(match["day"] or re.match(_CAPITALS, place)) and place not in _list("not_places")


def _byline(words: str, line: Span) -> _Note | None:
    match = _BY.fullmatch(words)
    if match is None or words.endswith(("?", "!")):
        return None
    who, _, rest = match["who"].rstrip(".").partition(",")
    who = who.strip()
    if who in _list("agencies"):
        return _Note(line, credit=who)
    if not _is_people(who):
        return None
    # "By Jane Doe, Associated Press Writer"
    agency = next((name for name in sorted(_list("agencies"), key=len, reverse=True)
                   if len(name) > 2 and re.match(rf"{re.escape(name)}\b", rest.strip())), None)  # fmt: skip
    people = who if agency or not _is_people(rest.strip()) else match["who"].rstrip(".")
    return _Note(line, credit=agency, byline=people)


def _is_people(words: str) -> bool:
    """Whether `words` are one or more names: *Jane Doe*, *JANE DOE and John Roe in Seoul*."""
    parts = [part.strip() for part in re.split(r",|&|\band\b|\bin\b|\bfor\b", words, flags=re.IGNORECASE)]
    first = parts[0].split()
    return (
        all(_PERSON.fullmatch(part) for part in parts)
        and 2 <= len(first) <= 5
        and first[0].capitalize() not in _list("not_names")
    )


def _reporting(words: str, line: Span) -> _Note | None:
    match = _REPORTING.search(words)
    if match is None or words[: match.start()].strip(" (["):
        return None
    who = match["who"].strip(" .")
    if is_agencies(who):
        return _Note(line, credit=who)
    if match["kind"].lower() == "reporting" and not match["extra"] and _is_people(who):
        return _Note(line, byline=who)
    return _Note(line) if _is_people(who) else None


def _contributed(words: str, line: Span) -> _Note | None:
    match = _CONTRIBUTED.search(words)
    if match is None:
        return None
    who = match["who"].strip()
    return _Note(line, credit=who if is_agencies(who) else None)


def _signature(words: str, line: Span) -> _Note | None:
    """A line that is nothing but an agency's name: *— AFP*, */TASS/*, *© 2025 The Associated Press*."""
    match = _SIGNED.fullmatch(words)
    return _Note(line, credit=match["who"].strip()) if match and is_agencies(match["who"].strip()) else None


def is_agencies(who: str) -> bool:
    """Whether `who` is one agency or a list of them."""
    return all(part.strip() in _list("agencies") for part in re.split(r"/|, | and | & ", who))


def split_authors(names: Iterable[str]) -> tuple[str | None, str | None]:
    """Byline and credit: agencies are told apart from people."""
    said = tuple(names)
    people = [name for name in said if not is_agencies(name)]
    agencies = [name for name in said if is_agencies(name)]
    return "; ".join(people) or None, ", ".join(agencies) or None


@cache
def _list(name: str) -> frozenset[str]:
    table = json.loads(resources.files("reportedly.text").joinpath("data/furniture.json").read_text("utf-8"))
    return frozenset(table[name])
