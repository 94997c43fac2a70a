"""The words of a text as the search sees them, the same in every store."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Letters and digits of any script, with the accents that follow them where they are characters of their own.
WORD = re.compile(r"[^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*")
LONGEST = 64
"""Characters of a word that count; PostgreSQL refuses words beyond 2,046 bytes."""

_FOLDED = bytes(ord(chr(c).lower()) if chr(c).isalnum() and c < 128 else ord(" ") for c in range(256))
# What else there is in most English news; without it the rest is ASCII, which is read several times as fast.
_SPACES = "’“”—–…‘\u00a0"


def words(text: str) -> list[str]:
    """The words of a text in their order, folded: *Kim’s naïve U.S. plan* → kim s naive u s plan."""
    if not text.isascii():
        for character in _SPACES:
            text = text.replace(character, " ")
    if text.isascii():
        found = text.encode("ascii").translate(_FOLDED).decode("ascii").split()
    else:
        found = [word if word.isascii() else fold(word) for word in WORD.findall(text.lower())]
    if len(max(found, key=len, default="")) > LONGEST:
        return [word[:LONGEST] for word in found]
    return found


def spaced(text: str) -> str:
    """The words of a text with a space between each two, as they are indexed."""
    return " ".join(words(text))


@lru_cache(1 << 16)
def fold(word: str) -> str:
    """A word without case and accents, letters and digits only; itself where nothing would be left."""
    # Twice, for what is taken apart may have a case of its own: the 𝓐 of mathematics is an A.
    parts = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", word.casefold()).casefold())
    return "".join(c for c in parts if c.isalnum())[:LONGEST] or word[:LONGEST]
