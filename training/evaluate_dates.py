"""Dates on GUM: the `<date when="…">` of its TEI, those of a day, a month or a year, against the reading's DATE values.

A document's own date is the day that its annotators took it to be: the value they gave to *today* where they gave one (that
word is then not counted, for it would measure nothing), else its `meta::dateCreated`. A date counts where the span
overlaps and the value is equal; of a part of a day (*this morning*, which GUM gives as the day) the day is compared.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from reportedly.language.dates import dates
from reportedly.model import Date, Span

CALENDAR = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?$")
_MARK = re.compile(r'<date when:::"([^"]*)"[^>]*>(</date>)?|(</date>)')


def gum(nlp: Language, path: Path) -> dict[str, float]:
    """Precision, recall and F1 in per cent, over calendar dates."""
    hit = said = true = 0
    for published, doc, gold in _documents(nlp, path):
        found = [d for d in dates(doc, published) if CALENDAR.match(_day(d)) and not _today(doc, d.span)]
        gold = [(span, value) for span, value in gold if not _today(doc, span)]
        hit += sum(any(_same(d, span, value) for d in found) for span, value in gold)
        said, true = said + len(found), true + len(gold)
    precision, recall = hit / max(said, 1), hit / max(true, 1)
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    return {"p": round(100 * precision, 1), "r": round(100 * recall, 1), "f1": round(100 * f1, 1), "gold": true}


def _today(doc: Doc, span: Span) -> bool:
    return span.of(doc.text).lower() == "today"


def _same(found: Date, span: Span, value: str) -> bool:
    return found.span.meets(span) and _day(found) == value


def _day(found: Date) -> str:
    return (found.value or "").split("T")[0] if found.type in ("DATE", "TIME") else ""


def _documents(nlp: Language, path: Path) -> Iterator[tuple[str | None, Doc, list[tuple[Span, str]]]]:
    """Every document that has such a date: when it was made, the document read by us, and its gold."""
    with gzip.open(path, "rt", encoding="utf8") as lines:
        text = lines.read()
    for part in text.split("# newdoc id = ")[1:]:
        created = re.search(r"# meta::dateCreated = (\d{4}-\d\d-\d\d)", part)
        words, gold = _words(part)
        gold = [g for g in gold if CALENDAR.match(g[1])]
        today = next((value for span, value in gold if span.of(words).lower() == "today"), None)
        if gold:
            doc = next(iter(nlp.pipe([words])))
            yield today or (created.group(1) if created else None), doc, gold


def _words(part: str) -> tuple[str, list[tuple[Span, str]]]:
    """The document's characters, a paragraph break as a blank line, and its marked dates."""
    text = ""
    gold: list[tuple[Span, str]] = []
    begun: tuple[int, str] | None = None
    for line in part.split("\n"):
        if line.startswith("# newpar") and text:
            text = text.rstrip() + "\n\n"
        fields = line.split("\t")
        if len(fields) != 10 or not fields[0].isdigit():
            continue
        start = len(text)
        text += fields[1]
        for value, closed, end in _MARK.findall(fields[9]):
            if value and closed:
                gold.append((Span(start, len(text)), value))
            elif value:
                begun = (start, value)
            elif end and begun:
                gold.append((Span(begun[0], len(text)), begun[1]))
                begun = None
        text += "" if "SpaceAfter=No" in fields[9] else " "
    return text, gold
