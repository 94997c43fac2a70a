"""Claims that nobody says are so: their words alone would be read as if somebody did."""

from __future__ import annotations

from reportedly.attribution.manner import polarity
from reportedly.model import Claim, Report


def contrary(claim: Claim) -> str:
    """*denied* where its reports only deny it, in so many words (*denied that*), *doubted* where they only doubt it; empty
    where one says that it is so, and where its words say themselves that it is denied.

    A report may deny by what it says as well, as *nobody was shot at* does: *denied* before that would be the opposite.
    """
    against = {report.stance for report in claim.reports}
    if "asserts" in against or polarity(claim.statement.lower().split()) != "asserts":
        return ""
    found = {_told(report) for report in claim.reports}
    return next((word for word in ("denied", "doubted") if word in found), "")


def stated(claim: Claim) -> str:
    """What it says, with that word before it."""
    word = contrary(claim)
    return f"{word}: {claim.statement}" if word else claim.statement


def _told(report: Report) -> str:
    if report.stance == "doubts":
        return "doubted"
    cues = (hop.cue.lower().split() for hop in report.chain if hop.cue)
    return "denied" if any(polarity(cue) == "denies" for cue in cues) else ""
