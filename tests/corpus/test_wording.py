"""What of a proposition is compared: its own words, with names for pronouns and no more than the noun of a happening in it."""

from __future__ import annotations

import pytest

from reportedly.corpus.wording import wordings
from reportedly.model import Article, Entity, Hop, Proposition, Reading, Span


def reading(text: str, *told: str, entities: tuple[Entity, ...] = (), chain: tuple[Hop, ...] = ()) -> Reading:
    """With propositions of these words."""
    spans = sorted((place(text, words) for words in told), key=lambda s: (s.start, -s.end))
    found = tuple(
        Proposition(f"p{n}", span, "statement", "asserts", None, chain, ()) for n, span in enumerate(spans, 1)
    )
    return Reading(Article("a", text), entities=entities, propositions=found)


def place(text: str, words: str) -> Span:
    """Where these words first stand."""
    return Span(text.index(words), text.index(words) + len(words))


@pytest.mark.parametrize(
    ("clause", "happening", "left"),
    [
        ("Two people died in Tuesday's explosion at the works", "Tuesday's explosion at the works", "Two people died"),
        ("The toll of Tuesday's explosion rose to seven", "Tuesday's explosion", "The toll of explosion rose to seven"),
        ("He wept in Tuesday's explosion", "Tuesday's explosion", "He wept in explosion"),
        ("Tuesday's great quake made news", "Tuesday's great quake made news", "Tuesday's great quake made news"),
    ],
    ids=["at the end", "in the midst", "too little left", "nothing else"],
)
def test_a_clause_goes_without_what_its_happening_tells(clause: str, happening: str, left: str) -> None:
    found = wordings(reading(clause + ".", clause, happening))
    assert found[0] == left
    assert found[-1] == happening


def test_names_stand_for_pronouns_and_the_speaker_before_the_words() -> None:
    text = "Mrs Oren came. She denied that her ministry knew of the raid."
    oren = Entity(
        "e1", "person", "Mrs Oren", mentions=(place(text, "Mrs Oren"), place(text, "She"), place(text, "her"))
    )
    told = reading(text, "her ministry knew of the raid", entities=(oren,), chain=(Hop("e1", "Mrs Oren", "denied"),))
    assert wordings(told) == ["Mrs Oren: Mrs Oren's ministry knew of the raid"]


def test_a_pronoun_in_a_happening_goes_with_it() -> None:
    text = "The effects of her resignation on Friday were felt."
    oren = Entity("e1", "person", "Mrs Oren", mentions=(place(text, "her"),))
    found = wordings(
        reading(
            text, "The effects of her resignation on Friday were felt", "her resignation on Friday", entities=(oren,)
        )
    )
    assert found == ["The effects of resignation were felt", "Mrs Oren's resignation on Friday"]
