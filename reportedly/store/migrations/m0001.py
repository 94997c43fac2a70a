"""The first schema.

Articles and reports are known inside by their number in order of coming: what is added together then lies together,
and the size of a corpus makes adding no slower. What is large lies apart from what is looked through.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from reportedly.store.database.backend import Work

_SCHEMA = sa.MetaData()
# By code points everywhere, as Python sorts.
_TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
# What SQLite calls INTEGER has 64 bits, and as a primary key costs no index.
_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _column(name: str, kind: Any = _NUMBER, **more: Any) -> sa.Column[Any]:
    return sa.Column(name, kind, **{"nullable": False, "autoincrement": False, **more})


def _key(name: str, kind: Any = _NUMBER) -> sa.Column[Any]:
    return _column(name, kind, primary_key=True)


def _table(name: str, *parts: sa.schema.SchemaItem, clustered: bool = False) -> None:
    """`clustered`: rows lie in order of their key (in PostgreSQL, which has no such tables, only its index does)."""
    sa.Table(name, _SCHEMA, *parts, sqlite_with_rowid=not clustered)


_table(
    "articles",
    _key("number"),
    _column("id", _TEXT, unique=True),
    _column("given", _TEXT, index=True),  # the id that it came with
    _column("outlet", _TEXT, nullable=True),
    _column("title", _TEXT, nullable=True),
    _column("published", _TEXT, nullable=True),
    _column("day", nullable=True),  # proleptic Gregorian ordinal
    _column("hash", _TEXT),
    _column("version"),
    _column("pending"),  # 1 until it has been compared with all others
    sa.Index(
        "articles_pending", "number", sqlite_where=sa.text("pending = 1"), postgresql_where=sa.text("pending = 1")
    ),
)
_table("addresses", _key("address", _TEXT), _column("article", index=True), clustered=True)
_table(
    "versions",
    _key("article"),
    _key("version"),
    _column("added", _TEXT),
    _column("hash", _TEXT, index=True),
    _column("outlet", _TEXT, nullable=True),
    _column("reading", sa.LargeBinary),
)
_table("digests", _key("article"), _column("digest", sa.LargeBinary))
# `day` is 0 where it is not known.
_table("names", _key("name"), _key("day"), _key("article"), clustered=True)
_table("exact", _key("key"), _key("article"), clustered=True)
_table(
    "reports",
    _key("number"),
    _column("id", unique=True),
    _column("article", index=True),
    _column("claim", nullable=True, index=True),
    _column("dirty"),
    sa.Index("reports_dirty", "id", sqlite_where=sa.text("dirty = 1"), postgresql_where=sa.text("dirty = 1")),
)
# Every link twice, from each of its ends; numbers of reports, and of articles in `resting`. `why` is JSON.
_table("links", _key("x"), _key("y"), _column("score", sa.Double), _column("why", _TEXT), clustered=True)
_table(
    "resting",
    _key("later"),
    _key("earlier"),
    _column("score", sa.Double),
    _column("why", _TEXT),
    sa.Index("resting_earlier", "earlier"),
    clustered=True,
)

_table(
    "forms",
    _key("number"),
    _column("key", _TEXT, unique=True),
    _column("block", _TEXT, index=True),
    _column("name", _TEXT),
    _column("kind", _TEXT),
    _column("country", _TEXT, nullable=True),
    _column("wikidata", _TEXT, nullable=True),
    _column("roles", _TEXT),  # those of all its articles; a JSON list, as in article_forms
    _column("actor", _TEXT),
    sa.Index("forms_actor", "actor"),
)
_table("form_words", _key("word", _TEXT), _key("form"), clustered=True)
_table("article_forms", _key("form"), _key("article"), _column("roles", _TEXT), clustered=True)
# `turn` counts what came since the block was settled.
_table("unsettled", _key("block", _TEXT), _column("turn"), clustered=True)
_table(
    "judgements",
    _key("number"),
    _column("a", _TEXT),
    _column("b", _TEXT),
    _column("verdict", _TEXT),
    _column("made", _TEXT),
    _column("judge", _TEXT, nullable=True),
)


def _facets(*names: str) -> list[sa.Column[Any]]:
    """What claims are chosen and sorted by; `first` and `last` as `written` gives them, `kind` and `status` as places
    in their lists. Columns of their own for each table that has them."""
    return [_column(name) for name in names]


_table(
    "claims",
    _key("number"),
    *_facets("low", "reports", "first", "last", "kind", "status", "id"),
    _column("keys", sa.LargeBinary),
    *(
        sa.Index(f"claims_{order}", *(sa.text(f"{name} DESC") for name in (order, *then)), "id", *rest)
        for order, then, rest in (
            ("low", ["last"], ["reports", "kind", "status"]),
            ("reports", ["last"], ["low", "kind", "status"]),
            ("first", [], ["low", "reports", "last", "kind", "status"]),
            ("last", [], ["low", "reports", "kind", "status"]),
        )
    ),
    # Those that have another status than nearly all, single-origin.
    sa.Index(
        "claims_status",
        *("status", "low", "last", "reports", "first", "kind", "id"),
        sqlite_where=sa.text("status <> 2"),
        postgresql_where=sa.text("status <> 2"),
    ),
)
_table("bodies", _key("claim"), _column("body", sa.LargeBinary))
# Of each claim by each actor and outlet that it has, in the usual order; `key` is a hash of the name. `keys` of the
# claim are the same.
_table(
    "claim_keys",
    *map(_key, ("key", "low", "last", "claim")),
    *_facets("reports", "first", "kind", "status", "id"),
    clustered=True,
)


def up(work: Work) -> None:
    """Make all tables in an empty database."""
    dialect = work.backend.dialect
    for table in _SCHEMA.sorted_tables:
        work.run(str(sa.schema.CreateTable(table).compile(dialect=dialect)))
        for index in sorted(table.indexes, key=lambda index: str(index.name)):
            work.run(str(sa.schema.CreateIndex(index).compile(dialect=dialect)))
    for statement in _WORDS[dialect.name]:
        work.run(statement)


_WORDS = {
    "sqlite": (
        "CREATE VIRTUAL TABLE article_words USING fts5(title, text, content='', tokenize='ascii')",
        "CREATE VIRTUAL TABLE report_words USING fts5(quote, content='', tokenize='ascii')",
    ),
    "postgresql": (
        "CREATE TABLE article_words (number BIGINT NOT NULL PRIMARY KEY, words TSVECTOR NOT NULL)",
        "CREATE INDEX article_words_words ON article_words USING gin (words)",
        "CREATE TABLE report_words (number BIGINT NOT NULL PRIMARY KEY, words TSVECTOR NOT NULL)",
        "CREATE INDEX report_words_words ON report_words USING gin (words)",
        # What is squeezed already, or cannot be, is not worth another try.
        "ALTER TABLE versions ALTER COLUMN reading SET STORAGE EXTERNAL",
        "ALTER TABLE digests ALTER COLUMN digest SET STORAGE EXTERNAL",
        "ALTER TABLE bodies ALTER COLUMN body SET STORAGE EXTERNAL",
    ),
}
