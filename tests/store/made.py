"""Small articles, digests and claims for the tests of the store."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

import numpy as np

from reportedly.corpus.digest import Digest, Form, Link, Told, report_id
from reportedly.model import Article, Claim, Hop, Interval, Origin, Reading, Report, Span, id_of, number_of
from reportedly.store.protocol import Entry, Store

LAVROV = Form("lavrov", "lavrov", "Sergey Lavrov", "person", "RUS", "Q58217", ("foreign minister",))
PUTIN = Form("putin", "putin", "Vladimir Putin", "person", "RUS", None, ("president",))
KIM = Form("kim", "kim", "Kim Jong Un", "person", "PRK", None)
KIM_DAE = Form("kim-dae", "kim", "Kim Dae Jung", "person", "KOR", None)


def entry(
    article: str = "a",
    text: str = "Ferries stopped. Lavrov said so.",
    *,
    outlet: str | None = "Strait Times",
    address: str | None = None,
    title: str | None = None,
    day: int | None = 1000,
    published: str | None = "2031-01-15",
    names: Sequence[int] = (),
    exact: Sequence[int] = (),
    forms: Sequence[Form] = (),
    runs: Sequence[int] = (1, 2, 3),
) -> Entry:
    """An article each of whose sentences is a report."""
    hash_ = hashlib.sha256(text.encode()).hexdigest()
    told: list[Told] = []
    at = 0
    for sentence in text.split(". "):
        span = Span(at, at + len(sentence))
        number = report_id(article, hash_, *span)
        told.append(Told(number, span, "statement", "asserts", sentence, (Hop(None, "KCNA", "said"),)))
        at = span.end + 2
    digest = Digest(
        article,
        hash_,
        tuple(told),
        tuple(forms),
        outlet,
        address,
        title,
        day,
        published,
        tuple(names),
        tuple(exact),
        runs=np.array(runs, np.uint32),
        vectors=np.ones((len(told), 4), np.int8),
    )
    reading = Reading(Article(article, text, outlet, address, title, None, published))
    return Entry(reading, digest)


def claim(reports: Sequence[int], /, **more: Any) -> Claim:
    """A claim of these reports, the first of which names it."""
    given: dict[str, Any] = {
        "id": id_of(reports[0]),
        "statement": "Ferries stopped",
        "kind": "statement",
        "status": "single-origin",
        "reports": tuple(report(number) for number in reports),
        "origins": (Origin("KCNA", None, "2031-01-15", tuple(map(id_of, reports))),),
        "independent_origins": Interval(1, 1),
        "first_reported": "2031-01-15",
        "last_reported": "2031-01-16",
    }
    return Claim(**(given | more))


def report(number: int, article: str = "a", **more: Any) -> Report:
    """A report of a sentence."""
    given: dict[str, Any] = {"span": Span(0, 15), "quote": "Ferries stopped", "chain": (), "stance": "asserts"}
    return Report(id=id_of(number), article=article, **(given | more))


def reports_of(store: Store, article: str) -> list[int]:
    """Numbers of the reports of an article in their order."""
    return [told.id for told in store.digests([article])[article].told]


def link(store: Store, *articles: str, links: Sequence[Link] = ()) -> None:
    """Articles that were compared, with no more found than these links."""
    store.link(list(store.digests(articles).values()), links, ())


def pair(a: int, b: int, score: float = 0.9, *why: str) -> Link:
    """A link, whichever is the lower number."""
    return Link(min(a, b), max(a, b), score, why)


def settle(store: Store, *claims: Claim) -> None:
    """Exactly the reports of these claims are settled."""
    store.settle([number_of(report.id) for claim in claims for report in claim.reports], claims)


def add(store: Store, *entries: Entry) -> list[str]:
    """Put and link, so that nothing is pending; ids of the articles."""
    articles = [placed.article for placed in store.put(entries)]
    link(store, *articles)
    return articles


def quiet(store: Store, *entries: Entry) -> list[str]:
    """Put, link and settle, each report a claim of its own."""
    articles = add(store, *entries)
    digests = store.digests(articles)
    single = [
        claim([told.id], statement=told.quote, reports=(report(told.id, name, span=told.span, quote=told.quote),))
        for name in dict.fromkeys(articles)
        for told in digests[name].told
    ]
    settle(store, *single)
    return articles
