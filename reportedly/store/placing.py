"""Whether an article that comes is there already: one rule for every store."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from reportedly.corpus.digest import Digest
from reportedly.store.protocol import Outcome


@dataclass(frozen=True, slots=True)
class Known:
    """What an article that is there can be recognised by. `hashes` are those of all its versions."""

    number: int
    id: str
    outlet: str | None
    addresses: frozenset[str]
    hashes: frozenset[str]


class Register(Protocol):
    """Where articles are looked up; lists are in order of coming."""

    def at(self, address: str) -> Known | None:
        """The article with this canonical address."""

    def named(self, outlet: str | None, given: str) -> Sequence[Known]:
        """Those that came from this outlet with this id."""

    def saying(self, hash_: str) -> Sequence[Known]:
        """Those with this text in any version."""

    def taken(self, article: str) -> bool:
        """Whether an article has this id."""


def recognise(digest: Digest, register: Register) -> tuple[Known | None, Outcome]:
    """Which article it is, and what it is to that; see `Store.put`."""
    known = _identified(digest, register)
    if known is None:
        known = _repeated(digest, register)
        if known is None:
            return None, "new"
    elif digest.hash not in known.hashes:
        return known, "changed"
    return known, "moved" if digest.address and digest.address not in known.addresses else "known"


def distinct(article: str, register: Register) -> str:
    """This id, or with a number behind it that makes it no other article's: `id`, `id#2`, `id#3`.

    Numbers are tried in steps that double, then halve, as a thousand pages may all have been saved as index.html.
    """
    if not register.taken(article):
        return article
    taken, free = 1, 2
    while register.taken(f"{article}#{free}"):
        taken, free = free, free * 2
    while free - taken > 1:
        middle = (taken + free) // 2
        if register.taken(f"{article}#{middle}"):
            taken = middle
        else:
            free = middle
    return f"{article}#{free}"


def _identified(digest: Digest, register: Register) -> Known | None:
    known = register.at(digest.address) if digest.address else None
    if known is not None:
        return known
    # Two pages with addresses of their own are two articles, even if both were saved as index.html.
    named = [k for k in register.named(digest.outlet, digest.article) if not (digest.address and k.addresses)]
    return next((k for k in named if digest.hash in k.hashes), named[0] if named else None)


def _repeated(digest: Digest, register: Register) -> Known | None:
    same = [k for k in register.saying(digest.hash) if k.outlet == digest.outlet or not (k.outlet and digest.outlet)]
    return next((k for k in same if k.outlet == digest.outlet), same[0] if same else None)
