"""`reportedly claims`: what is claimed, and how many stand behind it."""

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

SHOWN = 20
"""Claims in a terminal, unless told otherwise."""


@click.command()
@corpus_option
@asking(
    "about",
    "since",
    "until",
    "status",
    "kind",
    "min_origins",
    "min_reports",
    "outlet",
    "country",
    "words",
    "sort",
    "most",
)
@format_option(text=f"the first {SHOWN} with two reports or more")
@output_option
def claims(corpus: str, question: Question, format_: str | None, output: Path | None) -> None:
    """List what is claimed, with how many independent origins behind it.

    \b
    Examples:
      reportedly claims --corpus strait.db
      reportedly claims --about Lavrov --since 2025-07 --min-origins 2
      reportedly claims --status contested,debunked --sort last
      reportedly claims --words 'strait mine* -exercise' --most 100
      reportedly claims --format json > claims.json

    In a terminal the first 20 are shown of those with two reports or more;
    --most and --min-reports say otherwise. As JSON or CSV all are written.
    `reportedly claim ID` shows everything about one of them.

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
        asked = question.asked(there)
        with opened(output) as to:
            if chosen == "text":
                _text(there, question, asked, to)
            elif chosen == "json":
                from reportedly.serve.records import write_json_list

                write_json_list(to, there.claims(asked))
            else:
                _csv(there, asked, to)


def _text(corpus: Corpus, question: Question, asked: Asked, output: Output) -> None:
    from reportedly.serve.ledger.claims import write_claims
    from reportedly.serve.ledger.ids import Short
    from reportedly.serve.ledger.rest import write_rest
    from reportedly.serve.lines import Lines

    usual = question.usual(asked, SHOWN)
    output.used = True
    to = Lines(output.text)
    shown = write_claims(to, corpus.claims(usual), Short(corpus.store))
    write_rest(to, corpus.store, asked, usual, shown)


def _csv(corpus: Corpus, asked: Asked, output: Output) -> None:
    from reportedly.serve.exports.chosen import Chosen
    from reportedly.serve.exports.tables import claim_rows, columns
    from reportedly.serve.records import write_csv

    chosen = Chosen(corpus.store)
    found = (row for claim in corpus.claims(asked) for name, row in claim_rows(claim, chosen) if name == "claims")
    write_csv(output, columns("claims"), found)
