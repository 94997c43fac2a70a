"""What a search asks for: `two words`, `"a phrase"`, `a OR b`, `NOT a`, `-a`, `pre*`, parentheses.

`parse` makes a tree of it, which each store says in its own language; `holds` is what the tree means.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reportedly.errors import ValueRefused
from reportedly.store.words import spaced, words


@dataclass(frozen=True, slots=True)
class Phrase:
    """Folded words that follow each other; with `prefix`, the last is the beginning of one."""

    words: tuple[str, ...]
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Both:
    """All of `parts`, of which there is at least one, and none of `without`."""

    parts: tuple[Query, ...]
    without: tuple[Query, ...] = ()


@dataclass(frozen=True, slots=True)
class Either:
    """At least one of `parts`."""

    parts: tuple[Query, ...]


Query = Phrase | Both | Either

DEEPEST = 32
MOST_WORDS = 256
_TOKEN = re.compile(
    r"""\s*(?:
        (?P<bracket>[()])
      | (?P<not>-(?=["(]|\w))
      | "(?P<phrase>[^"]*)"(?P<star>\*?)
      | (?P<word>[^\s()"]+)
    )""",
    re.VERBOSE,
)
_QUOTES = str.maketrans("“”„«»", '"' * 5)


def parse(text: str) -> Query:
    """The tree of a query. Raises ValueRefused where it cannot be read, saying why."""
    return _Parser(text).query()


def document(*sections: str) -> str:
    """Sections of a text (its title, its body) as `holds` and `count` take them."""
    return "\n".join(f" {spaced(section)} " for section in sections)


def holds(query: Query, document: str) -> bool:
    """Whether a document is what the query asks for. No phrase goes over the border of two sections."""
    if isinstance(query, Phrase):
        return needle(query) in document
    if isinstance(query, Either):
        return any(holds(part, document) for part in query.parts)
    return all(holds(part, document) for part in query.parts) and not any(holds(p, document) for p in query.without)


def needle(phrase: Phrase) -> str:
    """What stands in a document where the phrase does."""
    return f" {' '.join(phrase.words)}" + ("" if phrase.prefix else " ")


def wanted(query: Query) -> Iterator[Phrase]:
    """The phrases that are asked for, without those that must not be there."""
    if isinstance(query, Phrase):
        yield query
    else:
        for part in query.parts:
            yield from wanted(part)


class _Parser:
    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = list(self._tokens(text.translate(_QUOTES)))
        self.at = 0
        if len(self.tokens) > MOST_WORDS:
            raise ValueRefused(f"a query of {len(self.tokens)} words; at most {MOST_WORDS} please")

    def query(self) -> Query:
        found = self._either(0)
        if self.at < len(self.tokens):
            raise self._refused("a parenthesis is closed that was not opened")
        return found

    def _tokens(self, text: str) -> Iterator[str | Phrase]:
        """Brackets, `OR`, `AND` and `NOT` as they are, everything else as a phrase; punctuation alone is left out."""
        at, end = 0, len(text.rstrip())
        while at < end:
            match = _TOKEN.match(text, at)
            if match is None:
                raise self._refused("a quotation mark is not closed")
            at = match.end()
            if match["bracket"]:
                yield match["bracket"]
            elif match["not"]:
                yield "NOT"
            elif match["word"] in ("OR", "AND", "NOT"):
                yield match["word"]
            else:
                yield from self._phrase(match)

    def _phrase(self, match: re.Match[str]) -> Iterator[Phrase]:
        given = match["word"] if match["phrase"] is None else match["phrase"] + match["star"]
        found = tuple(words(given))
        if "*" in given[:-1] or (given.endswith("*") and not found):
            raise self._refused("* stands only behind the beginning of a word")
        if found:
            yield Phrase(found, given.endswith("*"))

    def _either(self, depth: int) -> Query:
        if depth > DEEPEST:
            raise self._refused(f"parentheses go deeper than {DEEPEST}")
        parts = [self._both(depth)]
        while self._next("OR"):
            parts.append(self._both(depth))
        return parts[0] if len(parts) == 1 else Either(tuple(parts))

    def _both(self, depth: int) -> Query:
        parts: list[Query] = []
        without: list[Query] = []
        needed = True
        while needed or (self.at < len(self.tokens) and self.tokens[self.at] not in ("OR", ")")):
            wanted = True
            while self._next("NOT"):
                wanted = not wanted
            (parts if wanted else without).append(self._item(depth))
            needed = self._next("AND")
        if not parts:
            raise self._refused("it says only what is not wanted")
        return parts[0] if len(parts) == 1 and not without else Both(tuple(parts), tuple(without))

    def _item(self, depth: int) -> Query:
        token = self.tokens[self.at] if self.at < len(self.tokens) else None
        self.at += 1
        if isinstance(token, Phrase):
            return token
        if token != "(":
            raise self._refused("a word is missing" + (f" before {token}" if token else ""))
        found = self._either(depth + 1)
        if not self._next(")"):
            raise self._refused("a parenthesis is not closed")
        return found

    def _next(self, token: str) -> bool:
        there = self.at < len(self.tokens) and self.tokens[self.at] == token
        self.at += there
        return there

    def _refused(self, why: str) -> ValueRefused:
        text = self.text if len(self.text) <= 80 else f"{self.text[:79]}…"
        return ValueRefused(f"the query {text!r} cannot be read: {why}")
