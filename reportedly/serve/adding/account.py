"""What a run of `reportedly add` says at its end."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from reportedly.serve.adding.run import Added
from reportedly.serve.items import number
from reportedly.serve.ledger.words import how_many
from reportedly.serve.lines import Lines
from reportedly.serve.output import Output
from reportedly.serve.records import write_csv, write_json

_SAID = {"known": "there already", "moved": "there under another address"}


def write(added: Added, corpus: str, format_: str, to: Output) -> None:
    """As one line of text, one object of JSON, or a header and a row. `corpus` is its name, without a password."""
    record = _record(added, corpus)
    if format_ == "json":
        write_json(to, record)
    elif format_ == "csv":
        write_csv(to, tuple(record), [tuple(record.values())])
    else:
        to.used = True
        Lines(to.text).line(sentence(added, corpus))
        to.text.flush()


def _record(added: Added, corpus: str) -> dict[str, Any]:
    return {"corpus": corpus} | {f.name: getattr(added, f.name) for f in fields(added)}


def sentence(added: Added, corpus: str) -> str:
    """*9 articles new, 1 changed, 2 there already; 1 failed. 57 claims in c.db now.*"""
    counted = {name: getattr(added, name) for name in ("new", "changed", "known", "moved")}
    parts = [f"{number(count)} {_SAID.get(name, name)}" for name, count in counted.items() if count] or ["nothing new"]
    first = next((count for count in counted.values() if count), 0)
    if first:
        parts[0] = f"{how_many(first, 'article')} {parts[0].split(' ', 1)[1]}"
    failed = f"; {number(added.failed)} failed" if added.failed else ""
    return f"{', '.join(parts)}{failed}. {how_many(added.claims or 0, 'claim')} in {corpus} now."
