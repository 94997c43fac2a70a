"""Who an article speaks of: names, titles, pronouns, metonyms, each mention with its entity.

A rule-based resolver in the manner of Lee et al. 2013 (sieves from the surest to the least sure), for sources above all:
it would rather leave a phrase unresolved than give it to the wrong one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

from spacy.tokens import Doc, Span, Token

from reportedly.language.gazetteer import fold, nominals, roles
from reportedly.language.mentions import FIRMS, name, nationality, organ
from reportedly.language.names import Cluster, Clusters
from reportedly.language.peoples import peoples
from reportedly.language.references import NAMING, antecedent, refers, relative
from reportedly.language.repeated import repeated
from reportedly.model import Entity
from reportedly.model import Span as Place
from reportedly.text import find_furniture

GOVERNMENTS = frozenset(("government", "regime", "administration"))
FOR_A_STATE = GOVERNMENTS | {"side", "state"}
DETERMINERS = frozenset(("the", "a", "an", "this", "that", "these", "those"))


class Entities:
    """The entities of one article, and what its phrases refer to."""

    def __init__(self, doc: Doc, clusters: list[Cluster], peoples: Mapping[str, str]) -> None:
        """`peoples` as in `language.peoples`."""
        self._doc, self._peoples = doc, peoples
        self.text = doc.text  # spaCy joins it anew at every call
        shown = sorted((c for c in clusters if c.places), key=lambda c: min(c.places))
        self.entities = tuple(_entity(doc, c, f"e{i}") for i, c in enumerate(shown, 1))
        """In order of their first mention."""
        self._at: dict[int, tuple[int, int, int]] = {}
        told = Counter(words for cluster in shown for words in cluster.described)
        self._described = {words: n for n, c in enumerate(shown) for words in c.described if told[words] == 1}
        for number, cluster in enumerate(shown):
            for start, end in cluster.places:
                for token in range(start, end):
                    self._at[token] = (number, start, end)

    def by_id(self, name: str | None) -> Entity | None:
        """The entity with this id (*e7* is the seventh)."""
        return self.entities[int(name[1:]) - 1] if name else None

    def of_people(self, adjective: str) -> Entity | None:
        """The state of which the article itself tells so: *Velmar* for *Velmaran*."""
        name = self._peoples.get(fold(adjective))
        return next((e for e in self.entities if e.kind == "country" and e.name == name), None) if name else None

    def of(self, start: int, end: int) -> Entity | None:
        """The entity that the phrase `[start, end)` (code points) names by its head; None where it is unnamed or several."""
        span = self._doc.char_span(start, end, alignment_mode="expand")
        if span is None:
            return None
        root = span.root
        if (led := self._before_its_noun(span)) is not None:
            return led
        if any(t.dep_ == "conj" and t.head.i == root.i for t in span):
            return None
        return self._at_token(root) or self._named_by(root, span) or self._state(root, span) or self._told_of(span)

    def label(self, start: int, end: int) -> str:
        """The entity's name, or the words of an unnamed source without their determiner."""
        entity = self.of(start, end)
        span = self._doc.char_span(start, end, alignment_mode="expand")
        # A government is told from its country by the words alone.
        if entity and not (entity.kind == "country" and span is not None and span.root.lower_ in GOVERNMENTS):
            return entity.name
        if span is not None and len(span) == 1 and (taken := antecedent(span.root)) is not None:
            return self.label(*taken)
        words = self.text[start:end].split()
        if len(words) > 1 and words[0].lower() in DETERMINERS:
            words = words[1:]
        return re.sub(r"(?:['’]s|[,;:])$", "", " ".join(words))

    def _at_token(self, token: Token) -> Entity | None:
        found = self._at.get(token.i)
        return self.entities[found[0]] if found else None

    def _named_by(self, root: Token, span: Span) -> Entity | None:
        """*the Russian news agency Tass*: the name beside the noun."""
        for child in root.children:
            if child.dep_ not in NAMING or not span.start <= child.i < span.end or child.i not in self._at:
                continue
            entity = self.entities[self._at[child.i][0]]
            # "the Xinhua news agency" is Xinhua, "the Xinhua reporter" is not.
            if child.i > root.i or (entity.kind == "media" and "media" in nominals().get(root.lower_, ())):
                return entity
        if root.i + 1 < span.end and root.pos_ in ("NOUN", "PROPN"):
            beside = self._at_token(self._doc[root.i + 1])
            if beside:
                return beside
        return self._set_beside(root, span)

    def _before_its_noun(self, span: Span) -> Entity | None:
        """*David Kamin, an adviser to the campaign and a professor at the university,*: the name that it begins with,
        where what follows the comma is no other name."""
        first = span.start
        while first + 1 < span.end and (self._doc[first].pos_ == "DET" or self._doc[first].lower_ in roles()):
            first += 1
        number, start, end = self._at.get(first, (0, -1, -1))
        if start != first or end + 1 >= span.end or self._doc[end].text != ",":
            return None
        noun = next((t for t in self._doc[end + 1 : span.end] if t.pos_ in ("NOUN", "PROPN")), None)
        if noun is None or noun.i in self._at or self._doc[end + 1].pos_ == "CCONJ":
            return None
        entity = self.entities[number]
        beside = noun.pos_ == "NOUN" or noun.lower_ in roles()
        return entity if beside and entity.kind in ("person", "organization", "media") else None

    def _told_of(self, span: Span) -> Entity | None:
        """*Australian woman claims* in the headline of what *Ida Moe, an Australian woman*, claims."""
        number = self._described.get(fold(re.sub(r"^(?:an?|the)\s", "", span.text, flags=re.IGNORECASE)))
        return None if number is None else self.entities[number]

    def _set_beside(self, root: Token, span: Span) -> Entity | None:
        """*Prime Minister, Lin Sothar*, *one of the engineers, Ida Moe*, *the operator, Hidralma*: one name after the
        title, whatever the tree says."""
        after = dict.fromkeys(self._at[i] for i in range(root.i + 1, span.end) if i in self._at)
        named = [(self.entities[n], start) for n, start, _ in after]
        people = [place for place in after if self.entities[place[0]].kind == "person"]
        if len(people) == 1:
            number, start, end = people[0]
            title = start  # one of the engineers, Ida Moe; her running mate, Senator Ida Moe
            while title > root.i + 1 and self._doc[title - 1].pos_ == "PROPN":
                title -= 1
            behind = self._at.get(start - 1)  # the ambassador to France Ida Moe
            parted = self._doc[title - 1].text == "," or (behind is not None and behind[1] > root.i + 1)
            if (parted and end >= span.end - 1) or (root.lower_ in roles() and self._is_beside(root, start)):
                return self.entities[number]
        firm = root.lower_ in FIRMS or "organization" in nominals().get(root.lower_, ())
        beside = root.i + 2 if root.i + 1 < len(self._doc) and self._doc[root.i + 1].text == "," else root.i + 1
        return next((e for e, start in named if firm and start == beside and e.kind in ("organization", "media")), None)

    def _is_beside(self, root: Token, start: int) -> bool:
        """Whether a name stands behind a comma, or at least behind no preposition: *the spokesman for President Ortega*."""
        return self._doc[start - 1].text == "," or all(t.pos_ != "ADP" for t in self._doc[root.i + 1 : start])

    def _state(self, root: Token, span: Span) -> Entity | None:
        """*the Russian side*: the state."""
        if root.lower_ not in FOR_A_STATE:
            return None
        before = [t for t in span if t.i < root.i]
        for token in before:
            entity = self._at_token(token)
            if entity and entity.kind == "country":
                return entity
        code = nationality([t.text for t in before])
        if code is None:
            return next((state for t in before if (state := self.of_people(t.text))), None)
        return next((e for e in self.entities if e.kind == "country" and e.country == code), None)


