"""A chunk: its articles compared with earlier ones that are near, those of the chunk among them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from reportedly.corpus.compared import Compared as Article
from reportedly.corpus.derivation import resting_with
from reportedly.corpus.digest import Digest, Link, Resting
from reportedly.corpus.matching import links_with
from reportedly.model import id_of
from reportedly.serve.bulk.claims.archive import Archive
from reportedly.serve.bulk.claims.near import Pairs, naming, ordered
from reportedly.serve.bulk.claims.places import Numbers, begin, place, places
from reportedly.serve.bulk.claims.spill import gather, kept, spill, together
from reportedly.serve.bulk.claims.tasks import Compared, Comparison, name_of
from reportedly.serve.bulk.files import note, noted
from reportedly.serve.bulk.rows import COMPARED, RowWriter
from reportedly.serve.bulk.work import Settings

TOGETHER = 2000
"""Earlier articles that are in memory at a time, some 50 KiB each."""
LINKS = {"a": "int64", "b": "int64", "score": "float64", "why": "string"}
"""By number of report, with why as a list in JSON."""
RESTS = {"later": "int64", "earlier": "int64", "score": "float64", "why": "string"}
"""By number of article."""


def compare(settings: Settings, chunk: Comparison) -> Compared:
    """Write what comparing a chunk gives. Raises StoreError, and OSError where it cannot be written."""
    archive = begin(settings)
    mark = place(settings, "compare", f"{chunk.name}.json")
    if done := noted(mark, Compared):
        return done
    earlier, later = _pairs(settings, archive, chunk)
    numbers = _Found(Numbers(settings))
    links: list[Link] = []
    rests: list[Resting] = []
    for one, others in _sides(archive, earlier, later, numbers):
        links += links_with(one, others)
        rests += resting_with(one, others)
    _keep(settings, chunk.name, numbers, links, rests)
    compared = Compared(chunk.number, len(earlier), len(links), len(rests))
    note(mark, compared)
    return compared


def _pairs(settings: Settings, archive: Archive, chunk: Comparison) -> Pairs:
    """All that are compared in this chunk."""
    (own,) = (kept(path) for path in places(settings, "key", [chunk.name], "npz"))
    found = [
        _column(naming(own, kept(path), at * archive.size, chunk.number * archive.size))
        for at, path in _near(settings, chunk)
    ]
    meeting = gather(places(settings, "meet", map(name_of, chunk.meeting)), chunk.number)
    found.append(_column(together(meeting, "earlier", "later")))
    return ordered(np.concatenate(found))


def _near(settings: Settings, chunk: Comparison) -> Iterator[tuple[int, Path]]:
    return zip(chunk.near, places(settings, "key", map(name_of, chunk.near), "npz"), strict=True)


def _column(pairs: Sequence[Any]) -> Any:
    return np.stack(pairs, axis=1)


class _Found:
    """Numbers of the articles and reports of the digests that were seen."""

    def __init__(self, numbers: Numbers) -> None:
        self._firsts = numbers.firsts
        self.articles: dict[str, int] = {}
        self.reports: dict[int, int] = {}

    def take(self, number: int, digest: Digest) -> Article:
        """A digest, to be compared."""
        first = int(self._firsts[number])
        self.articles[digest.article] = number
        article = Article(digest)
        self.reports.update({report: first + at for at, report in enumerate(article.ids)})
        return article


def _sides(archive: Archive, earlier: Any, later: Any, numbers: _Found) -> Iterator[tuple[Article, list[Article]]]:
    """Each later article, which stays in memory, with the earlier ones, some thousands of them at a time: the more are
    compared at once, the less each pair costs. `earlier` is in rising order."""
    held = {at: numbers.take(at, digest) for at, digest in archive.digests(np.unique(later).tolist())}
    every = np.unique(earlier)
    for at in range(0, len(every), TOGETHER):
        some = every[at : at + TOGETHER]
        read = {number: numbers.take(number, digest) for number, digest in archive.digests(some.tolist())}
        pairs = slice(*np.searchsorted(earlier, [some[0], some[-1] + 1]))
        order = np.argsort(later[pairs], kind="stable")
        ones, others = later[pairs][order], earlier[pairs][order]
        starts = np.flatnonzero(np.diff(ones, prepend=-1))
        for group in np.split(np.arange(len(ones)), starts[1:]):
            yield held[int(ones[group[0]])], [read[number] for number in others[group].tolist()]


def _keep(settings: Settings, name: str, numbers: _Found, links: Sequence[Link], rests: Sequence[Resting]) -> None:
    whys = {"links": [_json(link.why) for link in links], "derivations": [_json(rest.why) for rest in rests]}
    ends = {
        "links": [(id_of(link.a), id_of(link.b), link.score) for link in links],
        "derivations": [(rest.later, rest.earlier, rest.score) for rest in rests],
    }
    for table, columns in COMPARED.items():
        with RowWriter(Path(settings.out, table, f"part-{name}.parquet"), columns) as writer:
            for row, why in zip(ends[table], whys[table], strict=True):
                writer.write((*row, why))
    spill(
        place(settings, "compare", f"links-{name}.arrow"),
        LINKS,
        [
            {
                "a": [numbers.reports[link.a] for link in links],
                "b": [numbers.reports[link.b] for link in links],
                "score": [link.score for link in links],
                "why": whys["links"],
            }
        ],
    )
    spill(
        place(settings, "compare", f"rests-{name}.arrow"),
        RESTS,
        [
            {
                "later": [numbers.articles[rest.later] for rest in rests],
                "earlier": [numbers.articles[rest.earlier] for rest in rests],
                "score": [rest.score for rest in rests],
                "why": whys["derivations"],
            }
        ],
    )


def _json(why: Sequence[str]) -> str:
    return json.dumps(why, ensure_ascii=False)
