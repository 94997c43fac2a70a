"""Corpora of deeds at places that the gazetteer knows, made by hand in the words of tests/store/test_sights.py."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from reportedly.corpus.forms import forms
from reportedly.store.corpus import Corpus
from reportedly.store.protocol import Entry
from tests.serve.web.conftest import SCRIPT
from tests.store.made import add, claim, report, reports_of, settle
from tests.store.test_actors import settled
from tests.store.test_sights import STRIKE, fill, told


def strike(path: Path) -> Path:
    """Two reports of a strike on Kyiv, in Ukraine, by Russia; a visit that is planned; two claims of neither."""
    with Corpus(path) as corpus:
        fill(corpus.store)
    return path


def hostile_strike(path: Path) -> Path:
    """The same strike, told once, where everything that has a name has markup in it."""
    made = told("h", "Russia struck Kyiv in Ukraine", (0, STRIKE), outlet=SCRIPT)
    entities = tuple(replace(each, name=f"{SCRIPT}{each.name}") for each in made.reading.entities)
    reading = replace(made.reading, entities=entities)
    with Corpus(path) as corpus:
        store = corpus.store
        add(store, Entry(reading, replace(made.digest, forms=forms(reading).forms)))
        (number,) = reports_of(store, "h")
        settle(store, claim([number], statement=SCRIPT, reports=(report(number, "h", outlet=SCRIPT),)))
        settled(store)
    return path
