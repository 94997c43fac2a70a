"""Credits, bylines and datelines: recognised, and left where they stand."""

from __future__ import annotations

import pytest

from reportedly.text import Furniture, article_from_text, find_furniture


@pytest.mark.parametrize(
    ("text", "credit", "byline", "dateline", "marked"),
    [
        ("(AP) — The mayor left.", "AP", None, None, ["(AP) —"]),
        ("NEW YORK (AP) _ The mayor left.", "AP", None, "NEW YORK", ["NEW YORK (AP) _"]),
        ("SEOUL, July 14 (Yonhap) -- The North said so.", "Yonhap", None, "SEOUL", ["SEOUL, July 14 (Yonhap) --"]),
        ("MOSCOW, July 14. /TASS/. Lavrov said so.", "TASS", None, "MOSCOW", ["MOSCOW, July 14. /TASS/."]),
        ("KYIV, Ukraine (AP) — He said so.", "AP", None, "KYIV, Ukraine", ["KYIV, Ukraine (AP) —"]),
        ("KYIV, Ukraine — He said so.", None, None, "KYIV, Ukraine", ["KYIV, Ukraine —"]),
        ("LONDON/PARIS, July 3 (Reuters) - They met.", "Reuters", None, "LONDON/PARIS", None),
        ("PORT AMSEL, Jan 11 (Mercator) — They met.", "Mercator", None, "PORT AMSEL", None),
        ("Anshur, January 13 (KCIB) -- They met.", "KCIB", None, "Anshur", None),
        ("ISLAMABAD: The premier said so.", None, None, "ISLAMABAD", ["ISLAMABAD:"]),
        ("ROME - He said so.", None, None, "ROME", ["ROME -"]),
        ("By Jane Doe\n\nIt rained.", None, "Jane Doe", None, ["By Jane Doe"]),
        ("A headline\nBY JANE DOE AND JOHN ROE\n\nIt rained.", None, "JANE DOE AND JOHN ROE", None, None),
        ("By Jane Doe, Associated Press Writer\n\nIt rained.", "Associated Press", "Jane Doe", None, None),
        ("By Ali bin Said and Ana de la Cruz\n\nIt rained.", None, "Ali bin Said and Ana de la Cruz", None, None),
        ("By Reuters\n\nIt rained.", "Reuters", None, None, ["By Reuters"]),
        ("It rained.\n\n© 2025 AFP", "AFP", None, None, ["© 2025 AFP"]),
        ("It rained.\n\n— AFP", "AFP", None, None, ["— AFP"]),
        ("It rained.\n\nSource: Xinhua", "Xinhua", None, None, ["Source: Xinhua"]),
        ("It rained.\n\nReporting by Guy Smith; Editing by Ann Lee", None, "Guy Smith", None, None),
        ("It rained.\n\nWith inputs from PTI", "PTI", None, None, ["With inputs from PTI"]),
        ("It rained.\n\nAP contributed to this report.", "AP", None, None, None),
    ],
)
def test_found(
    text: str, credit: str | None, byline: str | None, dateline: str | None, marked: list[str] | None
) -> None:
    found = find_furniture(text)
    assert (found.credit, found.byline, found.dateline) == (credit, byline, dateline)
    assert found.spans
    if marked is not None:
        assert [span.of(text) for span in found.spans] == marked
    article = article_from_text(text)
    assert (article.text, article.credit, article.dateline) == (text, credit, dateline)


@pytest.mark.parametrize(
    "text",
    [
        "The mayor left.",
        "Seoul (AP) said so.",
        "By Monday, the army had left.",
        "By and large, it rained.",
        "BREAKING: It rained.",
        "THE CLAIM: It rained.",
        "EXCLUSIVE — It rained.",
        "By whom?",
        "US - He said so.",
        "He spoke to Reuters.\n\nReuters said so, and AFP did too.",
        "A man (35) — tall — left.",
    ],
)
def test_prose_is_no_furniture(text: str) -> None:
    assert find_furniture(text) == Furniture()


def test_the_middle_of_a_text_is_not_looked_at() -> None:
    filler = "It rained all day, and the river rose.\n" * 200
    assert find_furniture(f"{filler}By Jane Doe\n(AP) — Something.\n{filler}") == Furniture()


def test_several_notes_in_their_order() -> None:
    text = "By Jane Doe\n\nPARIS, July 14 (Reuters) - It rained.\n\nAnn Lee contributed to this report."
    found = find_furniture(text)
    assert found.spans == tuple(sorted(found.spans))
    assert len(found.spans) == 3
