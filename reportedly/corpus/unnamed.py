"""Whether two descriptions of unnamed sources are of the same people: *two doctors* and *two medics*."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from reportedly.corpus import lists, nations
from reportedly.corpus.spelling import WORDS, spelled_one_way, stem
from reportedly.corpus.tokens import Word, split

EQUAL, ALIKE, ANYONE = 1.0, 0.9, 0.6
"""Of the nouns: one word; two words for one occupation; one that says no more than *man*."""
SHARED, PLAIN, ONE_SIDED, OTHER = 1.0, 0.9, 0.8, 0.6
"""Of what else is told of them: something in common; nothing told; told by one; nothing in common."""
MANY_OF_THEM, MISCOUNTED, OTHER_STATE = 0.85, 0.3, 0.1
"""Of how many they are: not told by one; different. And where they are of different states."""
ALIBI = 0.05
"""What is left where the nouns are of different occupations."""
_LEADS = re.compile(r"^(?:of|for|at|from|with|to|on|in|near|inside|outside|around|under|by|behind|next|over)$")
_VERBAL = re.compile(r"(?:^.{3,}(?:ed|ing)|^told|^spoken|^close|^familiar)$")


@dataclass(frozen=True, slots=True)
class Described:
    """`head` is the noun in the singular, `classes` its occupations, `number` how many (0: several, None: not told),
    `rest` the stems of all other words that mean something, `states` those that they are of."""

    head: str
    classes: frozenset[str]
    number: int | None
    rest: frozenset[str]
    states: frozenset[str]
    gender: str


def described(a: str, b: str) -> float:
    """How surely two descriptions are of the same people, 0 to 1, given that they are said to have said the same."""
    one, other = read(a), read(b)
    if one is None or other is None:
        return 0.0
    if one.gender and other.gender and one.gender != other.gender:
        return 0.0
    return round(_nouns(one, other) * _numbers(one, other) * _rest(one, other), 3)


@lru_cache(maxsize=16384)
def read(phrase: str) -> Described | None:
    """A description taken apart; None where no noun is in it."""
    words = [w for w in split(phrase.split(", ")[0]) if w.folded]
    told = [w.folded for w in words]
    end = next((i for i, w in enumerate(told) if i and (_LEADS.match(w) or _VERBAL.search(w))), len(told))
    before = told[:end]
    nothing = lists.words(WORDS, "nobody") | frozenset(_counts())
    if all(word in nothing for word in before) and not (before[-1:] == ["one"] and end < len(told)):
        return None
    number = next((_counts()[w] for w in before[:-1] if w in _counts()), None)
    number = number if number is not None else next((int(w) for w in before[:-1] if w.isdecimal()), None)
    head, plural = _singular(before[-1])
    if number is None:
        number = 0 if plural else 1
    rest = [w for w in (*before[:-1], *told[end:]) if w not in _counts() and w not in _small()]
    states = frozenset(_states(words))
    gender = "f" if _is(before, "female") else "m" if _is(before, "male") else ""
    return Described(head, _classes().get(head, frozenset()), number, frozenset(map(_bare, rest)), states, gender)


def _states(words: Sequence[Word]) -> Iterator[str]:
    """Codes of the states that the words are of, *~* and a stem where no list knows them."""
    for at, word in enumerate(words):
        if not word.capital or (word.folded in lists.words(WORDS, "nobody") and not word.text.isupper()):
            continue
        pair = " ".join(w.folded for w in words[at : at + 2])
        code = nations.of_word(pair) or nations.of_word(word.folded)
        if code or nations.is_people(word.folded):
            yield code or f"~{stem(word.folded)}"


def stems(phrase: str) -> frozenset[str]:
    """Stems of the words of a phrase that mean something."""
    return frozenset(_bare(w.folded) for w in split(phrase) if w.folded and w.folded not in _small() | set(_counts()))


def _nouns(one: Described, other: Described) -> float:
    if one.head == other.head:
        return EQUAL
    if "anyone" in one.classes or "anyone" in other.classes:
        # "a man on a forklift" is "a forklift driver": what the man is said to be is the other's whole description.
        general, special = (one, other) if "anyone" in one.classes else (other, one)
        return ALIKE if general.rest & (special.rest | {_bare(special.head)}) else ANYONE
    return ALIKE if one.classes & other.classes else ALIBI


def _numbers(one: Described, other: Described) -> float:
    if one.number == other.number:
        return 1.0
    return (
        MANY_OF_THEM if (one.number == 0) != (other.number == 0) and 1 not in (one.number, other.number) else MISCOUNTED
    )


def _rest(one: Described, other: Described) -> float:
    if one.states and other.states and not one.states & other.states:
        return OTHER_STATE
    if not one.rest and not other.rest:
        return PLAIN
    if one.rest & other.rest:
        return SHARED
    return OTHER if one.rest and other.rest else ONE_SIDED


def _singular(word: str) -> tuple[str, bool]:
    """A noun in the singular, and whether it stood for several."""
    many = word in _nouns_of("plural")
    if word in _classes():
        return word, many
    for ending, instead in (("men", "man"), ("people", "person"), ("ies", "y"), ("ses", "s"), ("s", "")):
        if word.endswith(ending) and len(word) > len(ending) + 1:
            shorter = word.removesuffix(ending) + instead
            if shorter in _classes() or ending in ("men", "ies", "s"):
                return shorter, not word.endswith("ss")
    return word, many


def _bare(word: str) -> str:
    return stem(spelled_one_way(_singular(word)[0]))


def _is(words: list[str], kind: str) -> bool:
    return any(w in _nouns_of(kind) or _singular(w)[0] in _nouns_of(kind) for w in words)


@cache
def _counts() -> dict[str, int]:
    row = next(row for row in lists.table("name_words.csv") if row["kind"] == "number")
    counts = {word: at for at, word in enumerate(row["words"].split("|"), 1)}
    return {**counts, **dict.fromkeys(lists.words(WORDS, "many"), 0)}


@cache
def _small() -> frozenset[str]:
    kinds = ("belongs", "lies", "idle", "relative", "nobody", "unsaid")
    return frozenset(word for kind in kinds for words in lists.words(WORDS, kind) for word in words.split())


@cache
def _nouns_of(kind: str) -> frozenset[str]:
    return frozenset(n for r in lists.table("occupations.csv") if r["class"] == kind for n in r["nouns"].split("|"))


@cache
def _classes() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for row in lists.table("occupations.csv"):
        if row["class"] not in ("plural", "female", "male"):
            for noun in row["nouns"].split("|"):
                found.setdefault(noun, set()).add(row["class"])
    return {noun: frozenset(classes) for noun, classes in found.items()}
