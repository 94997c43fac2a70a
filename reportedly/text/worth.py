"""Whether a text of a crawl is worth reading: a page is no article because it has text on it."""

from __future__ import annotations

import json
import re
from functools import cache
from importlib import resources

from reportedly.model import Article
from reportedly.text.language import is_english

_ENDS = re.compile(r"""[.!?…:;]["'”’»)\]]*$""")


def unfit(article: Article, page: bool) -> str | None:
    """Why not: "language" where it seems not to be English; of a `page` of the web also "short" or "boilerplate"."""
    if not is_english(article.text):
        return "language"
    if not page:
        return None
    if len(article.text.split()) < _limit("words"):
        return "short"
    return None if _running(article.text) >= _limit("sentences") else "boilerplate"


def _running(text: str) -> float:
    """The share of the words that stand in lines that end as sentences do; short lines are headings or labels."""
    lines = [line.strip() for line in text.splitlines()]
    sizes = [(len(line.split()), line) for line in lines]
    words = sum(size for size, _ in sizes)
    return sum(size for size, line in sizes if size >= _limit("line") and _ENDS.search(line)) / words if words else 0.0


@cache
def _limit(name: str) -> float:
    table = json.loads(resources.files("reportedly.text").joinpath("data/worth.json").read_text("utf-8"))
    return float(table[name])
