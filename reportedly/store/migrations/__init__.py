"""How a corpus comes to have its tables, and those of a newer reportedly: numbered steps, each made once.

A step is a module `m0001`, `m0002`… with a function `up(work)`. It is never changed after a release; what a newer
reportedly needs is a step of its own, and one line in `STEPS`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from reportedly.errors import StoreError
from reportedly.store.database.backend import Backend, Work, reading, writing
from reportedly.store.database.version import TABLE, version
from reportedly.store.migrations import m0001, m0002, m0003, m0004, m0005, m0006
from reportedly.store.written import now

Step = Callable[[Work], None]
STEPS: tuple[Step, ...] = (m0001.up, m0002.up, m0003.up, m0004.up, m0005.up, m0006.up)


def migrate(backend: Backend, create: bool, steps: Sequence[Step] = STEPS) -> None:
    """Bring a corpus to the schema that these steps make, in one transaction.

    Raises StoreError where there is no corpus (and it is not to be created), or one of a newer schema, or one that
    would have to be changed and is open for reading only.
    """
    with reading(backend) as work:
        there = version(work)
        if there == len(steps):
            return
        _refuse(backend, there, len(steps), create, bool(there) or not backend.is_foreign(work))
    with writing(backend) as work:
        # Another process may have been quicker.
        there = version(work)
        if there == 0:
            backend.prepare(work)
            work.run(f"CREATE TABLE {TABLE} (version BIGINT NOT NULL PRIMARY KEY, made TEXT NOT NULL)")
        for number, step in enumerate(steps[there:], there + 1):
            step(work)
            work.run(f"INSERT INTO {TABLE} (version, made) VALUES (:version, :made)", version=number, made=now())


def _refuse(backend: Backend, there: int, ours: int, create: bool, free: bool) -> None:
    if not free:
        raise StoreError(backend.where, "is no corpus but another program's", backend.elsewhere)
    if there > ours:
        problem = f"was made by a newer reportedly (schema {there}; this one knows {ours})"
        raise StoreError(backend.where, problem, "install the newer one: pip install --upgrade reportedly")
    if there == 0 and (backend.readonly or not create):
        raise StoreError(backend.where, "there is no corpus", "make one with: reportedly add FILE… --corpus …")
    if backend.readonly:
        problem = f"was made by an older reportedly (schema {there}; this one needs {ours})"
        raise StoreError(backend.where, problem, "open it for writing once, which brings it up to date")
