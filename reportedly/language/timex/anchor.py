"""What an expression is resolved against, and how its counts and units are read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from reportedly.language.timex.words import NUMBERS, UNITS
from reportedly.model.found import DateType

Parts = dict[str, str]
Value = tuple[DateType, str | None]


@dataclass(frozen=True)
class Anchor:
    """What an expression is resolved against.

    `now` is the day of publication, `told` the value of the date told last, `future` whether the verb looks ahead,
    `near` the year that the neighbourhood speaks of where it is not that of publication, `last` the day that was told
    last, whatever was told since with less precision.
    """

    now: date | None
    told: str | None = None
    future: bool = False
    near: int | None = None
    last: date | None = None

    def day(self) -> date | None:
        """The day told last, where it was told to the day."""
        try:
            return date.fromisoformat((self.told or "")[:10])
        except ValueError:
            return None


def count(word: str) -> float | None:
    """A number word, digits, or a count of nobody knows how many (None)."""
    word = word.lower()
    tens, _, ones = word.partition("-")
    if word in NUMBERS:
        return NUMBERS[word]
    if tens in NUMBERS and ones in NUMBERS:
        return NUMBERS[tens] + NUMBERS[ones]
    try:
        return float(word)
    except ValueError:
        return None


def unit_of(word: str) -> str:
    """The designator of a unit told in the singular."""
    return UNITS[word.lower()]
