"""What a run left, on its way into a corpus."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from reportedly.corpus.digest import Digest
from reportedly.corpus.making import digest
from reportedly.errors import StoreError
from reportedly.model import Reading
from reportedly.serve.bulk.report import Report, finished
from reportedly.serve.bulk.rows import need, read, same_encoder
from reportedly.store.protocol import Entry


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
                yield _known(Entry(reading, Digest.unpack(packed) if usable else digest(reading)), id_)
        except (OSError, ValueError, KeyError) as error:  # pyarrow's are of one of these
            said = " ".join(str(error).split())
            raise StoreError(str(path), f"is damaged: {said}", "make the result anew") from error


def _known(entry: Entry, id_: str | None) -> Entry:
    """An entry under the id that `add` would have found its article under: that of its earliest capture."""
    if id_ is None:
        return entry
    article = replace(entry.reading.article, id=id_)
    return Entry(replace(entry.reading, article=article), entry.digest.renamed(id_))
