"""A story as it goes through the press: who reports, who copies, who asks for himself, who denies."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from benchmarks.synthetic.cast import Cast, Known, media
from benchmarks.synthetic.lines import Line, line
from benchmarks.synthetic.world import Named, Outlet, World, rarer

How = Literal["original", "credited", "silent", "rewrite", "relay", "second", "denial", "update", "noise"]
LATER: dict[How, float] = {
    "credited": 22, "silent": 14, "rewrite": 20, "relay": 20, "second": 10, "denial": 8, "update": 6,
}  # fmt: skip
"""How often each way to come after the first article is taken, of 100."""
COPIES: frozenset[How] = frozenset(("credited", "silent"))
LARGEST = 40
"""Articles of the largest stories; 1 in n stories has at least n."""
NOISE = 0.5
"""Share of articles that stand alone in which nothing of any story is told."""
CUT = 0.3
"""Share of the silent copies that leave out the last third."""
KEPT = 0.3
"""Share of the other sentences that a rewriter leaves as they are."""
AFTER = 600.0
"""Minutes, on average, from an article to another that is made from it."""
FLAT = 0.1
"""Share of the claims told again without saying who says so."""
PROPOSITIONS = (15, 40)
REPORTED = (3, 8)
"""Least and most in an article: clauses in all, and those that tell a claim of the story."""
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()


@dataclass(frozen=True, slots=True)
class Written:
    """An article before it is text. `rests` is the number in the story of the one that it copies, rewrites or cites."""

    how: How
    outlet: Outlet
    when: datetime
    lines: tuple[Line, ...]
    rests: int | None = None


class Story:
    """Articles of a story in order of publication; `happened` is what *on Tuesday* means in it."""

    def __init__(self, world: World, seed: str, began: datetime) -> None:
        self._world, self._chance = world, random.Random(seed)
        self.happened = began.date() - timedelta(days=self._chance.randrange(2))
        self._cast = Cast(world, self._chance)
        self._day = DAYS[self.happened.weekday()]
        self.articles: list[Written] = []
        # P(at least n) = 1 / n.
        size = min(LARGEST, int(1 / (1 - self._chance.random())))
        told = [k for k in self._cast.claims if k.place < len(self._cast.claims) - self._grown]
        self._told = self._chance.sample(told, min(len(told), self._chance.randint(*REPORTED)))
        alone = size == 1 and self._chance.random() < NOISE
        lines = [] if alone else self._tell(self._told, lambda _: ())
        self._add("noise" if alone else "original", began, self._among(lines))
        while len(self.articles) < size:
            self._next()

    @property
    def _grown(self) -> int:
        return sum(known.grown is not None for known in self._cast.claims)

    def _next(self) -> None:
        """Another article. What nobody of this story can do (nothing in it can be denied) is done another time."""
        how = self._chance.choices(list(LATER), list(LATER.values()))[0]
        # Most go back to the first article; some to one that came later, and was itself a copy, say.
        rests = 0 if self._chance.random() < 0.6 else self._chance.randrange(len(self.articles))
        before = self.articles[rests]
        if how in COPIES:
            self._add(how, self._later(before, AFTER), self._copied(before, how), rests)
        elif how in ("rewrite", "relay"):
            if lines := self._retell(before, (media(before.outlet),) if how == "relay" else ()):
                kept = [x for x in before.lines if x.clauses[0].claim is None and self._chance.random() < KEPT]
                self._add(how, self._later(before, AFTER), self._among(lines, kept), rests)
        elif lines := self._of_their_own(how):
            self._add(how, self._later(before, 3 * AFTER), self._among(lines))

    def _copied(self, before: Written, how: How) -> list[Line]:
        """Its lines, with whose they are before them or not; who is silent about it cuts them at times."""
        lines = list(before.lines)
        if how == "silent" and self._chance.random() < CUT:
            return lines[: max(3, len(lines) * 2 // 3)]
        if how == "credited" and not lines[0].text.startswith("("):
            lines[0] = lines[0].after(f"({before.outlet.name}) — ")
        return lines

    def _retell(self, before: Written, by: tuple[Named, ...]) -> list[Line]:
        """The claims of an article in other words, each with its sources, through another outlet or not."""
        lines = []
        for old in before.lines:
            for clause in old.clauses:
                if clause.claim is None or self._chance.random() < 0.15:
                    continue
                denies = old.polarity == "denies"
                chain = (*by, *(says.who for says in old.says))
                if not denies and self._chance.random() < FLAT:
                    chain = ()
                # A sentence has at most three sources; the outermost relays are those that are forgotten.
                chain = chain[-1 if denies else -3 :]
                lines.append(self._say(self._known(clause.claim), clause.knows, chain, denies))
        return lines

    def _of_their_own(self, how: How) -> list[Line]:
        """Somebody else who knows, somebody who denies, or new figures; empty where there is nothing of it."""
        if how == "update":
            new = [self._known(k.grown) for k in self._told if k.grown is not None]
            return self._tell(new, lambda _: ())
        if how == "denial":
            old = [k for k in self._told if k.denier]
            if not old:
                return []
            known = self._chance.choice(old)
            return [self._say(known, known.denier, self._speaks(known.denier), denies=True)]
        second = [k for k in self._told if len(k.by) > 1]
        return self._tell(second, lambda known: known.by[1:2])

    def _tell(self, told: Sequence[Known], by: Callable[[Known], Sequence[str]]) -> list[Line]:
        """Each by who knows it first, unless `by` says otherwise."""
        roles = [next(iter(by(known)), known.by[0]) for known in told]
        return [self._say(known, role, self._speaks(role)) for known, role in zip(told, roles, strict=True)]

    def _speaks(self, role: str | None) -> tuple[Named, ...]:
        return (self._chance.choice(self._cast.roles[role]),) if role else ()

    def _say(self, known: Known, role: str | None, chain: tuple[Named, ...], denies: bool = False) -> Line:
        return line(self._chance, [self._cast.clause(self._chance, known, role, self._day)], chain, denies)

    def _known(self, place: int) -> Known:
        return self._cast.claims[place]

    def _among(self, lines: Sequence[Line], kept: Sequence[Line] = ()) -> list[Line]:
        """Between other sentences; the first comes first, more of them in the first half than in the second."""
        chance = self._chance
        wanted = chance.randint(*PROPOSITIONS) - sum(len(x.clauses) for x in (*lines, *kept))
        others = [*kept, *self._beside(max(wanted, 3))]
        for told in reversed(lines[1:]):
            others.insert(int(len(others) * chance.random() ** 2), told)
        return [*lines[:1], *others]

    def _beside(self, clauses: int) -> Iterator[Line]:
        chance = self._chance
        while clauses > 0:
            some = [self._cast.beside(self._world, chance) for _ in range(chance.choice((1, 1, 2)))]
            clauses -= len(some)
            speaker = self._world.person(chance)
            said = chance.random() < 0.15
            yield line(chance, some, (Named(speaker, speaker, "person"),) if said else ())

    def _later(self, before: Written, minutes: float) -> datetime:
        """After the one that it rests on, and later than all so far, for they stand in order of time."""
        wanted = before.when + timedelta(minutes=1 + int(self._chance.expovariate(1 / minutes)))
        return max(wanted, self.articles[-1].when + timedelta(minutes=1))

    def _add(self, how: How, when: datetime, lines: Sequence[Line], rests: int | None = None) -> None:
        used = {article.outlet for article in self.articles}
        free = [outlet for outlet in self._world.outlets if outlet not in used]
        self.articles.append(Written(how, rarer(self._chance, free, 0.5), when, tuple(lines), rests))
