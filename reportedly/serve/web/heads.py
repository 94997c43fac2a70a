"""What a row of the ledger shows of a claim: a small part of it, which can be kept for many rows."""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.model import Claim, ClaimKind, Interval, Status
from reportedly.serve.ledger.contrary import contrary
from reportedly.serve.ledger.words import listed, shortened

LONGEST = 300
"""Characters of a statement; its page has all of them."""
_ORIGINS, _DENYING = 3, 2


@dataclass(frozen=True, slots=True)
class Head:
    """`statement` is cut where it is long, `against` is its word where it is only denied or doubted (see `contrary`).
    `origins` and `denied_by` name some and say how many more there are, empty where there are none; `reports` counts."""

    id: str
    statement: str
    against: str
    kind: ClaimKind
    status: Status
    origins: str
    denied_by: str
    independent_origins: Interval
    reports: int
    first_reported: str | None
    last_reported: str | None

    @classmethod
    def of(cls, claim: Claim) -> Head:
        """Of a claim."""
        return cls(
            id=claim.id,
            statement=shortened(claim.statement, LONGEST),
            against=contrary(claim),
            kind=claim.kind,
            status=claim.status,
            origins=listed((origin.label for origin in claim.origins), _ORIGINS),
            denied_by=listed(claim.denied_by, _DENYING),
            independent_origins=claim.independent_origins,
            reports=len(claim.reports),
            first_reported=claim.first_reported,
            last_reported=claim.last_reported,
        )
