"""`reportedly status`: how much is in a corpus."""

from __future__ import annotations

from pathlib import Path

import click

from reportedly.serve.commands.options import (
    check_output,
    chosen_format,
    corpus_option,
    format_option,
    opened_corpus,
    output_option,
)
from reportedly.store.address import public_name


@click.command()
@corpus_option
@format_option()
@output_option
def status(corpus: str, format_: str | None, output: Path | None) -> None:
    """Tell how much a corpus holds, and whether all of it is linked.

    \b
    Examples:
      reportedly status
      reportedly status --corpus strait.db --format json
    """
    from reportedly.serve.output import opened
    from reportedly.serve.overview import Overview, show
    from reportedly.serve.records import write_csv, write_json

    check_output(output)
    chosen = chosen_format(format_, output)
    with opened_corpus(corpus) as kept:
        overview = Overview.of(public_name(corpus), kept.store)
    with opened(output) as to:
        if chosen == "json":
            write_json(to, overview.record())
        elif chosen == "csv":
            row = overview.row()
            write_csv(to, tuple(row), [tuple(row.values())])
        else:
            show(overview, to)
