"""Texts as runs of words, and what of them is rare enough to find another text by."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from reportedly.corpus.digest import Runs
from reportedly.language.gazetteer import rows
from reportedly.text.language import stop_words

RUN = 4
"""Words in a run, as the rule for duplicates has it: half of the shorter text's four-word runs are in the other."""
HASHES, ROWS = 64, 4
"""Functions of the MinHash (Broder 1997), and how many of them a band joins: found at a Jaccard index of about a half."""
LONG = 8
"""Words of a quotation that nobody says twice by chance."""
STEM = 6
"""Letters by which names are told: *Keshtan* and *Keshtani*, *Ordovia* and *Ordovian* are one."""
WORD = re.compile(r"[^\W_]+(?:[.,][0-9]+)*", re.UNICODE)
QUOTATION = re.compile(r"“[^“”\n]+(?:”|$)|\"[^\"\n]+(?:\"|$)|«[^«»\n]+(?:»|$)|‘[^‘’\n]+’(?!\w)", re.MULTILINE)
NAME = re.compile(r"\b[A-Z][\w’'-]+\b")
BEGINNING = re.compile(r"(?:^|[.!?:\n—–]|[.!?:,]?[“\"‘'(])\s*$")
SEED = np.random.Generator(np.random.PCG64(20311014))
A = SEED.integers(1, 2**31 - 1, HASHES, dtype=np.uint64)
B = SEED.integers(0, 2**31 - 1, HASHES, dtype=np.uint64)
PRIME = np.uint64(2**31 - 1)


def fold(text: str) -> str:
    """Without case, accents and typographic difference."""
    if text.isascii():
        return text.casefold()
    plain = unicodedata.normalize("NFKD", text.replace("’", "'").replace("‘", "'"))
    return "".join(c for c in plain if not unicodedata.combining(c)).casefold()


def words(text: str) -> list[str]:
    """Folded words and numbers."""
    return WORD.findall(fold(text))


def runs(text: str) -> Runs:
    """Sorted hashes of all runs of `RUN` words."""
    found = words(text)
    return _hashes(" ".join(found[i : i + RUN]) for i in range(len(found) - RUN + 1))


def quotations(text: str) -> list[list[str]]:
    """The words of each quotation."""
    return [words(match[0]) for match in QUOTATION.finditer(text)]


def quoted_runs(quotes: Iterable[Sequence[str]]) -> Runs:
    """Sorted hashes of the runs inside quotations."""
    return _hashes(" ".join(q[i : i + RUN]) for q in quotes for i in range(len(q) - RUN + 1))


def _hashes(texts: Iterable[str]) -> Runs:
    return np.unique(np.fromiter((crc32(t.encode()) for t in texts), dtype=np.uint32))


def exact(text_runs: Runs, quotes: Iterable[Sequence[str]]) -> tuple[int, ...]:
    """Keys, each of which alone makes two texts worth comparing: bands of the MinHash, and parts of long quotations."""
    keys = set(_bands(text_runs)) if len(text_runs) >= LONG else set()
    for quote in quotes:
        if len(quote) >= LONG:
            # The two least of its runs by hash: whoever cuts the quotation elsewhere likely keeps one of them.
            parts = sorted(number(" ".join(quote[i : i + LONG - 2])) for i in range(len(quote) - LONG + 3))
            keys.update(parts[:2])
    return tuple(sorted(keys))


def _bands(text_runs: Runs) -> Iterator[int]:
    values = text_runs.astype(np.uint64)[:, None] % PRIME
    signature: NDArray[np.uint64] = ((values * A + B) % PRIME).min(0)
    for at in range(0, HASHES, ROWS):
        yield number(f"band {at} {signature[at : at + ROWS].tolist()}")


def number(text: str) -> int:
    """A hash as a signed 64-bit number."""
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "big", signed=True)


def name_stems(text: str, names: Iterable[str] = ()) -> frozenset[str]:
    """What the names in a text begin with, and those of `names`; those that stand in half of all news left out.

    A capital that may only begin a sentence makes no name.
    """
    inside = (m[0] for m in NAME.finditer(text) if not BEGINNING.search(text[max(0, m.start() - 4) : m.start()]))
    given = (m[0] for name in names for m in NAME.finditer(name))
    found = (fold(name).removesuffix("'s").strip("'") for name in (*inside, *given))
    stems = (part[:STEM] for name in found for part in re.split(r"[-']", name) if len(part) > 2)
    return frozenset(stem for stem in stems if stem not in common())


@cache
def common() -> frozenset[str]:
    """Beginnings of capitalised words by which no story is told: states, their people, months, words of order."""
    cells = [row[column] for row in rows("countries.csv") for column in ("name", "aliases")]
    cells += [row[column] for row in rows("demonyms.csv") for column in ("adjectives", "people")]
    known = {word for cell in cells for word in words(cell)} | {*_EVERYWHERE} | set(stop_words())
    return frozenset(word[:STEM] for word in known)


_EVERYWHERE = (
    "january february march april may june july august september october november december monday tuesday wednesday "
    "thursday friday saturday sunday gmt utc north south east west northern southern eastern western news president "
    "minister ministry prime general chief police army government state city police national united international "
    "officials reuters press agency".split()
)

PHRASE = re.compile(r"(?:\b[Tt]he )?\b[A-Z][\w’'-]*(?:(?: of(?: the)?| and| &)? [A-Z][\w’'-]*)*")
SENTENCE = re.compile(r"(?<=[.!?])[”\"’')]*\s+(?=[A-Z“\"‘'(])|\n+")


def sentence(text: str, start: int, end: int) -> str:
    """The sentences around a span, by punctuation alone."""
    edges = _edges(text)
    last = bisect_left(edges, end)
    return text[edges[bisect_right(edges, start) - 1] : edges[last] if last < len(edges) else len(text)]


@lru_cache(4)
def _edges(text: str) -> list[int]:
    """Where sentences begin, and the end. An article's are asked for again for each of its propositions."""
    return sorted({0, *(m.end() for m in SENTENCE.finditer(text)), len(text)})


def cited(text: str) -> tuple[str, ...]:
    """The phrases with capitals in a sentence, folded, without the possessive."""
    found = (fold(" ".join(m[0].split())).removesuffix("'s").removesuffix("'") for m in PHRASE.finditer(text))
    return tuple(dict.fromkeys(found))
