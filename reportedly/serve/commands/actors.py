"""`reportedly actors`, `merge` and `split`: who is who, and what a person says of it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reportedly.errors import Missing
from reportedly.serve.commands.options import (
    check_output,
    chosen_format,
    corpus_option,
    format_option,
    opened_corpus,
    output_option,
)

if TYPE_CHECKING:
    from reportedly.corpus.digest import Form
    from reportedly.serve.lines import Lines
    from reportedly.serve.who import Who
    from reportedly.store.corpus import Corpus


@click.command()
@click.argument("words", metavar="NAME...", nargs=-1, required=True)
@corpus_option
@click.option(
    "--most", metavar="N", type=click.IntRange(min=1), default=20, show_default=True, help="At most so many of them."
)
@format_option()
@output_option
def actors(words: tuple[str, ...], corpus: str, most: int, format_: str | None, output: Path | None) -> None:
    """Find actors, and the names they go by.

    NAME is one or more words of a name, or the id of an actor. An actor is
    whoever is named in articles: a person, a body, a country, a medium. Each
    is shown with its id and its forms, which are what articles call it; both
    are what merge and split need to know.

    \b
    Examples:
      reportedly actors kim
      reportedly actors rhen --corpus strait.db --format json
    """
    from reportedly.serve.output import opened
    from reportedly.serve.records import write_csv, write_json_list
    from reportedly.serve.who import COLUMNS, found

    check_output(output)
    chosen = chosen_format(format_, output)
    name = " ".join(words)
    with opened_corpus(corpus) as kept:
        there = found(kept.store, name, most)
    with opened(output) as to:
        if chosen == "json":
            write_json_list(to, (who.record() for who in there))
        elif chosen == "csv":
            write_csv(to, COLUMNS, (row for who in there for row in who.rows()))
        else:
            from reportedly.serve.lines import Lines

            to.used = True
            lines = Lines(to.text)
            for who in there:
                _show(lines, who)
            if not there:
                lines.line(f"Nobody is called “{name}”.")
            to.text.flush()


def _by_option(command: click.decorators.FC) -> click.decorators.FC:
    return click.option("--by", metavar="NAME", help="Who says so; kept with what is said.")(command)


@click.command()
@click.argument("a", metavar="ACTOR")
@click.argument("b", metavar="ACTOR")
@corpus_option
@_by_option
def merge(a: str, b: str, corpus: str, by: str | None) -> None:
    """Say that two actors are one.

    ACTOR is the id of an actor, or a name if only one is called so; see
    reportedly actors. What is said is kept, also when more articles come, and
    claims are worked out anew. The newest word on two names holds: split takes
    back what merge said, and merge what split said.

    \b
    Examples:
      reportedly merge 'T. Rhen' 'Tobas Rhen'
      reportedly merge a03f5c20b77d a9e41d0c6f12 --by 'Ana Reyes'
    """
    with _to_change(corpus) as kept:
        one, other = _actor(kept, a), _actor(kept, b)
        if one.id == other.id:
            raise click.UsageError(f"{a} and {b} are one actor already: {one.form.name} ({one.id})")
        kept.merge(one.id, other.id, by)
        _tell(kept, one.form, "One actor now:")


@click.command()
@click.argument("actor", metavar="ACTOR")
@click.argument("form", metavar="FORM")
@corpus_option
@_by_option
def split(actor: str, form: str, corpus: str, by: str | None) -> None:
    """Say that a name is not that actor's.

    ACTOR is the id of an actor, or a name if only one is called so. FORM is
    one of the names it goes by, or its key, as reportedly actors shows them.
    What is said is kept, also when more articles come, and claims are worked
    out anew.

    \b
    Examples:
      reportedly split 'Kim Jong Un' 'Kim'
      reportedly split a03f5c20b77d 5be20c --by 'Ana Reyes'
    """
    with _to_change(corpus) as kept:
        who = _actor(kept, actor)
        one = _form(who, form)
        if len(who.forms) == 1:
            raise click.UsageError(f"{who.form.name} ({who.id}) goes by one name only: nothing can be split from it")
        rest = next(other for other in who.forms if other.key != one.key)
        kept.split(one.key, who.id, by)
        _tell(kept, one, "By itself now:")
        _tell(kept, rest, "Left:")


def _to_change(corpus: str) -> Corpus:
    from reportedly.store.corpus import Corpus

    return Corpus(corpus, create=False)


def _actor(kept: Corpus, words: str) -> Who:
    """Whom the words mean. Raises Missing where nobody is called so; where several are, lists them and exits with 2."""
    from reportedly.serve.lines import Lines
    from reportedly.serve.who import meant

    there = meant(kept.store, words)
    if not there:
        raise Missing(f"nobody in the corpus is called {words!r} (reportedly actors WORDS finds names)")
    if len(there) > 1:
        lines = Lines(sys.stderr)
        lines.line(f"reportedly: {words!r} may be {len(there)} actors; name one by its id:")
        for who in there:
            _show(lines, who)
        click.get_current_context().exit(2)
    return there[0]


def _form(who: Who, words: str) -> Form:
    from reportedly.serve.lines import Lines
    from reportedly.serve.who import forms_meant

    there = forms_meant(who, words)
    if len(there) == 1:
        return there[0]
    said = f"may be {len(there)} of the names" if there else "is none of the names"
    lines = Lines(sys.stderr)
    lines.line(f"reportedly: {words!r} {said} of this actor; name one by its key:")
    _show(lines, who)
    return click.get_current_context().exit(2)


def _tell(kept: Corpus, form: Form, words: str) -> None:
    """Whose a form is now."""
    from reportedly.serve.lines import Lines
    from reportedly.serve.who import found

    lines = Lines(sys.stdout)
    lines.line(words)
    for who in found(kept.store, kept.store.actors([form.key])[form.key]):
        _show(lines, who)


def _show(lines: Lines, who: Who) -> None:
    from rich.text import Text

    from reportedly.serve.ledger.words import how_many
    from reportedly.serve.who import facts

    spelling = lines.spelling
    first = Text(f"{who.id}  ").append(spelling(who.form.name), "bold").append(f"  {spelling(facts(who.form))}", "dim")
    lines.line(first.append(f"  {how_many(who.articles, 'article')}"), hanging=len(who.id) + 2)
    for form in who.forms:
        shown = Text(f"{form.key}  ", "dim").append(spelling(form.name)).append(f"  {spelling(facts(form))}", "dim")
        lines.line(shown, 2, hanging=len(form.key) + 2)
    lines.line()
