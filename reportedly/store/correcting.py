"""An article as persons say that it is: with their sources in the chains of what is told in it.

A correction gives the words of an attribution; from them follow its hop, the chains of all that stands in it, and which
reports those are. Polarity, dates and figures stay as they were read, and so does what the article is like to others.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import replace

from reportedly.corpus.digest import Digest, Told
from reportedly.corpus.forms import forms
from reportedly.corpus.making import PRONOUN
from reportedly.corpus.marks import HALF, Mark, Roles
from reportedly.model import Attribution, Hop, Proposition, Reading, Span

DETERMINERS = frozenset("a an the this that these those some".split())


def corrected(reading: Reading, marks: Iterable[Mark]) -> Reading:
    """The reading with attributions as `marks` say, which hold and are of attributions of this text.

    One that is wrong without a correction is gone: what it told is told by the one around it. A mark about an
    attribution that the reading does not have is left out, as are those that say *right*.
    """
    work = _Work(reading)
    for mark in sorted(marks, key=lambda mark: (mark.places[0].span.start, -mark.places[0].span.end)):
        meant = work.meant(mark) if mark.verdict == "wrong" else None
        if meant is not None and mark.correction is not None:
            work.change(meant, mark.correction)
        elif meant is not None:
            work.drop(meant)
    return work.done()


def retold(digest: Digest, reading: Reading) -> Digest:
    """The digest with the chains of `reading`, which is of the same text. Reports keep their numbers."""
    formed, place = forms(reading), {form.key: at for at, form in enumerate(digest.forms)}
    of_entity = {entity: place.get(formed.forms[at].key) for entity, at in formed.index.items()}
    by_span = {each.span: each for each in reading.propositions}
    sources = {each.id: each.source for each in reading.attributions}

    def tell(told: Told) -> Told:
        found = by_span.get(told.span)
        if found is None or found.chain == told.chain:
            return told
        known = (of_entity.get(hop.entity) for hop in reversed(found.chain) if hop.entity)
        words = _words(reading.article.text, sources.get(found.attribution or "", ()))
        voice = words if len(words) > PRONOUN else ""
        return replace(told, chain=found.chain, source=next((at for at in known if at is not None), None), voice=voice)

    return replace(digest, told=tuple(map(tell, digest.told)), traits=None)


def is_of(reading: Reading, digest: Digest) -> bool:
    """Whether the two are of one text; another process may have put a new version between asking for them."""
    return hashlib.sha256(reading.article.text.encode("utf-8", "surrogatepass")).hexdigest() == digest.hash


class _Work:
    """A reading while it is corrected. `_own` are the hops that each attribution adds to the chain around it, `_changed`
    those for which a person says others."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._read = {each.id: each for each in reading.attributions}
        self._found = dict(self._read)
        self._changed: set[str] = set()
        self._own = {each.id: self._added(each) for each in reading.attributions}
        self._by = {each.id: each.attribution for each in reading.propositions}

    def _added(self, one: Attribution) -> tuple[Hop, ...]:
        around = self._found.get(one.parent or "")
        return one.chain[len(around.chain) :] if around else one.chain

    def meant(self, mark: Mark) -> Attribution | None:
        """Exactly what was judged, else the one with its cue and most of its content."""
        had = mark.found
        if had is None:
            return None
        alike = [a for a in self._found.values() if a.cue == had.cue and _share(a.content, had.content) >= HALF]
        return next(
            (a for a in alike if (a.source, a.content) == (had.source, had.content)), alike[0] if alike else None
        )

    def drop(self, one: Attribution) -> None:
        """It is none."""
        del self._found[one.id]
        self._found = {n: replace(a, parent=one.parent) if a.parent == one.id else a for n, a in self._found.items()}
        self._by = {p: one.parent if by == one.id else by for p, by in self._by.items()}

    def change(self, one: Attribution, roles: Roles) -> None:
        """It has these words."""
        if (roles.source, roles.cue) != (one.source, one.cue):
            self._own[one.id] = (*self._own[one.id][:-1], self._hop(roles))
            self._changed.add(one.id)
        if roles.content != one.content:
            for told in self._reading.propositions:
                inside = _share((told.span,), roles.content, of_first=True) >= HALF
                if self._by[told.id] == one.id and not inside:
                    self._by[told.id] = one.parent
                elif self._by[told.id] == one.parent and inside:
                    self._by[told.id] = one.id
        self._found[one.id] = replace(one, source=roles.source, cue=roles.cue, content=roles.content, confidence=1.0)

    def _hop(self, roles: Roles) -> Hop:
        text = self._reading.article.text
        cue = " ".join(span.of(text) for span in roles.cue) or None
        named = [
            (_share(roles.source, (mention,)), entity)
            for entity in self._reading.entities
            for mention in entity.mentions
            if _share(roles.source, (mention,)) >= HALF
        ]
        if named:
            entity = max(named, key=lambda pair: pair[0])[1]
            return Hop(entity.id, entity.name, cue)
        words = _words(text, roles.source).split()
        return Hop(
            None, " ".join(words[1:] if len(words) > 1 and words[0].lower() in DETERMINERS else words) or None, cue
        )

    def done(self) -> Reading:
        """All chains anew."""
        chains: dict[str, tuple[Hop, ...]] = {}
        attributions = tuple(replace(each, chain=self._chain(each.id, chains)) for each in self._found.values())

        def tell(told: Proposition) -> Proposition:
            by = self._by[told.id]
            if by == told.attribution and (by is None or chains[by] == self._read[by].chain):
                return told
            return replace(told, attribution=by, chain=chains[by] if by else ())

        told = tuple(map(tell, self._reading.propositions))
        return replace(self._reading, attributions=attributions, propositions=told)

    def _chain(self, one: str, chains: dict[str, tuple[Hop, ...]]) -> tuple[Hop, ...]:
        if one not in chains:
            chains[one] = ()  # a reading of others may go in circles
            parent = self._found[one].parent
            around = self._chain(parent, chains) if parent in self._found else ()
            chains[one] = self._read[one].chain if self._stays(one, around) else _joined(around, self._own[one])
        return chains[one]

    def _stays(self, one: str, around: tuple[Hop, ...]) -> bool:
        parent = self._found[one].parent
        before = self._read[parent].chain if parent in self._read else ()
        return one not in self._changed and parent == self._read[one].parent and around == before


def _joined(around: tuple[Hop, ...], own: tuple[Hop, ...]) -> tuple[Hop, ...]:
    """A source that tells of itself is one hop."""
    same = bool(around and own and own[0].entity and around[-1].entity == own[0].entity)
    return around + own[same:]


def _words(text: str, spans: Iterable[Span]) -> str:
    return " ".join(" ".join(span.of(text) for span in spans).split())


def _share(some: Iterable[Span], others: Iterable[Span], of_first: bool = False) -> float:
    """Of the code points of both, how many they have in common; `of_first`: of those of `some`."""
    a, b = ({at for span in spans for at in range(*span)} for spans in (some, others))
    whole = len(a) if of_first else len(a | b)
    return len(a & b) / whole if whole else 0.0
