"""What every view of a reading shows, worked out once: the tree of attributions, chains in words, sources counted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from reportedly.model import Article, Attribution, Hop, Reading, Span

StepKind = Literal["named", "unnamed", "nobody"]
NOBODY = "(nobody named)"
JOINT = " … "
"""Stands between the pieces of something discontinuous."""


@dataclass(frozen=True, slots=True)
class Step:
    """A hop as people read it: `named` has an entity, `unnamed` only words, `nobody` neither."""

    label: str
    kind: StepKind
    cue: str | None


@dataclass(frozen=True, slots=True)
class Entry:
    """An attribution in its place in the tree, with its words.

    `number` counts from 1 in the order of the reading, `depth` from 1 for an attribution without a parent.
    """

    attribution: Attribution
    number: int
    depth: int
    parent: int | None
    steps: tuple[Step, ...]
    cue: str
    source: str
    content: str
    children: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """A source and in how many attributions' chains it stands."""

    label: str
    kind: StepKind
    count: int


def outline(reading: Reading) -> tuple[Entry, ...]:
    """The attributions that stand in no other, each with those inside it."""
    text, items = reading.article.text, reading.attributions
    parents = _parents(items)
    inside: dict[int | None, list[int]] = {}
    for number in range(1, len(items) + 1):
        inside.setdefault(parents[number], []).append(number)

    def entry(number: int, depth: int) -> Entry:
        item = items[number - 1]
        return Entry(
            attribution=item,
            number=number,
            depth=depth,
            parent=parents[number],
            steps=steps(item, text),
            cue=words(text, item.cue),
            source=words(text, item.source),
            content=words(text, item.content),
            children=tuple(entry(child, depth + 1) for child in inside.get(number, ())),
        )

    return tuple(entry(number, 1) for number in inside.get(None, ()))


def walk(entries: Iterable[Entry]) -> Iterator[Entry]:
    """Every entry, each before those inside it."""
    for entry in entries:
        yield entry
        yield from walk(entry.children)


def steps(attribution: Attribution, text: str) -> tuple[Step, ...]:
    """The chain in words. One without hops (no resolver ran) falls back on the words of its source."""
    hops = attribution.chain or (
        Hop(None, words(text, attribution.source) or None, words(text, attribution.cue) or None),
    )
    return hop_steps(hops)


def hop_steps(chain: Iterable[Hop]) -> tuple[Step, ...]:
    """Hops as people read them."""
    return tuple(_step(hop) for hop in chain)


def words(text: str, spans: Iterable[Span]) -> str:
    """The words of a role on one line."""
    return JOINT.join(" ".join(span.of(text).split()) for span in spans)


def sources(reading: Reading) -> tuple[Tally, ...]:
    """All sources, those of most attributions first, nobody last; once per chain however often it stands there."""
    found: dict[str, Tally] = {}
    for item in reading.attributions:
        for key, step in _keyed(item, reading.article.text).items():
            known = found.get(key, Tally(step.label, step.kind, 0))
            found[key] = replace(known, count=known.count + 1)
    return tuple(sorted(found.values(), key=lambda tally: (tally.kind == "nobody", -tally.count)))


def summary(reading: Reading) -> str:
    """How much was found, in one line."""
    nested = sum(parent is not None for parent in _parents(reading.attributions).values())
    named = sum(tally.kind != "nobody" for tally in sources(reading))
    return ", ".join((_count(len(reading.attributions), "attribution"), f"{nested} nested", _count(named, "source")))


def about(article: Article) -> tuple[str, ...]:
    """Outlet, byline and date, as far as known."""
    facts = (article.outlet, article.byline, article.published)
    return tuple(fact for fact in facts if fact)


def tags(attribution: Attribution) -> tuple[str, ...]:
    """What sets it apart from the plain case, which is indirect and asserts."""
    mode = () if attribution.mode == "indirect" else (attribution.mode,)
    polarity = () if attribution.polarity == "asserts" else (attribution.polarity,)
    return (*mode, *polarity, *(("hedged",) if attribution.hedged else ()))


def _step(hop: Hop) -> Step:
    if hop.label is None:
        return Step(NOBODY, "nobody", hop.cue)
    return Step(" ".join(hop.label.split()), "unnamed" if hop.entity is None else "named", hop.cue)


def _keyed(item: Attribution, text: str) -> dict[str, Step]:
    """Two hops are one source where they are one entity, or the same words; NUL keeps ids and words apart."""
    shown = steps(item, text)
    entities = [hop.entity for hop in item.chain] or [None]
    return {f"\0{e}" if e else step.label.casefold(): step for e, step in zip(entities, shown, strict=True)}


def _parents(items: tuple[Attribution, ...]) -> dict[int, int | None]:
    """Numbers of the parents. One that is not there, or a ring of them, counts as none: the JSON may be anybody's."""
    numbers = {item.id: number for number, item in enumerate(items, 1)}
    parents = {n: numbers.get(item.parent) if item.parent else None for n, item in enumerate(items, 1)}
    for number in parents:
        seen, above = {number}, parents[number]
        while above is not None:
            if above in seen:
                parents[number] = None
                break
            seen.add(above)
            above = parents[above]
    return parents


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
