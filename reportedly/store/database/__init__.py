"""A corpus in SQL: one schema for SQLite and PostgreSQL, by SQLAlchemy Core."""

from reportedly.store.database.actors import Actors
from reportedly.store.database.asking import Claims
from reportedly.store.database.finding import Finding
from reportedly.store.database.linking import Linking
from reportedly.store.database.marks import Marks
from reportedly.store.database.ranking import Ranking
from reportedly.store.database.reading import Readings
from reportedly.store.database.settling import Settling
from reportedly.store.database.sights import Sights
from reportedly.store.database.writing import Writing


class Database(Writing, Linking, Settling, Marks, Actors, Ranking, Readings, Finding, Sights, Claims):
    """A `Store` in SQL, each part in a module of its own."""


__all__ = ["Database"]
