"""What all parts of the store in SQL stand on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from secrets import token_hex

from reportedly.corpus.digest import Digest
from reportedly.store.database.backend import Backend, Transaction, Work, reading, refused, writing
from reportedly.store.database.recent import Recent

_KEPT = 2500
"""Digests that are kept unpacked, for articles that come together are compared with the same ones: somewhat more than
`shelf.KEPT`."""


_MARK = "INSERT INTO state (one, mark) VALUES (1, :mark) ON CONFLICT (one) DO UPDATE SET mark = excluded.mark"


class Base:
    """A backend, and transactions on it."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend
        self._recent: Recent[tuple[int, int], Digest] = Recent(_KEPT)
        self._seen: dict[str, int] = {}

    def _reading(self) -> Transaction:
        return reading(self._backend)

    @contextmanager
    def _writing(self) -> Iterator[Work]:
        with writing(self._backend) as work:
            yield work
            work.run(_MARK, mark=token_hex(8))

    def exclusive(self) -> AbstractContextManager[None]:
        """See `Store`."""
        if self._backend.readonly:
            raise refused(self._backend)
        return self._backend.exclusive()

    def close(self) -> None:
        """See `Store`."""
        self._backend.close()


def clean(text: str) -> str:
    """Text as both databases keep it in a column: without NUL, and without halves of surrogate pairs."""
    if text.isascii() and "\0" not in text:
        return text
    return text.replace("\0", "\ufffd").encode("utf-8", "replace").decode("utf-8")


def cleaned(text: str | None) -> str | None:
    """The same where there may be none."""
    return None if text is None else clean(text)
