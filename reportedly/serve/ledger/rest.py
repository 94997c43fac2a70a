"""What a list in a terminal leaves out, and how to see it."""

from __future__ import annotations

from dataclasses import replace

from reportedly.serve.items import number
from reportedly.serve.ledger.words import how_many
from reportedly.serve.lines import Lines
from reportedly.store.protocol import Asked, Store


def write_rest(to: Lines, store: Store, asked: Asked, usual: Asked, shown: int) -> None:
    """Below `shown` claims: how many more `usual` would give without its limit, and how many `asked` would."""
    if shown == 0:
        to.line(_nothing(store, asked, usual))
        return
    every = store.how_many(replace(usual, most=None))
    to.line(f"{number(shown)} of {how_many(every, 'claim')}{_of(usual)}", style="bold")
    if every > shown:
        to.line(f"--most {every} shows all of them.", 2)
    if usual.min_reports > asked.min_reports:
        fewer = store.how_many(replace(asked, most=None)) - every
        if fewer:
            to.line(f"{number(fewer)} more have fewer reports: --min-reports 1 shows them too.", 2)


def _of(asked: Asked) -> str:
    return f" with {how_many(asked.min_reports, 'report')} or more" if asked.min_reports > 1 else ""


def _nothing(store: Store, asked: Asked, usual: Asked) -> str:
    fewer = store.how_many(replace(asked, most=None))
    if fewer:
        return f"No claim{_of(usual)}; {number(fewer)} with fewer: --min-reports 1 shows them."
    if store.how_many(Asked()):
        return "No claim of what is asked for."
    return "There are no claims yet: `reportedly add` reads articles into the corpus."
