"""States by their names and adjectives, those too that no data file knows."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from itertools import pairwise

from reportedly.corpus import lists
from reportedly.corpus.spelling import STEM, WORDS, generic, stem
from reportedly.language.gazetteer import adjectives, capitals, fold, known, states

_PEOPLE = re.compile(r"(?:[a-z]{3}i|ian|ean|an|ese|ish)s?$")
_MAN = re.compile(r"(?:man|woman|person)$")


@cache
def of_word(word: str) -> str | None:
    """The state (ISO 3166-1 alpha-3) whose name, adjective, people or capital a folded word or two words are."""
    code = adjectives().get(word) or capitals().get(word)
    if code:
        return code
    fact = known().get(word)
    return fact.country if fact and fact.kind == "country" and fact.country in states() else None


def of_roles(roles: Iterable[str]) -> frozenset[str]:
    """States and peoples that lower-case roles tell of: *RUS* for a code, *~sulmen* for a stem (*sulmenian premier*)."""
    found = set()
    for role in roles:
        words = fold(role).split()
        pairs = [" ".join(pair) for pair in pairwise(words)]
        codes = {code for word in (*words, *pairs) if (code := adjectives().get(word))}
        found |= codes or {f"~{stem(word)}" for word in words if is_people(word)}
    return frozenset(found)


@cache
def is_people(word: str) -> bool:
    """Whether a lower-case word looks like the adjective of a country that we do not know."""
    return (
        len(word) > STEM + 1
        and bool(_PEOPLE.search(word))
        and not _MAN.search(word)
        and not generic(word)
        and word not in lists.words(WORDS, "not_a_people")
    )


@cache
def codes() -> frozenset[str]:
    """ISO 3166-1 alpha-3 codes of the states that are known."""
    return frozenset(states())
