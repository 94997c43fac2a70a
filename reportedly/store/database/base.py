"""What all parts of the store in SQL stand on."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager

from reportedly.corpus.digest import Digest
from reportedly.errors import StoreError
from reportedly.store.database import backend as transactions
from reportedly.store.database.backend import Backend, Work
from reportedly.store.database.blob import Damaged
from reportedly.store.database.recent import Recent

_KEPT = 512
"""Digests that are kept unpacked, for articles that come together are compared with the same ones."""


class Base:
    """A backend, and transactions on it."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend
        self._recent: Recent[tuple[int, int], Digest] = Recent(_KEPT)
        self._seen: dict[str, int] = {}
        self._lock = threading.Lock()

    @contextmanager
    def _reading(self) -> Iterator[Work]:
        with self._damage(), transactions.reading(self._backend) as work:
            yield work

    @contextmanager
    def _writing(self) -> Iterator[Work]:
        with self._damage(), transactions.writing(self._backend) as work:
            yield work

    @contextmanager
    def _damage(self) -> Iterator[None]:
        try:
            yield
        except Damaged as error:
            remedy = "restore it from a copy, or add its articles to a new one"
            raise StoreError(self._backend.where, "is damaged", remedy) from error

    def exclusive(self) -> AbstractContextManager[None]:
        """See `Store`."""
        if self._backend.readonly:
            raise transactions.refused(self._backend)
        return self._backend.exclusive()

    def close(self) -> None:
        """See `Store`."""
        self._backend.engine.dispose()


def clean(text: str) -> str:
    """Text as both databases keep it in a column: without NUL, and without halves of surrogate pairs."""
    if text.isascii() and "\0" not in text:
        return text
    return text.replace("\0", "\ufffd").encode("utf-8", "replace").decode("utf-8")


def cleaned(text: str | None) -> str | None:
    """The same where there may be none."""
    return None if text is None else clean(text)
