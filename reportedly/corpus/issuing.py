"""Articles that are somebody's own words from end to end: a statement, a notice, a press release, printed as it came."""

from __future__ import annotations

import re

from reportedly.model import Hop, Reading, Span

OPENING = 400
"""Characters at the beginning of an article in which it says whose words follow."""
_WHAT = r"(?:\w+ ){0,2}(?:statement|communiqu[eé]|communication|notice|press release|declaration|update|clarification|announcement)"
_BEING = r"(?:is|was|has been|have been|,)?"
_MADE = r"(?:issued|released|published|circulated|distributed|sent out|put out|made public)"
_ISSUES = re.compile(
    rf"(?P<who>\b[A-Z][^.;:“”\"]{{2,140}}?)(?:,[^.;:]{{3,80}},)? (?:has |have |had |today |yesterday |on \w+ )*"
    rf"(?P<cue>(?:{_MADE}|issues|releases|publishes|circulates) (?:the following|this) {_WHAT})\b"
)
_ISSUED = re.compile(
    rf"(?P<cue>(?i:the following|this|the|a) (?:full |complete )?(?:text of (?:the|a) )?{_WHAT} {_BEING} ?(?:\w+ )?{_MADE} "
    r"(?:\w+ ){0,2}?(?:by|on behalf of)) (?P<who>(?:the )?[A-Z][^.;:,“”\"]{2,100}?)(?= on | in | at | today| yesterday|[.,;:]|$)"
)
_REPRODUCED = re.compile(
    r"\b(?:in full|reproduce|publish|print|carry|the following|full text|text of|as received|unedited)\b", re.I
)


def issuer(reading: Reading) -> Hop | None:
    """Who issued the statement that an article consists of, as the source of what it tells of nobody; None where it is the
    outlet's own text. A sentence at its beginning must say so: that somebody *issued a statement* alone does not."""
    opening = reading.article.text[:OPENING]
    found = _ISSUES.search(opening) or (_ISSUED.search(opening) if _REPRODUCED.search(opening) else None)
    if found is None:
        return None
    who = Span(*found.span("who"))
    named = [e for e in reading.entities if any(m.meets(who) for m in e.mentions)]
    first = min(named, key=lambda e: min(m.start for m in e.mentions if m.meets(who)), default=None)
    label = " ".join(who.of(reading.article.text).split())
    return Hop(first.id if first else None, first.name if first else label, " ".join(found["cue"].split()))
