"""What persons said, for whom settles: asked for by article, so that it costs what is settled."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from reportedly.corpus.clusters import components as connected
from reportedly.corpus.digest import Digest, Link, Resting
from reportedly.corpus.lineage import SAID, Carried
from reportedly.corpus.marks import Mark, Place, Said, agreed, held, report_at
from reportedly.corpus.matching import HIDDEN
from reportedly.store.correcting import corrected, is_of, retold
from reportedly.store.linking import Component
from reportedly.store.protocol import Store

Fetch = Callable[[Collection[str]], Mapping[str, Digest]]
AT_ONCE = 500


def take_in(store: Store, fetch: Fetch) -> None:
    """What was said since becomes what is to be settled: the reports that it is about, and no others."""
    while marks := store.unheeded(AT_ONCE):
        digests = fetch({place.article for mark in marks for place in mark.places})
        attributed = {mark.places[0].article for mark in marks if mark.kind == "attribution"}
        about = store.marks(attributed) if attributed else []
        reports = {report for mark in marks for report in _touched(mark, digests, about)}
        store.heed(marks, reports)


def _touched(mark: Mark, digests: Mapping[str, Digest], about: Sequence[Mark]) -> Iterable[int]:
    if mark.kind == "attribution":
        # What was said of it before counts as well: it may hold no more, or hold again.
        meant = next((other for other in about if other.id == mark.undoes), mark)
        before = [other for other in about if other.subject == meant.subject]
        return _within(digests.get(mark.places[0].article), before)
    if mark.kind == "match":
        return [report for place in mark.places if (report := _report(place, digests)) is not None]
    if mark.kind == "derivation" and mark.places[0].article in digests:
        return [told.id for told in digests[mark.places[0].article].told]
    return ()


def _within(digest: Digest | None, marks: Iterable[Mark]) -> Iterable[int]:
    """The reports that stand where an attribution had its content, or has it as persons say."""
    spans = {
        span
        for mark in marks
        for roles in (mark.found, mark.correction)
        if roles and digest and mark.places[0].hash == digest.hash
        for span in roles.content
    }
    return [t.id for t in digest.told if any(t.span.meets(span) for span in spans)] if digest else ()


def _report(place: Place, digests: Mapping[str, Digest]) -> int | None:
    digest = digests.get(place.article)
    return None if digest is None else report_at(place, digest)


class Heed:
    """What holds while some components are settled."""

    def __init__(self, store: Store, fetch: Fetch) -> None:
        self._store, self._fetch = store, fetch
        self._asked: set[str] = set()
        self._marks: dict[str, Mark] = {}
        self._matches: list[tuple[int, int, bool]] = []

    def joined(self, components: list[Component], least: float) -> list[Component]:
        """The components, those as one that persons tied together, however many others lie between them."""
        whole = {n: component for component in components for n in component.reports}
        border: Collection[int] = whole.keys()
        while border and self._learn(self._store.places(border).values()):
            ends = {n for a, b, same in self._matches if same for n in (a, b)}
            more = self._store.components([n for n in ends if n not in whole], least)
            border = {n for component in more for n in component.reports}
            whole.update({n: component for component in more for n in component.reports})
        ties = [
            (whole[a].reports[0], whole[b].reports[0])
            for a, b, same in self._matches
            if same and {a, b} <= whole.keys()
        ]
        if not ties:
            return components
        by_least = {component.reports[0]: component for component in whole.values()}
        return [self._one([by_least[n] for n in group]) for group in connected(by_least, ties)]

    def _one(self, parts: Sequence[Component]) -> Component:
        if len(parts) == 1:
            return parts[0]
        reports = sorted(n for part in parts for n in part.reports)
        inside = set(reports)
        links = [k for k in self._store.links_of(reports, 0.0, 2.0) if k.a in inside and k.b in inside]
        return Component(tuple(reports), tuple(sorted(links, key=lambda link: (link.a, link.b))))

    def said(self, component: Component) -> Said:
        """Of pairs within it."""
        inside = set(component.reports)
        return agreed([match for match in self._matches if match[0] in inside and match[1] in inside])

    def links(self, links: Iterable[Link], said: Said | None = None) -> list[Link]:
        """The links as persons see them: who is said to be one is so surely, with or without a link; two that are said
        to be two are no suggestion."""
        verdicts = {(a, b): same for a, b, same in reversed(self._matches)}
        found = [_seen(link, verdicts.get((link.a, link.b))) for link in links]
        there = {(link.a, link.b) for link in found}
        return found + [Link(a, b, 1.0, (BY_PERSON,)) for a, b in (said.same if said else ()) if (a, b) not in there]

    def corrected(self, carried: dict[int, Carried]) -> dict[int, Carried]:
        """The reports with the chains that they have as persons say."""
        marks: dict[str, list[Mark]] = {}
        if any(mark.kind == "attribution" for mark in self._marks.values()):
            for mark in held(self._marks.values()):
                if mark.kind == "attribution":
                    marks.setdefault(mark.places[0].article, []).append(mark)
        digests = {one.digest.article: one.digest for one in carried.values() if one.digest.article in marks}
        found = {article: self._retold(digest, marks[article]) for article, digest in digests.items()}
        told = {each.id: Carried(each, digest) for digest in found.values() for each in digest.told}
        return {n: told.get(n, one) for n, one in carried.items()}

    def _retold(self, digest: Digest, marks: Iterable[Mark]) -> Digest:
        about = [mark for mark in marks if mark.places[0].hash == digest.hash]
        reading = self._store.reading(digest.article) if about else None
        return retold(digest, corrected(reading, about)) if reading and is_of(reading, digest) else digest

    def resting(self, found: Mapping[tuple[str, str], Resting]) -> dict[tuple[str, str], Resting]:
        """Derivations by (later, earlier), with what was said of them: of a score of 1, or of 0, which means never."""
        rests = dict(found)
        articles = {
            place.article for mark in self._marks.values() if mark.kind == "derivation" for place in mark.places
        }
        for mark in held(self._marks.values()) if articles else ():
            if mark.kind == "derivation" and all(map(self._is_kept, mark.places)):
                later, earlier = (place.article for place in mark.places)
                right = mark.verdict == "right"
                rests[later, earlier] = Resting(later, earlier, float(right), (f"{SAID} by {mark.by or 'a person'}",))
        return rests

    def _is_kept(self, place: Place) -> bool:
        """Whether the article has, or had, that text: another one of that name is not meant."""
        return any(version.hash == place.hash for version in self._store.versions(place.article))

    def _learn(self, articles: Iterable[str]) -> bool:
        """Ask what was said of these articles; whether it is more than was known."""
        asked = set(articles) - self._asked
        self._asked |= asked
        found = {mark.id: mark for mark in self._store.marks(asked)} if asked else {}
        if found.keys() <= self._marks.keys():
            return False
        self._marks |= found
        matches = [mark for mark in held(self._marks.values()) if mark.kind == "match"]
        digests = self._fetch({place.article for mark in matches for place in mark.places}) if matches else {}
        self._matches = []
        for mark in matches:
            a, b = (_report(place, digests) for place in mark.places)
            if a is not None and b is not None and a != b:
                self._matches.append((min(a, b), max(a, b), mark.verdict == "right"))
        return True


BY_PERSON = "a person says so"


def _seen(link: Link, same: bool | None) -> Link:
    if same is None:
        return link
    return replace(link, score=1.0 if same else min(link.score, HIDDEN), why=(BY_PERSON, *link.why))
