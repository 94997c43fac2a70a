"""Nouns for what happened: *explosion*, *resignation*."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files

from reportedly.language.inflect import forms


@cache
def happenings() -> frozenset[str]:
    """All forms of the nouns in the data file."""
    with files("reportedly.claims").joinpath("data", "happenings.csv").open(encoding="utf-8") as stream:
        rows = csv.reader(line for line in stream if not line.startswith("#"))
        return frozenset(form for row in rows for form in (row[0], *forms(row[0])))
