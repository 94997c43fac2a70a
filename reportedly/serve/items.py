"""What every view shows of the dates, places, events, estimates and commitments of a reading, in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from reportedly.language.inflect import plural
from reportedly.model import Commitment, Estimate, Event, Reading, Span
from reportedly.model.attribution import Hop
from reportedly.serve.outline import Step, hop_steps, words

RELATIVE = "(relative)"
"""Stands for the value of a date that nothing resolves."""
OWN_VOICE = "the article itself"


@dataclass(frozen=True, slots=True)
class Item:
    """One thing found. `line` is all of it but its sources; `facts` the same cut into the columns of its section.

    `words` are the article's, `steps` its sources (None for kinds that have none), `attribution` the number of the
    entry that tells it.
    """

    line: str
    facts: tuple[str, ...]
    words: str = ""
    steps: tuple[Step, ...] | None = None
    attribution: int | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """All of one kind, with the names of their facts."""

    kind: str
    columns: tuple[str, ...]
    items: tuple[Item, ...]

    @property
    def title(self) -> str:
        """The heading."""
        return self.kind.capitalize()

    @property
    def worded(self) -> bool:
        """Whether its items have words of the article."""
        return any(item.words for item in self.items)

    @property
    def told(self) -> bool:
        """Whether its items have sources, be it the article itself."""
        return any(item.steps is not None for item in self.items)


def sections(reading: Reading, kinds: Iterable[str]) -> tuple[Section, ...]:
    """Those of `kinds` that the reading has any of; attributions have a view of their own (`outline`)."""
    made = (Section(kind, *_MAKERS[kind](Names(reading))) for kind in kinds if kind in _MAKERS)
    return tuple(section for section in made if section.items)


class Names:
    """A reading with what its ids stand for."""

    def __init__(self, reading: Reading) -> None:
        self.reading, self.text = reading, reading.article.text
        self._entities = {entity.id: entity for entity in reading.entities}
        self._numbers = {item.id: number for number, item in enumerate(reading.attributions, 1)}

    def of(self, entity: str | None) -> str:
        """The entity's name on one line; the id where it is none of the reading."""
        known = self._entities.get(entity or "")
        return " ".join(known.name.split()) if known else entity or ""

    def chain(self, chain: tuple[Hop, ...]) -> str:
        """The sources in one line, outermost first; empty where the article itself tells it."""
        return " › ".join(step.label for step in hop_steps(chain))

    def parties(self, entities: tuple[str, ...], spans: tuple[Span, ...], joint: str = ", ") -> str:
        """Names, and the words of those that are no entity."""
        named = [m for entity in entities if (known := self._entities.get(entity)) for m in known.mentions]
        unnamed = [self.words(span) for span in spans if not any(span.meets(mention) for mention in named)]
        return joint.join(dict.fromkeys([*map(self.of, entities), *unnamed]))

    def words(self, span: Span | None) -> str:
        """The article's words on one line."""
        return words(self.text, [span]) if span else ""

    def item(self, found: Event | Estimate | Commitment, line: str, facts: tuple[str, ...], span: Span) -> Item:
        """An item with who tells it."""
        number = self._numbers.get(found.attribution or "")
        return Item(line, facts, self.words(span), hop_steps(found.chain), number)


_Made = tuple[tuple[str, ...], tuple[Item, ...]]


def _entities(names: Names) -> _Made:
    items = []
    for entity in names.reading.entities:
        roles, known = ", ".join(entity.roles), " ".join(filter(None, (entity.country, entity.wikidata)))
        line = "".join((names.of(entity.id), f"  {entity.kind}", _after(", ", roles), _after("  ", known)))
        items.append(Item(line, (names.of(entity.id), entity.kind, roles, known, str(len(entity.mentions)))))
    return ("name", "kind", "roles", "known as", "mentions"), tuple(items)


