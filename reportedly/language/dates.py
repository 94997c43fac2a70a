"""Time expressions to TIMEX3 values (TimeML; Pustejovsky et al. 2003), by a grammar of our own and the tree's tenses."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from datetime import date

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from reportedly.language.timex.anchor import Anchor
from reportedly.language.timex.grammar import Found, find
from reportedly.language.timex.values import value
from reportedly.model import Date, Span

NAMES = frozenset(("person", "organization", "event", "document"))
AHEAD = frozenset(("will", "shall", "'ll", "’ll", "would", "may", "might", "could", "can", "wo", "going"))
PLANNED = frozenset(
    ("plan", "plans", "planned", "scheduled", "expected", "due", "set", "slated", "hopes", "aims", "begins", "expects")
)
UNTIL = frozenset(("until", "till"))
"""*The curfew holds until Wednesday* looks ahead without a word of what is to come."""
DATELINE = 400  # code points at the start of a text in which its own date may stand
ANCHORS = frozenset(
    ("iso", "mdy", "dmy", "my", "year", "weekday", "month", "stagem", "thism", "deictic", "this", "ago")
)
MONTHS_THAT_ARE_WORDS = frozenset(("May", "March", "MAY", "MARCH", "Mar", "Sun", "Sat", "Wed", "Mon", "Jan", "Dec"))
BEFORE_MONTH = frozenset(
    (
        "in",
        "since",
        "of",
        "by",
        "until",
        "till",
        "during",
        "from",
        "to",
        "through",
        "and",
        "between",
        "after",
        "before",
        "for",
        "or",
    )
)

ACCOUNT = re.compile(r"(?<!\w)@\w{2,}")


def dates(doc: Doc, published: str | None) -> tuple[Date, ...]:
    """Every time expression of a document with tags and trees, in order.

    `published` is an ISO 8601 date or date-time, as told by the article's publisher; where it is None, the date that the
    text itself bears in a line at its start stands in. Where it has none, the year of an embedded post is the least that
    can be said: months told without a year are of that year, weekdays stay unresolved.
    """
    text = doc.text
    places = [t.idx for t in doc]
    found = [f for f in find(text) if _tells_time(f, _token(doc, places, f.start), text)]
    now = _day(published) or _own_date(text, found)
    bound = None if now else _posted(text, found)
    told: str | None = None
    last: date | None = None
    near: tuple[int, int] | None = None  # a year told, and the sentence's start it was told in
    result: list[Date] = []
    for f in found:
        token = _token(doc, places, f.start)
        sentence = token.sent.start
        told_here = near is not None and sentence - near[1] < 60 and not _parted(doc[near[1] : token.i])
        year = near[0] if near and told_here and (now is None or near[0] != now.year) else bound
        kind, meant = value(f.rule, f.parts, Anchor(now, told, _future(token), year, last))
        if f.rule == "deictic" and _era(token):
            meant = "PRESENT_REF"
        result.append(Date(Span(f.start, f.end), meant, kind))
        if f.rule in ANCHORS and meant and meant[:4].isdigit():
            told, last = meant, _day(meant) or last
            if "y" in f.parts or f.rule == "iso":
                near = (int(meant[:4]), sentence)
            elif f.rule in ("weekday", "deictic"):
                near = None
    return tuple(result)


def _parted(tokens: Tokens) -> bool:
    """Whether a paragraph ends among them."""
    return any(t.is_space and t.text.count("\n") > 1 for t in tokens)


def _day(published: str | None) -> date | None:
    try:
        return date.fromisoformat((published or "")[:10])
    except ValueError:
        return None


def _own_date(text: str, found: Sequence[Found]) -> date | None:
    """The whole date at the start of one of the first lines."""
    for f in found:
        if f.start > DATELINE:
            return None
        if f.rule in ("mdy", "dmy", "iso") and ("y" in f.parts or f.rule == "iso"):
            line = text[text.rfind("\n", 0, f.start) + 1 : f.start]
            if not re.search(r"\w", line):
                return _day(value(f.rule, f.parts, Anchor(None))[1])
    return None


def _posted(text: str, found: Sequence[Found]) -> int | None:
    """The year of the latest post whose signature line (*Name (@account) January 12, 2025*) stands in the text."""
    years = [
        int(f.parts["y"])
        for f in found
        if f.rule in ("mdy", "dmy")
        and "y" in f.parts
        and ACCOUNT.search(text[text.rfind("\n", 0, f.start) + 1 : f.start])
    ]
    return max(years, default=None)


def _token(doc: Doc, places: Sequence[int], at: int) -> Token:
    return doc[max(0, bisect_right(places, at) - 1)]


def _tells_time(f: Found, token: Token, text: str) -> bool:
    """What the words alone leave open: names, ages, numbers of things, *may* and *second*."""
    if f.rule in ("month", "weekday", "stagem", "year", "season", "my", "this") and token.ent_type_ in NAMES:
        return False
    if f.rule == "month" and text[f.start : f.end].rstrip(".") in MONTHS_THAT_ARE_WORDS:
        before = token.nbor(-1).lower_ if token.i else ""
        return before in BEFORE_MONTH and token.pos_ == "PROPN"
    if f.rule == "year":
        return not _counts(f, token, text)
    if f.rule == "span":
        unit, after = f.parts["u"].lower(), text[f.end : f.end + 12].lower()
        if unit in ("second", "quarter"):
            return unit == "second" and text[f.end - 1] == "s"
        return not re.match(r"[\s-]?olds?\b|\s(?:old|of age)\b", after)
    if f.rule == "now":
        return token.pos_ == "ADV" or len(text[f.start : f.end].split()) > 1
    if f.rule == "clock" and "i" in f.parts:
        return not re.match(r"\s?[-–]\s?\d", text[f.end : f.end + 4]) or int(f.parts["i"]) > 6
    if f.rule == "adverb":
        return token.pos_ in ("ADV", "ADJ")
    return True


def _counts(f: Found, token: Token, text: str) -> bool:
    """Whether four digits count things: *2,000* is caught by its comma, *2000 people* by the tree."""
    year = int(f.parts["y"])
    if text[f.start - 1 : f.start] in ("$", "€", "£", "+"):
        return True
    after = text[f.end : f.end + 10].lower()
    if re.match(
        r"\s?(?:%|percent|per cent|km|m\b|kg|mph|votes|people|dollars|euros|pounds|meters|metres|miles)", after
    ):
        return True
    head = token.head
    plural = head.i > token.i and head.pos_ == "NOUN" and "Plur" in head.morph.get("Number", [])
    the = token.i and token.nbor(-1).lower_ in ("the", "its", "his", "her", "their", "'s", "’s", "in", "since", "of")
    return token.dep_ == "nummod" and plural and (not the or not 1900 <= year <= 2100)


def _era(token: Token) -> bool:
    """*Athens today is a city of four million*: our times, not the day of publication."""
    return token.lower_ == "today" and token.head.pos_ in ("NOUN", "PROPN") and token.head.i == token.i - 1


def _future(token: Token) -> bool:
    """Whether the verb that the expression hangs on looks ahead."""
    until = any(child.lower_ in UNTIL for child in token.children)
    for verb in (token, *token.ancestors):
        if verb.pos_ not in ("VERB", "AUX"):
            continue
        if until and "Past" not in verb.morph.get("Tense", []):
            return True
        words = {c.lower_ for c in verb.children if c.dep_.startswith("aux") or c.dep_ == "cop"}
        if words & AHEAD:
            return "have" not in words
        if (
            "Inf" in verb.morph.get("VerbForm", [])
            and verb.dep_ in ("xcomp", "acl", "advcl")
            and "to" in {c.lower_ for c in verb.children}
        ):
            return _planned(verb.head)
        if verb.dep_ in ("ccomp", "xcomp", "acl", "advcl", "conj", "parataxis") and "Past" not in verb.morph.get(
            "Tense", []
        ):
            continue
        return False
    return False


def _planned(token: Token) -> bool:
    """*plans to meet on Friday* looks ahead, *managed to meet on Friday* back."""
    if token.lower_ in PLANNED or token.pos_ in ("ADJ", "NOUN"):
        return True
    return "Pres" in token.morph.get("Tense", []) or bool({c.lower_ for c in token.children} & AHEAD)
