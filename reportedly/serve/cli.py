"""The command line: what can be typed, and how each run ends.

Exit codes: 0 done; 1 some inputs could not be read (the others were); 2 wrong usage; 130 interrupted by Ctrl-C.
What is heavy is imported when a command needs it, so that `--help` comes at once.
"""

from __future__ import annotations

import os
import sys
from importlib import metadata
from pathlib import Path

import click

from reportedly.errors import ModelError, ReportedlyError, ValueRefused

FORMATS = ("text", "json", "html", "csv")
_ENDINGS = {".html": "html", ".htm": "html", ".json": "json", ".jsonl": "json", ".csv": "csv"}
_INTERRUPTED = 130
"""128 and the number of SIGINT, as shells have it."""


class _Commands(click.Group):
    """Ends without a traceback on what is nobody's bug."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            ctx.exit(_INTERRUPTED)
        except BrokenPipeError:
            # `reportedly read … | head` has all it wanted. Python would complain at its last flush.
            _silence_stdout()
            ctx.exit(0)
        except ReportedlyError as error:
            _complain(str(error))
        except OSError as error:
            _complain(f"{error.filename}: {error.strerror}" if error.filename else str(error.strerror or error))
        return ctx.exit(1)


def _version(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        try:
            version = metadata.version("reportedly")
        except metadata.PackageNotFoundError:
            version = "(not installed: run from its sources)"
        click.echo(f"reportedly {version}")
        ctx.exit()


@click.group(cls=_Commands, context_settings={"max_content_width": 80, "help_option_names": ["-h", "--help"]})
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=_version, help="Print the version and exit."
)
def main() -> None:
    """Read news and keep, for everything in it, according to whom.

    `reportedly COMMAND --help` explains a command, with examples.
    """


def _date(ctx: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    if value is None:
        return None
    from reportedly.text import check_date

    try:
        return check_date(value)
    except ValueRefused as error:
        raise click.BadParameter(str(error), ctx, parameter) from error


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


@main.command()
@click.argument("inputs", metavar="INPUT...", nargs=-1, required=True)
@click.option(
    "--published",
    metavar="DATE",
    callback=_date,
    help="When the articles were published, e.g. 2025-07-14, where they do not say it themselves.",
)
@click.option("--outlet", metavar="NAME", help="Who published the articles, where they do not say it themselves.")
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
    " events, estimates and commitments.",
)
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.Path(path_type=Path, allow_dash=True),
    help="Write here instead of to standard output. The file appears when it is whole.",
)
@click.option(
    "--model", metavar="NAME", help="The model to read with: a name or a folder.  [default: the built-in one]"
)
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
    input. Plain text, HTML and JSON Lines (one article a line) are told apart
    by themselves.

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
    from reportedly.serve.job import Job, unwritable

    if output is not None and str(output) == "-":
        output = None
    chosen = format_ or (_ENDINGS.get(output.suffix.lower(), "text") if output else "text")
    many = chosen == "csv" and (only is None or len(only) > 1)
    if many and output is None:
        raise click.UsageError("a table holds one kind: choose it with --only, or name a folder for all with -o")
    if output is not None and (problem := unwritable(output, inputs, many)):
        raise click.BadParameter(problem, param_hint="'-o'")
    try:
        whole = Job(inputs, published, outlet, chosen, output, model, only).run()
    except ModelError as error:
        if model is None:
            raise
        raise click.BadParameter(str(error), param_hint="'--model'") from error
    if not whole:
        sys.exit(1)


def _complain(problem: str) -> None:
    click.echo(f"reportedly: {problem}", err=True)


def _silence_stdout() -> None:
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError):  # no real file behind it: nothing will be flushed
        return
