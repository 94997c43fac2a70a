"""What is odd about articles, told once at the end: a line for hundreds of them, not hundreds of lines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from reportedly.model import Article
from reportedly.serve.job import NOT_ENGLISH

_NAMED = 3
_AHEAD = timedelta(days=1)
"""Clocks go wrong by hours, and zones that are not told are up to 14 of them away."""
_ODDITIES = {
    "undated": (
        "is",
        "are",
        'undated: nobody can tell what came before and what after (give --published DATE, or "published" in the records)',
    ),
    "future": (
        "is",
        "are",
        "dated in the future: with such a date everybody else seems to have known before (mend it)",
    ),
    "language": ("seems", "seem", NOT_ENGLISH.removeprefix("seems ")),
}
"""What is said of one and of several."""


@dataclass(slots=True)
class Remarks:
    """Takes articles as they come, and remembers a few of each oddity."""

    _odd: dict[str, _Some] = field(default_factory=dict, init=False)

    def take(self, article: Article, now: datetime | None = None) -> None:
        """Look at one; `now` with its zone, by default the time."""
        from reportedly.text import is_english

        if article.published is None:
            self._note("undated", article.id)
        elif _ahead(article.published, now or datetime.now(UTC)):
            self._note("future", f"{article.id}: {article.published}")
        if not is_english(article.text):
            self._note("language", article.id)

    def lines(self) -> Iterator[str]:
        """A line for each oddity that there was."""
        for oddity, (one, many, words) in _ODDITIES.items():
            if some := self._odd.get(oddity):
                yield f"warning: {some} {one if some.count == 1 else many} {words}"

    def _note(self, oddity: str, article: str) -> None:
        self._odd.setdefault(oddity, _Some()).add(article)


@dataclass(slots=True)
class _Some:
    """How many, and the first few by name."""

    count: int = 0
    named: list[str] = field(default_factory=list)

    def add(self, name: str) -> None:
        self.count += 1
        if self.count <= _NAMED:
            self.named.append(name)

    def __str__(self) -> str:
        names = ", ".join(self.named) + (", …" if self.count > _NAMED else "")
        return f"{self.count} {'article' if self.count == 1 else 'articles'} ({names})"


def _ahead(published: str, now: datetime) -> bool:
    if "T" not in published:
        return date.fromisoformat(published) > (now + _AHEAD).date()
    when = datetime.fromisoformat(published)
    return (when if when.tzinfo else when.replace(tzinfo=UTC)) > now + _AHEAD
