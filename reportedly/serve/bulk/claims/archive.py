"""The articles of a result by number: where each stands, and its digest."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, groupby
from pathlib import Path

from reportedly.corpus.digest import Digest
from reportedly.corpus.packing import unpack
from reportedly.errors import StoreError
from reportedly.serve.bulk.files import noted, work
from reportedly.serve.bulk.rows import same_encoder
from reportedly.serve.bulk.work import Settings

CHUNK = 500
"""Articles that a task holds."""
BUCKET = 20_000
"""Articles for each bucket."""
FOLDER = "claims"


@dataclass(frozen=True, slots=True)
class File:
    """Of readings: its path within the result, and how many it has."""

    path: str
    readings: int


@dataclass(frozen=True)
class Archive:
    """The files of a result in their order, and how many articles make a chunk, and a bucket."""

    out: str
    files: tuple[File, ...]
    size: int
    bucket: int

    @property
    def articles(self) -> int:
        """How many there are."""
        return sum(file.readings for file in self.files)

    @property
    def chunks(self) -> int:
        """How many there are."""
        return -(-self.articles // self.size)

    @property
    def buckets(self) -> int:
        """How many there are."""
        return 1 + self.articles // self.bucket

    def inside(self, chunk: int) -> range:
        """Numbers of the articles of a chunk."""
        return range(chunk * self.size, min((chunk + 1) * self.size, self.articles))

    def digests(self, articles: Iterable[int]) -> Iterator[tuple[int, Digest]]:
        """Those of some articles, given in rising order; a few hundred at most in memory as bytes.

        Raises StoreError, naming the file, where one is damaged.
        """
        ends = list(accumulate(file.readings for file in self.files))
        for at, numbers in groupby(articles, key=lambda number: bisect_right(ends, number)):
            first = ends[at] - self.files[at].readings
            rows = [number - first for number in numbers]
            for row, digest in zip(rows, _digests(Path(self.out, self.files[at].path), rows), strict=True):
                yield first + row, digest


def survey(out: str) -> Archive:
    """What a result holds. Raises StoreError where a file is damaged, or its digests are of another encoder."""
    from pyarrow.parquet import ParquetFile

    files = []
    for path in sorted(Path(out, "readings").glob("day=*/part-*.parquet")):
        try:
            with ParquetFile(path) as file:
                files.append(File(str(path.relative_to(out)), file.metadata.num_rows))
            usable = same_encoder(path)
        except (OSError, ValueError) as error:
            raise _damaged(path, error) from error
        if not usable:
            remedy = "make the result anew, or take it into a corpus: `reportedly add --from`"
            raise StoreError(str(path), "has digests of another version's encoder", remedy)
    return Archive(out, tuple(files), CHUNK, BUCKET)


def archive(settings: Settings) -> Archive:
    """What the driver has seen of the result. Raises StoreError where that is not there."""
    return _archive(str(work(settings, FOLDER, "archive.json")))


@lru_cache(1)
def _archive(path: str) -> Archive:
    found = noted(Path(path), Archive)
    if found is None:
        raise StoreError(path, "is not there for a worker", "--out must be a folder that all machines share")
    return found


def _digests(path: Path, rows: Sequence[int]) -> Iterator[Digest]:
    """Of the rows of a file, in rising order, under the ids that `add` would know their articles by."""
    from pyarrow.parquet import ParquetFile

    try:
        with ParquetFile(path) as file:
            groups = [file.metadata.row_group(n).num_rows for n in range(file.num_row_groups)]
            ends = list(accumulate(groups))
            for at, numbers in groupby(rows, key=lambda row: bisect_right(ends, row)):
                table = file.read_row_group(at, columns=["digest", "known_as"])
                some = table.take([number - ends[at] + groups[at] for number in numbers])
                for packed, known in zip(some["digest"].to_pylist(), some["known_as"].to_pylist(), strict=True):
                    digest = unpack(packed)
                    yield digest if known is None else digest.renamed(known)
    except (OSError, ValueError, KeyError) as error:
        raise _damaged(path, error) from error


def _damaged(path: Path, error: Exception) -> StoreError:
    said = " ".join(str(error).split())
    return StoreError(str(path), f"is damaged: {said}", "make the result anew")
