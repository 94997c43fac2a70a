"""What is to be reviewed, as the address says it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any, ClassVar, Literal, get_args
from urllib.parse import urlencode

from starlette.datastructures import QueryParams

from reportedly.corpus.marks import MarkKind
from reportedly.errors import ValueRefused
from reportedly.serve.web.filters import Filters
from reportedly.store.corpus import Corpus
from reportedly.store.protocol import Asked

Now = Literal["", "apart", "one"]
"""What the machine made of a pair: two claims, or one; empty is both."""
_OWN = ("of", "done", "now", "blind", "least", "most", "article", "a", "b")


@dataclass(frozen=True, slots=True)
class Address:
    """`of` is what kind of thing, `done` whether those that were judged are wanted, `now` what the machine has made of a
    pair, `least` and `most` the bounds of its score. `blind` hides all that the machine thinks. `article` is the only one
    that is meant, `claims` says whose. `a` and `b` name a single thing, as a form of it does."""

    of: MarkKind = "match"
    done: bool = False
    now: Now = ""
    blind: bool = False
    least: float | None = None
    most: float | None = None
    article: str | None = None
    a: str | None = None
    b: str | None = None
    claims: Filters = field(default_factory=Filters)

    kinds: ClassVar[tuple[MarkKind, ...]] = ("match", "derivation", "attribution")

    @classmethod
    def read(cls, query: QueryParams) -> Address:
        """Raises ValueRefused."""
        of, now = query.get("of") or "match", query.get("now") or ""
        if of not in cls.kinds or now not in get_args(Now):
            raise ValueRefused(f"{of if of not in cls.kinds else now!r} is nothing to review (see the page Review)")
        given: Any = {"of": of, "now": now}
        return cls(
            done=_is_on(query, "done"),
            blind=_is_on(query, "blind"),
            least=_score(query, "least"),
            most=_score(query, "most"),
            article=query.get("article") or None,
            a=query.get("a") or None,
            b=query.get("b") or None,
            claims=Filters.read(query),
            **given,
        )

    @property
    def page(self) -> int:
        """From 1."""
        return self.claims.page

    def asked(self, corpus: Corpus) -> Asked | None:
        """Whose claims; None where all are meant. Raises ValueRefused."""
        chosen = replace(self.claims, page=1)
        if chosen == Filters() and self.article is None:
            return None
        return replace(chosen.asked(corpus), articles=(self.article,) if self.article else ())

    def query(self, **changes: Any) -> str:
        """The query of an address, with some of it changed; a change begins at the first page."""
        own = {name: changes.pop(name) for name in _OWN if name in changes}
        pairs = urlencode(list(replace(self, **own)._pairs()))
        both = "&".join(filter(None, (pairs, self.claims.query(**changes)[1:])))
        return f"?{both}" if both else ""

    def _pairs(self) -> Iterator[tuple[str, str]]:
        for name in _OWN:
            value = getattr(self, name)
            if value is True:
                yield name, "1"
            elif value is not False and value not in (None, "", "match"):
                yield name, str(value)


def _is_on(query: QueryParams, name: str) -> bool:
    return query.get(name, "") not in ("", "0")


def _score(query: QueryParams, name: str) -> float | None:
    given = query.get(name, "").strip()
    if not given:
        return None
    try:
        score = float(given)
    except ValueError:
        score = -1.0
    if not 0 <= score <= 1:
        raise ValueRefused(f"{name} is {given!r} (expected a score from 0 to 1, as 0.25)")
    return score
