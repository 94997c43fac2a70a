"""Readings made without the network, from what is known of every sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from benchmarks.synthetic.lines import Clause, Line, moved
from benchmarks.synthetic.setting import Printed
from benchmarks.synthetic.world import Named
from reportedly.model import Attribution, Entity, Estimate, Event, Hop, Proposition, Reading, Span

NAME = re.compile(r"\b[A-Z][\w'-]+ [A-Z][\w'-]+\b")


def reading(article: Printed) -> Reading:
    """What a reader without fault finds in it: everybody, who says what, figures, events, every clause."""
    text = article.article.text
    entities = _entities(article)
    ids = {entity.name: entity.id for entity in entities}
    made = _Found(ids)
    for at, line in article.lines:
        made.add(at, line, text)
    return Reading(
        article=article.article,
        entities=entities,
        attributions=tuple(made.attributions),
        events=tuple(made.events),
        estimates=tuple(made.estimates),
        propositions=tuple(made.propositions),
    )


def _entities(article: Printed) -> tuple[Entity, ...]:
    """Everybody who says something, and whoever else has two words for a name, in order of first mention."""
    text = article.article.text
    named: dict[str, Named] = {}
    for _, line in article.lines:
        for says in line.says:
            named.setdefault(says.who.name, says.who)
    for match in NAME.finditer(text):
        named.setdefault(match[0], Named(match[0], match[0], "person"))
    mentions = {name: [Span(m.start(), m.end()) for m in re.finditer(re.escape(name), text)] for name in named}
    there = sorted((name for name in named if mentions[name]), key=lambda name: (mentions[name][0], name))
    return tuple(
        Entity(f"e{n}", named[name].kind, name, None, named[name].roles, None, tuple(mentions[name]))  # type: ignore[arg-type]
        for n, name in enumerate(there, 1)
    )


@dataclass(frozen=True, slots=True)
class _Told:
    """How a line is told: the innermost attribution and the chain."""

    attribution: str | None
    chain: tuple[Hop, ...]


class _Found:
    """What was found so far in an article, line by line."""

    def __init__(self, ids: dict[str, str]) -> None:
        self._ids = ids
        self.attributions: list[Attribution] = []
        self.events: list[Event] = []
        self.estimates: list[Estimate] = []
        self.propositions: list[Proposition] = []

    def add(self, at: int, line: Line, text: str) -> None:
        """A line that begins `at` code points of the text."""
        told = self._attributed(at, line, text)
        for clause, place in zip(line.clauses, line.spans, strict=True):
            span = moved(place, at)
            items = [*self._estimate(clause, span, text, told), *self._event(clause, span, text, told)]
            kind = "estimate" if clause.figure is not None else "event" if items else "statement"
            number = f"p{len(self.propositions) + 1}"
            self.propositions.append(
                Proposition(number, span, kind, line.polarity, told.attribution, told.chain, tuple(items))  # type: ignore[arg-type]
            )

    def _attributed(self, at: int, line: Line, text: str) -> _Told:
        chain: list[Hop] = []
        parent: str | None = None
        for says in line.says:
            source, cue = moved(says.source, at), moved(says.cue, at)
            chain.append(Hop(self._ids.get(says.who.name), says.who.name, cue.of(text)))
            inner = says is line.says[-1]
            number = f"a{len(self.attributions) + 1}"
            self.attributions.append(
                Attribution(
                    number,
                    (cue,),
                    (source,),
                    tuple(moved(s, at) for s in line.spans),
                    parent,
                    "direct" if inner and line.quoted else "indirect",
                    line.polarity if inner else "asserts",
                    chain=tuple(chain),
                )
            )
            parent = number
        return _Told(parent, tuple(chain))

    def _estimate(self, clause: Clause, span: Span, text: str, told: _Told) -> Iterator[str]:
        if clause.figure is None:
            return
        start = text.index(str(clause.figure), span.start)
        size = len(str(clause.figure))
        what = text[start + size : span.end].split()[:2]
        number = f"q{len(self.estimates) + 1}"
        low, high = float(clause.figure), None if clause.at_least else float(clause.figure)
        self.estimates.append(
            Estimate(
                number,
                Span(start, start + size),
                " ".join(what),
                low,
                high,
                clause.unit,
                "actual",
                told.attribution,
                told.chain,
            )
        )
        yield number

    def _event(self, clause: Clause, span: Span, text: str, told: _Told) -> Iterator[str]:
        if clause.kind != "event":
            return
        inside = span.of(text)
        trigger = re.search(rf"\b(?:{'|'.join(clause.triggers)})\b", inside)
        if trigger is None:
            return
        number = f"v{len(self.events) + 1}"
        place = Span(span.start + trigger.start(), span.start + trigger.end())
        self.events.append(
            Event(number, "ASSAULT", None, place, attribution=told.attribution, chain=told.chain, mentions=(place,))
        )
        yield number
