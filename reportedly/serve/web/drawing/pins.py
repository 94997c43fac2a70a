"""Pins on the map of the world: as large as the number of reports, named where there is room."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from reportedly.corpus.atlas import Located
from reportedly.serve.ledger.words import shortened
from reportedly.serve.web.drawing.world import WORLD, Point, View, around, box, place

REGIONS: Mapping[str, View] = {
    "world": WORLD,
    "europe": box(34, -12, 66, 45),
    "middle-east": box(12, 25, 43, 64),
    "africa": box(-36, -20, 38, 54),
    "south-asia": box(4, 58, 50, 98),
    "east-asia": box(18, 92, 52, 148),
    "oceania": box(-48, 92, 24, 180),
    "north-america": box(12, -168, 72, -50),
    "south-america": box(-56, -95, 14, -32),
}
"""Parts of the map by name."""
PINS, NAMES = 250, 16
"""Pins that are drawn, and names that are written beside them; the list has all of them."""
_ACROSS = 1200.0
"""Pixels of the map on a desk, for which sizes are."""
_LEAST, _MOST = 4.0, 20.0
"""Radius of a pin in pixels."""
_SIZE = 13.0
_LETTER = 0.58
"""Width of a letter, of its size."""
_LONGEST = 28
_MOST_OF, _NARROWER = 0.9, 0.6
"""Of all reports, those whose pins are seen where a view is drawn around them, if that makes it so much narrower: one
place on the other side of the world would leave a heap of all others."""


@dataclass(frozen=True, slots=True)
class Pin:
    """A place on the map, in its units. `key` is what the address calls it; `label` is empty where there is no room for
    it, else stands to the left or right of the pin."""

    key: str
    place: Located
    x: float
    y: float
    radius: float
    label: str
    left: bool


@dataclass(frozen=True, slots=True)
class Map:
    """The largest pins come first, so that the small ones lie on them. `size` is that of letters, in units of the map;
    `outside` is how many places the view does not show, `left_out` how many of those it does are not drawn."""

    view: View
    pins: tuple[Pin, ...]
    size: float
    outside: int
    left_out: int


def key(located: Located) -> str:
    """What the address calls a place: a country's code, or degrees."""
    spot = located.spot
    return spot.country if spot.whole and spot.country else f"{spot.latitude:g},{spot.longitude:g}"


def drawn(places: Sequence[Located], region: str) -> Map:
    """In a region by its name, a country by its code, or `pins`: wherever most are."""
    view = _view(places, region)
    unit = view.width / _ACROSS
    seen = [(each, at) for each in places if view.holds(at := _at(each))]
    shown = seen[:PINS]
    most = max((each.reports for each, _ in shown), default=1)
    radii = [max(_MOST * math.sqrt(each.reports / most), _LEAST) * unit for each, _ in shown]
    names = list(_labels(shown, radii, unit, view))
    pins = (
        Pin(key(each), each, round(at.x, 1), round(at.y, 1), round(radius, 2), *name)
        for (each, at), radius, name in zip(shown, radii, names, strict=True)
    )
    return Map(view, tuple(pins), round(_SIZE * unit, 2), len(places) - len(seen), len(seen) - len(shown))


def _view(places: Sequence[Located], region: str) -> View:
    if region in REGIONS:
        return REGIONS[region]
    if region != "pins":
        return around(_at(each) for each in places if each.spot.country == region)
    whole, near = around(map(_at, places)), around(_gathered(places))
    return near if near.width < _NARROWER * whole.width else whole


def _gathered(places: Sequence[Located]) -> Iterator[Point]:
    """Those nearest to the middle of all reports, until they have most of them."""
    every = [(_at(each), each.reports) for each in places]
    total = sum(reports for _, reports in every)
    middle = Point(_middle((at.x, n) for at, n in every), _middle((at.y, n) for at, n in every))
    seen = 0
    for at, reports in sorted(every, key=lambda one: math.hypot(one[0].x - middle.x, one[0].y - middle.y)):
        if seen >= _MOST_OF * total:
            return
        seen += reports
        yield at


def _middle(weighed: Iterable[tuple[float, int]]) -> float:
    """The weighted median, which no single place far away moves; 0 of nothing."""
    every = sorted(weighed)
    half = sum(weight for _, weight in every) / 2
    for value, weight in every:
        half -= weight
        if half <= 0:
            return value
    return 0.0


def _at(located: Located) -> Point:
    return place(located.spot.latitude, located.spot.longitude)


_Area = tuple[float, float, float, float]


def _labels(
    shown: Sequence[tuple[Located, Point]], radii: Sequence[float], unit: float, view: View
) -> Iterator[tuple[str, bool]]:
    """Names of the largest, on the right of the pin, else on the left, where nothing is in the way yet."""
    taken: list[_Area] = []
    written = 0
    for (each, at), radius in zip(shown, radii, strict=True):
        name = shortened(each.spot.name, _LONGEST)
        high, long = _SIZE * unit / 2, len(name) * _SIZE * _LETTER * unit + 3 * unit
        right = at.x - radius, at.y - high, at.x + radius + long, at.y + high
        left = at.x - radius - long, at.y - high, at.x + radius, at.y + high
        free = [
            area
            for area in (right, left)
            if view.x <= area[0] and area[2] <= view.x + view.width and not any(_meet(area, one) for one in taken)
        ]
        if written < NAMES and free:
            written += 1
            taken.append(free[0])
            yield name, free[0] is left
        else:
            taken.append((at.x - radius, at.y - radius / 2, at.x + radius, at.y + radius / 2))
            yield "", False


def _meet(a: _Area, b: _Area) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
