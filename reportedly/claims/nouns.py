"""Nouns: which are for persons, and in which form they count."""

from __future__ import annotations

import re

from spacy.tokens import Token

from reportedly.language.gazetteer import adjectives, fold
from reportedly.language.quantities import CURRENCIES

PEOPLE = frozenset(
    "people person troop troops soldier soldiers force forces man men woman women child children dead wounded "
    "injured refugee migrant civilian victim family member personnel staff citizen resident patient student police "
    "officer seeker personnel casualty casualties death deaths injury injuries fatality hostage detainee guest "
    "native national militant crew survivor life lives adult".split()
)
THINGS_IN_ER = frozenset(
    "number dollar paper letter center order offer power tower computer meter kilometer launcher helicopter carrier "
    "cruiser destroyer bomber container tanker member-state counter quarter matter river tender border server acre degree "
    "fee tree committee".split()
)
PEOPLES = re.compile(r"[A-Z]\w+(?:ans|is|ese)$")
"""How the people of a country are called that no data file knows."""


def human(noun: Token) -> bool:
    """Whether a noun is for persons, by a list and by how it ends (*fighter*, *analyst*)."""
    word = singular(noun)
    people = noun.pos_ == "PROPN" and (fold(noun.text) in adjectives() or PEOPLES.search(noun.text))
    agentive = re.search(r"(?:er|or|ist|yst|ee|ant|man|men)$", word) and word not in THINGS_IN_ER
    return word in PEOPLE or noun.lower_ in PEOPLE or bool(people or agentive)


def singular(noun: Token) -> str:
    """Its form for one; a currency without its plural."""
    word = noun.lower_
    if word.removesuffix("s") in CURRENCIES or word == "pesos":
        return word.removesuffix("s")
    many = "Plur" in noun.morph.get("Number", []) or any(
        c.dep_ == "nummod" and c.lower_ not in ("1", "one") for c in noun.children
    )
    if not many or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-2] if re.search(r"(?:ss|sh|ch|x)es$", word) else word[:-1]
