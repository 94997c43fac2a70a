"""The words for what a figure counts or measures, without the figure."""

from __future__ import annotations

import re

from spacy.tokens import Token

from reportedly.claims.context import Context, phrase
from reportedly.claims.nouns import singular
from reportedly.language.quantities import CURRENCIES, Quantity
from reportedly.model import Span

LOSSES = frozenset(
    "killed wounded injured lost displaced arrested detained captured missing dead died shot rescued evacuated fled sent "
    "deployed".split()
)
"""What becomes of people."""
RISING = frozenset(
    "rise rises rose risen rising raise raises raised increase increases increased grow grew grown climb climbs climbed "
    "jump jumped soar soared double doubled triple tripled revise revised expand expanded".split()
)
LEVELS = frozenset(
    "stand stands stood reach reaches reached hit hits total totals totalled totaled remain remains remained fall falls fell "
    "fallen drop drops dropped decline declined sink sank average averages averaged exceed exceeds exceeded approach "
    "approaches approached equal equals equalled amount amounts amounted".split()
)
"""With *rise* and its like, verbs whose subject is what a figure measures."""
DEFINITE = frozenset(
    ("the", "these", "those", "both", "its", "his", "her", "their", "this", "that", "our", "my", "your")
)
NEXT_FIGURE = re.compile(r",? (?:and|or|but) (?:between |about |some |another )?\d")


def quantity(context: Context, q: Quantity, noun: Token | None, verb: Token) -> str:
    """The words for what is counted, without the figure, and the verb where it says what became of them."""
    text = context.entities.text
    words: list[str] = []
    inside = noun is None or q.span.start <= noun.idx < q.span.end
    if noun is None or inside or singular(noun) in CURRENCIES:  # a share or a sum, of nothing that is counted
        figure = context.at(q.span.end - 1) if noun is None or inside else noun
        words += _measured(text, figure, Span(q.span.start, figure.idx + len(figure)))
    elif noun.i < context.at(q.number).i and phrase(noun).end <= q.span.start:
        words += [w for w in phrase(noun).of(text).split() if w.lower() not in DEFINITE]
    else:
        span = phrase(noun)
        left = text[span.start : q.span.start] if span.start < q.span.start else ""
        left = "" if re.search(r"\b(?:and|or)\b|\d", left) else left
        right = text[max(q.span.end, span.start) : span.end].lstrip("- ") if span.end > q.span.end else noun.text
        right = NEXT_FIGURE.split(right)[0]
        words += [*left.split(), *right.split()]
        idle = (*DEFINITE, "a", "an", "of", "another", "between", "to")
        while words and (words[0].lower() in idle or words[0][0].isdigit()):
            words.pop(0)
    if verb.pos_ == "VERB" and (verb.lower_ in LOSSES or not words):
        words.append(verb.text)
    return " ".join(words)


def _measured(text: str, figure: Token, span: Span) -> list[str]:
    """What a share or a sum is of, told before it: *turnout rate* of *a turnout rate of 58%*, *inflation* of *inflation
    stood at 58%*."""
    while span.holds(Span(figure.head.idx, figure.head.idx + len(figure.head))) and figure.head != figure:
        figure = figure.head
    of = figure.dep_ == "nmod" and any(c.lower_ in ("of", "at") for c in figure.children)
    if of and figure.head.pos_ in ("NOUN", "PROPN"):
        noun: Token | None = figure.head
    else:
        verb = figure.head if figure.head.lower_ in LEVELS | RISING else figure
        noun = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    if noun is None or noun.idx >= span.start or noun.pos_ not in ("NOUN", "PROPN"):
        return []
    first = (
        noun.head if noun.dep_ == "nmod" and any(c.lower_ == "of" for c in noun.children) else noun
    )  # margin of error
    words = text[phrase(first).start : noun.idx + len(noun)].split()
    return [word for word in words if word.lower() not in (*DEFINITE, "a", "an")]
