"""python -m training.world --atlas world-atlas-2.0.2.tgz

Draws reportedly/serve/web/static/world.svg, the map behind the pins, from countries-110m.json of the npm package
world-atlas (ISC; `npm pack world-atlas`), which is Natural Earth's 1:110m map of admin 0 countries (public domain). The
package is not needed afterwards. Places stand where `reportedly.serve.web.drawing.world` puts them, so that pins and
land agree. Coasts are one path, borders between two countries another one, each drawn once.
"""

from __future__ import annotations

import argparse
import json
import tarfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from reportedly.serve.web.drawing.world import HEIGHT, SOUTH, WIDTH, place

TO = Path(__file__).parents[1] / "reportedly" / "serve" / "web" / "static" / "world.svg"
NOTE = """<!-- Made with Natural Earth (public domain, naturalearthdata.com), 1:110m admin 0 countries, by way of world-atlas 2.0.2
(ISC, Copyright 2013-2019 Michael Bostock). Drawn by training/world.py. -->"""
Point = tuple[int, int]


def main() -> None:
    """Draw from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--atlas", type=Path, required=True)
    with tarfile.open(parser.parse_args().atlas) as package:
        member = package.extractfile("package/countries-110m.json")
        assert member is not None
        atlas = json.load(member)
    TO.write_text(drawn(atlas), encoding="utf-8")


def drawn(atlas: Any) -> str:
    """The SVG of a topology."""
    arcs = [list(_points(arc, atlas["transform"])) for arc in atlas["arcs"]]
    rings = [_joined(ring, arcs) for ring in _rings(atlas["objects"]["land"]["geometries"])]
    countries = _rings(atlas["objects"]["countries"]["geometries"])
    used = Counter(arc if arc >= 0 else ~arc for ring in countries for arc in ring)
    # What lies wholly at the lower edge is Antarctica.
    shown = [ring for ring in rings if any(y < HEIGHT for _, y in ring)]
    land = "".join(_path(piece, closed=True) for ring in shown for piece in _pieces(ring))
    borders = "".join(_path(arcs[arc], closed=False) for arc, times in sorted(used.items()) if times > 1)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}">\n{NOTE}\n'
        f'<g id="world"><path class="land" vector-effect="non-scaling-stroke" d="{land}"/>\n'
        f'<path class="borders" vector-effect="non-scaling-stroke" fill="none" d="{borders}"/></g>\n</svg>\n'
    )


def _points(arc: Sequence[Sequence[int]], transform: Any) -> Iterator[Point]:
    """On the map; what falls together at its precision stands once."""
    (width, height), (left, bottom) = transform["scale"], transform["translate"]
    x = y = 0
    before: Point | None = None
    for dx, dy in arc:
        x, y = x + dx, y + dy
        at = place(max(y * height + bottom, SOUTH), x * width + left)
        point = round(at.x), min(round(at.y), HEIGHT)
        if point != before:
            yield point
        before = point


def _rings(geometries: Iterable[Any]) -> Iterator[list[int]]:
    for geometry in geometries:
        for polygon in [geometry["arcs"]] if geometry["type"] == "Polygon" else geometry["arcs"]:
            yield from polygon


def _joined(ring: Sequence[int], arcs: Sequence[list[Point]]) -> list[Point]:
    """The points of a ring; an arc is told backwards by its complement."""
    points: list[Point] = []
    for arc in ring:
        piece = arcs[arc] if arc >= 0 else arcs[~arc][::-1]
        points += piece[1:] if points else piece
    return points


def _pieces(ring: list[Point]) -> Iterator[list[Point]]:
    """A ring cut where it leaves the map on one side and comes in on the other (Chukotka, Fiji)."""
    jumps = [at for at, ((a, _), (b, _)) in enumerate(pairwise(ring), 1) if abs(a - b) > WIDTH / 2]
    if not jumps:
        yield ring
        return
    # The last piece goes on in the first: a ring ends where it begins.
    turned = ring[jumps[0] : -1] + ring[: jumps[0]]
    for begin, end in pairwise([at - jumps[0] for at in jumps] + [len(turned)]):
        yield turned[begin:end]


def _path(points: Sequence[Point], closed: bool) -> str:
    """In relative steps, which are short."""
    if len(points) < (4 if closed else 2):
        return ""
    (x, y), *rest = points
    steps = []
    for to_x, to_y in rest:
        dx, dy = to_x - x, to_y - y
        steps.append(f"{dx}{'' if dy < 0 else ' '}{dy}")
        x, y = to_x, to_y
    line = "".join(step if step[0] == "-" else f" {step}" for step in steps).lstrip()
    return f"M{points[0][0]} {points[0][1]}l{line}" + ("z" if closed else "")


if __name__ == "__main__":
    main()
