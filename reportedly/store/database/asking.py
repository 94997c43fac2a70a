"""Claims, and which are asked for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from reportedly.model import Claim, id_of
from reportedly.store.database import blob
from reportedly.store.database.actors import actors_of
from reportedly.store.database.backend import Work
from reportedly.store.database.base import Base
from reportedly.store.database.choice import Choice
from reportedly.store.prefix import ambiguous, numbers_of
from reportedly.store.protocol import Asked

_AT_ONCE = 200
_SOME = 8
"""Claims that are fetched in order to name some where the beginning of an id is of several."""


class Claims(Base):
    """`claim`, `claims`, `how_many`."""

    def claim(self, claim_or_report: str) -> Claim | None:
        """See `Store`."""
        between = numbers_of(claim_or_report)
        if between is None:
            return None
        with self._reading() as work:
            found = work.rows(
                """SELECT c.number, c.id FROM claims c WHERE c.number IN (
                     SELECT DISTINCT claim FROM reports WHERE id BETWEEN :low AND :high AND claim IS NOT NULL
                     LIMIT :most)""",
                low=between[0],
                high=between[1],
                most=_SOME,
            )
            if len(found) > 1:
                raise ambiguous(claim_or_report, (id_of(id_) for _, id_ in found))
            return next(iter(fetched(work, [number for number, _ in found])), None)

    def claims(self, asked: Asked) -> Iterator[Claim]:
        """See `Store`."""
        return self._claims(asked, Choice(asked, self._backend.index))

    def how_many(self, asked: Asked) -> int:
        """See `Store`."""
        choice = Choice(asked, self._backend.index)
        with self._reading() as work:
            return int(next(iter(self._backend.stream(work, choice.count(work))))[0])

    def _claims(self, asked: Asked, choice: Choice) -> Iterator[Claim]:
        with self._reading() as work:
            rows = self._backend.stream(work, choice.select(work))
            while numbers := [row[0] for row in islice(rows, _AT_ONCE)]:
                yield from fetched(work, numbers)


def fetched(work: Work, numbers: list[int]) -> Iterator[Claim]:
    """Claims by number, in that order, with the actors that their forms are of now."""
    bodies: dict[int, bytes] = dict(
        work.rows("SELECT claim, body FROM bodies WHERE claim IN MANY(:claims)", claims=numbers)
    )
    if not bodies.keys() >= set(numbers):
        raise blob.Damaged
    claims = [blob.to_claim(bodies[number]) for number in numbers]
    actors = actors_of(work, {form for claim in claims for form in claim.actors})
    for claim in claims:
        yield replace(claim, actors=tuple(dict.fromkeys(actors.get(form, form) for form in claim.actors)))
