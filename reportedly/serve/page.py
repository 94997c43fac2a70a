"""Readings as one HTML page that needs nothing else: no server, no network, and no script to be read."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup, escape

from reportedly.model import KINDS, Article, Reading
from reportedly.serve.figures import Figure, estimate_figures, timeline
from reportedly.serve.items import Section, sections
from reportedly.serve.layers import Mark
from reportedly.serve.outline import Entry, Tally, about, outline, sources, summary, tags, walk
from reportedly.serve.segment import Segment, paragraphs

DEEPEST = 4
"""Underlines that can stand below each other; deeper attributions share the last."""
FILTERS: dict[str, Callable[[Entry], tuple[str, ...]]] = {"tags": lambda entry: tags(entry.attribution)}
"""What the templates of `assets` need, in whatever environment."""
_ORDER = ("dates", "events", "estimates", "commitments", "places", "entities")
"""Below the text, first what says when."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A flat piece of the text. `classes` and `data` are for its attributes, `begins` are the entries that begin here,
    `places` the numbers of the marks that do and have no layer.

    `data` holds numbers of entries: under `a` all that it belongs to, the smallest first, and under a role's name
    those in which it is that. `title` says what the marks of its layers are.
    """

    text: Markup
    classes: str
    data: tuple[tuple[str, str], ...]
    begins: tuple[int, ...]
    places: tuple[int, ...] = ()
    title: str = ""


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
    style, script = Markup(asset("page.css") + asset("reading.css")), Markup(asset("reading.js"))
    sheets = [sheet(reading, f"r{number}", kinds) for number, reading in enumerate(readings, 1)]
    return (
        environment()
        .get_template("page.html.j2")
        .render(sheets=sheets, style=style, script=script, policy=_policy(style, script))
    )


def cut(reading: Reading, entries: Iterable[Entry], marks: Sequence[Mark] = ()) -> Iterator[Paragraph]:
    """The text paragraph by paragraph, cut where anything begins or ends. `entries` are the top ones."""
    cutter = _Cutter(reading.article.text, marks)
    for paragraph in paragraphs(reading.article.text, walk(entries), marks):
        lanes = max((lane for segment in paragraph for lane in segment.lanes), default=1)
        yield Paragraph(min(lanes, DEEPEST), tuple(map(cutter.piece, paragraph)))


@cache
def asset(name: str) -> str:
    """A file of the folder `assets`."""
    return resources.files("reportedly.serve").joinpath("assets", name).read_text(encoding="utf-8")


def sheet(reading: Reading, key: str, kinds: Collection[str] = KINDS, marks: Sequence[Mark] = ()) -> Sheet:
    """What a template needs to know of `reading`; ids in the page begin with `key`. `marks` are what else is marked."""
    shown = "attributions" in kinds
    reading = reading if shown else replace(reading, attributions=())
    line = timeline(reading) if "dates" in kinds else None
    article, entries = reading.article, outline(reading)
    text = tuple(cut(reading, entries, marks))
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


class _Cutter:
    """Makes pieces of segments, and remembers what has begun."""

    def __init__(self, text: str, marks: Sequence[Mark]) -> None:
        self._text, self._marks = text, marks
        self._begun: set[int] = set()
        self._placed: set[int] = set()

    def piece(self, segment: Segment) -> Piece:
        """The next one."""
        begins = tuple(sorted(set(segment.entries) - self._begun))
        self._begun.update(begins)
        roles = {role: getattr(segment, role) for role in ("cue", "source") if getattr(segment, role)}
        data = {"a": segment.entries, **roles} if segment.entries else {}
        underlines = sorted({min(lane, DEEPEST) for lane in segment.lanes})
        named = [self._marks[number] for number in segment.marks if self._marks[number].layer]
        layers = dict.fromkeys(f"k-{mark.layer}" for mark in named)
        names = [*(["s"] if segment.entries else []), *roles, *(f"l{lane}" for lane in underlines)]
        names += [*(["m"] if layers else []), *layers, *(["gap"] if segment.gap else [])]
        attributes = tuple((name, " ".join(map(str, numbers))) for name, numbers in data.items())
        title = "\n".join(dict.fromkeys(f"{mark.layer}: {mark.label}" for mark in named))
        words = verbatim(segment.span.of(self._text))
        return Piece(words, " ".join(names), attributes, begins, self._places(segment), title)

    def _places(self, segment: Segment) -> tuple[int, ...]:
        places = tuple(n for n in segment.marks if self._marks[n].layer is None and n not in self._placed)
        self._placed.update(places)
        return places


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
    environment.filters.update(FILTERS)
    return environment
