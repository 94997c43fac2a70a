"""What articles that come are recognised by, looked up in the database."""

from __future__ import annotations

from reportedly.store.database.backend import Work
from reportedly.store.placing import Known


class Register:
    """The `placing.Register` of a transaction."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def at(self, address: str) -> Known | None:
        """See `placing.Register`."""
        number = self._work.value("SELECT article FROM addresses WHERE address = :address", address=address)
        return None if number is None else self._known(number)

    def named(self, outlet: str | None, given: str) -> list[Known]:
        """See `placing.Register`."""
        found = self._work.rows("SELECT number, outlet FROM articles WHERE given = :given ORDER BY number", given=given)
        return [self._known(number) for number, from_ in found if from_ == outlet]

    def saying(self, hash_: str) -> list[Known]:
        """See `placing.Register`."""
        found = self._work.rows("SELECT DISTINCT article FROM versions WHERE hash = :hash ORDER BY article", hash=hash_)
        return [self._known(number) for (number,) in found]

    def taken(self, article: str) -> bool:
        """See `placing.Register`."""
        return self._work.value("SELECT 1 FROM articles WHERE id = :id", id=article) is not None

    def _known(self, number: int) -> Known:
        row = self._work.row("SELECT id, outlet FROM articles WHERE number = :number", number=number)
        assert row is not None
        addresses = self._work.rows("SELECT address FROM addresses WHERE article = :number", number=number)
        hashes = self._work.rows("SELECT hash FROM versions WHERE article = :number", number=number)
        return Known(number, row[0], row[1], frozenset(a for (a,) in addresses), frozenset(h for (h,) in hashes))
