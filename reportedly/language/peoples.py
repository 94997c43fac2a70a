"""States that no data file knows, told by an article's own words: *Velmar* where it has *the Velmaran ministry* too."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from spacy.tokens import Doc, Token

from reportedly.language.gazetteer import adjectives, capitals, fold, known, nominals, organs, roles
from reportedly.language.places import KNOWN_BY_ITSELF
from reportedly.language.places import known as places

_ENDING = re.compile(r"(?:an|ian|ean|n|i|ese|ish)$")
_PEOPLE = re.compile(r"(?:an|[^aeious]i)s$")
_BARE = 3
"""Letters that a state's name and its adjective have in common at least."""
_OF_STATES = frozenset(
    "ambassador army authorities border capital citizen delegation diplomat embassy force government leader media "
    "official parliament people president press regime side soldier state territory troop".split()
)
"""Beside organs and offices, what is told to be of a state."""
_NONE = frozenset("christ luther marx muhammad republic".split())
"""Who and what has followers."""


def peoples(doc: Doc) -> dict[str, str]:
    """The names of such states by their adjectives, by their people and by themselves, all folded.

    A word counts that stands by itself, is no part of a longer name and has no title before it, where another word is
    that with the ending of an adjective and tells of what states have; or that has a foreign ministry.
    """
    told = sorted(
        {fold(t.text) for t in doc if _tells_of_a_state(t)} | {fold(t.text)[:-1] for t in doc if _is_people(t)}
    )
    longer = {fold(t.text) for ent in doc.ents if len(ent) > 1 and ent.label_ == "person" for t in ent}
    found: dict[str, str] = {}
    for token in doc:
        word = fold(token.text)
        if not token.text[:1].isupper() or word in longer:
            continue
        adjective = next((each for each in told if _of(word, each)), None)
        if adjective not in found and adjective and _alone(token):
            found |= dict.fromkeys((word, adjective, f"{adjective}s"), token.text)
        elif _has_a_ministry(token):
            found.setdefault(word, token.text)
    return found


def _has_a_ministry(token: Token) -> bool:
    """*Caldera's foreign ministry*, *Sulmenia's prime minister*: few others than states have one."""
    word, behind = fold(token.text), [t.lower_ for t in token.doc[token.i + 1 : token.i + 4]]
    if len(behind) < 3 or behind[0] not in ("'s", "’s") or behind[2] not in ("ministry", "minister"):
        return False
    told = behind[1] in ("foreign", "defence", "defense") or (behind[1] == "prime" and not _on_the_map(token.text))
    return told and word not in known() and word not in capitals()


def _is_people(token: Token) -> bool:
    """*62 Sulmenians*."""
    word = fold(token.text)
    told = token.pos_ in ("NOUN", "PROPN") and token.text[:1].isupper() and word.endswith("s")
    return told and bool(_PEOPLE.search(word)) and word not in adjectives() and word not in known()


def _tells_of_a_state(token: Token) -> bool:
    """*Velmaran* in *the Velmaran foreign minister*."""
    word = fold(token.text)
    if not token.text[:1].isupper() or not _ENDING.search(word) or word in adjectives() or word in known():
        return False
    return any(noun in _nouns() or noun.removesuffix("s") in _nouns() for noun in _behind(token))


def _behind(token: Token) -> Iterator[str]:
    """The next words of its phrase, lower case."""
    for following in token.doc[token.i + 1 : token.i + 5]:
        if following.pos_ not in ("NOUN", "PROPN", "ADJ"):
            return
        yield following.lower_


def _alone(token: Token) -> bool:
    """Whether a word with a capital is a name of its own, and of nothing that we know: the Bavarian police is of a region."""
    word = fold(token.text)
    if not token.ent_type_ or len(token) < _BARE or word in known() or word in roles() or word in _NONE:
        return False
    ahead = token.nbor(-1).lower_.rstrip(".") if token.i else ""
    return ahead not in roles() and not _on_the_map(token.text)


def _on_the_map(name: str) -> bool:
    """Whether it is a region or a city of size: Quebec's prime minister, the Bavarian police."""
    return any(place.kind != "city" or place.people >= KNOWN_BY_ITSELF for place in places(name))


@cache
def _nouns() -> frozenset[str]:
    return _OF_STATES | organs() | frozenset(roles()) | frozenset(nominals())


def _of(name: str, adjective: str) -> bool:
    """*ordovian* of *ordovia*, *keshtani* of *keshtan*, *norvalan* of *norvale*."""
    if name == adjective:
        return False
    stems = {name, name[:-1]} if name[-1] in "aeioy" else {name}
    if name.endswith("ia"):
        stems.add(name[:-2])
    longer = (adjective.removeprefix(stem) for stem in stems if len(stem) >= _BARE and adjective.startswith(stem))
    return any(map(_ENDING.fullmatch, longer))
