"""Who an article speaks of: names, titles, pronouns, metonyms, each mention with its entity.

A rule-based resolver in the manner of Lee et al. 2013 (sieves from the surest to the least sure), for sources above all:
it would rather leave a phrase unresolved than give it to the wrong one.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Span, Token

from reportedly.language.gazetteer import adjectives, capitals, fold, nominals, roles, states
from reportedly.language.names import Cluster, Clusters, titled
from reportedly.model import Entity, EntityKind
from reportedly.model import Span as Place

MALE, FEMALE = frozenset(("he", "him", "his", "himself")), frozenset(("she", "her", "hers", "herself"))
THING = frozenset(("it", "its", "itself"))
SUBJECTS = frozenset(("nsubj", "nsubj:pass", "nsubj:outer"))
NAMING = frozenset(("appos", "flat", "flat:name", "compound"))
FOR_A_STATE = frozenset(("side", "government", "regime", "state"))
DETERMINERS = frozenset(("the", "a", "an", "this", "that", "these", "those"))
KINDS: dict[str, EntityKind] = {
    "person": "person", "organization": "organization", "place": "place", "group": "group", "event": "event", "document": "document",
}  # fmt: skip


class Entities:
    """The entities of one article, and what its phrases refer to."""

    def __init__(self, doc: Doc, clusters: list[Cluster]) -> None:
        self._doc = doc
        self.text = doc.text  # spaCy joins it anew at every call
        shown = sorted((c for c in clusters if c.places), key=lambda c: min(c.places))
        self.entities = tuple(_entity(doc, c, f"e{i}") for i, c in enumerate(shown, 1))
        """In order of their first mention."""
        self._at: dict[int, tuple[int, int, int]] = {}
        for number, cluster in enumerate(shown):
            for start, end in cluster.places:
                for token in range(start, end):
                    self._at[token] = (number, start, end)

    def of(self, start: int, end: int) -> Entity | None:
        """The entity that the phrase `[start, end)` (code points) names by its head; None where it is unnamed or several."""
        span = self._doc.char_span(start, end, alignment_mode="expand")
        if span is None:
            return None
        root = span.root
        if any(t.dep_ == "conj" and t.head.i == root.i for t in span):
            return None
        return self._at_token(root) or self._named_by(root, span) or self._state(root, span)

    def label(self, start: int, end: int) -> str:
        """The entity's name, or the words of an unnamed source without their determiner."""
        entity = self.of(start, end)
        if entity:
            return entity.name
        words = self.text[start:end].split()
        if len(words) > 1 and words[0].lower() in DETERMINERS:
            words = words[1:]
        return " ".join(words)

    def _at_token(self, token: Token) -> Entity | None:
        found = self._at.get(token.i)
        return self.entities[found[0]] if found else None

    def _named_by(self, root: Token, span: Span) -> Entity | None:
        """*the Russian news agency Tass*: the name beside the noun."""
        for child in root.children:
            if child.dep_ in NAMING and span.start <= child.i < span.end and child.i > root.i and child.i in self._at:
                return self._at_token(child)
        if root.i + 1 < span.end and root.pos_ in ("NOUN", "PROPN"):
            beside = self._at_token(self._doc[root.i + 1])
            if beside:
                return beside
        # "Prime Minister, Lin Sothar": one person after the title, whatever the tree says.
        after = {self._at[i][0] for i in range(root.i + 1, span.end) if i in self._at}
        people = [n for n in after if self.entities[n].kind == "person"]
        return self.entities[people[0]] if root.lower_ in roles() and len(people) == 1 == len(after) else None

    def _state(self, root: Token, span: Span) -> Entity | None:
        """*the Russian side*: the state."""
        if root.lower_ not in FOR_A_STATE:
            return None
        before = [t for t in span if t.i < root.i]
        for token in before:
            entity = self._at_token(token)
            if entity and entity.kind == "country":
                return entity
        code = _nationality([t.text for t in before])
        return next((e for e in self.entities if e.kind == "country" and e.country == code), None) if code else None


def resolve(doc: Doc) -> Entities:
    """The entities of a document with trees and names."""
    clusters = Clusters()
    recent: list[tuple[int, Cluster]] = []
    at: dict[int, Cluster] = {}
    names = {ent.start: ent for ent in doc.ents}
    skip = 0
    for token in doc:
        if token.i < skip:
            continue
        if token.i in names:
            cluster = _name(clusters, names[token.i])
            skip = names[token.i].end
        else:
            cluster = _relative(token, at) or _refers(token, recent)
            if cluster:
                cluster.places.append((token.i, token.i + 1))
        if cluster:
            at.update((i, cluster) for i in range(*cluster.places[-1]))
            recent.append((token.i, cluster))
            del recent[:-60]
    return Entities(doc, clusters.all)


def _name(clusters: Clusters, ent: Span) -> Cluster | None:
    kind = KINDS.get(ent.label_, "other")
    words = [t.text for t in ent]
    if kind == "group" or (len(words) == 1 and fold(ent.text) in adjectives()):
        return _people(clusters, ent)
    dropped, gender = titled(words) if kind == "person" else (0, "")
    start, end = ent.start + dropped, ent.end
    if kind == "place" and fold(ent.text) in capitals() and ent.root.dep_ in SUBJECTS and ent.root.head.pos_ == "VERB":
        cluster = clusters.of_known(states()[capitals()[fold(ent.text)]])  # Pyongyang says
    else:
        cluster = clusters.named(kind, ent.doc[start:end].text.removesuffix("’s").removesuffix("'s"))
    cluster.places.append((start, end))
    if kind == "person":
        cluster.gender = gender or cluster.gender
        _describe(cluster, ent.doc, ent.start, start)
    _abbreviation(clusters, cluster, ent)
    return cluster


