"""States, their organs, organisations and media that the data files know, by every name they go by."""

from __future__ import annotations

import csv
import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from reportedly.model import EntityKind

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class Known:
    """What a data file says of one entity; `country` is ISO 3166-1 alpha-3."""

    name: str
    kind: EntityKind
    country: str | None
    wikidata: str | None


@lru_cache(50_000)
def fold(name: str) -> str:
    """A name as it is looked up: lower case, without accents, article, possessive, hyphens and dots."""
    plain = unicodedata.normalize("NFKD", name.replace("’", "'"))
    plain = "".join(c for c in plain if not unicodedata.combining(c)).lower()
    plain = re.sub(r"'s\b|'$", "", plain)
    plain = re.sub(r"(?<=\w)\.(?=\w|$|\s)", "", plain)
    return " ".join(re.sub(r"[^\w/&]+", " ", plain).split()).removeprefix("the ")


def rows(name: str) -> list[dict[str, str]]:
    """A data file's rows."""
    with (DATA / name).open(encoding="utf8", newline="") as lines:
        return list(csv.DictReader(lines))


@cache
def known() -> dict[str, Known]:
    """Everything by folded name. Earlier files win: a state before an organ before a medium."""
    found: dict[str, Known] = {}

    def add(row: dict[str, str], kind: EntityKind, *names: str) -> None:
        entity = Known(row["name"], kind, row.get("country") or None, row.get("wikidata") or None)
        for name in (row["name"], *names):
            if name:
                found.setdefault(fold(name), entity)

    for row in rows("countries.csv"):
        add(row, "country", *row["aliases"].split("|"))
    for row in rows("organs.csv"):
        add(row, "organization", *row["aliases"].split("|"))
    for row in rows("organisations.csv"):
        add(row, "organization", *row["aliases"].split("|"))
    for row in rows("media.csv"):
        add(row, "media", *row["aliases"].split("|"))
    return found


@cache
def states() -> dict[str, Known]:
    """States by ISO code."""
    return {k.country: k for k in known().values() if k.kind == "country" and k.country}


@cache
def adjectives() -> dict[str, str]:
    """*russian* → RUS, folded; the people's plural (*russians*) as well."""
    found: dict[str, str] = {}
    for row in rows("demonyms.csv"):
        for name in [*row["adjectives"].split("|"), *row["people"].split("|")]:
            if name:
                found.setdefault(fold(name), row["country"])
    return found


@cache
def capitals() -> dict[str, str]:
    """*pyongyang* → PRK, folded."""
    return {fold(c): row["country"] for row in rows("demonyms.csv") for c in row["capitals"].split("|") if c}


@cache
def roles() -> dict[str, str]:
    """Nouns for what somebody is, with the gender that the word tells ("" where it tells none)."""
    return {row["noun"]: row["gender"] for row in rows("roles.csv")}


@cache
def mastheads() -> frozenset[str]:
    """Last words of the names of newspapers, stations and agencies."""
    return frozenset(row["word"] for row in rows("mastheads.csv"))


@cache
def nominals() -> dict[str, tuple[str, ...]]:
    """Nouns that take up a body named before (*the agency*), with the kinds of entity that they may mean."""
    return {row["noun"]: tuple(row["kind"].split("|")) for row in rows("nominals.csv")}


@cache
def organs() -> frozenset[str]:
    """Nouns that with a country's name or adjective before them name an organ of that state, folded."""
    return frozenset(row["noun"] for row in rows("state_nouns.csv") if row["kind"] == "organization")


@cache
def leaders() -> dict[str, tuple[str, str]]:
    """The state (ISO 3166-1 alpha-3) that a person leads, led or speaks for, and their gender, by folded name."""
    return {
        fold(name): (row["country"], row["gender"]) for row in rows("leaders.csv") for name in row["names"].split("|")
    }
