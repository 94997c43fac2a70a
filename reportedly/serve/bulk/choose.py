"""Which of all the articles are read, and what they are called.

What holds for the input as a whole is found here, on the driver, in a database of its own on disk, so that memory stays
the same whatever there is. What `add` would not keep as an article of its own is read once: the same address with the
same text, or one outlet's text under several addresses. Of an address with several texts the last is read, which `add`
would have as the latest version. The same text in another outlet is no duplicate: who copied whom is what origins are
counted by.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from itertools import groupby

from reportedly.serve.bulk.files import note, noted, work
from reportedly.serve.bulk.rows import EXTRACTED, read
from reportedly.serve.bulk.work import Choice, Chosen, Counted, Kept, Part, Settings
from reportedly.text.gather import candidates
from reportedly.text.inputs import Named

_SCHEMA = """
PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -65536;
CREATE TABLE articles (number INTEGER PRIMARY KEY, part INTEGER, place INTEGER, id TEXT, url TEXT, hash TEXT, outlet TEXT,
    told INTEGER, unfit TEXT, known TEXT);
CREATE TABLE taken (id TEXT PRIMARY KEY, last INTEGER DEFAULT 1) WITHOUT ROWID;
"""
_ADDRESSES = """
UPDATE articles SET unfit = iif(rank > 1, iif(articles.hash = latest, 'duplicate', 'superseded'), NULL), known = first FROM (
    SELECT number, latest, first, row_number() OVER (PARTITION BY url ORDER BY hash = latest DESC, told DESC, number) AS rank
    FROM (SELECT number, url, hash, told, last_value(hash) OVER whole AS latest, first_value(id) OVER whole AS first
        FROM articles WHERE url IS NOT NULL AND unfit IS NULL
        WINDOW whole AS (PARTITION BY url ORDER BY number ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING))
) AS ranked WHERE ranked.number = articles.number
"""
_TEXTS = """
UPDATE articles SET unfit = iif(rank > 1, 'duplicate', NULL), known = first FROM (
    SELECT number, row_number() OVER (PARTITION BY hash, outlet ORDER BY told DESC, number) AS rank,
        first_value(coalesce(known, id)) OVER (PARTITION BY hash, outlet ORDER BY number) AS first
    FROM articles WHERE unfit IS NULL
) AS ranked WHERE ranked.number = articles.number
"""
_HEIRS = """
UPDATE articles SET known = first FROM (
    SELECT coalesce(bare.known, bare.id) AS first, bare.number AS before, min(named.number) AS heir
    FROM articles AS bare JOIN articles AS named
        ON named.hash = bare.hash AND named.outlet IS NOT NULL AND named.unfit IS NULL
    WHERE bare.outlet IS NULL AND bare.unfit IS NULL GROUP BY bare.number
) WHERE articles.number = heir AND before < heir
"""
_NOWHERE = """
UPDATE articles SET unfit = 'duplicate' WHERE unfit IS NULL AND outlet IS NULL AND hash IN (
    SELECT hash FROM articles WHERE unfit IS NULL AND outlet IS NOT NULL)
"""


def choose(settings: Settings, parts: Sequence[Part]) -> Chosen:
    """Of all `parts`, in their order; what was chosen before is as it was. Raises OSError where the disk is full."""
    kept = work(settings, "chosen", "all.json")
    if done := noted(kept, Chosen):
        return done
    path = work(settings, "articles.db")
    path.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(path, isolation_level=None)) as articles:
            articles.executescript(_SCHEMA)
            chosen = _choose(settings, parts, articles)
    except sqlite3.OperationalError as error:
        raise OSError(None, f"cannot be written: {error}", str(path)) from error
    finally:
        path.unlink(missing_ok=True)
    note(kept, chosen)
    return chosen


def _choose(settings: Settings, parts: Sequence[Part], articles: sqlite3.Connection) -> Chosen:
    names = [name for name, _ in EXTRACTED if name != "article"]
    with articles:
        articles.execute("BEGIN")
        for number, part in enumerate(parts):
            for place, kind, name, given, *rest in read(work(settings, "extracted", f"{part.name}.parquet"), names):
                id_ = _distinct(given, Named(kind, name), articles)
                row = (number, place, id_, *rest)
                articles.execute(f"INSERT INTO articles VALUES (NULL{', ?' * len(row)}, NULL)", row)
        for rule in (_ADDRESSES, _TEXTS, _HEIRS, _NOWHERE):
            articles.execute(rule)
    counts = articles.execute("SELECT unfit, count(*) FROM articles WHERE unfit IS NOT NULL GROUP BY 1 ORDER BY 1")
    left_out = tuple(Counted(*row) for row in counts.fetchall())
    return Chosen(tuple(_noted(settings, parts, articles)), left_out)


def _noted(settings: Settings, parts: Sequence[Part], articles: sqlite3.Connection) -> Iterator[Part]:
    kept = articles.execute(
        "SELECT part, place, id, nullif(known, id) FROM articles WHERE unfit IS NULL ORDER BY number"
    )
    for number, rows in groupby(kept, key=lambda row: row[0]):
        choice = Choice(parts[number].name, tuple(Kept(*row) for _, *row in rows))
        note(work(settings, "chosen", f"{choice.part}.json"), choice)
        yield Part(choice.part, len(choice.kept))


def _distinct(given: str, named: Named, articles: sqlite3.Connection) -> str:
    """As `gather` makes ids distinct. Numbers go on from the last one given, as thousands of records may have one id."""
    for candidate in candidates(given, named):
        if candidate == f"{given}#2":
            break
        if _take(candidate, articles):
            return candidate
    (last,) = articles.execute("SELECT last FROM taken WHERE id = ?", (given,)).fetchone()
    while not _take(f"{given}#{last + 1}", articles):
        last += 1
    articles.execute("UPDATE taken SET last = ? WHERE id = ?", (last + 1, given))
    return f"{given}#{last + 1}"


def _take(id_: str, articles: sqlite3.Connection) -> bool:
    return articles.execute("INSERT OR IGNORE INTO taken (id) VALUES (?)", (id_,)).rowcount == 1
