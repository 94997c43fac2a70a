"""What hangs together and begins in a chunk, cut into claims."""

from __future__ import annotations

import numpy as np

from reportedly.corpus.clusters import clusters
from reportedly.corpus.digest import Link
from reportedly.corpus.matching import MEAN
from reportedly.serve.bulk.claims.places import Numbers, begin, place, places
from reportedly.serve.bulk.claims.spill import Ints, gather, keep, together
from reportedly.serve.bulk.claims.tasks import Chunk, Sent, name_of
from reportedly.serve.bulk.files import note, noted
from reportedly.serve.bulk.work import Settings


def cluster(settings: Settings, chunk: Chunk) -> Sent:
    """Write which claim the reports are of that hang together with others; `sources` are chunks that sent links. Raises
    StoreError, and OSError where it cannot be written."""
    begin(settings)
    mark = place(settings, "cluster", f"{chunk.name}.json")
    if done := noted(mark, Sent):
        return done
    numbers = Numbers(settings)
    sent = gather(places(settings, "route", map(name_of, chunk.sources)), chunk.number)
    root, a, b, score = together(sent, "root", "a", "b", "score")
    order = np.argsort(root, kind="stable")
    _, firsts = np.unique(root[order], return_index=True)
    found: list[tuple[int, int]] = []
    for rows in np.split(order, firsts[1:]) if len(order) else ():
        found += _claims(numbers, a[rows], b[rows], score[rows])
    reports, groups = np.array(found, np.int64).reshape(-1, 2).T
    keep(place(settings, "cluster", f"{chunk.name}.npz"), reports=reports, groups=groups)
    done = Sent(chunk.number)
    note(mark, done)
    return done


def _claims(numbers: Numbers, a: Ints, b: Ints, score: Ints) -> list[tuple[int, int]]:
    """Each report of a component with the first of its claim. Ids decide ties, as in a corpus."""
    reports = np.unique(np.concatenate((a, b)))
    number_of = dict(zip(numbers.ids[reports].tolist(), reports.tolist(), strict=True))
    article_of = dict(zip(number_of, map(str, numbers.articles(reports).tolist()), strict=True))
    ends = zip(numbers.ids[a].tolist(), numbers.ids[b].tolist(), score.tolist(), strict=True)
    links = sorted((Link(min(x, y), max(x, y), s) for x, y, s in ends), key=lambda link: (link.a, link.b))
    found = []
    for group in clusters(number_of, links, article_of.__getitem__, MEAN):
        members = sorted(number_of[report] for report in group)
        found += [(report, members[0]) for report in members]
    return found
