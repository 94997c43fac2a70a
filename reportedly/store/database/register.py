"""What articles that come are recognised by, looked up in the database."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from reportedly.corpus.digest import Runs
from reportedly.store.database import blob
from reportedly.store.database.backend import Work
from reportedly.store.placing import Known


class Register:
    """The `placing.Register` of a transaction. `flush` writes what was put in it and is not in the tables yet."""

    __slots__ = ("_flush", "_work")

    def __init__(self, work: Work, flush: Callable[[], None]) -> None:
        self._work, self._flush = work, flush

    def at(self, address: str) -> Known | None:
        """See `placing.Register`."""
        number = self._work.value("SELECT article FROM addresses WHERE address = :address", address=address)
        return None if number is None else self._known(number)

    def named(self, outlet: str | None, given: str, free: bool, most: int) -> list[Known]:
        """See `placing.Register`."""
        found = self._work.rows(
            f"SELECT a.number FROM articles a WHERE {_named(outlet, free)} ORDER BY a.number LIMIT :most",
            **_given(outlet, given),
            most=most,
        )
        return [self._known(number) for (number,) in found]

    def sharing(self, outlet: str | None, given: str, free: bool, exact: Sequence[int]) -> list[Known]:
        """See `placing.Register`."""
        self._flush()
        found = self._work.rows(
            f"""SELECT a.number FROM articles a WHERE {_named(outlet, free)}
                AND a.number IN (SELECT article FROM exact WHERE key IN MANY(:exact)) ORDER BY a.number""",
            **_given(outlet, given),
            exact=list(set(exact)),
        )
        return [self._known(number) for (number,) in found]

    def saying(self, hash_: str) -> list[Known]:
        """See `placing.Register`."""
        found = self._work.rows("SELECT DISTINCT article FROM versions WHERE hash = :hash ORDER BY article", hash=hash_)
        return [self._known(number) for (number,) in found]

    def runs(self, number: int) -> Runs:
        """See `placing.Register`."""
        self._flush()
        return blob.to_digest(self._work.value("SELECT digest FROM digests WHERE article = :n", n=number)).runs

    def taken(self, article: str) -> bool:
        """See `placing.Register`."""
        return self._work.value("SELECT 1 FROM articles WHERE id = :id", id=article) is not None

    def _known(self, number: int) -> Known:
        row = self._work.row(_ARTICLE, number=number)
        if row is None:
            raise blob.Damaged
        addresses = self._work.rows("SELECT address FROM addresses WHERE article = :number", number=number)
        versions = self._work.rows(_VERSIONS, number=number)
        return Known(number, row[0], row[1], row[2], row[3], frozenset(a for (a,) in addresses), tuple(versions))


_ARTICLE = "SELECT id, given, title, published FROM articles WHERE number = :number"
_VERSIONS = "SELECT hash, outlet FROM versions WHERE article = :number ORDER BY version"


def _named(outlet: str | None, free: bool) -> str:
    """What an article must be; `_given` are the parameters. NULL equals nothing, so that it has words of its own."""
    from_ = "v.outlet IS NULL" if outlet is None else "v.outlet = :outlet"
    named = f"a.given = :given AND EXISTS (SELECT 1 FROM versions v WHERE v.article = a.number AND {from_})"
    return f"{named} AND NOT EXISTS (SELECT 1 FROM addresses d WHERE d.article = a.number)" if free else named


def _given(outlet: str | None, given: str) -> dict[str, str]:
    return {"given": given} | ({} if outlet is None else {"outlet": outlet})
