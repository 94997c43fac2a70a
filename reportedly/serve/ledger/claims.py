"""Claims below each other, each in a few lines."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from rich.text import Text

from reportedly.model import Claim
from reportedly.serve.ledger.contrary import contrary, stated
from reportedly.serve.ledger.words import STYLES, carried, days, listed, origins, shortened
from reportedly.serve.lines import Lines

_LONGEST = 300
"""Characters of a statement; its page has all of them."""
_ORIGINS = 4
_INDENT = 2


def write_claims(to: Lines, claims: Iterable[Claim], short: Callable[[str], str]) -> int:
    """All of them, with an empty line after each; gives their number."""
    count = 0
    for claim in claims:
        write_claim(to, claim, short)
        to.line()
        count += 1
    return count


def write_claim(to: Lines, claim: Claim, short: Callable[[str], str]) -> None:
    """What it says, how it stands, since when, and on whom it rests."""
    to.line(shortened(stated(claim), _LONGEST), style="bold")
    to.line(standing(to, claim), _INDENT)
    to.line(f"{short(claim.id)} · {claim.kind} · {days(claim.first_reported, claim.last_reported)}", _INDENT, "dim")
    if claim.origins:
        by = f"{contrary(claim)} by" if contrary(claim) else "from"
        to.line(f"{by} {listed((origin.label for origin in claim.origins), _ORIGINS)}", _INDENT, hanging=_INDENT)
    if claim.denied_by:
        to.line(f"denied by {listed(claim.denied_by, _ORIGINS)}", _INDENT, hanging=_INDENT)


def standing(to: Lines, claim: Claim) -> Text:
    """Its status, and what it rests on."""
    rests = f" · {origins(claim.independent_origins)} of {carried(claim)}"
    return Text().append(claim.status, STYLES[claim.status]).append(to.spelling(rests))