def _dates(names: Names) -> _Made:
    """One item a value, with the words of all that have it: an article names the same day many times."""
    told: dict[tuple[str, str], list[str]] = {}
    for date in names.reading.dates:
        told.setdefault((date.value or RELATIVE, date.type.lower()), []).append(names.words(date.span))
    items = []
    for (value, kind), all_words in told.items():
        quoted = ", ".join(f"“{each}”" for each in dict.fromkeys(all_words))
        items.append(Item(f"{value}  {quoted}", (value, kind), quoted))
    return ("when", "kind"), tuple(items)


def _places(names: Names) -> _Made:
    items = []
    for place in names.reading.places:
        at = f"{_degrees(place.latitude, 'N', 'S')} {_degrees(place.longitude, 'E', 'W')}"
        area = ", ".join(filter(None, (place.admin1, place.country)))
        items.append(Item(f"{names.of(place.entity)}  {at}{_after('  ', area)}", (names.of(place.entity), at, area)))
    return ("name", "where", "in"), tuple(items)


def _events(names: Names) -> _Made:
    items = []
    for event in names.reading.events:
        what = " ".join(filter(None, (event.type, event.mode)))
        actor = names.parties(event.actor, event.actor_spans)
        recipient = names.parties(event.recipient, event.recipient_spans)
        place, date = names.of(event.place), event.date or ""
        line = what + _after(": ", " → ".join(filter(None, (actor or "?", recipient))))
        line += _after(", in ", place) + _after(", ", date)
        line += "" if event.factuality == "happened" else f"  [{event.factuality}]"
        line += f"  “{names.words(event.trigger)}”"
        facts = (what, actor, recipient, place, date, event.factuality)
        items.append(names.item(event, line, facts, event.trigger))
    return ("what", "who", "to whom", "where", "when", "factuality"), tuple(items)


def _estimates(names: Names) -> _Made:
    items = []
    for found in names.reading.estimates:
        figure, quantity = bounds(found), " ".join(found.quantity.split())
        if quantity in (found.unit, plural(found.unit), figure.split()[-1]):
            quantity = ""  # "2 kilometres" says it all
        line = figure + _after(": ", quantity) + _after(", as of ", found.as_of or "")
        line += "" if found.status == "actual" else f"  [{found.status}]"
        facts = (figure, quantity, found.status, found.as_of or "")
        items.append(names.item(found, line, facts, found.span))
    return ("figure", "of what", "status", "as of"), tuple(items)


def _commitments(names: Names) -> _Made:
    items = []
    for found in names.reading.commitments:
        by, to = names.parties(found.by, found.by_spans), names.parties(found.to, found.to_spans)
        what, condition, date = names.words(found.span), names.words(found.condition), found.date or ""
        line = found.kind + _after(" by ", by) + _after(" to ", to) + f": “{what}”"
        line += (f", on condition: “{condition}”" if condition else "") + _after(", ", date)
        items.append(names.item(found, line, (found.kind, by, to, what, condition, date), found.span))
    return ("kind", "by", "to", "what", "condition", "date"), tuple(items)


_MAKERS: dict[str, Callable[[Names], _Made]] = {
    "entities": _entities,
    "dates": _dates,
    "places": _places,
    "events": _events,
    "estimates": _estimates,
    "commitments": _commitments,
}


def bounds(found: Estimate) -> str:
    """The figure with its unit: *600 to 5,000 people*, *at least 40 percent*."""
    low, high = found.low, found.high
    counted = (low, high) != (1, 1) and found.unit.islower() and found.unit.isalpha()
    unit = plural(found.unit) if counted else found.unit
    if low is None and high is None:
        figure = "unknown"
    elif low is None or high is None:
        figure = f"up to {number(high)}" if high is not None else f"at least {number(low or 0)}"
    else:
        figure = number(low) if low == high else f"{number(low)} to {number(high)}"
    return f"{figure} {unit}".strip()


def number(value: float) -> str:
    """With commas between thousands, and no more digits than there are."""
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,}"


def told_by(chain: tuple[Hop, ...]) -> str:
    """The chain in one line."""
    return " › ".join(step.label for step in hop_steps(chain)) or OWN_VOICE


def _after(mark: str, text: str) -> str:
    return mark + text if text else ""


def _degrees(value: float, positive: str, negative: str) -> str:
    return f"{abs(value):.2f}° {positive if value >= 0 else negative}"
