"""A reading survives its own JSON, and nothing else passes for a reading."""

from __future__ import annotations

import json
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.model import ENTITY_KINDS, Article, Attribution, Entity, Hop, Mode, Polarity, Reading, Span

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
MAYBE = st.none() | TEXT
SPANS = st.lists(
    st.tuples(st.integers(0, 99), st.integers(0, 99)).map(lambda pair: Span(min(pair), max(pair))), max_size=3
).map(tuple)
CONFIDENCE = st.floats(0, 1, allow_nan=False)
READINGS = st.builds(
    Reading,
    article=st.builds(
        Article,
        id=TEXT,
        text=TEXT,
        outlet=MAYBE,
        url=MAYBE,
        title=MAYBE,
        byline=MAYBE,
        published=MAYBE,
        language=MAYBE,
        credit=MAYBE,
        dateline=MAYBE,
        links=st.lists(TEXT, max_size=2).map(tuple),
    ),
    entities=st.lists(
        st.builds(
            Entity,
            id=TEXT,
            kind=st.sampled_from(ENTITY_KINDS),
            name=TEXT,
            country=MAYBE,
            roles=st.lists(TEXT, max_size=2).map(tuple),
            wikidata=MAYBE,
            mentions=SPANS,
        ),
        max_size=2,
    ).map(tuple),
    attributions=st.lists(
        st.builds(
            Attribution,
            id=TEXT,
            cue=SPANS,
            source=SPANS,
            content=SPANS,
            parent=MAYBE,
            mode=st.sampled_from(get_args(Mode)),
            polarity=st.sampled_from(get_args(Polarity)),
            hedged=st.booleans(),
            confidence=CONFIDENCE,
            chain=st.lists(st.builds(Hop, entity=MAYBE, label=MAYBE, cue=MAYBE), max_size=3).map(tuple),
        ),
        max_size=2,
    ).map(tuple),
)


def sample() -> dict[str, Any]:
    """The smallest reading that has every layer, as `json.loads` gives it."""
    reading = Reading(
        Article("x", "KCNA said so."),
        (Entity("e1", "media", "KCNA", mentions=(Span(0, 4),)),),
        (Attribution("a1", (Span(5, 9),), (Span(0, 4),), (Span(10, 12),), chain=(Hop("e1", "KCNA", "said"),)),),
    )
    loaded: dict[str, Any] = json.loads(reading.to_json())
    return loaded


@given(READINGS)
def test_json_and_back(reading: Reading) -> None:
    assert Reading.from_json(reading.to_json()) == reading


@given(READINGS)
def test_indented_json_and_back(reading: Reading) -> None:
    assert Reading.from_json(reading.to_json(indent=2)) == reading


@given(READINGS)
def test_one_object_is_one_line(reading: Reading) -> None:
    assert "\n" not in reading.to_json()


def test_characters_are_written_as_they_are() -> None:
    assert "Зеленський" in Reading(Article("x", "Зеленський")).to_json()


def test_fields_stand_in_the_order_of_the_contract() -> None:
    row = sample()
    assert list(row)[:3] == ["article", "entities", "attributions"]
    assert list(row["attributions"][0]) == [
        *("id", "cue", "source", "content", "parent", "mode", "polarity", "hedged", "confidence", "chain")
    ]
    assert row["attributions"][0]["cue"] == [[5, 9]]
    assert row["attributions"][0]["chain"] == [{"entity": "e1", "label": "KCNA", "cue": "said"}]


@pytest.mark.parametrize(
    "path", [(), ("article",), ("entities", 0), ("attributions", 0), ("attributions", 0, "chain", 0)]
)
def test_unknown_fields_are_ignored(path: tuple[str | int, ...]) -> None:
    row = sample()
    place: Any = row
    for step in path:
        place = place[step]
    place["added_in_version_9"] = {"anything": [1, None]}
    assert Reading.from_json(json.dumps(row)) == Reading.from_json(json.dumps(sample()))


def test_optional_fields_may_be_left_out() -> None:
    assert Reading.from_json('{"article": {"id": "x", "text": ""}}') == Reading(Article("x", ""))


def test_a_whole_number_is_a_confidence() -> None:
    row = sample()
    row["attributions"][0]["confidence"] = 1
    assert Reading.from_json(json.dumps(row)).attributions[0].confidence == 1.0


@pytest.mark.parametrize(
    ("layer", "field", "value"),
    [
        ("attributions", "cue", [[9, 5]]),
        ("attributions", "cue", [[-1, 5]]),
        ("attributions", "cue", [[1, 2, 3]]),
        ("attributions", "cue", [[0.0, 2]]),
        ("attributions", "cue", [[False, True]]),
        ("attributions", "cue", "said"),
        ("attributions", "cue", None),
        ("attributions", "mode", "shouted"),
        ("attributions", "polarity", None),
        ("attributions", "hedged", 1),
        ("attributions", "confidence", "high"),
        ("attributions", "confidence", True),
        ("attributions", "parent", 3),
        ("attributions", "chain", [["KCNA"]]),
        ("entities", "kind", "robot"),
        ("entities", "roles", "minister"),
        ("entities", "roles", [1]),
    ],
)
def test_what_does_not_fit_is_refused_with_its_place(layer: str, field: str, value: object) -> None:
    row = sample()
    row[layer][0][field] = value
    with pytest.raises(ValueError, match=rf"Reading\.{layer}\[0\]\.{field}"):
        Reading.from_json(json.dumps(row))


@pytest.mark.parametrize(("layer", "field"), [("entities", "name"), ("attributions", "content")])
def test_a_missing_field_is_named(layer: str, field: str) -> None:
    row = sample()
    del row[layer][0][field]
    with pytest.raises(ValueError, match=f"'{field}' is missing"):
        Reading.from_json(json.dumps(row))


@pytest.mark.parametrize("text", ["[]", "null", '"x"', "3", "{}", '{"article": []}', "", "{"])
def test_what_is_no_reading_is_a_value_error(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        Reading.from_json(text)
