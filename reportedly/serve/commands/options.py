"""Options that several commands share, and what their values may be."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from reportedly.errors import ValueRefused

if TYPE_CHECKING:
    from reportedly.store.corpus import Corpus

DEFAULT_CORPUS = "reportedly.db"
FORMATS = ("text", "json", "csv")
"""Of a list of things found in a corpus."""
ENDINGS = {".json": "json", ".jsonl": "json", ".csv": "csv", ".html": "html", ".htm": "html"}
"""What the name of a file says of its format."""
F = TypeVar("F", bound=Callable[..., Any])
_Command = Callable[..., Any]


def corpus_option(command: F) -> F:
    """`--corpus`, as `corpus: str`: a file, or the address of a database."""
    return click.option(
        "--corpus",
        metavar="FILE|URL",
        default=DEFAULT_CORPUS,
        show_default=True,
        help="The corpus: a file, or postgresql://USER@HOST/NAME.",
    )(command)


def format_option(*formats: str, text: str = "for the terminal") -> Callable[[_Command], _Command]:
    """`--format`, as `format_: str | None`; see `chosen_format`. `text` says what the first of FORMATS is."""
    choices = formats or FORMATS
    return click.option(
        "--format",
        "format_",
        type=click.Choice(choices),
        help=f"text: {text}. json, csv: for programs.  [default: what the name of -o ends in, else text]",
    )


def output_option(command: F) -> F:
    """`-o`, as `output: Path | None`; None is standard output."""
    return click.option(
        "-o",
        "--output",
        metavar="FILE",
        type=click.Path(path_type=Path, allow_dash=True),
        callback=_standard_output,
        help="Write here instead of to standard output. The file appears when it is whole.",
    )(command)


def about_option(command: F) -> F:
    """`--about`, as `about: tuple[str, ...]`, to be looked up in the corpus."""
    return click.option(
        "--about",
        metavar="ENTITY",
        multiple=True,
        help="Only claims that name this actor or go back to it: a name, or an id as `reportedly actors` shows it."
        " Several of them: any.",
    )(command)


def country_option(command: F) -> F:
    """`--country`, as `country: str | None`, its code."""
    return click.option(
        "--country",
        metavar="COUNTRY",
        callback=_country,
        help="Only claims that name an actor of this country: a name, or a code as UKR.",
    )(command)


def since_option(command: F) -> F:
    """`--since`, as `since: str | None`, a date that a store reads."""
    return click.option(
        "--since", metavar="DATE", callback=_moment, help="Only what was reported then or later, e.g. 2025-07."
    )(command)


def until_option(command: F) -> F:
    """`--until`, as `until: str | None`, a date that a store reads."""
    return click.option(
        "--until", metavar="DATE", callback=_moment, help="Only what was reported then or earlier; a day is whole."
    )(command)


def status_option(command: F) -> F:
    """`--status`, as `status: tuple[str, ...]`: statuses of claims, none for all."""
    return click.option(
        "--status",
        metavar="STATUS",
        callback=_statuses,
        help="Only claims that are so: confirmed, contested, single-origin, denied or debunked; several with commas.",
    )(command)


def chosen_format(format_: str | None, output: Path | None) -> str:
    """The format asked for, else what the name of the output ends in, else text."""
    return format_ or (ENDINGS.get(output.suffix.lower(), "text") if output else "text")


def check_output(output: Path | None, inputs: tuple[str, ...] = (), folder: bool = False) -> None:
    """Raises BadParameter where `output` cannot be written to, or is one of `inputs`; before anything is read."""
    from reportedly.serve.job import unwritable

    if output is not None and (problem := unwritable(output, inputs, folder)):
        raise click.BadParameter(problem, param_hint="'-o'")


def opened_corpus(address: str) -> Corpus:
    """The corpus to read from, which must be there; a context manager. Raises StoreError."""
    from reportedly.store.corpus import Corpus

    return Corpus(address, create=False, readonly=True)


def published_option(command: F) -> F:
    """`--published`, as `published: str | None`, in the form of the contract."""
    return click.option(
        "--published",
        metavar="DATE",
        callback=_published_date,
        help="When the articles were published, e.g. 2025-07-14, where they do not say it themselves.",
    )(command)


def outlet_option(command: F) -> F:
    """`--outlet`, as `outlet: str | None`, of articles that come."""
    return click.option(
        "--outlet", metavar="NAME", help="Who published the articles, where they do not say it themselves."
    )(command)


def model_option(command: F) -> F:
    """`--model`, as `model: str | None`."""
    return click.option(
        "--model", metavar="NAME", help="The model to read with: a name or a folder.  [default: the built-in one]"
    )(command)


def _published_date(ctx: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    if value is None:
        return None
    from reportedly.text import check_date

    try:
        return check_date(value)
    except ValueRefused as error:
        raise click.BadParameter(str(error), ctx, parameter) from error


def _moment(ctx: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    if value is None:
        return None
    from reportedly.store import written

    try:
        written.since(value)
    except ValueRefused as error:
        raise click.BadParameter(str(error), ctx, parameter) from error
    return value


def _country(ctx: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    if value is None:
        return None
    from reportedly.serve.ledger.about import country

    try:
        return country(value)
    except ValueRefused as error:
        raise click.BadParameter(str(error), ctx, parameter) from error


def _statuses(ctx: click.Context, parameter: click.Parameter, value: str | None) -> tuple[str, ...]:
    if value is None:
        return ()
    from typing import get_args

    from reportedly.model import Status

    named = tuple(dict.fromkeys(name.strip().lower() for name in value.split(",") if name.strip()))
    unknown = [name for name in named if name not in get_args(Status)]
    if unknown or not named:
        problem = f"{', '.join(map(repr, unknown))} is no status" if unknown else "no status is named"
        raise click.BadParameter(f"{problem} (choose from {', '.join(get_args(Status))})", ctx, parameter)
    return named


def _standard_output(ctx: click.Context, parameter: click.Parameter, value: Path | None) -> Path | None:
    return None if value is None or str(value) == "-" else value
