"""A flat map of the world: where a place stands on it, and which part of it is looked at.

Miller's cylindrical projection (Miller 1942): shapes are right nearly everywhere where people live, north is up on every
part of it, and the poles are not endlessly far.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

WIDTH = 3600
"""Units of the whole map across."""
NORTH, SOUTH = 84.0, -58.0
"""Degrees of its edges."""


@dataclass(frozen=True, slots=True)
class Point:
    """A place on the map."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class View:
    """A part of the map, in its units."""

    x: float
    y: float
    width: float
    height: float

    def holds(self, point: Point) -> bool:
        """Whether a place is seen in it."""
        return self.x <= point.x <= self.x + self.width and self.y <= point.y <= self.y + self.height


def _height(latitude: float) -> float:
    return 1.25 * math.log(math.tan(math.pi / 4 + 0.4 * math.radians(latitude)))


_UNIT = WIDTH / (2 * math.pi)
_TOP = _height(NORTH)
HEIGHT = round((_TOP - _height(SOUTH)) * _UNIT)


def place(latitude: float, longitude: float) -> Point:
    """Where it stands; what lies beyond the map's edge stands at it."""
    within = min(max(latitude, SOUTH), NORTH)
    x = (min(max(longitude, -180.0), 180.0) + 180.0) / 360.0 * WIDTH
    return Point(x, (_TOP - _height(within)) * _UNIT)


WORLD = View(0, 0, WIDTH, HEIGHT)
_LEAST = 260.0
"""Units of the narrowest view: beyond that the coasts are too coarse to tell anything."""
_SHAPE = WIDTH / HEIGHT
_MARGIN = 0.12


def box(south: float, west: float, north: float, east: float) -> View:
    """The view that has these degrees in it, in the shape of the whole map."""
    return around((place(north, west), place(south, east)), margin=0.0)


def around(points: Iterable[Point], margin: float = _MARGIN) -> View:
    """The smallest view with all of these in it, with some room; the world where there are none."""
    every = list(points)
    if not every:
        return WORLD
    left, right = min(p.x for p in every), max(p.x for p in every)
    top, bottom = min(p.y for p in every), max(p.y for p in every)
    width = max((right - left) * (1 + 2 * margin), (bottom - top) * (1 + 2 * margin) * _SHAPE, _LEAST)
    width = min(width, WIDTH)
    height = width / _SHAPE
    x = min(max((left + right - width) / 2, 0.0), WIDTH - width)
    y = min(max((top + bottom - height) / 2, 0.0), HEIGHT - height)
    return View(round(x, 1), round(y, 1), round(width, 1), round(height, 1))
