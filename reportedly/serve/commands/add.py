"""`reportedly add`: articles into a corpus."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from reportedly.errors import ModelError
from reportedly.serve.commands.options import (
    check_output,
    chosen_format,
    corpus_option,
    format_option,
    model_option,
    outlet_option,
    output_option,
    published_option,
)
from reportedly.store.address import public_name

WORKERS = 8
"""Processes that link by default at most: they write one at a time, and each holds some hundred MiB."""


@click.command()
@click.argument("inputs", metavar="[INPUT...]", nargs=-1)
@click.option(
    "--from",
    "result",
    metavar="FOLDER",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Take what `reportedly bulk --out FOLDER` left, instead of reading INPUT.",
)
@corpus_option
@published_option
@outlet_option
@model_option
@click.option(
    "--workers",
    metavar="N",
    type=click.IntRange(1),
    help="Processes that link, where there is much.  [default: one a core, at most 8]",
)
@format_option(text="a closing line")
@output_option
def add(
    inputs: tuple[str, ...],
    result: Path | None,
    corpus: str,
    published: str | None,
    outlet: str | None,
    model: str | None,
    workers: int | None,
    format_: str | None,
    output: Path | None,
) -> None:
    """Read articles into a corpus, and link them with all that is there.

    INPUT is a file, a folder, a pattern, an http(s) address, or - for standard
    input. Plain text, HTML, JSON Lines (one article a line), ninjs and feeds
    (RSS, Atom) are told apart by themselves. Readings, as read --format json
    and export readings write them, are taken as they are.

    \b
    Examples:
      reportedly add news/ --corpus strait.db
      reportedly add https://example.org/feed.xml --outlet Example
      reportedly add readings.jsonl --corpus postgresql://me@db/strait
      reportedly add --from result --corpus archive.db

    What is there already is not read again: after an interruption the same
    command goes on from where it was. Without INPUT, only what an interrupted
    run left is linked. A changed article becomes a new version.

    \b
    Exit codes:
      0  done
      1  some inputs could not be read, or the corpus cannot be used
      2  wrong usage: an option or a value that means nothing
    """
    from reportedly.language.network import cores
    from reportedly.serve.adding.account import write
    from reportedly.serve.adding.run import Adding
    from reportedly.serve.output import opened

    if result and (inputs or published or outlet or model):
        raise click.UsageError(
            "--from takes readings as they are: give neither INPUT nor --published, --outlet, --model"
        )
    check_output(output, inputs)
    try:
        added = Adding(inputs, corpus, published, outlet, model, result, workers or min(cores(), WORKERS)).run()
    except ModelError as error:
        if model is None:
            raise
        raise click.BadParameter(str(error), param_hint="'--model'") from error
    if added.claims is not None:
        with opened(output) as to:
            write(added, public_name(corpus), chosen_format(format_, output), to)
    if added.failed:
        sys.exit(1)
