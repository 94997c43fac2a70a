"""The words of a phrase, and which of them the lists of bodies and voices know."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from reportedly.corpus import lists
from reportedly.corpus.spelling import WORDS, spelled_one_way
from reportedly.language.gazetteer import fold

Voice = Literal["body", "speaks", "leads", "member", "worker"]
"""The body itself; somebody who speaks for it; who leads it; a member, perhaps without its leave; one who merely works
there."""
Sort = Literal["noun", "office", "voice"]
LONGEST = 5
"""Words in the longest entry of the lists."""
_WORD = re.compile(r"[^\W_]+(?:[-.&/][^\W_]+)*(?:['’]s\b|['’](?!\w))?|[^\W_]+['’][^\W_]+|[,;:—–]")
_ASIDE = re.compile(r"\([^()]*\)|“[^”]*”|\"[^\"]*\"")


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a phrase; `owns` where it has a possessive ending, `begins` where it is the first of the phrase, which
    may be written in capitals for that. A sign has no `folded`."""

    text: str
    folded: str
    owns: bool = False
    begins: bool = False

    @property
    def capital(self) -> bool:
        """Whether it is written as a name is."""
        return self.text[0].isupper() or self.text[0].isdigit()


@dataclass(frozen=True, slots=True)
class Match:
    """Words `[start, end)` that a list knows: `what` is the kind of body (`sort` noun or office) or the voice."""

    sort: Sort
    what: str
    start: int
    end: int


def split(phrase: str) -> tuple[Word, ...]:
    """The words of a phrase without determiners, what stands in brackets, and clauses that tell more of it."""
    found: list[Word] = []
    clause = False
    for number, text in enumerate(_WORD.findall(_ASIDE.sub(" ", phrase))):
        bare = re.sub(r"['’]s?$", "", text)
        folded = fold(bare) if bare[0].isalnum() else ""
        if found and folded in lists.words(WORDS, "relative") and not bare[0].isupper():
            clause = True
        clause = clause and bool(folded)
        if clause or folded in lists.words(WORDS, "idle"):
            continue
        found.append(Word(bare, folded, text != bare, number == 0))
    return tuple(found)


def matches(words: tuple[Word, ...]) -> list[Match]:
    """The longest entries of the lists, from left to right, none over another."""
    found: list[Match] = []
    at = 0
    folded = [spelled_one_way(part) for part in (w.folded for w in words)]
    while at < len(words):
        for size in range(min(LONGEST, len(words) - at), 0, -1):
            entry = " ".join(folded[at : at + size])
            known = entries().get(entry) or entries().get(_single(entry))
            if known and not (size == 1 and _is_proper(words, at)):
                found.append(Match(known[0], known[1], at, at + size))
                at += size
                break
        else:
            at += 1
    return found


@cache
def beginnings() -> frozenset[str]:
    """First words of all entries."""
    return frozenset(entry.split()[0] for entry in entries())


def _is_proper(words: tuple[Word, ...], at: int) -> bool:
    """Whether a word, known or not, ends a name: *Guards* in *the Terrace Guards* and in *the Guards*."""
    word = words[at]
    last = at + 1 == len(words) or not words[at + 1].folded
    if (
        not last
        or not word.capital
        or word.begins
        or (entries().get(word.folded) or entries()[_single(word.folded)])[0] != "voice"
    ):
        return False
    return at == 0 or words[at - 1].capital


@cache
def entries() -> dict[str, tuple[Sort, str]]:
    """Of each entry of the lists, spelled one way: its sort, and the kind of body or the voice."""
    found: dict[str, tuple[Sort, str]] = {}

    def add(cell: str, sort: Sort, what: str) -> None:
        for entry in cell.split("|"):
            if entry:
                found.setdefault(_plain(entry), (sort, what))

    for row in lists.table("bodies.csv"):
        add(row["nouns"], "noun", row["kind"])
    for row in lists.table("bodies.csv"):
        add(row["offices"], "office", row["kind"])
    for row in lists.table("voices.csv"):
        add(row["nouns"], "voice", row["voice"])
    for row in lists.table("occupations.csv"):
        if row["class"] not in ("anyone", "plural", "female", "male"):
            add(row["nouns"], "voice", "worker")
    return found


def _single(entry: str) -> str:
    return re.sub(r"men$", "man", entry) if entry.endswith("men") else entry.removesuffix("s")


def _plain(entry: str) -> str:
    idle = lists.words(WORDS, "idle")
    return " ".join(spelled_one_way(word) for word in fold(entry).split() if word not in idle)
