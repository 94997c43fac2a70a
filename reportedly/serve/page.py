"""Readings as one HTML page that needs nothing else: no server, no network, and no script to be read."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup, escape

from reportedly.model import KINDS, Article, Reading
from reportedly.serve.figures import Figure, estimate_figures, timeline
from reportedly.serve.items import Section, sections
from reportedly.serve.outline import Entry, Tally, about, outline, sources, summary, tags, walk
from reportedly.serve.segment import Segment, paragraphs

DEEPEST = 4
"""Underlines that can stand below each other; deeper attributions share the last."""
_ORDER = ("dates", "events", "estimates", "commitments", "places", "entities")
"""Below the text, first what says when."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A flat piece of the text. `classes` and `data` are for its attributes, `begins` are the entries that begin here.

    `data` holds numbers of entries: under `a` all that it belongs to, the smallest first, and under a role's name
    those in which it is that.
    """

    text: Markup
    classes: str
    data: tuple[tuple[str, str], ...]
    begins: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Pieces of the text. `lanes` is how many underlines need room between its lines, at least 1."""

    lanes: int
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One reading, as the template needs it. `linked` are the entries that have words in the text.

    `figures` are by the kind that they stand with, `shown` says whether attributions are.
    """

    key: str
    article: Article
    title: str
    about: str
    link: str | None
    summary: str
    sources: tuple[Tally, ...]
    entries: tuple[Entry, ...]
    linked: frozenset[int]
    paragraphs: tuple[Paragraph, ...]
    sections: tuple[Section, ...]
    figures: dict[str, tuple[Figure, ...]]
    shown: bool


def page(readings: Sequence[Reading], kinds: Collection[str] = KINDS) -> str:
    """The page: several readings with a list of them on top, and of each what is of `kinds`."""
    style, script = Markup(asset("page.css")), Markup(asset("page.js"))
    sheets = [sheet(reading, f"r{number}", kinds) for number, reading in enumerate(readings, 1)]
    return (
        environment()
        .get_template("page.html.j2")
        .render(sheets=sheets, style=style, script=script, policy=_policy(style, script))
    )


def cut(reading: Reading) -> Iterator[Paragraph]:
    """The text paragraph by paragraph, cut where anything begins or ends."""
    entries = list(walk(outline(reading)))
    begun: set[int] = set()
    for paragraph in paragraphs(reading.article.text, entries):
        lanes = max((lane for segment in paragraph for lane in segment.lanes), default=1)
        pieces = tuple(_piece(segment, reading.article.text, begun) for segment in paragraph)
        yield Paragraph(min(lanes, DEEPEST), pieces)


@cache
def asset(name: str) -> str:
    """A file of the folder `assets`."""
    return resources.files("reportedly.serve").joinpath("assets", name).read_text(encoding="utf-8")


def sheet(reading: Reading, key: str, kinds: Collection[str] = KINDS) -> Sheet:
    """What a template needs to know of `reading`; ids in the page begin with `key`."""
    shown = "attributions" in kinds
    reading = reading if shown else replace(reading, attributions=())
    line = timeline(reading) if "dates" in kinds else None
    article, entries, text = reading.article, outline(reading), tuple(cut(reading))
    begins = frozenset(number for paragraph in text for piece in paragraph.pieces for number in piece.begins)
    return Sheet(
        key=key,
        article=article,
        title=article.title or article.id,
        about=" · ".join(about(article)),
        link=article.url if (article.url or "").lower().startswith(("http://", "https://")) else None,
        summary=summary(reading),
        sources=sources(reading),
        entries=entries,
        linked=begins,
        paragraphs=text,
        sections=sections(reading, [kind for kind in _ORDER if kind in kinds]),
        figures={"dates": (line,) if line else (), "estimates": estimate_figures(reading)},
        shown=shown,
    )


def _piece(segment: Segment, text: str, begun: set[int]) -> Piece:
    begins = tuple(sorted(set(segment.entries) - begun))
    begun.update(begins)
    roles = {role: getattr(segment, role) for role in ("cue", "source") if getattr(segment, role)}
    data = {"a": segment.entries, **roles} if segment.entries else {}
    underlines = sorted({min(lane, DEEPEST) for lane in segment.lanes})
    names = [*(["s"] if segment.entries else []), *roles, *(f"l{lane}" for lane in underlines)]
    names += ["gap"] if segment.gap else []
    attributes = tuple((name, " ".join(map(str, numbers))) for name, numbers in data.items())
    return Piece(verbatim(segment.span.of(text)), " ".join(names), attributes, begins)


def verbatim(text: str) -> Markup:
    """Escaped so that a browser gives the same text back; a carriage return would else become a line feed."""
    return Markup(str(escape(text)).replace("\r", "&#13;").replace("\0", "\N{REPLACEMENT CHARACTER}"))


def _policy(style: str, script: str) -> str:
    """Content Security Policy: this style and this script, and nothing from anywhere."""
    return (
        f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _digest(content: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()


@cache
def environment() -> Environment:
    """Templates of the folder `assets`; what is put into them is escaped."""
    environment = Environment(
        autoescape=True,
        loader=FunctionLoader(asset),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["tags"] = lambda entry: tags(entry.attribution)
    return environment
