"""Digests made by hand for tests: an article a line of what it tells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reportedly.corpus.digest import Digest, Form, Told, report_id
from reportedly.corpus.lineage import Carried
from reportedly.corpus.making import moment
from reportedly.corpus.words import cited, fold, quotations, quoted_runs, runs
from reportedly.model import Hop, Span


def form(name: str, *roles: str, kind: str = "person", country: str | None = None) -> Form:
    return Form(f"key of {fold(name)}", fold(name).split()[-1], name, kind, country, None, roles)


def made(
    article: str,
    *said: tuple[str, str],
    outlet: str | None = None,
    published: str | None = None,
    credited: Sequence[str] = (),
    people: Sequence[Form] = (),
) -> Digest:
    """`said` are pairs of a source's words ('' for none, chains with ' > ') and a quote."""
    text = "\n".join(quote for _, quote in said)
    told, at = [], 0
    for source, quote in said:
        start = text.index(quote, at)
        at = start + len(quote)
        names = [name for name in source.split(" > ") if name]
        own = next((i for i, f in enumerate(people) if names and f.name == names[-1]), None)
        chain = tuple(Hop("e" if any(f.name == n for f in people) else None, n, "said") for n in names)
        told.append(
            Told(
                id=report_id(article, "hash", start, at),
                span=Span(start, at),
                kind="statement",
                polarity="asserts",
                quote=quote,
                chain=chain,
                source=own,
                voice=names[-1] if names else "",
                cited=cited(f"{source} {quote}"),
                quoted=quote.startswith("“"),
            )
        )
    day, instant = moment(published)
    return Digest(
        article=article,
        hash="hash",
        told=tuple(told),
        forms=tuple(people),
        outlet=outlet,
        day=day,
        instant=instant,
        credits=tuple(map(fold, credited)),
        runs=runs(text),
        quotes=quoted_runs(quotations(text)),
    )


def carried(digest: Digest, number: int = 0) -> Carried:
    return Carried(digest.told[number], digest)


def denying(report: Carried) -> Carried:
    return Carried(replace(report.told, polarity="denies", denial=0.9), report.digest)
