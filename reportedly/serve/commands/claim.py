"""`reportedly claim`: everything about one claim."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from reportedly.errors import ValueRefused
from reportedly.serve.commands.options import (
    check_output,
    chosen_format,
    corpus_option,
    format_option,
    output_option,
)
from reportedly.serve.commands.questions import shown

if TYPE_CHECKING:
    from reportedly.model import Claim
    from reportedly.serve.output import Output
    from reportedly.store.corpus import Corpus


@click.command()
@click.argument("id_", metavar="ID")
@corpus_option
@click.option("--why", is_flag=True, help="Also on what evidence each report rests on another.")
@format_option(text="the claim with the tree of who rests on whom")
@output_option
def claim(id_: str, corpus: str, why: bool, format_: str | None, output: Path | None) -> None:
    """Show everything about one claim: who rests on whom, who denies it, why.

    ID is that of the claim or of any of its reports; the beginning of it does
    where no other claim's begins so. `reportedly claims` lists them.

    \b
    Examples:
      reportedly claim 3f2a9c --corpus strait.db
      reportedly claim 3f2a9c --why
      reportedly claim 3f2a9c --format csv -o reports.csv

    \b
    Exit codes:
      0  done
      1  the corpus cannot be used
      2  wrong usage: there is no such claim, or there are several
    """
    from reportedly.serve.output import opened

    check_output(output)
    chosen = chosen_format(format_, output)
    with shown(corpus) as there:
        found = _found(there, id_)
        with opened(output) as to:
            if chosen == "text":
                _text(there, found, why, to)
            elif chosen == "json":
                from reportedly.serve.records import write_json

                write_json(to, found)
            else:
                _csv(there, found, to)


def _found(corpus: Corpus, id_: str) -> Claim:
    try:
        found = corpus.store.claim(id_)
    except ValueRefused as error:
        raise click.BadParameter(f"{error} (give more digits)", param_hint="'ID'") from error
    if found is None:
        problem = f"no claim, and no report of one, has an id that begins with {id_!r} (`reportedly claims` lists them)"
        raise click.BadParameter(problem, param_hint="'ID'")
    return found


def _text(corpus: Corpus, found: Claim, why: bool, output: Output) -> None:
    from reportedly.serve.ledger.claim import Page
    from reportedly.serve.ledger.ids import Short
    from reportedly.serve.lines import Lines

    output.used = True
    Page(Lines(output.text), corpus.store, Short(corpus.store), why).write(found)


def _csv(corpus: Corpus, found: Claim, output: Output) -> None:
    from reportedly.serve.exports.chosen import Chosen
    from reportedly.serve.exports.tables import claim_rows, columns
    from reportedly.serve.records import write_csv

    every = claim_rows(found, Chosen(corpus.store))
    write_csv(output, columns("reports"), (row for name, row in every if name == "reports"))
