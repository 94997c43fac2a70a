"""A unit: its articles read, and what they are compared by made, with one network and one thread a process."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any

from reportedly.corpus.making import digest
from reportedly.corpus.meaning import Meaning
from reportedly.corpus.packing import pack
from reportedly.model import Article, Reading, codec
from reportedly.serve.bulk.files import check, note, noted, work
from reportedly.serve.bulk.rows import UNIT, RowWriter, read
from reportedly.serve.bulk.work import Choice, Done, Failure, Kept, Settings, Unit

if TYPE_CHECKING:
    from reportedly.claims.reading import Reader

TOGETHER = 32
"""Readings in memory: those that one call of the reader gives."""


def read_unit(settings: Settings, unit: Unit) -> Done:
    """Write the readings of a unit. Raises StoreError, ModelError, and OSError where they cannot be written."""
    check(settings)
    kept = work(settings, "read", f"{unit.name}.json")
    if done := noted(kept, Done):
        return done
    days: dict[str, None] = {}
    readings, words, undated = 0, 0, 0
    failures: list[Failure] = []
    path = work(settings, "read", f"{unit.name}.parquet")
    with RowWriter(path, UNIT, TOGETHER) as writer:
        for kept_article, found in _read(settings, unit):
            if isinstance(found, Failure):
                failures.append(found)
                continue
            row = _row(found[0], found[1], unit, kept_article)
            writer.write(row)
            days[row[0]] = None
            readings += 1
            undated += not row[0]
            words += len(found[0].article.text.split())
    done = Done(unit, readings, words, undated, tuple(days), tuple(failures), _most_memory())
    note(kept, done)
    return done


def given_up(settings: Settings, unit: Unit) -> Done:
    """What is kept of a unit of one article that ended every process that read it."""
    (_, article) = next(_articles(settings, unit))
    problem = "the process that read it ended, each time that it was tried (out of memory?)"
    done = Done(unit, failures=(Failure("ended", article.id, problem, "read it by itself: `reportedly read`"),))
    note(work(settings, "read", f"{unit.name}.json"), done)
    return done


def day_of(published: str | None) -> str:
    """The day as the article has it, in its own time zone; "" where it is not told, or not to the day."""
    return published[:10] if published and len(published) >= 10 else ""


def _articles(settings: Settings, unit: Unit) -> Iterator[tuple[Kept, Article]]:
    """The articles of a unit, with the ids that were chosen for them."""
    choice = noted(work(settings, "chosen", f"{unit.part}.json"), Choice)
    assert choice is not None
    kept = {each.place: each for each in choice.kept[unit.first : unit.last]}
    path = work(settings, "extracted", f"{unit.part}.parquet")
    for place, text in read(path, ("place", "article"), ("place", list(kept))):
        article = codec.loads(Article, text)
        yield kept[place], replace(article, id=kept[place].id)


def _read(settings: Settings, unit: Unit) -> Iterator[tuple[Kept, tuple[Reading, bytes] | Failure]]:
    places, articles = zip(*_articles(settings, unit), strict=True)
    reader = _reader(settings.model)
    for at in range(0, len(articles), TOGETHER):
        some = articles[at : at + TOGETHER]
        try:
            found: list[Any] = [(reading, _digest(reading)) for reading in reader.read_many(some)]
        except MemoryError:
            raise
        except Exception:  # one of them: which one is found by reading each by itself
            found = [_alone(reader, article) for article in some]
        yield from zip(places[at : at + TOGETHER], found, strict=True)


def _alone(reader: Reader, article: Article) -> tuple[Reading, bytes] | Failure:
    try:
        reading = reader.read(article)
        return reading, _digest(reading)
    except Exception as error:
        problem = f"the model failed: {type(error).__name__}: {' '.join(str(error).split())}"
        return Failure("model", article.id, problem, "report it, with the text")


def _row(reading: Reading, packed: bytes, unit: Unit, kept: Kept) -> tuple[Any, ...]:
    a = reading.article
    shard = int(unit.part.partition("-")[0])
    told = (a.id, a.outlet, a.url, a.title, a.published, hashlib.sha256(a.text.encode()).hexdigest(), kept.known_as)
    return day_of(a.published), *told, shard, kept.place, reading.to_json(), packed


@cache
def _reader(model: str | None) -> Reader:
    from reportedly.claims.reading import load

    return load(model, 1)


@cache
def _meaning() -> Meaning:
    return Meaning(threads=1)


def _digest(reading: Reading) -> bytes:
    return pack(digest(reading, _meaning()))


def _most_memory() -> int:
    try:
        import resource
    except ImportError:  # Windows
        return 0
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
