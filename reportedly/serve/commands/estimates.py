"""`reportedly estimates`: what is said of a figure, by whom and when."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from reportedly.serve.commands.options import (
    check_output,
    chosen_format,
    corpus_option,
    format_option,
    output_option,
)
from reportedly.serve.commands.questions import Question, asking, query, shown


@click.command()
@click.argument("words", metavar="WORDS...", nargs=-1, required=True)
@corpus_option
@asking("about", "since", "until", "status", "min_origins", "outlet")
@format_option(text="a table with a drawing for each quantity")
@output_option
def estimates(
    words: tuple[str, ...], corpus: str, question: Question, format_: str | None, output: Path | None
) -> None:
    """Compare what is said of a figure: its values by origin, over time.

    WORDS are those for what is counted, as `reportedly search` takes them; one
    report of the estimate has to have them.

    \b
    Examples:
      reportedly estimates border guards killed --corpus strait.db
      reportedly estimates 'troops (killed OR dead)' --since 2025-06
      reportedly estimates warship* --format csv -o warships.csv

    What excludes each other, is likely the same or is told in much the same
    words stands in one table. Nothing newer or stronger hides the rest.

    \b
    Exit codes:
      0  done
      1  the corpus cannot be used
      2  wrong usage: an option or a value that means nothing
    """
    from reportedly.corpus.series import series
    from reportedly.serve.output import opened

    check_output(output)
    chosen = chosen_format(format_, output)
    asked_words = query(" ".join(words), "WORDS")
    with shown(corpus) as there:
        asked = replace(question.asked(there), words=asked_words, kind=("estimate",))
        found = series(there.claims(asked))
        with opened(output) as to:
            if chosen == "json":
                from reportedly.serve.records import write_json_list

                write_json_list(to, found)
            elif chosen == "csv":
                from reportedly.serve.ledger.estimates import COLUMNS, rows
                from reportedly.serve.records import write_csv

                write_csv(to, COLUMNS, rows(found))
            else:
                from reportedly.serve.ledger.estimates import write_series
                from reportedly.serve.ledger.ids import Short
                from reportedly.serve.lines import Lines

                to.used = True
                lines = Lines(to.text)
                write_series(lines, found, Short(there.store))
                if not found:
                    lines.line(f"No figure is told in these words: {asked_words}")
