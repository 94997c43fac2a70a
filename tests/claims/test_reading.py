"""Real articles in, the JSON contract out."""

from pathlib import Path

import pytest
import spacy
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportedly import Article, Reader, Reading, load
from reportedly.errors import ModelError
from reportedly.model import hold
from reportedly.text import article_from_text

SAMPLES = sorted((Path(__file__).parent.parent.parent / "examples" / "articles").glob("*.txt"))
LAVROV = Path(__file__).parent.parent.parent.parent / "shared" / "gold" / "lavrov-pyongyang.txt"


@pytest.fixture(scope="module")
def reader() -> Reader:
    return load(threads=2)


def check(reading: Reading) -> None:
    """What every reading keeps, whatever the text."""
    text = reading.article.text
    ids = {e.id for e in reading.entities}
    seen = {}
    for attribution in reading.attributions:
        for span in (*attribution.cue, *attribution.source, *attribution.content):
            assert 0 <= span.start < span.end <= len(text)
            assert span.of(text).strip()
        assert attribution.content
        assert attribution.chain
        assert all(hop.entity is None or hop.entity in ids for hop in attribution.chain)
        assert 0 <= attribution.confidence <= 1
        if attribution.parent is not None:
            assert hold(seen[attribution.parent].content, attribution.cue or attribution.content)
        seen[attribution.id] = attribution
    for entity in reading.entities:
        assert entity.mentions == tuple(sorted(entity.mentions))
        assert all(0 <= m.start < m.end <= len(text) for m in entity.mentions)
    assert Reading.from_json(reading.to_json()) == reading


@pytest.mark.parametrize("path", SAMPLES, ids=lambda p: p.stem)
def test_samples(reader: Reader, path: Path) -> None:
    reading = reader.read(Article(path.stem, path.read_text("utf8")))
    check(reading)
    assert len(reading.attributions) >= 4
    assert any(hop.entity for a in reading.attributions for hop in a.chain)


def test_a_reading_is_the_same_alone_and_among_many(reader: Reader) -> None:
    articles = [Article(p.stem, p.read_text("utf8")) for p in SAMPLES[:4]]
    together = list(reader.read_many(articles))
    for article, reading in zip(articles, together, strict=True):
        alone = reader.read(article)
        assert alone == reading


def test_a_plain_sentence(reader: Reader) -> None:
    reading = reader.read(
        article_from_text("The ministry was wrong, President Ana Bell said on Monday. “We deny it,” she said.")
    )
    check(reading)
    names = [[hop.label for hop in a.chain] for a in reading.attributions]
    assert ["Ana Bell"] in names


def test_each_part_of_an_enumeration_is_a_proposition(reader: Reader) -> None:
    text = "DEAD: 90 (The Anvil); 12 (Lask Radio); at least 9, among them the foreman Ivo Brandt (Lask Times)"
    reading = reader.read(article_from_text(text))
    assert [p.span.of(text) for p in reading.propositions] == [
        "90 (The Anvil",
        "12 (Lask Radio",
        "at least 9",
        "among them the foreman Ivo Brandt (Lask Times",
    ]
    check(reading)


def test_a_post_is_an_attribution_of_its_account(reader: Reader) -> None:
    text = "He wrote this.\n\nWe hold the bridge.\n— Ira Voss (@iravoss) January 12, 2031\n"
    post = next(a for a in reader.read(article_from_text(text)).attributions if not a.cue)
    assert [s.of(text) for s in post.content] == ["We hold the bridge."]
    assert post.chain[0].cue is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\n\n",
        "a",
        "“",
        "👩‍👩‍👧 said 🤷",
        "\u200bHe\u200b said\u200f so.",
        "قال الوزير إن الجسر مغلق.",
        "x" * 5000,
        "said " * 3000,
    ],
    ids=range(10),
)
def test_odd_texts(reader: Reader, text: str) -> None:
    check(reader.read(Article("odd", text)))


WORDS = st.sampled_from(
    [
        "Ana",
        "said",
        "“",
        "”",
        '"',
        "that",
        "\n",
        "😀",
        "\u200d",
        ".",
        "she",
        "denied",
        "TASS",
        "é",
        "\t",
        "(",
        "@x)",
        "— ",
    ]
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(WORDS, max_size=60))
def test_any_text(reader: Reader, words: list[str]) -> None:
    check(reader.read(Article("any", " ".join(words))))


def test_a_component_in_a_pipeline_of_ones_own() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    nlp.add_pipe("reportedly")
    doc = nlp("The bridge is closed for a week. President Ana Bell said on Monday that it was no longer safe.")
    assert doc.has_annotation("DEP")
    assert len(list(doc.sents)) == 2
    assert doc._.attributions


def test_a_model_that_is_not_there() -> None:
    with pytest.raises(ModelError, match="no model 'none'"):
        load("none")


def test_damaged_weights_are_told(tmp_path: Path) -> None:
    (tmp_path / "model.json").write_text("{", "utf8")
    with pytest.raises(ModelError, match=r"model\.json"):
        load(str(tmp_path))


@pytest.mark.skipif(not LAVROV.exists(), reason="../shared is not there")
def test_a_long_report(reader: Reader) -> None:
    reading = reader.read(Article("lavrov", LAVROV.read_text("utf8"), published="2025-07-14"))
    check(reading)
    assert len(reading.attributions) > 25
