"""`reportedly judge`: what persons judged in another corpus."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from reportedly.errors import InputError
from reportedly.serve.commands.options import corpus_option


@click.command()
@click.argument("inputs", metavar="INPUT...", nargs=-1, required=True)
@corpus_option
def judge(inputs: tuple[str, ...], corpus: str) -> None:
    """Take in what persons judged in another corpus of the same articles.

    INPUT is a file that export judgements wrote, or - for standard input. What
    is there already is not kept twice. Verdicts are about words of an article:
    where it is not here yet, or is read anew, they wait for it.

    \b
    Examples:
      reportedly export judgements --corpus desk.db -o judged.jsonl
      reportedly judge judged.jsonl --corpus strait.db

    \b
    Exit codes:
      0  done
      1  some inputs could not be read, or the corpus cannot be used
      2  wrong usage: an option or a value that means nothing
    """
    from reportedly.serve.judgements import take
    from reportedly.serve.ledger.words import how_many
    from reportedly.serve.lines import Lines
    from reportedly.store.corpus import Corpus

    failed = False
    out, err = Lines(sys.stdout), Lines(sys.stderr)
    with Corpus(corpus, create=False) as kept:
        for name in inputs:
            try:
                taken = take(kept, name, _lines(name))
            except InputError as error:
                failed = True
                err.line(f"reportedly: {error}")
                continue
            waiting = f"; {taken.waiting} wait for what is not here" if taken.waiting else ""
            out.line(f"{name}: {how_many(taken.new, 'judgement')} new, {taken.known} there already{waiting}.")
    if failed:
        click.get_current_context().exit(1)


def _lines(name: str) -> list[str]:
    """Raises InputError where it cannot be read."""
    try:
        data = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
        # Half a surrogate pair, which JSON can name, is written with a backslash.
        return data.decode("utf-8-sig").split("\n")
    except OSError as error:
        raise InputError(name, str(error.strerror), "check the name and the folder") from error
    except ValueError as error:
        raise InputError(name, "is no UTF-8", "give a file that `reportedly export judgements` wrote") from error
