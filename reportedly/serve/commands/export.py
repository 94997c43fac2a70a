"""`reportedly export`: a corpus for other programs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from reportedly.errors import ValueRefused
from reportedly.serve.commands.options import (
    about_option,
    check_output,
    corpus_option,
    opened_corpus,
    output_option,
    since_option,
    status_option,
    until_option,
)

if TYPE_CHECKING:
    from reportedly.model import Status


class _WithFormats(click.Command):
    """Lists the formats below its options. They are fetched then: other commands' help need not wait for them."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        from reportedly.serve.exports.formats import FORMATS

        with formatter.section("Formats"):
            formatter.write_dl([(each.name, each.about) for each in FORMATS])


def _format(ctx: click.Context, parameter: click.Parameter, value: str) -> str:
    from reportedly.serve.exports.formats import named

    try:
        return named(value).name
    except ValueRefused as error:
        raise click.BadParameter(str(error), ctx, parameter) from error


@click.command(cls=_WithFormats)
@click.argument("format_", metavar="FORMAT", callback=_format)
@corpus_option
@about_option
@since_option
@until_option
@status_option
@output_option
def export(
    format_: str,
    corpus: str,
    about: tuple[str, ...],
    since: str | None,
    until: str | None,
    status: tuple[Status, ...],
    output: Path | None,
) -> None:
    """Write a corpus for other programs.

    Without an option that chooses claims, all of it is written; with one, the
    claims chosen and the articles that carry them.

    \b
    Examples:
      reportedly export readings -o readings.jsonl
      reportedly export ucdp --since 2031-01 -o events.csv
      reportedly export parquet --corpus strait.db -o strait/
      reportedly export graphml --about 'Tobas Rhen' --status contested
    """
    from reportedly.serve.exports.formats import export as write
    from reportedly.serve.exports.formats import named
    from reportedly.serve.ledger.about import actors
    from reportedly.store.protocol import Asked

    folder = named(format_).folder
    if folder and output is None:
        raise click.UsageError(f"{format_} is a folder of files: name a folder with -o")
    check_output(output, folder=folder)
    with opened_corpus(corpus) as kept:
        asked = Asked(actors(kept, about), since, until, status) if about or since or until or status else None
        write(kept.store, output, format_, asked)
