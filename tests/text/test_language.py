"""Whether a text is English."""

from __future__ import annotations

import pytest

from reportedly.text import article_from_text, is_english

ENGLISH = (
    "The foreign minister said on Monday that the talks with his counterpart had been useful and that they would "
    "meet again before the end of the year, according to a statement which was released by the ministry."
)


@pytest.mark.parametrize("text", [ENGLISH, "Yes, he said.", "", "1234 5678", "🙂", ENGLISH.upper(), ENGLISH * 500])
def test_english(text: str) -> None:
    assert is_english(text)


@pytest.mark.parametrize(
    "text",
    [
        "Der Außenminister sagte am Montag, die Gespräche mit seinem Amtskollegen seien nützlich gewesen und sie "
        "würden sich noch vor Ende des Jahres wieder treffen, wie es in einer Erklärung des Ministeriums hieß.",
        "Le ministre des Affaires étrangères a déclaré lundi que les discussions avec son homologue avaient été utiles "
        "et qu'ils se reverraient avant la fin de l'année, selon un communiqué publié par le ministère.",
        "De minister van Buitenlandse Zaken zei maandag dat de gesprekken met zijn ambtgenoot nuttig waren geweest en "
        "dat ze elkaar voor het einde van het jaar weer zouden ontmoeten, aldus een verklaring van het ministerie.",
        "Министр иностранных дел заявил в понедельник, что переговоры были полезными.",
        "外務大臣は月曜日、会談は有益だったと述べ、年内に再び会うことになると述べた。",
        "قال وزير الخارجية يوم الاثنين إن المحادثات كانت مفيدة وإنهم سيلتقون مرة أخرى",
    ],
)
def test_other_languages(text: str) -> None:
    assert not is_english(text)


def test_language_of_an_article_only_where_it_is_sure() -> None:
    assert article_from_text(ENGLISH).language == "en"
    assert article_from_text("Yes, he said.").language is None
