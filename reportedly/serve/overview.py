"""How much a corpus holds, in every format."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from reportedly.model import codec
from reportedly.serve.items import number
from reportedly.serve.ledger.words import day, how_many
from reportedly.serve.lines import Lines
from reportedly.serve.output import Output
from reportedly.store.protocol import Count, Outlet, Store

_SHOWN = 10
_UNITS = ("bytes", "kB", "MB", "GB", "TB")


@dataclass(frozen=True, slots=True)
class Overview:
    """`corpus` is its name, without a password; `outlets` as the store has them; `first` and `last` are dates as they are
    written in articles."""

    corpus: str
    count: Count
    outlets: tuple[Outlet, ...]

    @classmethod
    def of(cls, corpus: str, store: Store) -> Overview:
        """Of what is there now."""
        return cls(corpus, store.count(), tuple(store.outlets()))

    @property
    def first(self) -> str | None:
        """None where no article is dated."""
        return min((outlet.first for outlet in self.outlets if outlet.first), default=None)

    @property
    def last(self) -> str | None:
        """None where no article is dated."""
        return max((outlet.last for outlet in self.outlets if outlet.last), default=None)

    @property
    def undated(self) -> int:
        """How many articles are."""
        return sum(outlet.undated for outlet in self.outlets)

    @property
    def named(self) -> tuple[Outlet, ...]:
        """Outlets that have a name."""
        return tuple(outlet for outlet in self.outlets if outlet.name is not None)

    def record(self) -> dict[str, Any]:
        """For JSON: everything, each outlet on its own."""
        return self._counted() | {"outlets": codec.plain(self.outlets)}

    def row(self) -> dict[str, Any]:
        """For a table of one row: `outlets` is their number."""
        return self._counted() | {"outlets": len(self.named)}

    def _counted(self) -> dict[str, Any]:
        dates = {"first": self.first, "last": self.last, "undated": self.undated}
        return {"corpus": self.corpus, **codec.plain(self.count), **dates}


def show(overview: Overview, to: Output) -> None:
    """For the terminal."""
    to.used = True
    lines = Lines(to.text)
    count = overview.count
    lines.line(overview.corpus, style="bold")
    lines.line(f"schema {count.schema}" + (f" · {size(count.bytes)}" if count.bytes is not None else ""), style="dim")
    lines.line()
    older = count.versions - count.articles
    for amount, of, more in (
        (count.articles, "articles", f"and {how_many(older, 'earlier version')} of them" if older else ""),
        (len(overview.named), "outlets", ""),
        (count.reports, "reports", ""),
        (count.claims, "claims", ""),
    ):
        lines.line(f"{number(amount):>10}  {of}" + (f", {more}" if more else ""))
    lines.line()
    _dates(overview, lines)
    _outlets(overview, lines)
    lines.line(*_work(count))
    to.text.flush()


def size(count: int) -> str:
    """*812 bytes*, *4.2 MB*; powers of a thousand."""
    amount, unit = float(count), 0
    while amount >= 1000 and unit < len(_UNITS) - 1:
        amount, unit = amount / 1000, unit + 1
    return f"{amount:.3g} {_UNITS[unit]}" if amount < 1000 else f"{number(amount)} {_UNITS[unit]}"


def _dates(overview: Overview, lines: Lines) -> None:
    if overview.first:
        lines.line(f"Published from {day(overview.first)} to {day(overview.last)}.")
    if overview.undated:
        lines.line(f"{how_many(overview.undated, 'article')} undated.")
    if overview.first or overview.undated:
        lines.line()


def _outlets(overview: Overview, lines: Lines) -> None:
    if not overview.named:
        return
    lines.line("Outlets, and how many articles of each:", style="dim")
    shown = overview.named[:_SHOWN]
    room = max(len(number(outlet.articles)) for outlet in shown)
    for outlet in shown:
        lines.line(f"{number(outlet.articles):>{room}}  {outlet.name}", 2, hanging=room + 2)
    if more := len(overview.named) - len(shown):
        lines.line(f"{'':>{room}}  and {number(more)} more", 2, "dim")
    lines.line()


def _work(count: Count) -> tuple[str, int, str]:
    """What is left to do: the line, its indent, its style."""
    if not count.articles:
        return "Nothing is in it yet: reportedly add puts articles there.", 0, ""
    left = [how_many(count.pending, "article")] if count.pending else []
    left += [how_many(count.dirty, "report")] if count.dirty else []
    if not left:
        return "All of it is linked.", 0, ""
    return f"{' and '.join(left)} still to be linked: reportedly add, without INPUT, does it.", 0, "yellow"
