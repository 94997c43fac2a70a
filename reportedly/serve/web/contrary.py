"""Claims that nobody says are so: their words alone would be read as if somebody did."""

from __future__ import annotations

import re

from reportedly.corpus.compared import NEGATIONS
from reportedly.corpus.words import words
from reportedly.model import Claim

_CONTRACTED = re.compile(r"n[\u2019']t\b", re.IGNORECASE)


def contrary(claim: Claim) -> str:
    """*denied* where its reports only deny it, *doubted* where they only doubt it; empty where one says that it is so,
    and where its words deny it themselves: *denied: nobody was hurt* would say the opposite."""
    stances = {report.stance for report in claim.reports}
    if "asserts" in stances or not stances or _negated(claim.statement):
        return ""
    return "denied" if "denies" in stances else "doubted"


def _negated(statement: str) -> bool:
    return not NEGATIONS.isdisjoint(words(statement)) or _CONTRACTED.search(statement) is not None
