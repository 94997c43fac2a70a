"""Whether two names can be one person's: initials, middle names, short forms, variants of spelling."""

from __future__ import annotations

from functools import cache

from reportedly.corpus import lists
from reportedly.corpus.spelling import Name

ONE_EDIT, TWO_EDITS = 5, 8
"""Letters that the shorter of two family names must have to count as the same with so many letters changed."""
Rank = tuple[int, int, int, bool]


def rank(name: Name) -> Rank:
    """How full a name is: words before the last that are spelled out, all of them, their letters, a suffix."""
    if not name.given:
        return 0, 0, 0, bool(name.suffix)
    spelled = sum([len(word) > 1 for word in name.given])
    return spelled, len(name.given), sum(map(len, map(long_form, name.given))), bool(name.suffix)


@cache
def long_form(word: str) -> str:
    """*joseph* for *joe*; where a short form has several long ones, the first of the file stands for all."""
    return _short_names().get(word, word)


def given(name: Name) -> str:
    """The given names, equal for *Jong-un* and *Jongun*, *Joe* and *Joseph*; "" where there are none."""
    plain = [long_form(word) for word in name.given]
    return ("" if all(len(word) > 1 for word in plain) else " ").join(plain)


def handles(name: Name, initials: bool) -> set[str]:
    """What of the given names another name can be taken for the same by: two of one family name that share none are never
    one person's, unless one is a family name alone. `initials` says whether any name has some, and so letters count."""
    found = {long_form(word) for word in name.given}
    found.add(given(name))
    if initials:
        found.update([word[0] for word in (*name.given, *found) if word])
    return found


def fuller(long: Name, short: Name) -> bool:
    """Whether `long` is `short` with more of it told: *Sergei Lavrov* of *S. Lavrov* and *Lavrov*.

    *Donald Trump Jr* is not *Trump* with more told, but *Charles III* is *Charles*.
    """
    if long.family != short.family or rank(long) <= rank(short):
        return False
    if long.suffix != short.suffix and (short.suffix or long.suffix == "jr"):
        return False
    return _embeds(short.given, long.given)


def variants(a: str, b: str) -> bool:
    """Whether two family names are likely two spellings of one, given that the given names agree.

    *Ivanova* is no spelling of *Ivanov*.
    """
    if a == b:
        return True
    short, long = sorted((a, b), key=lambda word: (len(word), word))
    if a[0] != b[0] or len(short) < ONE_EDIT or long == short + "a":
        return False
    return _edits(a, b) <= (2 if len(short) >= TWO_EDITS else 1)


def _embeds(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether all of `short` stands in `long` in its order; an initial that comes first stands for the first."""
    at = 0
    for number, word in enumerate(short):
        start = at
        while at < len(long) and not _same(word, long[at]):
            at += 1
        if at == len(long) or (number == 0 and len(word) == 1 and at > start):
            return False
        at += 1
    return True


def _same(short: str, long: str) -> bool:
    if len(short) == 1:
        return long.startswith(short) or long_form(long).startswith(short)
    return long_form(short) == long_form(long)


@cache
def _short_names() -> dict[str, str]:
    found: dict[str, str] = {}
    for row in lists.table("short_names.csv"):
        name = found.get(row["name"], row["name"])
        for short in row["short"].split("|"):
            name = found.setdefault(short, name)
        found.setdefault(row["name"], name)
    return found


def _edits(a: str, b: str) -> int:
    """Letters to insert, delete, change or swap with their neighbour (optimal string alignment)."""
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        last, row = row, [i]
        for j, y in enumerate(b, 1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and y == a[i - 2]:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        before = last
    return row[-1]
