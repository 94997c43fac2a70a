"""`reportedly search`: articles by their words."""

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


@click.command()
@click.argument("query", metavar="QUERY...", nargs=-1, required=True)
@corpus_option
@click.option(
    "--most", metavar="N", type=click.IntRange(min=1), default=20, show_default=True, help="At most so many articles."
)
@click.option(
    "--skip", metavar="N", type=click.IntRange(min=0), default=0, help="Leave out so many of the best: page two."
)
@format_option()
@output_option
def search(query: tuple[str, ...], corpus: str, most: int, skip: int, format_: str | None, output: Path | None) -> None:
    """Find articles by their words, the best first.

    QUERY is looked for in titles and texts, in whatever case and with or
    without accents:

    \b
      two words         both, anywhere
      '"two words"'     one after the other
      a OR b            at least one of them
      a NOT b, a -b     without the second
      pre*              whatever begins so
      (a OR b) c        brackets group

    Put it in quotation marks for the shell where it has any of these.

    \b
    Examples:
      reportedly search strait
      reportedly search '"Kestrel Strait" (mine* OR blockade) -drill'
      reportedly search ceasefire --most 100 --format csv -o hits.csv
    """
    from reportedly.serve.hits import COLUMNS, record, row, show
    from reportedly.serve.output import opened
    from reportedly.serve.records import write_csv, write_json_list

    check_output(output)
    chosen = chosen_format(format_, output)
    with opened_corpus(corpus) as kept:
        hits = kept.store.search(" ".join(query), most, skip)
    with opened(output) as to:
        if chosen == "json":
            write_json_list(to, map(record, hits))
        elif chosen == "csv":
            write_csv(to, COLUMNS, map(row, hits))
        else:
            show(hits, to)
