"""A reading made by hand: invented outlets and people, every kind of thing that a view must show."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reportedly.model import (
    Article,
    Attribution,
    Commitment,
    Date,
    Entity,
    Estimate,
    Event,
    Hop,
    Place,
    Proposition,
    Reading,
    Span,
)

TEXT = """\
VARHOLM (Norda) — Velian Defence Minister Ilse Maron told The Harbour Post on Friday that her generals believed \
“intelligence sources” who said the Kestrel Strait was mined. “We will keep the strait open,” Maron said, “whatever \
the price.”

The Oskan government denied the report. Oskan forces reportedly withdrew from two islands overnight.

@OskanNavy · July 12
Our ships are exactly where they should be. 🚢

Fishermen doubted that the patrols would last.
"""


def at(words: str, after: str = "") -> Span:
    """Where `words` stand in the text, the first time after `after`."""
    start = TEXT.index(words, TEXT.index(after) if after else 0)
    return Span(start, start + len(words))


NORDA = Hop("e1", "Norda", None)
MARON = Hop("e2", "Ilse Maron", "told")
GENERALS = Hop(None, "her generals", "believed")
SOURCES = Hop(None, "intelligence sources", "said")


def _attributions() -> tuple[Attribution, ...]:
    believed = "“intelligence sources” who said the Kestrel Strait was mined"
    told = f"her generals believed {believed}"
    return (
        Attribution(
            "a1", (at("told"),), (at("Velian Defence Minister Ilse Maron"),), (at(f"that {told}"),),
            mode="mixed", confidence=0.97, chain=(NORDA, MARON),
        ),
        Attribution(
            "a2", (at("believed"),), (at("her generals"),), (at(believed),),
            parent="a1", confidence=0.81, chain=(NORDA, MARON, GENERALS),
        ),
        Attribution(
            "a3", (at("said", "who "),),
            (at("“intelligence sources” who"),), (at("the Kestrel Strait was mined"),),
            parent="a2", hedged=True, confidence=0.74, chain=(NORDA, MARON, GENERALS, SOURCES),
        ),
        Attribution(
            "a4", (at("said", "open,”"),), (at("Maron", "open,”"),),
            (at("“We will keep the strait open,”"), at("“whatever the price.”")),
            mode="direct", confidence=0.99, chain=(NORDA, Hop("e2", "Ilse Maron", "said")),
        ),
        Attribution(
            "a5", (at("denied"),), (at("The Oskan government"),), (at("the report"),),
            polarity="denies", confidence=0.95, chain=(Hop("e3", "Oskan government", "denied"),),
        ),
        Attribution(
            "a6", (at("reportedly"),), (), (at("Oskan forces"), at("withdrew from two islands overnight")),
            hedged=True, confidence=0.42, chain=(Hop(None, None, "reportedly"),),
        ),
        Attribution(
            "a7", (), (at("@OskanNavy"),), (at("Our ships are exactly where they should be. 🚢"),),
            mode="direct", confidence=0.9, chain=(Hop("e4", "Oskan Navy", None),),
        ),
        Attribution(
            "a8", (at("doubted"),), (at("Fishermen"),), (at("that the patrols would last"),),
            polarity="doubts", confidence=0.88, chain=(Hop(None, "Fishermen", "doubted"),),
        ),
    )  # fmt: skip


@pytest.fixture(scope="session")
def reading() -> Reading:
    """Nesting of depth 3, content in two pieces, a denial, a doubt, hedges, a post, sources unnamed and nobody."""
    article = Article(
        "strait", TEXT, outlet="The Harbour Post", url="https://harbourpost.example/strait", byline="Ana Reyes",
        title="Minister vows to keep Kestrel Strait open <as it was>", published="2025-07-13", language="en",
        credit="Norda", dateline="VARHOLM",
    )  # fmt: skip
    entities = (
        Entity("e1", "media", "Norda", mentions=(at("Norda"),)),
        Entity("e2", "person", "Ilse Maron", roles=("defence minister",), mentions=(at("Ilse Maron"), at("her"))),
        Entity("e3", "organization", "Oskan government", mentions=(at("The Oskan government"),)),
        Entity("e4", "organization", "Oskan Navy", mentions=(at("@OskanNavy"),)),
    )
    return Reading(article, entities, _attributions())


MORE = """
Analysts counted 40 to 60 warships in May, and the navy said that at least 75 warships would sail if Oskan leaves.
"""


@pytest.fixture(scope="session")
def full(reading: Reading) -> Reading:
    """The same with one of everything that is found besides attributions, and a paragraph of figures."""
    text = TEXT + MORE

    def words(part: str) -> Span:
        start = text.index(part)
        return Span(start, start + len(part))

    navy = (Hop("e4", "Oskan Navy", "said"),)
    return replace(
        reading,
        article=replace(reading.article, text=text),
        entities=(*reading.entities, Entity("e5", "place", "Varholm", country="XVE", mentions=(words("VARHOLM"),))),
        dates=(
            Date(words("Friday"), "2025-07-11", "DATE"),
            Date(words("overnight"), None, "DATE"),
            Date(words("July 12"), "2025-07-12", "DATE"),
            Date(words("May"), "2025-05", "DATE"),
        ),
        places=(Place("e5", 61.5, -3.25, "XVE", "Norland"),),
        events=(
            Event(
                "v1", "RETREAT", None, words("withdrew"), date="2025-07-12", place="e5", factuality="possible",
                attribution="a6", chain=(Hop(None, None, "reportedly"),), actor_spans=(words("Oskan forces"),),
            ),
            Event("v2", "CONSULT", "visit", words("told"), ("e2",), ("e3",)),
        ),
        estimates=(
            Estimate("q1", words("40 to 60 warships"), "warships", 40, 60, "warship", as_of="2025-05"),
            Estimate("q2", words("at least 75 warships"), "warships", 75, None, "warship", "planned", chain=navy),
        ),
        commitments=(
            Commitment(
                "c1", "pledge", words("We will keep the strait open"), ("e2",), condition=words("if Oskan leaves"),
                date="2025-07-11", attribution="a4", chain=(Hop("e2", "Ilse Maron", "said"),),
                to_spans=(words("Fishermen"),),
            ),
        ),
        propositions=(
            Proposition(
                "p1", words("Oskan forces reportedly withdrew from two islands overnight"), "event",
                attribution="a6", chain=(Hop(None, None, "reportedly"),), items=("v1",),
            ),
        ),
    )  # fmt: skip
