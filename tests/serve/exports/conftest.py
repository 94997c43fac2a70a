"""A small corpus made by hand: two outlets on one shelling, one of them copied, and the article of `full`.

Everything is invented but the code of a state and the coordinates of one of its towns, without which nothing could be
looked up.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

import pytest

from reportedly.corpus import marks
from reportedly.corpus.digest import Form
from reportedly.corpus.marks import Mark
from reportedly.model import (
    Article,
    Attribution,
    Claim,
    Derivation,
    Entity,
    Estimate,
    Event,
    Hop,
    Interval,
    Origin,
    Place,
    Reading,
    Report,
    Span,
    Suggestion,
)
from reportedly.store.protocol import Asked, Judgement

MINISTRY = Hop("e2", "Keshtan Defence Ministry", "said")
DOCTORS = Hop(None, "two doctors", "told")
WIRE = Hop("e9", "Meridian Wire", "reported")

SHELLED = "Ordovian guns shelled Akureyri on April 13, killing 12 people"
QUOTED = "They hit us at dawn"
WIRE_TEXT = (
    f"TIRZA (Meridian Wire) - {SHELLED}, the Keshtan Defence Ministry said.\n\n“{QUOTED},” said General Baris Oltan. "
    f"{SHELLED}, it repeated.\n"
)
GAZETTE_TEXT = (
    "At least 12 people were killed when Akureyri came under fire, Meridian Wire reported, citing the Keshtan Defence "
    "Ministry. Two doctors told the Gazette that 15 had died. Ordovia denied shelling Akureyri.\n"
)


def at(text: str, words: str, after: str = "") -> Span:
    """Where `words` stand in `text`, the first time after `after`."""
    start = text.index(words, text.index(after) if after else 0)
    return Span(start, start + len(words))


@dataclass
class Fake:
    """A store that has only what exports ask for."""

    articles: Sequence[Reading]
    found: Sequence[Claim]
    actors: Sequence[Form]

    def readings(self) -> Iterator[Reading]:
        return iter(self.articles)

    def reading(self, article: str, version: int | None = None) -> Reading | None:
        return next((r for r in self.articles if r.article.id == article), None)

    def claims(self, asked: Asked) -> Iterator[Claim]:
        wanted = set(asked.articles)
        for claim in self.found:
            if not wanted or any(report.article in wanted for report in claim.reports):
                yield claim

    def forms_of(self, actor: str) -> list[Form]:
        return [form for form in self.actors if form.key == actor]

    def forms(self) -> list[Form]:
        return list(self.actors)

    def marks(self, articles: Collection[str] | None = None) -> list[Mark]:
        every = [_mark("gazette", "12 people were killed"), _mark("full", "It is so")] if self.articles else []
        return [mark for mark in every if articles is None or mark.places[0].article in articles]

    def judgements(self) -> list[Judgement]:
        return [
            Judgement(each.key, "gone", "different", "2031-01-15", None) for each in self.actors[:1] if self.articles
        ]


def _mark(article: str, quote: str) -> Mark:
    return Mark("attribution", (marks.Place(article, "hash", Span(9, 30), quote),), "right", "2031-01-15", "Ana", 0.75)


def wire() -> Reading:
    text = WIRE_TEXT
    return Reading(
        Article(
            "wire 1/ä", text, outlet="Meridian Wire", url="https://meridianwire.example/akureyri?a=1&b=2",
            title='Twelve killed, "ministry" says', published="2026-04-14T06:42:00+00:00", language="en", credit="Meridian Wire",
            dateline="TIRZA",
        ),
        (
            Entity("e1", "country", "Ordovia", "NOR", mentions=(at(text, "Ordovian"),)),
            Entity("e2", "organization", "Keshtan Defence Ministry", "ISL", mentions=(at(text, "the Keshtan Defence Ministry"),)),
            Entity("e3", "place", "Akureyri", mentions=(at(text, "Akureyri"),)),
            Entity("e4", "person", "Baris Oltan", "ISL", ("general",), mentions=(at(text, "General Baris Oltan"),)),
        ),
        (
            Attribution(
                "a1", (at(text, "said"),), (at(text, "the Keshtan Defence Ministry"),), (at(text, SHELLED),),
                chain=(MINISTRY,), confidence=0.9,
            ),
            Attribution(
                "a2", (at(text, "said", QUOTED),), (at(text, "General Baris Oltan"),), (at(text, f"“{QUOTED},”"),),
                mode="direct", chain=(Hop("e4", "Baris Oltan", "said"),),
            ),
        ),
        places=(Place("e3", 65.68, -18.09, "ISL", "Norðurland eystra"),),
        events=(
            Event(
                "v1", "ASSAULT", "aerial", at(text, "shelled"), ("e1",), (), "e3", "2026-04-13", "happened", "a1",
                (MINISTRY,), actor_spans=(at(text, "Ordovian guns"),), recipient_spans=(at(text, "12 people"),),
                mentions=(at(text, "killing"),),
            ),
        ),
        estimates=(Estimate("q1", at(text, "12 people"), "people killed", 12, 12, "person", chain=(MINISTRY,)),),
    )  # fmt: skip


def gazette() -> Reading:
    text = GAZETTE_TEXT
    return Reading(
        Article("gazette", text, outlet="Port Ellery Gazette", title="Dozen dead in Akureyri", published="2026-04-15"),
        (
            Entity("e1", "country", "Ordovia", "NOR", mentions=(at(text, "Ordovia"),)),
            Entity("e2", "organization", "Keshtan Defence Ministry", "ISL", mentions=(at(text, "the Keshtan Defence"),)),
            Entity("e9", "media", "Meridian Wire", mentions=(at(text, "Meridian Wire"),)),
        ),
        (
            Attribution(
                "a1", (at(text, "citing"),), (at(text, "the Keshtan Defence Ministry"),),
                (at(text, "At least 12 people were killed when Akureyri came under fire"),), chain=(WIRE, MINISTRY),
            ),
        ),
        estimates=(
            Estimate("q1", at(text, "At least 12 people"), "people killed", 12, None, "person", chain=(WIRE, MINISTRY)),
            Estimate("q2", at(text, "15"), "died", 15, 15, "person", chain=(DOCTORS,)),
        ),
    )  # fmt: skip


def shelling() -> Claim:
    """One claim, three reports, two origins."""
    first, second = wire().article, gazette().article
    return Claim(
        "0a00000000000001", SHELLED, "event", "confirmed",
        (
            Report(
                "0a00000000000001", first.id, at(first.text, SHELLED), SHELLED, (MINISTRY,), "asserts", None, "event",
                first.outlet, first.published, "Keshtan Defence Ministry", low=12, high=12, unit="person", date="2026-04-13",
            ),
            Report(
                "0a00000000000002", second.id, at(second.text, "At least 12 people were killed when Akureyri came under fire"),
                "At least 12 people were killed when Akureyri came under fire", (WIRE, MINISTRY), "asserts",
                Derivation(first.id, ("credits Meridian Wire", 'shares "12 people"'), 0.875), "event", second.outlet,
                second.published, "Keshtan Defence Ministry", 0.9, 12, None, "person",
            ),
            Report(
                "0a00000000000003", second.id, at(second.text, "15 had died"), "15 had died", (DOCTORS,), "asserts",
                None, "estimate", second.outlet, second.published, "two doctors", 0.8, 15, 15, "person",
            ),
            Report(
                "0a00000000000004", second.id, at(second.text, "shelling Akureyri"), "shelling Akureyri",
                (Hop("e1", "Ordovia", "denied"),), "denies", None, "event", second.outlet, second.published,
            ),
        ),
        (
            Origin("Keshtan Defence Ministry", "k1", "2026-04-14", ("0a00000000000001", "0a00000000000002")),
            Origin("two doctors", None, "2026-04-15", ("0a00000000000003",)),
        ),
        Interval(2, 3), 2, "2026-04-14T06:42:00+00:00", "2026-04-15", ("k1", "k2"), ("Ordovia",), ("0b00000000000001",),
        (Suggestion("0c00000000000001", 0.4, ("same town",)),),
    )  # fmt: skip


def said(article: Article) -> Claim:
    """A quotation, which nothing violent is in."""
    report = Report(
        "0b00000000000001", article.id, at(article.text, QUOTED), QUOTED, (Hop("e4", "Baris Oltan", "said"),), "asserts",
        outlet=article.outlet, published=article.published, origin="Baris Oltan",
    )  # fmt: skip
    origin = Origin("Baris Oltan", "k3", "2026-04-14", (report.id,))
    return Claim(report.id, QUOTED, "statement", "single-origin", (report,), (origin,), Interval(1, 1))


ACTORS = (
    Form("k1", "ministry", "Keshtan Defence Ministry", "organization", "ISL", "Q1"),
    Form("k2", "ordovia", "Ordovia", "country", "NOR"),
    Form("k3", "oltan", "Baris Oltan", "person", "ISL"),
)


@pytest.fixture
def corpus(full: Reading) -> Fake:
    """Three articles and two claims."""
    first = wire()
    return Fake((first, gazette(), full), (shelling(), said(first.article)), ACTORS)


HOSTILE = "He said \"no\"\t'x'\r\nline two\0 <script>alert(1)</script> ]]> &amp; \ud800 =1+1; a,b \u2028 \x07 né 🚢"


@pytest.fixture
def hostile() -> Fake:
    """Everything that is a string holds what formats stumble over."""
    text = f"{HOSTILE} He said so. {HOSTILE}"
    span = at(text, "He said so")
    hop = Hop("e1", HOSTILE, HOSTILE)
    reading = Reading(
        Article(
            HOSTILE,
            text,
            HOSTILE,
            "https://x.example/" + HOSTILE,
            HOSTILE,
            HOSTILE,
            "2026-04-14",
            "en",
            HOSTILE,
            HOSTILE,
        ),
        (Entity("e1", "person", HOSTILE, None, (HOSTILE,), None, (span,)),),
        (Attribution("a1", (span,), (Span(0, 5),), (span, Span(0, 2)), chain=(hop, hop)),),
        places=(Place("e1", 1.5, 2.5, None, HOSTILE),),
        events=(Event("v1", "ASSAULT", HOSTILE, span, ("e1",), ("e1",), "e1", "2026-04", "happened", "a1", (hop,)),),
        estimates=(Estimate("q1", span, HOSTILE + " killed", None, 3.5, "person", chain=(hop,)),),
    )
    report = Report(
        "r1", HOSTILE, span, HOSTILE, (hop, replace(hop, entity=None)), "asserts",
        Derivation("gone" + HOSTILE, (HOSTILE,), 0.5), "event", HOSTILE, "2026-04-14", HOSTILE,
    )  # fmt: skip
    origin = Origin(HOSTILE, None, None, ("r1",))
    claim = Claim("r1", HOSTILE, "event", "denied", (report,), (origin,), Interval(0, 1), denied_by=(HOSTILE,))
    return Fake((reading,), (claim,), ())
