"""The columns of UCDP GED 23.1 and later (Sundberg and Melander 2013; Högbladh, codebook): one row a claim of violence.

What UCDP's coders decide and no text says (which conflict, which dyad, which kind of violence, whose dead) stays empty.
"""

from __future__ import annotations

import csv
import math
from pathlib import Path

from reportedly.language.gazetteer import states as countries
from reportedly.language.places import known
from reportedly.model import Claim, Entity
from reportedly.serve.exports import violence
from reportedly.serve.exports.characters import tabular
from reportedly.serve.exports.chosen import Chosen
from reportedly.serve.exports.format import Format
from reportedly.serve.exports.states import states
from reportedly.serve.exports.violence import Days, Told, Where
from reportedly.serve.output import opened

UCDP_COLUMNS = tuple(
    "id relid year active_year code_status type_of_violence conflict_dset_id conflict_new_id conflict_name dyad_dset_id "
    "dyad_new_id dyad_name side_a_dset_id side_a_new_id side_a side_b_dset_id side_b_new_id side_b number_of_sources "
    "source_article source_office source_date source_headline source_original where_prec where_coordinates "
    "where_description adm_1 adm_2 latitude longitude geom_wkt priogrid_gid country country_id region event_clarity "
    "date_prec date_start date_end deaths_a deaths_b deaths_civilians deaths_unknown best high low gwnoa gwnob".split()
)
_PRECISION = ((1, 1), (6, 2), (7, 3), (31, 4), (366, 5))
"""Up to how many days is which `date_prec`; a month is 4 however long, and longer than a year has no code."""
_ATTESTED = 2
"""Independent origins, at least, that make one figure a ground for `best`."""


def _ucdp(chosen: Chosen, to: Path | None) -> int:
    count = 0
    with opened(to) as output:
        output.used = True
        writer = csv.DictWriter(output.text, UCDP_COLUMNS, restval="", lineterminator="\r\n")
        writer.writeheader()
        for claim in chosen.claims():
            if given := violence.told(claim, chosen):
                writer.writerow({name: _cell(value) for name, value in _row(claim, given, chosen).items()})
                count += 1
    return count


def _row(claim: Claim, given: tuple[Told, ...], chosen: Chosen) -> dict[str, object]:
    """What is known; the columns that are not named here are empty."""
    return {
        "id": claim.id,
        "number_of_sources": claim.independent_origins.low,
        "source_original": "; ".join(origin.label for origin in claim.origins),
        **_sources(claim, chosen),
        **_sides(given),
        **_place(violence.where(given)),
        **_time(violence.days(given), any(each.events for each in given)),
        **_deaths(claim, given),
    }


def _sources(claim: Claim, chosen: Chosen) -> dict[str, object]:
    """The articles, in GED's way: the same number of pieces in each column, with semicolons between them."""
    found = [reading.article for reading in violence.articles(claim, chosen)]
    offices = [article.outlet or "" for article in found]
    dates = [(article.published or "")[:10] for article in found]
    headlines = [" ".join((article.title or "").split()) for article in found]
    whole = (",".join(parts).replace('"', '""') for parts in zip(offices, dates, headlines, strict=True))
    return {
        "source_article": ";".join(f'"{each}"' for each in whole),
        "source_office": ";".join(offices),
        "source_date": ";".join(dates),
        "source_headline": ";".join(headlines),
    }


def _sides(given: tuple[Told, ...]) -> dict[str, object]:
    """Who did it is side a, to whom side b."""
    (side_a, state_a), (side_b, state_b) = violence.side(given, False), violence.side(given, True)
    return {"side_a": side_a, "side_b": side_b, "gwnoa": _number(state_a), "gwnob": _number(state_b)}


def _number(entity: Entity | None) -> int | None:
    """Gleditsch and Ward's, for a state itself; an organ or a citizen of it is not the state."""
    state = states().get(entity.country or "") if entity and entity.kind == "country" else None
    return state.gw if state else None


def _place(where: Where | None) -> dict[str, object]:
    if where is None:
        return {}
    place = where.place
    state, country = states().get(place.country or ""), countries().get(place.country or "")
    return {
        "where_prec": _where_precision(where),
        "where_coordinates": " ".join(where.entity.name.split()),
        "adm_1": place.admin1,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "geom_wkt": f"POINT ({place.longitude:f} {place.latitude:f})",
        "priogrid_gid": prio_grid(place.latitude, place.longitude),
        "country": country.name if country else None,
        "country_id": state.gw if state else None,
        "region": state.region if state else None,
    }


def _where_precision(where: Where) -> int | None:
    """1 a town, 4 a first-level division, 6 a country; None for areas, of which our list does not say how wide they are."""
    if where.entity.kind == "country":
        return 6
    place = where.place
    same = (
        each
        for each in known(where.entity.name)
        if (each.latitude, each.longitude) == (place.latitude, place.longitude)
    )
    kinds = {each.kind for each in same}
    return {"city": 1, "region": 4}.get(kinds.pop()) if len(kinds) == 1 else None


def prio_grid(latitude: float, longitude: float) -> int:
    """The PRIO-GRID cell (Tollefsen et al. 2012): half degrees, counted from the south-west corner, from 1."""
    row = min(math.floor((latitude + 90) * 2), 359)
    column = min(math.floor((longitude + 180) * 2), 719)
    return row * 720 + column + 1


def _time(days: Days | None, event: bool) -> dict[str, object]:
    if days is None:
        return {}
    precision = next((code for most, code in _PRECISION if days.count <= most), None)
    return {
        "year": days.first.year if days.first.year == days.last.year else None,
        "date_prec": precision,
        "date_start": f"{days.first} 00:00:00.000",
        "date_end": f"{days.last} 00:00:00.000",
        "event_clarity": 1 if event and precision == 1 else None,
    }


def _deaths(claim: Claim, given: tuple[Told, ...]) -> dict[str, object]:
    """`best` only where independent origins name one and the same figure and nobody denies it."""
    bounds = violence.bounds(given)
    sure = bounds.same and claim.status == "confirmed" and claim.independent_origins.low >= _ATTESTED
    return {"low": bounds.low, "high": bounds.high, "best": bounds.low if sure else None}


def _cell(value: object) -> object:
    if isinstance(value, float) and value.is_integer() and abs(value) < 2**53:
        return int(value)
    return "" if value is None else tabular(value) if isinstance(value, str) else value


UCDP = Format("ucdp", ".csv", "claims of violence in the 49 columns of UCDP GED", _ucdp)
