"""One thing to be judged, with all that one needs for it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from reportedly.corpus.marks import Mark, MarkKind, Place, Roles
from reportedly.model import Article, Attribution, Derivation, Reading, Report, Span
from reportedly.serve.outline import Step, hop_steps, words
from reportedly.serve.web.context import Quote, quoted

Role = Literal["source", "cue", "content", ""]


@dataclass(frozen=True, slots=True)
class Side:
    """An article, and words in it. `claim` is a report whose claim can be looked at."""

    article: Article
    place: Place
    quote: Quote
    steps: tuple[Step, ...] = ()
    claim: str | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """`a` and `b` name it in a form. `now` is what the machine has made of it, in words, `why` what spoke for it.
    `pieces` are the words of an attribution, each with its role. `mark` is what was said of it and holds."""

    kind: MarkKind
    a: str
    b: str
    sides: tuple[Side, ...]
    score: float | None = None
    now: str = ""
    why: tuple[str, ...] = ()
    found: Roles | None = None
    pieces: tuple[tuple[str, Role], ...] = ()
    mark: Mark | None = None

    @property
    def places(self) -> tuple[Place, ...]:
        """What a mark about it is about."""
        return tuple(side.place for side in self.sides)

    @property
    def key(self) -> str:
        """For an anchor."""
        return hashlib.blake2b(f"{self.kind}\n{self.a}\n{self.b}".encode(), digest_size=6).hexdigest()

    def words(self, role: Literal["source", "cue", "content"]) -> str:
        """Those that have a role now: as the person corrected it, else as the machine has it."""
        roles = (self.mark.correction if self.mark else None) or self.found
        return words(self.sides[0].article.text, getattr(roles, role)) if roles else ""


def hashed(article: Article) -> str:
    """As in a digest."""
    return hashlib.sha256(article.text.encode("utf-8", "surrogatepass")).hexdigest()


def match(
    a: Report, b: Report, articles: Sequence[Article], score: float | None, why: tuple[str, ...], one: bool
) -> Item:
    """Two reports, the one first whose place sorts first: the same whoever asks."""
    sides = [_told(report, article) for report, article in zip((a, b), articles, strict=True)]
    sides.sort(key=lambda side: (side.place.article, side.place.span))
    ids = (str(sides[0].claim), str(sides[1].claim))
    return Item("match", *ids, tuple(sides), score, "one claim" if one else "two claims", why)


def derivation(
    later: Article, earlier: Article, on: Derivation | None, a: Report | None = None, b: Report | None = None
) -> Item:
    """That an article rests on another, shown by a report of each, where there are such."""
    both = ((later, a), (earlier, b))
    sides = [_told(report, article) if report else _title(article) for article, report in both]
    whole = tuple(replace(side, place=_whole(side.article)) for side in sides)
    now = "rests on it" if on else "does not rest on it"
    return Item("derivation", later.id, earlier.id, whole, on.score if on else None, now, on.why if on else ())


def attribution(reading: Reading, found: Attribution) -> Item | None:
    """Who says what; None where it spans nothing."""
    roles = Roles(found.source, found.cue, found.content)
    spans = [span for some in (roles.source, roles.cue, roles.content) for span in some]
    if not spans:
        return None
    whole = Span(min(s.start for s in spans), max(s.end for s in spans))
    text = reading.article.text
    place = Place(reading.article.id, hashed(reading.article), whole, whole.of(text))
    side = Side(reading.article, place, quoted(text, whole), hop_steps(found.chain))
    pieces = tuple(_pieces(text, whole, roles))
    return Item(
        "attribution",
        reading.article.id,
        "-".join(str(at) for at in (whole.start, whole.end, *(cue.start for cue in roles.cue))),
        (side,),
        found.confidence,
        "",
        (),
        roles,
        pieces,
    )


def of_mark(mark: Mark, articles: dict[str, Article]) -> Item:
    """What was judged, as it was then; of articles that are gone, the words that the mark holds."""
    sides = []
    for place in mark.places:
        kept = articles.get(place.article) or Article(place.article, "", title=place.quote or None)
        whole = hashed(kept) == place.hash and place.span.end > place.span.start
        quote = quoted(kept.text, place.span) if whole else Quote("", place.quote, "")
        sides.append(Side(kept, place, quote))
    pieces: tuple[tuple[str, Role], ...] = ()
    if mark.found and sides[0].quote.words == mark.places[0].quote and sides[0].article.text:
        pieces = tuple(_pieces(sides[0].article.text, mark.places[0].span, mark.correction or mark.found))
    names = (mark.places[0].article, mark.places[-1].article)
    return Item(mark.kind, *names, tuple(sides), mark.score, found=mark.found, pieces=pieces, mark=mark)


def _told(report: Report, article: Article) -> Side:
    place = Place(article.id, hashed(article), report.span, report.quote)
    return Side(article, place, quoted(article.text, report.span), hop_steps(report.chain), report.id)


def _title(article: Article) -> Side:
    first = article.text.strip().split("\n")[0][:300]
    return Side(article, _whole(article), Quote("", first, ""))


def _whole(article: Article) -> Place:
    return Place(article.id, hashed(article), Span(0, 0), article.title or "")


def _pieces(text: str, whole: Span, roles: Roles) -> Iterator[tuple[str, Role]]:
    """The words cut where a role begins or ends; where two meet, the cue goes before the source and both before content."""
    order: tuple[tuple[Role, tuple[Span, ...]], ...] = (
        ("cue", roles.cue),
        ("source", roles.source),
        ("content", roles.content),
    )
    borders = {whole.start, whole.end, *(edge for _, spans in order for span in spans for edge in span)}
    for start, end in pairwise(sorted(edge for edge in borders if whole.start <= edge <= whole.end)):
        piece = Span(start, end)
        yield piece.of(text), next((role for role, spans in order if any(s.holds(piece) for s in spans)), "")
