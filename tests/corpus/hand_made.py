"""Claims made by hand: an invented border clash, as five outlets tell it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from reportedly.model import Claim, Derivation, Hop, Interval, Origin, Report, Span, Suggestion

MINISTRY, STAFF, VILLAGER = "Keshtan Defence Ministry", "Ordovian General Staff", "Ruzan Tekeli"
ACTOR = "a0123456789ab"
"""Of the ministry."""


def hashed(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()[:16]


def report(article: str, quote: str, origin: str | None = None, **told: Any) -> Report:
    """By default the outlet is the article's name in capitals, and the chain is the origin."""
    chain = (Hop("e1", origin, "said"),) if origin else ()
    rests = told.pop("rests", None)
    return Report(
        id=hashed(f"{article} {quote}"),
        article=article,
        span=Span(0, len(quote)),
        quote=quote,
        chain=told.pop("chain", chain),
        stance=told.pop("stance", "asserts"),
        derived_from=Derivation(rests, ("copy: 88% of the four-word runs of the shorter text are shared",), 0.95)
        if rests
        else None,
        outlet=told.pop("outlet", article.upper()),
        origin=origin,
        **told,
    )


def claim(statement: str, reports: Sequence[Report], **told: Any) -> Claim:
    """With an origin for each label of the reports, as many independent."""
    labels = dict.fromkeys(r.origin for r in reports if r.origin and r.stance == "asserts")
    held = {label: [r for r in reports if r.origin == label and r.stance == "asserts"] for label in labels}
    entities = told.pop("entities", {})
    when = [r.published for r in reports if r.published]
    given: dict[str, Any] = {
        "kind": "event",
        "status": "confirmed" if len(labels) > 1 else "single-origin",
        "credibility": 2 if len(labels) > 1 else 3,
        "independent_origins": Interval(len(labels), len(labels)),
        "first_reported": min(when, default=None),
        "last_reported": max(when, default=None),
    }
    return Claim(
        id=reports[0].id,
        statement=statement,
        reports=tuple(reports),
        origins=tuple(
            Origin(label, entities.get(label), rs[0].published, tuple(r.id for r in rs)) for label, rs in held.items()
        ),
        **{**given, **told},
    )


def clash() -> Claim:
    """An event of three origins: a chain of three copies, a report that leads nowhere, a denial, a doubt."""
    return claim(
        "Keshtani and Ordovian forces exchanged fire at the Sarn Ford crossing before dawn.",
        [
            report("lantern", "in a firefight at the Sarn Ford crossing", MINISTRY,
                   published="2026-04-14T09:10:00+03:00", date="2026-04-14", outlet="Morning Lantern"),
            report("gazette", "a firefight at Sarn Ford, the Lantern reported", MINISTRY, rests="lantern",
                   published="2026-04-14T11:00:00+03:00", date="2026-04-14", outlet="Port Ellery Gazette"),
            report("digest", "shoot-out between Keshtan and Ordovia", MINISTRY, rests="gazette",
                   published="2026-04-15", date="2026-04", outlet="Border Digest"),
            report("bulletin", "a Keshtani group opened fire on a frontier post", STAFF,
                   published="2026-04-14T12:30:00+03:00", outlet="Ordovian Bulletin"),
            report("weekly", "was up with a sick kid when the shooting began", VILLAGER, rests="elsewhere",
                   published="2026-04-18", date="2026-04-12", outlet="Weekly"),
            report("blog", "this week's clash at Sarn Ford", published="2026-04-16", outlet=None),
            report("radio", "there was no fight at all", stance="denies", published="2026-04-16",
                   chain=(Hop("e4", "Mayor Osip Marrin", "said"),), outlet="Tirza Radio"),
            report("column", "whether there was a fight remains unclear", stance="doubts",
                   published="2026-04-17", outlet="Morning Lantern"),
        ],
        status="contested",
        entities={MINISTRY: ACTOR},
        independent_origins=Interval(2, 3),
        denied_by=("Mayor Osip Marrin",),
        actors=(ACTOR,),
    )  # fmt: skip


def tolls() -> tuple[Claim, Claim, Claim]:
    """Three killed, nine killed (the two exclude each other), and fifteen of the other side."""
    three = claim(
        "Three Keshtani border guards were killed.",
        [
            report("lantern", "Three Keshtani border guards were killed", MINISTRY, low=3.0, high=3.0, unit="person",
                   published="2026-04-14T09:10:00+03:00", date="2026-04-14", outlet="Morning Lantern", kind="estimate"),
            report("gazette", "killing three", MINISTRY, rests="lantern", low=3.0, high=3.0, unit="person",
                   published="2026-04-14T11:00:00+03:00", outlet="Port Ellery Gazette", kind="estimate"),
            report("radio", "not three, and nobody at the hospital believes it", stance="denies", low=3.0, high=3.0,
                   unit="person", chain=(Hop(None, "hospital staff", "said"),), published="2026-04-15",
                   outlet="Tirza Radio", kind="estimate"),
            report("weekly", "The dead were named on Friday", MINISTRY, published="2026-04-18", outlet="Weekly"),
        ],
        kind="estimate",
        entities={MINISTRY: ACTOR},
    )  # fmt: skip
    nine = claim(
        "The number of servicemen who died rose to nine.",
        [
            report("wire", "tripled to nine the number of its servicemen", MINISTRY, low=9.0, high=9.0, unit="person",
                   published="2026-04-15T10:00:00+03:00", date="2026-04-15", outlet="Wire", kind="estimate"),
            report("bulletin", "at least twenty, the staff said", STAFF, low=20.0, high=None, unit="person",
                   published="2026-04-15T12:00:00+03:00", outlet="Ordovian Bulletin", kind="estimate"),
        ],
        kind="estimate",
        entities={MINISTRY: ACTOR},
        rivals=(three.id,),
    )  # fmt: skip
    fifteen = claim(
        "At least fifteen Ordovian soldiers and two tanks were lost.",
        [
            report("lantern", "at least 15 Ordovian troops “neutralised”", MINISTRY, low=15.0, high=None, unit="person",
                   published="2026-04-14T09:10:00+03:00", outlet="Morning Lantern", kind="estimate"),
            report("gazette", "two tanks burned", MINISTRY, low=2.0, high=2.0, unit="tank",
                   published="2026-04-14T11:00:00+03:00", outlet="Port Ellery Gazette", kind="estimate"),
        ],
        kind="estimate",
        entities={MINISTRY: ACTOR},
    )  # fmt: skip
    return (
        replace(three, rivals=(nine.id,), suggested=(Suggestion(fifteen.reports[1].id, 0.41, ("same place",)),)),
        nine,
        fifteen,
    )
