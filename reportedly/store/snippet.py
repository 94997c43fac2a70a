"""The place of a text where a search found most of what it was for."""

from __future__ import annotations

from itertools import islice

from reportedly.store.query import Phrase, Query, wanted
from reportedly.store.words import LONGEST, WORD, fold

OPEN, CLOSE = "\x02", "\x03"
WIDTH = 32
BEFORE = 6


def beginning(text: str) -> str:
    """The first `WIDTH` words of `text` on one line."""
    ends = [match.end() for match in islice(WORD.finditer(text), WIDTH + 1)]
    if not ends:
        return ""
    return _line(text[: ends[WIDTH - 1]]).strip() + " …" if len(ends) > WIDTH else _line(text).strip()


def snippet(query: Query, text: str) -> str:
    """About `WIDTH` words of `text` on one line, each match between \\x02 and \\x03; the beginning where none is there."""
    found = [(match.start(), match.end()) for match in WORD.finditer(text)]
    folded = [_fold(text[start:end]) for start, end in found]
    phrases = list(dict.fromkeys(wanted(query)))
    hits = sorted((at, at + len(p.words), which) for which, p in enumerate(phrases) for at in _places(p, folded))
    first = max(0, min(_densest(hits) - BEFORE, len(found) - WIDTH))
    last = min(len(found), first + WIDTH)
    if first == last:
        return ""
    marks = [(found[a][0], found[b - 1][1]) for a, b in _joined(hits) if a >= first and b <= last]
    start = found[first][0] if first else 0
    end = found[last - 1][1] if last < len(found) else len(text)
    parts, at = [], start
    for opened, closed in marks:
        parts += [_line(text[at:opened]), OPEN, _line(text[opened:closed]), CLOSE]
        at = closed
    parts.append(_line(text[at:end]))
    return ("… " if first else "") + "".join(parts).strip() + (" …" if last < len(found) else "")


def _fold(word: str) -> str:
    return word.lower()[:LONGEST] if word.isascii() else fold(word)


def _places(phrase: Phrase, folded: list[str]) -> list[int]:
    """Where the phrase stands, as indices of words."""
    *before, final = phrase.words
    size = len(phrase.words)
    return [
        at
        for at in range(len(folded) - size + 1)
        if (folded[at + size - 1].startswith(final) if phrase.prefix else folded[at + size - 1] == final)
        and folded[at : at + size - 1] == before
    ]


def _densest(hits: list[tuple[int, int, int]]) -> int:
    """The first word of the window with the most different phrases, then with the most matches, then the first."""
    best, place, behind = (0, 0), 0, 0
    for at, (start, _, _) in enumerate(hits):
        behind = max(behind, at)
        while behind < len(hits) and hits[behind][1] <= start - BEFORE + WIDTH:
            behind += 1
        inside = hits[at:behind]
        worth = (len({which for _, _, which in inside}), len(inside))
        if worth > best:
            best, place = worth, start
    return place


def _joined(hits: list[tuple[int, int, int]]) -> list[tuple[int, int]]:
    """Matches that overlap as one."""
    joined: list[tuple[int, int]] = []
    for start, end, _ in hits:
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _line(text: str) -> str:
    """Without line breaks and without our own marks."""
    return " ".join(text.replace(OPEN, "").replace(CLOSE, "").split("\n"))
