"""Estimates, events and commitments of sentences of our own, each with who tells it."""

from __future__ import annotations

import pytest

from reportedly.claims.reading import Reader, load
from reportedly.model import Article, Reading, Span


@pytest.fixture(scope="module")
def reader() -> Reader:
    return load(threads=1)


def read(reader: Reader, text: str) -> Reading:
    return reader.read(Article("a", text, published="2024-05-16"))


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("The ministry said at least 40 miners were killed.", [(40, None, "person", "actual", ["ministry"])]),
        ("The ministry said it would send 300 tents.", [(300, 300, "tent", "planned", ["ministry"])]),
        ("Between 20 and 30 houses burned down in Lowenford.", [(20, 30, "house", "actual", [])]),
        ("The president's office said the toll stood at 47.", [(47, 47, "person", "actual", ["president's office"])]),
        ("The ministry put the number of dead at 12.", [(12, 12, "person", "actual", ["ministry"])]),
        ("The toll rose from three to nine on Monday.", [(9, 9, "person", "actual", [])]),
        (
            "The toll was 19. On Monday the ministry raised it to 22.",
            [(19, 19, "person", "actual", []), (22, 22, "person", "actual", [])],
        ),
        ("Estimates range from 600 to 5,000 troops.", [(600, 5000, "person", "actual", [])]),
        ("Lena Moe found 31 incidents of fraud in a 2-to-1 vote.", [(31, 31, "incident", "actual", [])]),
        ("Families will receive 20,000 pesos each.", [(20000, 20000, "peso", "planned", [])]),
        ("The temperature rose to 40 degrees.", [(40, 40, "degree", "actual", [])]),
        ("The mill burned on May 3, 2019, when it was 12 years old.", []),
        ("Boeing 737 flights resumed under Article 5.", []),
    ],
)
def test_estimates(reader: Reader, text: str, figures: list[object]) -> None:
    found = read(reader, text).estimates
    assert [(e.low, e.high, e.unit, e.status, [h.label for h in e.chain]) for e in found] == figures


@pytest.mark.parametrize(
    ("text", "events"),
    [
        (
            "France and Germany signed a treaty in Berlin on Monday.",
            [("AGREE", ["France", "Germany"], [], "happened", "2024-05-13")],
        ),
        ("Police arrested three miners.", [("COERCE", ["Police"], ["three miners"], "happened", None)]),
        ("Three miners were arrested by police.", [("COERCE", ["police"], ["Three miners"], "happened", None)]),
        ("Russia will deploy troops.", [("MOBILIZE", ["Russia"], ["troops"], "planned", None)]),
        ("Russia did not attack Poland.", [("ASSAULT", ["Russia"], ["Poland"], "denied", None)]),
        ("The chef said the soup was cold.", []),
        ("A spokeswoman for the president declined to comment.", []),
        ("Ozone declined by 25 percent.", []),
        ("Norway declined the offer.", [("REJECT", ["Norway"], ["the offer"], "happened", None)]),
        ("The band released a song, and Lena Moe headed to an emergency room.", []),
        ("Russia released the hostages.", [("RETREAT", ["Russia"], ["the hostages"], "happened", None)]),
        ("Tam Orlo was charged with theft.", [("COERCE", [], ["Tam Orlo"], "happened", None)]),
        ("Serbia charged Albania with deceit.", [("ACCUSE", ["Serbia"], ["Albania"], "happened", None)]),
        ("The president of Kenya resigned.", [("RETREAT", ["The president of Kenya"], [], "happened", None)]),
        (
            "The president of Kenya agreed to resign.",
            [("AGREE", ["The president of Kenya"], [], told, None) for told in ("happened", "planned")],
        ),
    ],
)
def test_events(reader: Reader, text: str, events: list[object]) -> None:
    def words(spans: tuple[Span, ...]) -> list[str]:
        return [s.of(text) for s in spans]

    found = read(reader, text).events
    assert [(e.type, words(e.actor_spans), words(e.recipient_spans), e.factuality, e.date) for e in found] == events


def test_one_happening_told_twice_is_one_event(reader: Reader) -> None:
    found = read(
        reader, "Russia attacked Poland on Monday. Officials were shaken. Russia attacked Poland on Monday."
    ).events
    assert [(e.type, len(e.mentions)) for e in found] == [("ASSAULT", 1)]


@pytest.mark.parametrize(
    ("text", "kind", "by", "to", "what"),
    [
        ("France vowed to send tents to Poland.", "pledge", ["France"], ["Poland"], "to send tents to Poland"),
        ("France offered to return the ships.", "offer", ["France"], [], "to return the ships"),
        ("France is planning to close the harbour.", "plan", ["France"], [], "to close the harbour"),
        ("France threatened to close the harbour.", "threat", ["France"], [], "to close the harbour"),
        ("France and Poland signed a defence treaty.", "treaty", ["France", "Poland"], [], "a defence treaty"),
        ("France said it would send tents.", "pledge", ["France"], [], "it would send tents"),
    ],
)
def test_commitments(reader: Reader, text: str, kind: str, by: list[str], to: list[str], what: str) -> None:
    reading = read(reader, text)
    name = {e.id: e.name for e in reading.entities}
    found = [(c.kind, [name[i] for i in c.by], [name[i] for i in c.to], c.span.of(text)) for c in reading.commitments]
    assert found == [(kind, by, to, what)]


def test_what_is_refused_is_no_commitment(reader: Reader) -> None:
    assert not read(reader, "France did not promise to send tents.").commitments


def test_a_condition(reader: Reader) -> None:
    text = "France promised to send tents if the harbour is opened."
    (found,) = read(reader, text).commitments
    assert found.condition is not None
    assert found.condition.of(text) == "if the harbour is opened"


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("Police arrested three miners.", "arrest"),
        ("Norway condemned the Kenyan police.", "disapprove"),
        ("Russia pulled out of Norvale.", "withdraw"),
        ("Russia shelled Norbury.", "heavy-weapons"),
        ("Russia attacked Norbury.", None),
    ],
)
def test_modes(reader: Reader, text: str, mode: str | None) -> None:
    assert [event.mode for event in read(reader, text).events] == [mode]
