"""The words of a text as the search sees them, the same in every store."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# A letter or digit of any script, with the accents that follow it where they are characters of their own.
WORD = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f])*")
LONGEST = 64
"""Characters of a word that count; PostgreSQL refuses words beyond 2,046 bytes."""


def words(text: str) -> list[str]:
    """The words of a text in their order, folded: *Kim’s naïve U.S. plan* → kim s naive u s plan."""
    if text.isascii():
        return [word[:LONGEST] for word in WORD.findall(text.lower())]
    return [fold(word) for word in WORD.findall(text)]


@lru_cache(1 << 16)
def fold(word: str) -> str:
    """A word without case and accents, letters and digits only; itself where nothing would be left."""
    parts = unicodedata.normalize("NFKD", word.casefold())
    return "".join(c for c in parts if c.isalnum())[:LONGEST] or word[:LONGEST]


def spaced(text: str) -> str:
    """The words of a text with a space between each two, as they are indexed."""
    return " ".join(words(text))