def resolve(doc: Doc) -> Entities:
    """The entities of a document with trees and names."""
    furniture, own = find_furniture(doc.text), peoples(doc)
    written = frozenset(map(fold, re.split("[,/]", furniture.dateline or "")))
    clusters = Clusters(own, written, fold(furniture.credit or ""))
    recent: list[tuple[int, Cluster]] = []
    at: dict[int, Cluster] = {}
    names = {ent.start: ent for ent in (*doc.ents, *repeated(doc))}
    skip = 0
    for token in doc:
        if token.i < skip:
            continue
        if token.i in names:
            cluster = name(clusters, names[token.i])
            skip = names[token.i].end
        else:
            cluster = organ(token, clusters, at)
            if cluster is None and (cluster := relative(token, at) or refers(token, recent)):
                cluster.places.append((token.i, token.i + 1))
        if cluster:
            at.update((i, cluster) for i in range(*cluster.places[-1]))
            recent.append((token.i, cluster))
            del recent[:-60]
    return Entities(doc, clusters.all, own)


def _entity(doc: Doc, cluster: Cluster, number: str) -> Entity:
    mentions = tuple(Place(doc[s].idx, doc[e - 1].idx + len(doc[e - 1])) for s, e in sorted(set(cluster.places)))
    fact = cluster.known
    return Entity(
        id=number,
        kind=cluster.kind,
        name=cluster.name,
        country=cluster.country,
        roles=tuple(cluster.roles),
        wikidata=fact.wikidata if fact else None,
        mentions=mentions,
    )
