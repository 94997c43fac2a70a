"""`reportedly timeline`: what happened when, against when it was reported."""

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
    from reportedly.serve.output import Output
    from reportedly.store.corpus import Corpus
    from reportedly.store.protocol import Asked

SHOWN = 50
"""Claims in a terminal, unless told otherwise; before undated ones are left out."""


@click.command()
@corpus_option
@asking("about", "since", "until", "status", "kind", "min_origins", "min_reports", "outlet", "words", "sort", "most")
@format_option(text=f"of the first {SHOWN} with two reports or more those that are dated")
@output_option
def timeline(corpus: str, question: Question, format_: str | None, output: Path | None) -> None:
    """Show what is said to have happened when, against when it was reported.

    \b
    Examples:
      reportedly timeline --about Lavrov --corpus strait.db
      reportedly timeline --kind event --min-origins 2 --since 2025-07
      reportedly timeline --format csv -o timeline.csv

    Claims stand in order of the date that most of their reports agree with, as
    exact as it is told: a month is a month, and no day in it is invented.
    --since and --until are of the reports. --sort and --most say which claims
    are taken, before they are put in order of their date.

    \b
    Exit codes:
      0  done
      1  the corpus cannot be used
      2  wrong usage: an option or a value that means nothing
    """
    from reportedly.corpus.timeline import timeline as ordered
    from reportedly.serve.output import opened

    check_output(output)
    chosen = chosen_format(format_, output)
    with shown(corpus) as there:
        asked = question.asked(there)
        with opened(output) as to:
            if chosen == "json":
                from reportedly.serve.records import write_json

                write_json(to, ordered(there.claims(asked)))
            elif chosen == "csv":
                from reportedly.serve.ledger.timeline import COLUMNS, rows
                from reportedly.serve.records import write_csv

                write_csv(to, COLUMNS, rows(ordered(there.claims(asked)).moments))
            else:
                _text(there, question, asked, to)


def _text(corpus: Corpus, question: Question, asked: Asked, output: Output) -> None:
    from reportedly.corpus.timeline import timeline as ordered
    from reportedly.serve.ledger.ids import Short
    from reportedly.serve.ledger.rest import write_rest
    from reportedly.serve.ledger.timeline import write_timeline
    from reportedly.serve.lines import Lines

    usual = question.usual(asked, SHOWN)
    found = ordered(corpus.claims(usual))
    output.used = True
    to = Lines(output.text)
    write_timeline(to, found, Short(corpus.store))
    write_rest(to, corpus.store, asked, usual, len(found.moments) + found.undated)
    if found.undated:
        to.line(f"{found.undated} of these are undated and left out.", 2)
