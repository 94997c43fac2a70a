"""What stands where: one pattern for all expressions of time, alternatives from the most to the least told."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from reportedly.language.timex.words import ADVERBS, MONTHS, NUMBERS, ORDINALS, PARTS, SEASONS, UNITS, WEEKDAYS


def _any(words: Mapping[str, object] | list[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


def _capital(words: Mapping[str, object]) -> str:
    """Names of months and weekdays, as names are written: *may* is a verb, *MAY* stands in headlines."""
    forms = [f"{w.title()}\\b\\.?" if len(w) < 5 else w.title() for w in words]
    return "|".join(sorted([*forms, *(w.upper() for w in words if len(w) > 3)], key=len, reverse=True))


MONTH, WEEKDAY = rf"(?:{_capital(MONTHS)})", rf"(?:{_capital(WEEKDAYS)})"
YEAR = r"(?:1[5-9]\d\d|20\d\d)(?![\d%]|[.,]\d)"
DAY = r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?(?![\d%:]|[.,]\d)"
PART = rf"(?:{_any(PARTS)})"
COUNT = (
    rf"(?i:(?:a )?(?:few|couple of|couple)|several|many|some|\d+(?:\.\d+)?|(?:{_any([w for w in NUMBERS if w not in ('a', 'an')])})"
    r"(?:-(?:one|two|three|four|five|six|seven|eight|nine))?|an?)"
)
UNIT = rf"(?i:{_any(UNITS)})"
STAGE = r"(?i:early|mid|late|the (?:start|beginning|middle|end) of|the early|the late)"
THIS = r"(?i:this past|this coming|last|next|this|that|the (?:past|previous|following|same|next|coming|preceding))"
MERIDIEM = r"(?:a\.?m\b\.?|p\.?m\b\.?|A\.?M\b\.?|P\.?M\b\.?)"
SEASON = rf"(?i:{_any(SEASONS)})"

RULES = {
    "iso": r"(?P<iso_v>\d{4}-\d\d-\d\d|\d{4}-(?:0[1-9]|1[0-2])(?!\d|-))(?:[T ](?P<iso_t>\d\d:\d\d)\S*)?",
    "mdy": rf"(?:{WEEKDAY},? )?(?:the )?(?P<mdy_m>{MONTH}) (?:the )?(?P<mdy_d>{DAY})(?:(?:,? of)?,? (?P<mdy_y>{YEAR}))?(?:,? (?P<mdy_p>{PART}))?",
    "dmy": rf"(?:{WEEKDAY},? )?(?:the )?(?P<dmy_d>{DAY}) (?:of )?(?P<dmy_m>{MONTH})(?:,? (?P<dmy_y>{YEAR}))?(?:,? (?P<dmy_p>{PART}))?",
    "slash": rf"(?P<slash_a>\d\d?)/(?P<slash_b>\d\d?)/(?P<slash_y>{YEAR}|\d\d)\b",
    "my": rf"(?:{STAGE}[- ])?(?P<my_m>{MONTH}),?(?: of)? (?P<my_y>{YEAR})",
    "thism": rf"(?P<thism_w>{THIS}) (?P<thism_m>{MONTH})\b",
    "stagem": rf"{STAGE}[- ](?:of )?(?P<stagem_m>{MONTH})\b",
    "quarter": rf"(?i:(?:the )?(?P<quarter_n>first|second|third|fourth|1st|2nd|3rd|4th)[- ]quarter)(?: of (?P<quarter_y>{YEAR}))?|Q(?P<quarter_q>[1-4])(?: (?:of )?(?P<quarter_z>{YEAR}))?",
    "season": rf"(?:(?P<season_w>{THIS}) )(?P<season_s>{SEASON})\b|(?:{STAGE} |(?i:the |in )?)(?P<season_t>{SEASON}) (?:of )?(?P<season_y>{YEAR})",
    "decade": r"(?:(?i:the )?(?:(?i:early|mid|late)[- ])?)(?P<decade_y>1[5-9]\d|20\d)0['’]?s\b|(?i:the )(?:(?i:early|mid|late)[- ])?['’](?P<decade_s>\d)0s\b",
    "century": rf"(?:(?i:the )?(?:(?i:early|mid|late)[- ])?)(?P<century_n>\d\d?(?:st|nd|rd|th)|(?i:{_any(ORDINALS)}))[- ]century\b",
    "weekday": rf"(?:(?P<weekday_w>{THIS}) |(?i:early |late )|(?P<weekday_e>(?i:every|each)) )?(?P<weekday_d>{WEEKDAY})\b(?: (?P<weekday_p>{PART})\b)?(?!,? {MONTH} {DAY})",
    "deictic": rf"(?i:(?P<deictic_d>today|yesterday|tomorrow|tonight|the day before yesterday|the day after tomorrow)\b)(?: (?P<deictic_p>{PART})\b)?",
    "dayparts": rf"(?i:(?P<dayparts_w>this|last) (?P<dayparts_p>{PART}))\b",
    "clock": rf"(?P<clock_h>1[0-2]|0?[1-9])(?::(?P<clock_m>[0-5]\d))? ?(?P<clock_x>{MERIDIEM})|(?P<clock_i>[01]?\d|2[0-3]):(?P<clock_n>[0-5]\d)(?: (?:hours|hrs|GMT|UTC|local time))?\b(?!:)|(?i:(?P<clock_w>noon|midnight))\b",
    "ago": rf"(?:(?i:more than|over|about|nearly|almost|around|some|just) )?(?P<ago_n>{COUNT}) (?P<ago_u>{UNIT})s? (?i:(?P<ago_w>ago|later|earlier|before that|after that|hence))\b",
    "before": rf"(?i:the (?P<before_u>{UNIT}) (?P<before_w>before|after))(?=[,.;]|\n|$)",
    "bareago": rf"(?P<bareago_u>{UNIT})s (?i:ago)\b",
    "recent": rf"(?i:recent|the past few|the last few|past few) {UNIT}s\b|(?i:recently|lately|in the past(?! (?:few|{COUNT}) )|previously|formerly)\b",
    "coming": rf"(?i:the coming|coming|the next few|upcoming) {UNIT}s\b|(?i:in the (?:very |near |foreseeable )*future|the (?:very |near |foreseeable )+future|soon)\b",
    "now": r"(?i:to this day|now|currently|at present|at the moment|nowadays|presently)\b",
    "past": rf"(?i:the |this )?(?i:past|last|next|coming|previous) (?P<past_n>{COUNT}) (?P<past_u>{UNIT})s?\b",
    "this": rf"(?P<this_w>{THIS}) (?P<this_u>{UNIT})\b",
    "every": rf"(?i:(?:every|each|per)(?P<every_o> other)?(?: (?P<every_n>{COUNT}))?) (?P<every_u>{UNIT})s?\b|(?i:once|twice|times) an? (?P<every_v>{UNIT})\b",
    "adverb": rf"(?i:(?P<adverb_w>{_any(ADVERBS)}))\b",
    "half": rf"(?i:half an?|a half) (?P<half_u>{UNIT})\b",
    "span": rf"(?P<span_n>{COUNT})(?:[- ](?i:more|full|whole|straight|consecutive))?[- ](?P<span_u>{UNIT})s?\b(?![- ]old|s? of age)",
    "bare": rf"(?i:for|over|after|within|in) (?P<bare_u>{UNIT})s\b",
    "month": rf"(?P<month_m>{MONTH})\b",
    "year": rf"(?:(?i:early|mid|late)[- ])?(?P<year_y>{YEAR})(?:[-–/](?P<year_z>\d\d)(?!\d|-))?\b",
}  # fmt: skip
PATTERN = re.compile(r"(?<![\w$€£.,/@#-])(?:" + "|".join(f"(?P<{n}>{p})" for n, p in RULES.items()) + ")")


class Found(NamedTuple):
    """An expression of time at `[start, end)` code points; `parts` are the words of its rule's groups."""

    start: int
    end: int
    rule: str
    parts: dict[str, str]


def find(text: str) -> Iterator[Found]:
    """Every place that may tell a time, in order, none overlapping; what the tree rules out is still among them."""
    for match in PATTERN.finditer(text):
        rule = next(r for r in RULES if match[r] is not None)
        parts = {k.split("_")[1]: v for k, v in match.groupdict().items() if v and k.startswith(rule + "_")}
        start, end = match.span()
        if rule == "bare":
            start = match.start("bare_u")
        if text[end - 1] == "." and rule != "clock" and match[rule][-3:-1].islower() and end == len(text):
            end -= 1
        yield Found(start, end, rule, parts)
