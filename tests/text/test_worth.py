"""Which texts of a crawl are worth reading."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportedly.model import Article
from reportedly.text import gather
from reportedly.text.worth import unfit

PAGES = Path(__file__).parents[2] / "examples" / "pages"
PROSE = (
    "The minister said on Monday that the talks with the neighbouring state would resume before the end of the month.\n"
)
HEADLINES = "Minister says that talks will resume soon after all\nTen things to do in the city this week\n"
CONSENT = "We and our partners use cookies to make this better for you and to show you what you may like\n"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (PROSE * 5, None),
        (f"Talks\n\nBy Ana Reyes\n\n{PROSE * 5}\nRead more\n\nShare", None),
        ("“We will,” he said, “if they do (as they must).”\n" * 8, None),
        (PROSE * 2, "short"),
        (HEADLINES * 8, "boilerplate"),
        (CONSENT * 5 + PROSE, "boilerplate"),
        ("Der Minister sagte am Montag, dass die Verhandlungen bald wieder aufgenommen werden.\n" * 8, "language"),
    ],
)
def test_pages(text: str, why: str | None) -> None:
    assert unfit(Article("a", text), page=True) == why
    assert unfit(Article("a", text), page=False) == (why if why == "language" else None)


@pytest.mark.parametrize("page", sorted(PAGES.glob("*.html")), ids=lambda path: path.stem)
def test_samples_are_read(page: Path) -> None:
    (article,) = gather([str(page)])
    assert isinstance(article, Article)
    assert unfit(article, page=True) is None
