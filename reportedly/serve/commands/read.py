"""`reportedly read`: what is in articles, without keeping it."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from reportedly.errors import ModelError
from reportedly.serve.commands.options import (
    check_output,
    chosen_format,
    model_option,
    outlet_option,
    output_option,
    published_option,
)

FORMATS = ("text", "json", "html", "csv")


def _kinds(ctx: click.Context, parameter: click.Parameter, value: str | None) -> tuple[str, ...] | None:
    if value is None:
        return None
    from reportedly.model import KINDS

    named = dict.fromkeys(name.strip().lower() for name in value.split(",") if name.strip())
    unknown = [name for name in named if name not in KINDS]
    if unknown or not named:
        problem = f"{', '.join(map(repr, unknown))} is nothing that is found" if unknown else "no kind is named"
        raise click.BadParameter(f"{problem} (choose from {', '.join(KINDS)})", ctx, parameter)
    return tuple(named)


@click.command()
@click.argument("inputs", metavar="INPUT...", nargs=-1, required=True)
@published_option
@outlet_option
@click.option(
    "--format",
    "format_",
    type=click.Choice(FORMATS),
    help="text: an account for the terminal. json: one reading a line. html: one page that needs nothing else."
    " csv: a table of one kind, or with -o a folder of them."
    "  [default: what the name of -o ends in, else text]",
)
@click.option(
    "--only",
    metavar="KINDS",
    callback=_kinds,
    help="Of all that is found only these, e.g. events,estimates. There are attributions, entities, dates, places,"
    " events, estimates, commitments and propositions.",
)
@output_option
@model_option
def read(
    inputs: tuple[str, ...],
    published: str | None,
    outlet: str | None,
    format_: str | None,
    only: tuple[str, ...] | None,
    output: Path | None,
    model: str | None,
) -> None:
    """Find who said what in articles, through which chain of sources.

    INPUT is a file, a folder, a pattern, an http(s) address, or - for standard
    input. Plain text, HTML, JSON Lines (one article a line), ninjs and feeds
    (RSS, Atom) are told apart by themselves.

    \b
    Examples:
      reportedly read article.txt --published 2025-07-14
      reportedly read page.html --format html -o reading.html
      reportedly read news/ 'more/*.jsonl' --format json > readings.jsonl
      reportedly read news/ --only events --format csv -o events.csv
      curl -s https://example.org/story | reportedly read - --outlet Example

    What cannot be read is told on standard error, one line each; the rest is
    read all the same.

    \b
    Exit codes:
      0  done
      1  some inputs could not be read
      2  wrong usage: an option or a value that means nothing
    """
    from reportedly.serve.job import Job

    chosen = chosen_format(format_, output)
    many = chosen == "csv" and (only is None or len(only) > 1)
    if many and output is None:
        raise click.UsageError("a table holds one kind: choose it with --only, or name a folder for all with -o")
    check_output(output, inputs, many)
    try:
        whole = Job(inputs, published, outlet, chosen, output, model, only).run()
    except ModelError as error:
        if model is None:
            raise
        raise click.BadParameter(str(error), param_hint="'--model'") from error
    if not whole:
        sys.exit(1)
