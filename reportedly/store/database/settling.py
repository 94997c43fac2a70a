"""Claims come into the database."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Collection, Sequence
from functools import lru_cache
from typing import get_args

from reportedly.model import Claim, ClaimKind, Status, number_of
from reportedly.store.database import blob
from reportedly.store.database.backend import Row
from reportedly.store.database.base import Base
from reportedly.store.database.happenings import days_of, write_happenings
from reportedly.store.database.withdrawing import HOLDS, forget_claims, mark
from reportedly.store.parts import Part
from reportedly.store.written import written

KINDS = get_args(ClaimKind)
STATUSES = get_args(Status)


class Settling(Base):
    """`settle`."""

    def settle(self, reports: Collection[int], claims: Sequence[Claim]) -> None:
        """See `Store`."""
        asked = set(reports)
        members = [[number_of(report.id) for report in claim.reports] for claim in claims]
        told = [report for claim in members for report in claim]
        if len(set(told)) < len(told) or not asked.issuperset(told):
            raise ValueError("a claim has a report that is in another one, or not among those to be settled")
        bodies = [blob.from_claim(claim) for claim in claims]
        with self._writing() as work:
            found = work.rows(_REPORTS, ids=list(asked))
            forget_claims(work, sorted({claim for _, _, claim in found if claim is not None}))
            numbers = {report: number for report, number, _ in found}
            played: dict[int, list[int]] = defaultdict(list)
            for report, key in work.rows(_PLAYED, reports=list(numbers.values())):
                played[report].append(key)
            claim_of: dict[int, int | None] = dict.fromkeys(numbers.values())
            number = work.value("SELECT coalesce(max(number), 0) FROM claims")
            rows: list[Row] = []
            packed: list[Row] = []
            keyed: list[Row] = []
            dated: list[Row] = []
            stale: list[int] = []
            for claim, body, ids in zip(claims, bodies, members, strict=True):
                there = [numbers[report] for report in ids if report in numbers]
                if len(there) < len(ids):
                    stale += there
                    continue
                number += 1
                facets, keys = _facets(claim), _keys(claim).union(*(played.get(report, ()) for report in there))
                rows.append((number, *facets, blob.from_numbers(keys)))
                packed.append((number, body))
                dated += days_of(number, claim)
                low, many, first, last, *others = facets
                keyed += [(key, low, last, number, many, first, *others) for key in keys]
                claim_of.update(dict.fromkeys(there, number))
            work.many(_CLAIM, rows)
            work.many("INSERT INTO bodies (claim, body) VALUES (?, ?)", packed)
            work.many(_KEY, sorted(keyed))
            write_happenings(work, dated)
            work.many(
                "UPDATE reports SET claim = ?, dirty = 0 WHERE number = ?",
                [(claim, report) for report, claim in sorted(claim_of.items())],
            )
            mark(work, stale)


_REPORTS = f"""SELECT r.id, r.number, r.claim FROM reports r JOIN articles a ON a.number = r.article
    WHERE r.id IN MANY(:ids) AND {HOLDS}"""
_PLAYED = "SELECT report, key FROM report_keys WHERE report IN MANY(:reports)"
_CLAIM = """INSERT INTO claims (number, low, reports, first, last, kind, status, id, keys) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"""
_KEY = """INSERT INTO claim_keys (key, low, last, claim, reports, first, kind, status, id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"""


def _facets(claim: Claim) -> Row:
    """See `migrations.m0001`."""
    return (
        claim.independent_origins.low,
        len(claim.reports),
        written(claim.first_reported),
        written(claim.last_reported),
        KINDS.index(claim.kind),
        STATUSES.index(claim.status),
        number_of(claim.id),
    )


def _keys(claim: Claim) -> set[int]:
    actors = {actor_key(actor) for actor in claim.actors}
    return actors | {outlet_key(report.outlet) for report in claim.reports if report.outlet is not None}


def actor_key(form: str) -> int:
    """What claims with this form, or actor, are found by."""
    return _hash(f"actor\n{form}")


def part_key(part: Part, form: str) -> int:
    """What claims in which this form has a part are found by."""
    return _hash(f"{part}\n{form}")


def outlet_key(outlet: str) -> int:
    """What claims that this outlet carries are found by."""
    return _hash(f"outlet\n{outlet.casefold()}")


@lru_cache(1 << 16)
def _hash(text: str) -> int:
    data = text.encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.blake2b(data, digest_size=8).digest(), "big", signed=True)
