"""Who has which part in a report, by which claims are found too; and a mark of the state that a corpus is in."""

from __future__ import annotations

from collections import defaultdict
from secrets import token_hex

from reportedly.store.database import blob
from reportedly.store.database.backend import Row, Work
from reportedly.store.database.settling import part_key
from reportedly.store.parts import parts

_CLUSTERED = {"sqlite": " WITHOUT ROWID", "postgresql": ""}
_NUMBER = {"sqlite": "INTEGER", "postgresql": "BIGINT"}
_AT_ONCE = 100


def up(work: Work) -> None:
    """Make the tables, and fill them from what there is."""
    name = work.backend.dialect.name
    number, clustered = _NUMBER[name], _CLUSTERED[name]
    # `key` as in claim_keys: a hash of the part and the form.
    work.run(
        f"CREATE TABLE report_keys (report {number} NOT NULL, key {number} NOT NULL, PRIMARY KEY (report, key)){clustered}"
    )
    work.run(f"CREATE TABLE state (one {number} NOT NULL PRIMARY KEY, mark TEXT NOT NULL)")
    work.run("INSERT INTO state (one, mark) VALUES (1, :mark)", mark=token_hex(8))
    after = 0
    while found := work.rows(_READ, after=after, most=_AT_ONCE):
        after = found[-1][0]
        for article, reading, digest in found:
            _fill(work, article, reading, digest)
    _claims(work)


_READ = """SELECT a.number, v.reading, d.digest FROM articles a JOIN digests d ON d.article = a.number
    JOIN versions v ON v.article = a.number AND v.version = a.version
    WHERE a.number > :after ORDER BY a.number LIMIT :most"""
_PLAYED = """SELECT DISTINCT r.claim, k.key FROM report_keys k JOIN reports r ON r.number = k.report
    WHERE r.claim IN MANY(:claims)"""
_KEYS = """INSERT INTO claim_keys (key, low, last, claim, reports, first, kind, status, id)
    SELECT DISTINCT k.key, c.low, c.last, c.number, c.reports, c.first, c.kind, c.status, c.id
    FROM report_keys k JOIN reports r ON r.number = k.report JOIN claims c ON c.number = r.claim"""


def _fill(work: Work, article: int, reading: bytes, digest: bytes) -> None:
    numbers: dict[int, int] = dict(
        work.rows("SELECT id, number FROM reports WHERE article = :article", article=article)
    )
    played = parts(blob.to_digest(digest), blob.to_reading(reading))
    rows = {(numbers[id_], part_key(*each)) for id_, some in played.items() if id_ in numbers for each in some}
    work.many("INSERT INTO report_keys (report, key) VALUES (?, ?)", sorted(rows))


def _claims(work: Work) -> None:
    """What claims are found by, in both places where it stands."""
    after = -1
    while found := work.rows(
        "SELECT number, keys FROM claims WHERE number > :after ORDER BY number LIMIT :most", after=after, most=_AT_ONCE
    ):
        after = found[-1][0]
        more: dict[int, list[int]] = defaultdict(list)
        for claim, key in work.rows(_PLAYED, claims=[number for number, _ in found]):
            more[claim].append(key)
        rows: list[Row] = [
            (blob.from_numbers([*blob.to_numbers(keys), *more[number]]), number)
            for number, keys in found
            if number in more
        ]
        work.many("UPDATE claims SET keys = ? WHERE number = ?", rows)
    work.run(_KEYS)
