"""`reportedly sources`: who cites whom, how often, and how often alone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from reportedly.serve.commands.options import (
    check_output,
    chosen_format,
    corpus_option,
    format_option,
    output_option,
)
from reportedly.serve.commands.questions import Question, asking, shown

if TYPE_CHECKING:
    from reportedly.corpus.sources import Sources
    from reportedly.store.corpus import Corpus

SHOWN = 30
"""Rows of a table in a terminal, unless told otherwise."""


@click.command()
@corpus_option
@asking("about", "since", "until", "status", "kind", "outlet")
@click.option("--most", metavar="N", type=click.IntRange(min=1), help=f"Rows of a table in text.  [default: {SHOWN}]")
@format_option(text="two tables, most cited first")
@output_option
def sources(corpus: str, question: Question, most: int | None, format_: str | None, output: Path | None) -> None:
    """Show who cites whom, how often, and how often alone.

    For each origin: how many claims go back to it, how many of them to nobody
    else, and which outlets carry them. Then which outlet's reports rest on
    which other's.

    \b
    Examples:
      reportedly sources --corpus strait.db
      reportedly sources --about Lavrov --since 2025-07
      reportedly sources --format csv -o sources.csv

    \b
    Exit codes:
      0  done
      1  the corpus cannot be used
      2  wrong usage: an option or a value that means nothing
    """
    from reportedly.serve.output import opened

    check_output(output)
    chosen = chosen_format(format_, output)
    with shown(corpus) as there:
        found = _counted(there, question)
        with opened(output) as to:
            if chosen == "json":
                from reportedly.serve.records import write_json

                write_json(to, found)
            elif chosen == "csv":
                from reportedly.serve.ledger.sources import COLUMNS, rows
                from reportedly.serve.records import write_csv

                write_csv(to, COLUMNS, rows(found))
            else:
                from reportedly.serve.ledger.sources import write_sources
                from reportedly.serve.lines import Lines

                to.used = True
                write_sources(Lines(to.text), found, most or SHOWN)


def _counted(corpus: Corpus, question: Question) -> Sources:
    from reportedly.corpus.sources import sources as counted

    def outlet_of(article: str) -> str | None:
        reading = corpus.store.reading(article)
        return reading.article.outlet if reading else None

    return counted(corpus.claims(question.asked(corpus)), outlet_of)
