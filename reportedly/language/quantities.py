"""Figures in a text: exact, ranges, bounds, vague, money, shares. By a grammar of our own over the words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from reportedly.model import Span

ONES = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
SMALL = {w: i for i, w in enumerate(ONES, 1)} | {w: 10 * i for i, w in enumerate(TENS, 2)} | {"zero": 0}
SCALES = {
    "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12,
    "k": 1e3, "m": 1e6, "mn": 1e6, "bn": 1e9, "tn": 1e12, "b": 1e9,
}  # fmt: skip
VAGUE = {
    "dozens": 24, "scores": 40, "hundreds": 100, "thousands": 1_000, "millions": 1_000_000, "billions": 1_000_000_000,
    "tens of thousands": 10_000, "hundreds of thousands": 100_000, "tens of millions": 10_000_000,
    "hundreds of millions": 100_000_000, "tens of billions": 10_000_000_000, "hundreds of billions": 100_000_000_000,
}  # fmt: skip
"""What the plural says at the least; nothing is said of the most."""
CURRENCIES = {
    "us$": "USD", "$": "USD", "a$": "AUD", "c$": "CAD", "nz$": "NZD", "hk$": "HKD", "s$": "SGD", "€": "EUR", "£": "GBP",
    "¥": "JPY", "₹": "INR", "₽": "RUB", "₩": "KRW", "₪": "ILS", "₴": "UAH", "us$ ": "USD",
    "dollar": "USD", "euro": "EUR", "pound": "GBP", "ruble": "RUB", "rouble": "RUB", "yen": "JPY", "yuan": "CNY",
    "rupee": "INR", "won": "KRW", "shekel": "ILS", "hryvnia": "UAH", "franc": "CHF", "lira": "TRY", "real": "BRL",
}  # fmt: skip
LEAST = (
    "at least",
    "more than",
    "over",
    "no fewer than",
    "no less than",
    "not less than",
    "upwards of",
    "a minimum of",
    "in excess of",
    "above",
    "exceeding",
    "greater than",
    "not below",
    "never below",
)
MOST = (
    "up to",
    "as many as",
    "as much as",
    "at most",
    "no more than",
    "not more than",
    "fewer than",
    "less than",
    "under",
    "below",
    "a maximum of",
    "not above",
    "never above",
)
ABOUT = (
    "about", "around", "some", "nearly", "almost", "approximately", "roughly", "an estimated", "estimated", "another", "an additional",
    "additional", "a further", "further", "a total of", "only", "just", "exactly", "close to", "well over",
)  # fmt: skip
FRACTIONS = {
    "half": 50, "one-half": 50, "a third": 33.3, "one-third": 33.3, "one third": 33.3, "two-thirds": 66.7, "two thirds": 66.7,
    "a quarter": 25, "one-quarter": 25, "one quarter": 25, "three-quarters": 75, "three quarters": 75, "a fifth": 20, "one-fifth": 20,
}  # fmt: skip
COUNTED_AS_NONE = "injuries|casualties|deaths|fatalities|victims|survivors|arrests|losses|damage"

_WORD = rf"(?:{'|'.join(TENS)})(?:-(?:{'|'.join(ONES[:9])}))?|{'|'.join(sorted(ONES, key=len, reverse=True))}"
_WORDS = rf"(?:(?:{_WORD}|an?|half a) )?(?:(?:hundred|thousand|million|billion|trillion)(?: and)? ?)+(?:{_WORD})?|{_WORD}|zero|a dozen|half a dozen|two dozen|three dozen"
_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_SCALE = r"(?:[ -](?:hundred|thousand|million|billion|trillion)|(?:bn|mn|tn|k|m|b))\b"
_MONEY = r"(?:us|a|c|nz|hk|s)?\$ ?|[€£¥₹₽₩₪₴] ?"
_SUFFIX = r" ?%| per ?cent\b| percentage points?\b"


def _either(words: object) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))  # type: ignore[call-overload]


def _amount(tag: str) -> str:
    return rf"(?P<money{tag}>{_MONEY})?(?:(?P<digits{tag}>{_DIGITS})(?!\d|st\b|nd\b|rd\b|th\b)|(?P<words{tag}>{_WORDS})\b)(?P<scale{tag}>{_SCALE})?(?P<share{tag}>{_SUFFIX})?"


_BOUND = rf"(?P<bound>(?:{_either((*LEAST, *MOST, *ABOUT))}) )"
PATTERN = re.compile(
    r"(?<![\w.,/:@#-])(?:"
    rf"(?P<vague>{_BOUND.replace('bound', 'vbound')}?(?P<plural>{_either(VAGUE)}))\b"
    rf"|(?P<ratio>(?:{_either(ABOUT)} )?(?P<part>{_WORD}|\d+) (?:in|out of)(?: every)? (?P<whole>{_WORD}|\d+))\b(?! \w+ years)"
    rf"|(?P<fraction>{_BOUND.replace('bound', 'fbound')}?(?P<share>{_either(FRACTIONS)}))\b(?= of\b| the\b)"
    rf"|(?P<none>no (?:{COUNTED_AS_NONE}))"
    rf"|(?:(?P<open>between|from) )?{_BOUND}?{_amount('1')}(?: ?(?P<link>to|and|or|-|–|—) ?{_amount('2')})?(?P<after> or more| or fewer| or less| plus|\+)?"
    r")(?![\w])",
    re.IGNORECASE,
)


RESULT = re.compile(rf"-to-(?:{_WORD}|\d+)\b", re.IGNORECASE)
"""What follows the first figure of *a 2-to-1 vote*."""


class Quantity(NamedTuple):
    """A figure at `span`: inclusive bounds, None where open; `unit` an ISO 4217 code, *percent*, or '' where things are counted.

    `number` is where the digits or number words themselves begin, `plain` whether it is a bare number word up to ten.
    """

    span: Span
    low: float | None
    high: float | None
    unit: str
    number: int
    plain: bool = False


def quantities(text: str) -> Iterator[Quantity]:
    """Every figure, in order; what counts nothing (dates, ages, names) is still among them. A result is none (*80-19*,
    *two to one*); two amounts that fall are two (*46 percent to 42 percent*), or the second alone (*from 203 to 27*)."""
    at = 0
    while match := PATTERN.search(text, at):
        at = match.end()
        if result := RESULT.match(text, at):
            at = result.end()
        elif _falls(match):
            fell = (match["open"] or "").lower() == "from"
            if _unit(match) and not fell:
                yield _first(match)
            if _unit(match) or fell:
                at = match.end("link")
        elif quantity := _quantity(match):
            yield quantity


def _falls(m: re.Match[str]) -> bool:
    """Whether two amounts are no range, the second being less."""
    return (m["link"] or "").lower() in ("to", "-", "–", "—") and _value(m, "1") >= _value(m, "2")


def _first(m: re.Match[str]) -> Quantity:
    """The first of two amounts by itself."""
    value, number = _value(m, "1"), m.start("digits1") if m["digits1"] else m.start("words1")
    start = m.start("bound") if m["bound"] else m.start("money1") if m["money1"] else number
    end = max(m.end(f"{part}1") for part in ("digits", "words", "scale", "share"))
    return Quantity(Span(start, end), *_bounded((m["bound"] or "").strip().lower(), value), _unit(m), number)


def _quantity(m: re.Match[str]) -> Quantity | None:
    span = Span(*m.span())
    if m["vague"]:
        return Quantity(
            span,
            *_bounded((m["vbound"] or "").strip().lower(), float(VAGUE[m["plural"].lower()]), True),
            "",
            m.start("plural"),
        )
    if m["ratio"]:
        part, whole = _number(m["part"]), _number(m["whole"])
        share = round(100 * part / whole, 1) if whole and part <= whole else None
        return None if share is None else Quantity(span, share, share, "percent", span.start)
    if m["fraction"]:
        return Quantity(
            span,
            *_bounded((m["fbound"] or "").strip().lower(), float(FRACTIONS[m["share"].lower()])),
            "percent",
            m.start("share"),
        )
    if m["none"]:
        return Quantity(span, 0.0, 0.0, "", span.start)
    return _amounts(m, span)


def _amounts(m: re.Match[str], span: Span) -> Quantity:
    low = _value(m, "1")
    unit = _unit(m)
    number = m.start("digits1") if m["digits1"] else m.start("words1")
    plain = bool(m["words1"]) and low <= 10 and not m["bound"] and not m["link"]
    two = bool(m["link"])
    if two and m["link"].lower() == "and" and (m["open"] or "").lower() != "between":
        two, span = (
            False,
            Span(
                span.start,
                m.end("share1")
                if m["share1"]
                else m.end("scale1")
                if m["scale1"]
                else m.end("digits1" if m["digits1"] else "words1"),
            ),
        )
    if two:
        high = _value(m, "2")
        if m["scale2"] and not m["scale1"] and low < high:
            low *= _scale(m["scale2"])
        return Quantity(span, min(low, high), max(low, high), unit, number)
    if m["after"]:
        more = m["after"].strip().lower() in ("or more", "plus", "+")
        return Quantity(span, low if more else None, None if more else low, unit, number)
    start = (
        span.start
        if not m["open"]
        else (m.start("bound") if m["bound"] else m.start("money1") if m["money1"] else number)
    )
    return Quantity(Span(start, span.end), *_bounded((m["bound"] or "").strip().lower(), low), unit, number, plain)


def _bounded(bound: str, number: float, vague: bool = False) -> tuple[float | None, float | None]:
    if bound in LEAST or bound == "well over":
        return number, None
    if bound in MOST:
        return None, number
    return number, None if vague else number


def _unit(m: re.Match[str]) -> str:
    if m["share1"] or m["share2"]:
        return "percent"
    sign = m["money1"] or m["money2"]
    return CURRENCIES[sign.strip().lower()] if sign else ""


def _value(m: re.Match[str], tag: str) -> float:
    number = float(m["digits" + tag].replace(",", "")) if m["digits" + tag] else _number(m["words" + tag])
    return round(number * _scale(m["scale" + tag]), 6)


def _scale(words: str | None) -> float:
    return SCALES[words.strip(" -").lower()] if words else 1.0


def _number(words: str) -> float:
    """*two hundred and fifty thousand* → 250000."""
    total, part = 0.0, 0.0
    if words.isdigit():
        return float(words)
    dozens = {"a dozen": 12.0, "half a dozen": 6.0, "two dozen": 24.0, "three dozen": 36.0}
    if words.lower() in dozens:
        return dozens[words.lower()]
    for word in re.split(r"[\s-]+", words.lower().replace("half a ", "half ").strip()):
        if word == "half":
            part = 0.5
        elif word in SMALL:
            part += SMALL[word]
        elif word in ("a", "an"):
            part = 1.0
        elif word == "hundred":
            part = (part or 1.0) * 100
        elif word in SCALES:
            total, part = total + (part or 1.0) * SCALES[word], 0.0
    return total + part