def _people(clusters: Clusters, ent: Span) -> Cluster | None:
    """*the Russians* are of Russia; in *Russian troops* the adjective is no mention; *Republicans* are a group."""
    code = adjectives().get(fold(ent.text))
    if code is None or code not in states():
        cluster = clusters.named("group", ent.text)
    elif ent.root.dep_ in ("amod", "compound", "nmod") or ent.root.pos_ == "ADJ":
        return None
    else:
        cluster = clusters.of_known(states()[code])
    cluster.places.append((ent.start, ent.end))
    return cluster


def _describe(cluster: Cluster, doc: Doc, start: int, name: int) -> None:
    """Roles and nationality from the words before a person's name: *Russian Foreign Minister*."""
    first = start
    while first > max(0, start - 6) and doc[first - 1].pos_ in ("PROPN", "NOUN", "ADJ") and not doc[first - 1].is_space:
        first -= 1
    words = [t.text for t in doc[first:name] if not t.is_space]
    if not any(w.lower().rstrip(".") in roles() for w in words):
        return
    code = _nationality(words)
    cluster.country = cluster.country or code
    kept = [w.lower() for w in words if not _nationality([w])]
    role = " ".join(kept)
    if role and role not in cluster.roles:
        cluster.roles.append(role)
    for word in kept:
        cluster.gender = cluster.gender or roles().get(word, "")


def _nationality(words: list[str]) -> str | None:
    for size in (2, 1):
        for i in range(len(words) - size + 1):
            code = adjectives().get(fold(" ".join(words[i : i + size])))
            if code:
                return code
    return None


def _abbreviation(clusters: Clusters, cluster: Cluster, ent: Span) -> None:
    """*Korean Central News Agency (KCNA)*: from here on the letters mean the same."""
    doc, end = ent.doc, ent.end
    if end + 2 < len(doc) and doc[end].text == "(" and doc[end + 2].text == ")" and doc[end + 1].text.isupper():
        clusters.alias(doc[end + 1].text, cluster)


def _refers(token: Token, recent: list[tuple[int, Cluster]]) -> Cluster | None:
    """What a pronoun or a noun with *the* takes up."""
    word = token.lower_
    if word in MALE or word in FEMALE:
        return _person(token, recent, "m" if word in MALE else "f")
    if word in THING and token.dep_ in (*SUBJECTS, "nmod:poss"):
        return next((c for c in _nearest(token, recent) if c.kind in ("organization", "media", "country")), None)
    definite = any(c.lower_ == "the" and c.dep_ == "det" for c in token.lefts)
    if definite and not any(c.dep_ in ("nmod", "amod", "compound", "appos", "flat") for c in token.children):
        return _noun(word, recent)
    return None


def _relative(token: Token, at: dict[int, Cluster]) -> Cluster | None:
    """*who* and *which* are what their clause hangs on."""
    if token.lower_ not in ("who", "which") or token.head.dep_ != "acl:relcl":
        return None
    antecedent = token.head.head
    named = (c.i for c in antecedent.children if c.dep_ in NAMING)
    return at.get(antecedent.i) or next((at[i] for i in named if i in at), None)


def _noun(word: str, recent: list[tuple[int, Cluster]]) -> Cluster | None:
    if word in roles():
        return next(
            (c for _, c in reversed(recent) if c.kind == "person" and any(word in r.split() for r in c.roles)), None
        )
    kinds = nominals().get(word, ())
    return next((c for _, c in reversed(recent) if c.kind in kinds and c.kind != "person"), None)


def _person(token: Token, recent: list[tuple[int, Cluster]], gender: str) -> Cluster | None:
    people = [c for c in _nearest(token, recent) if c.kind == "person" and c.gender in ("", gender)]
    return next((c for c in people if c.gender == gender), None) if _far(people) else next(iter(people), None)


def _far(people: list[Cluster]) -> bool:
    """Whether nobody of unknown gender stands first."""
    return not people or bool(people[0].gender)


def _nearest(token: Token, recent: list[tuple[int, Cluster]]) -> Iterator[Cluster]:
    """Candidates: subjects of this sentence and of the one before, then everybody by nearness."""
    start = token.sent.start
    before = token.doc[start - 1].sent.start if start else 0
    heads = [(i, c) for i, c in reversed(recent) if i < token.i]
    for low, high in ((start, token.i), (before, start)):
        for i, cluster in reversed(heads):
            if low <= i < high and _is_subject(token.doc, i, cluster):
                yield cluster
    for _, cluster in heads:
        yield cluster


def _is_subject(doc: Doc, i: int, cluster: Cluster) -> bool:
    start, end = cluster.places[-1] if cluster.places[-1][0] >= i else (i, i + 1)
    return any(t.dep_ in SUBJECTS for t in doc[start:end]) or doc[i].dep_ in SUBJECTS


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
