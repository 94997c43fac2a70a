"""What a run left, on its way into a corpus."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path

from reportedly.corpus.digest import Link, Resting
from reportedly.corpus.making import digest
from reportedly.corpus.packing import unpack
from reportedly.errors import StoreError
from reportedly.model import Reading, number_of
from reportedly.serve.bulk.plan import version
from reportedly.serve.bulk.report import Report, finished
from reportedly.serve.bulk.rows import COMPARED, need, read, same_encoder
from reportedly.store.protocol import Entry, Store

_LINKS, _ARTICLES = 20_000, 200
"""Of a result that are written in one transaction."""


def described(folder: Path) -> Report:
    """The report of a run that is done. Raises StoreError where the folder has none, Missing where a library is."""
    need()
    report = finished(folder)
    if report is None:
        begun = (folder / ".work").is_dir()
        problem = "is a result that is not finished" if begun else "is no result of `reportedly bulk`"
        remedy = "go on with it: `reportedly bulk INPUT… --resume`" if begun else "name the folder given to its --out"
        raise StoreError(str(folder), problem, remedy)
    return report


def entries(folder: Path) -> Iterator[Entry]:
    """Its readings with their digests, day by day, those without a date last; a few in memory at a time.

    A digest that another encoder made is made anew, which takes most of the time that reading took.
    Raises StoreError, naming the file, where one is damaged.
    """
    for path in sorted(Path(folder, "readings").glob("day=*/part-*.parquet")):
        try:
            usable = same_encoder(path)
            for text, packed, id_ in read(path, ("reading", "digest", "known_as")):
                reading = Reading.from_json(text)
                yield _known(Entry(reading, unpack(packed) if usable else digest(reading)), id_)
        except (OSError, ValueError, KeyError) as error:  # pyarrow's are of one of these
            raise _damaged(path, error) from error


def _known(entry: Entry, id_: str | None) -> Entry:
    """An entry under the id that `add` would have found its article under: that of its earliest capture."""
    if id_ is None:
        return entry
    article = replace(entry.reading.article, id=id_)
    return Entry(replace(entry.reading, article=article), entry.digest.renamed(id_))


def linked(folder: Path, report: Report) -> bool:
    """Whether the result has links that comparing its articles here would give too."""
    made_here = report.claims is not None and report.version == version()
    return made_here and all(map(same_encoder, _files(folder, "links")))


def link(folder: Path, store: Store, articles: Sequence[str]) -> None:
    """Tie what a result has tied. `articles` are all of the result, under their own ids, and in the corpus by now; those
    of others are compared with them as ever. Broken off, it leaves them to be compared.

    Raises StoreError, naming the file, where one is damaged.
    """
    with store.exclusive():
        links = (Link(number_of(a), number_of(b), score, why) for a, b, score, why in _rows(folder, "links"))
        while some := list(islice(links, _LINKS)):
            store.link([], some, [])
        rests = (Resting(*row) for row in _rows(folder, "derivations"))
        while found := list(islice(rests, _LINKS)):
            store.link([], [], found)
        for at in range(0, len(articles), _ARTICLES):
            store.link(list(store.digests(articles[at : at + _ARTICLES]).values()), [], [])


def _rows(folder: Path, table: str) -> Iterator[tuple[str, str, float, tuple[str, ...]]]:
    for path in _files(folder, table):
        try:
            for one, other, score, why in read(path, [name for name, _ in COMPARED[table]]):
                yield one, other, score, tuple(json.loads(why))
        except (OSError, ValueError, KeyError) as error:
            raise _damaged(path, error) from error


def _files(folder: Path, table: str) -> list[Path]:
    return sorted(Path(folder, table).glob("part-*.parquet"))


def _damaged(path: Path, error: Exception) -> StoreError:
    return StoreError(str(path), f"is damaged: {' '.join(str(error).split())}", "make the result anew")
