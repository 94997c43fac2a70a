"""An article of a story as text with its reading, as a perfect reader would read it, and what is known of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from zlib import crc32

from benchmarks.synthetic.lines import Clause, Line, moved
from benchmarks.synthetic.stories import DAYS, How, Story, Written
from benchmarks.synthetic.world import Named
from reportedly.model import (
    Article,
    Attribution,
    ClaimKind,
    Date,
    Entity,
    Estimate,
    Event,
    Hop,
    Mode,
    Place,
    Proposition,
    Reading,
    Span,
)

LINKED = 3
"""One in so many relays links to the article that it cites."""


@dataclass(frozen=True, slots=True)
class Gold:
    """That a known claim stands at a span of the article; `claim` is unique in the corpus.

    `origin` is who knows it, in the story, and None where this report denies.
    """

    span: Span
    claim: str
    origin: str | None


@dataclass(frozen=True, slots=True)
class Sample:
    """An article with all that is known of it. `rests` is the id of the article that it copies, rewrites or cites;
    `topics` are the claims of its propositions, None for what is beside the matter."""

    reading: Reading
    how: How
    story: int
    rests: str | None
    gold: tuple[Gold, ...]
    topics: tuple[str | None, ...]


def compose(story: Story, number: int) -> list[Sample]:
    """All articles of a story, by its number in the corpus."""
    return [_sample(story, number, place) for place in range(len(story.articles))]


def _id(story: int, place: int) -> str:
    return f"s{story}-{place}"


def _url(written: Written, story: int, place: int) -> str:
    return f"https://{written.outlet.host}/{written.when:%Y/%m}/{_id(story, place)}"


def _sample(story: Story, number: int, place: int) -> Sample:
    written = story.articles[place]
    lines, text = _set(written.lines)
    rests = written.rests
    linked = written.how == "relay" and rests is not None and number % LINKED == 0
    head = lines[0].text
    article = Article(
        id=_id(number, place),
        text=text,
        outlet=written.outlet.name,
        url=_url(written, number, place),
        title=head.partition("— ")[2] or head,
        published=written.when.isoformat(),
        language="en",
        credit=head[1:].partition(")")[0] if head.startswith("(") else None,
        links=(_url(story.articles[rests], number, rests),) if linked and rests is not None else (),
    )
    made = _Read(text, story.happened)
    made.entities(lines)
    for one in lines:
        made.line(one)
    return Sample(
        reading=made.reading(article),
        how=written.how,
        story=number,
        rests=None if rests is None else _id(number, rests),
        gold=tuple(_gold(lines, number)),
        topics=tuple(_topic(clause, number) for one in lines for clause in one.clauses),
    )


def _set(lines: Sequence[Line]) -> tuple[list[Line], str]:
    """The lines at their places in the text, three to a paragraph."""
    placed: list[Line] = []
    text = ""
    for number, one in enumerate(lines):
        if number:
            text += " " if number % 3 else "\n\n"
        placed.append(_at(one, len(text)))
        text += one.text
    return placed, text


def _at(one: Line, start: int) -> Line:
    """Its spans counted from the beginning of the text; its words unchanged."""
    here = one.after(" " * start)
    return Line(one.text, one.clauses, here.spans, here.says, one.polarity, one.quoted)


def _topic(clause: Clause, story: int) -> str | None:
    return None if clause.claim is None else f"{story}/{clause.claim}"


def _gold(lines: Sequence[Line], story: int) -> Iterator[Gold]:
    for one in lines:
        for clause, span in zip(one.clauses, one.spans, strict=True):
            if (claim := _topic(clause, story)) is not None:
                yield Gold(span, claim, clause.knows if one.polarity == "asserts" else None)


@dataclass
class _Read:
    """A reading as it grows, line by line."""

    text: str
    happened: date
    found: list[Entity] = field(default_factory=list)
    ids: dict[str, str] = field(default_factory=dict)
    attributions: list[Attribution] = field(default_factory=list)
    propositions: list[Proposition] = field(default_factory=list)
    estimates: list[Estimate] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    dates: list[Date] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)

    def entities(self, lines: Sequence[Line]) -> None:
        """Everybody and everything with a name, wherever it stands; the longer of two names that meet."""
        says = (step.who for one in lines for step in one.says)
        named = {n.name: n for n in (*says, *(n for o in lines for c in o.clauses for n in c.names)) if n.name}
        taken: list[Span] = []
        places: list[tuple[tuple[Span, ...], Named]] = []
        for one in sorted(named.values(), key=lambda n: (-len(n.name), n.name)):
            spans = tuple(s for s in self._mentions(one.name) if not any(s.meets(t) for t in taken))
            taken += spans
            if spans:
                places.append((spans, one))
        for number, (spans, one) in enumerate(sorted(places, key=lambda p: p[0]), 1):
            self.ids[one.name] = f"e{number}"
            self.found.append(Entity(f"e{number}", one.kind, one.name, roles=one.roles, mentions=spans))
            if one.kind == "place":
                drawn = crc32(one.name.encode())
                self.places.append(Place(f"e{number}", drawn % 1100 / 10 - 50, drawn // 1100 % 3600 / 10 - 180))

    def _mentions(self, name: str) -> Iterator[Span]:
        at = self.text.find(name)
        while at >= 0:
            end = at + len(name)
            if not self.text[end : end + 1].isalpha():
                yield Span(at, end)
            at = self.text.find(name, end)

    def line(self, one: Line) -> None:
        """What one line says, and who says it."""
        chain: tuple[Hop, ...] = ()
        parent = None
        content = (Span(one.spans[0].start, one.spans[-1].end),)
        for step in one.says:
            id_, name = f"a{len(self.attributions) + 1}", step.who.name
            hop = Hop(self.ids.get(name), name or step.who.words, step.cue.of(self.text))
            chain = (*chain, hop)
            mode: Mode = "direct" if one.quoted else "indirect"
            self.attributions.append(
                Attribution(id_, (step.cue,), (step.source,), content, parent, mode, one.polarity, chain=chain)
            )
            parent = id_
        for clause, span in zip(one.clauses, one.spans, strict=True):
            self._clause(clause, span, one, parent, chain)

    def _clause(self, clause: Clause, span: Span, one: Line, told: str | None, chain: tuple[Hop, ...]) -> None:
        kind: ClaimKind = "statement"
        items: list[str] = []
        day = self._day(clause, span)
        if clause.figure is not None:
            kind = "estimate"
            items.append(f"q{len(self.estimates) + 1}")
            words = f"at least {clause.figure}" if clause.at_least else str(clause.figure)
            high = None if clause.at_least else clause.figure
            where = self._inside(span, words)
            self.estimates.append(
                Estimate(items[0], where, clause.unit, clause.figure, high, clause.unit, attribution=told, chain=chain)
            )
        elif clause.trigger:
            kind = "event"
            items.append(f"v{len(self.events) + 1}")
            where = self._inside(span, clause.trigger)
            place = next((self.ids[n.name] for n in clause.names if n.kind == "place" and n.name in self.ids), None)
            self.events.append(
                Event(items[0], "ASSAULT", None, where, place=place, date=day, attribution=told, chain=chain)
            )
        number = f"p{len(self.propositions) + 1}"
        self.propositions.append(Proposition(number, span, kind, one.polarity, told, chain, tuple(items)))

    def _day(self, clause: Clause, span: Span) -> str | None:
        word = DAYS[self.happened.weekday()]
        if clause.claim is None or word not in clause.words:
            return None
        self.dates.append(Date(self._inside(span, word), self.happened.isoformat(), "DATE"))
        return self.happened.isoformat()

    def _inside(self, span: Span, words: str) -> Span:
        start = self.text.lower().index(words.lower(), span.start, span.end)
        return moved(Span(0, len(words)), start)

    def reading(self, article: Article) -> Reading:
        """All of it."""
        return Reading(
            article=article,
            entities=tuple(self.found),
            attributions=tuple(self.attributions),
            dates=tuple(self.dates),
            events=tuple(self.events),
            estimates=tuple(self.estimates),
            places=tuple(self.places),
            propositions=tuple(self.propositions),
        )
