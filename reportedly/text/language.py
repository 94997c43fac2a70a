"""Whether a text is English: a cheap guess by its commonest words."""

from __future__ import annotations

import json
import re
from functools import cache
from importlib import resources

_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 20_000  # characters; a language shows long before
_FEW = 20  # words; below this the share means nothing
_ENGLISH = 0.2  # share of stop words above which a text passes for English: prose has 0.35 to 0.5
_SURE = 0.28  # share above which it is said to be English


def is_english(text: str) -> bool:
    """Whether `text` may be English. A text of fewer than 20 words counts as English unless in another script."""
    words, share, latin = _measure(text)
    if latin < 0.5:
        return False
    return words < _FEW or share >= _ENGLISH


def guess_language(text: str) -> str | None:
    """ "en" where that is sure, else None."""
    words, share, latin = _measure(text)
    return "en" if words >= _FEW and share >= _SURE and latin > 0.9 else None


def _measure(text: str) -> tuple[int, float, float]:
    """Number of words in the sample, share of stop words among them, share of Latin letters among the letters."""
    words = _WORD.findall(text[:_SAMPLE])
    letters = sum(map(len, words))
    if letters < _FEW:
        return len(words), 1.0, 1.0
    # Latin ends at U+024F; the letters above it in use belong to other scripts.
    latin = sum(1 for word in words for letter in word if letter < "\u0250")
    known = sum(1 for word in words if word.lower() in stop_words())
    return len(words), known / len(words), latin / letters


@cache
def stop_words() -> frozenset[str]:
    """The commonest words of English, lower case."""
    table = json.loads(resources.files("reportedly.text").joinpath("data/stop_words.json").read_text("utf-8"))
    return frozenset(table["words"])
