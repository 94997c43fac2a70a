"""Which claims a command is asked for: the options that say it, gathered into one question."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import wraps
from typing import TYPE_CHECKING, Any, get_args

import click

from reportedly.errors import ValueRefused
from reportedly.model.claim import Status
from reportedly.model.proposition import ClaimKind
from reportedly.serve.commands.options import (
    about_option,
    country_option,
    opened_corpus,
    since_option,
    status_option,
    until_option,
)

if TYPE_CHECKING:
    from reportedly.store.corpus import Corpus
    from reportedly.store.protocol import Asked, Order

ORDERS = ("origins", "reports", "first", "last")
REPEATED = 2
_UNFINISHED = "some articles are not linked yet and missing here (`reportedly add` without INPUT links them)"
_Command = Callable[..., Any]


@dataclass(frozen=True, slots=True)
class Question:
    """What the options say; None is what nobody said."""

    about: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    status: tuple[Status, ...] = ()
    kind: tuple[ClaimKind, ...] = ()
    min_origins: int | None = None
    min_reports: int | None = None
    outlet: str | None = None
    country: str | None = None
    words: str | None = None
    sort: Order | None = None
    most: int | None = None

    def asked(self, corpus: Corpus) -> Asked:
        """The same for a store. Raises BadParameter where `about` names nobody, or several."""
        from reportedly.serve.ledger.about import actors
        from reportedly.store.protocol import Asked

        try:
            about = actors(corpus, self.about)
        except ValueRefused as error:
            raise click.BadParameter(str(error), param_hint="'--about'") from error
        return Asked(
            about=about,
            since=self.since,
            until=self.until,
            status=self.status,
            kind=self.kind,
            min_origins=self.min_origins or 0,
            min_reports=self.min_reports or 0,
            outlet=self.outlet,
            country=self.country,
            words=self.words,
            order=self.sort or "origins",
            most=self.most,
        )

    def usual(self, asked: Asked, shown: int) -> Asked:
        """`asked` as a terminal shows it: the first `shown` of those that are reported repeatedly, unless said otherwise.

        Most claims have one report, and little to tell.
        """
        least = REPEATED if self.min_reports is None else self.min_reports
        return replace(asked, most=self.most or shown, min_reports=least)


def asking(*names: str) -> Callable[[_Command], _Command]:
    """These options of a `Question`, in their order, which the command takes as `question`."""

    def decorate(command: _Command) -> _Command:
        @wraps(command)
        def call(**given: Any) -> Any:
            said = {name: given.pop(name) for name in names}
            return command(question=Question(**said), **given)

        asking_command: _Command = call
        for name in reversed(names):
            asking_command = _OPTIONS[name](asking_command)
        return asking_command

    return decorate


@contextmanager
def shown(address: str) -> Iterator[Corpus]:
    """The corpus to read from. What an interrupted run left undone is told, as no claim has it yet. Raises StoreError."""
    with opened_corpus(address) as corpus:
        if corpus.store.pending(1) or corpus.store.dirty(1):
            click.echo(f"reportedly: warning: {_UNFINISHED}", err=True)
        yield corpus


def _kinds(ctx: click.Context, parameter: click.Parameter, value: str | None) -> tuple[str, ...]:
    if value is None:
        return ()
    named = tuple(dict.fromkeys(name.strip().lower() for name in value.split(",") if name.strip()))
    unknown = [name for name in named if name not in get_args(ClaimKind)]
    if unknown or not named:
        problem = f"{', '.join(map(repr, unknown))} is no kind of claim" if unknown else "no kind is named"
        raise click.BadParameter(f"{problem} (choose from {', '.join(get_args(ClaimKind))})", ctx, parameter)
    return named


def query(text: str, hint: str) -> str:
    """A query that a store can read. Raises BadParameter for `hint` where it cannot."""
    from reportedly.store.query import parse

    try:
        parse(text)
    except ValueRefused as error:
        raise click.BadParameter(str(error), param_hint=f"'{hint}'") from error
    return text


def _query(ctx: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    return None if value is None else query(value, "--words")


def _least(name: str, what: str) -> Callable[[_Command], _Command]:
    return click.option(
        name, metavar="N", type=click.IntRange(min=0), help=f"Only claims with at least so many {what}."
    )


_OPTIONS: dict[str, Callable[[_Command], _Command]] = {
    "about": about_option,
    "since": since_option,
    "until": until_option,
    "status": status_option,
    "kind": click.option(
        "--kind",
        metavar="KIND",
        callback=_kinds,
        help="Only claims of a kind: statement, event, estimate or commitment; several with commas.",
    ),
    "min_origins": _least("--min-origins", "independent origins"),
    "min_reports": _least("--min-reports", "reports"),
    "outlet": click.option("--outlet", metavar="NAME", help="Only claims that this outlet carries."),
    "country": country_option,
    "words": click.option(
        "--words",
        metavar="QUERY",
        callback=_query,
        help='Only claims with a report in such words: two words (both), "a phrase", a OR b, -not, begin*.',
    ),
    "sort": click.option(
        "--sort",
        type=click.Choice(ORDERS),
        help="By independent origins or reports, most first, or by first or last report, newest first."
        "  [default: origins]",
    ),
    "most": click.option("--most", metavar="N", type=click.IntRange(min=1), help="Only the first N."),
}
