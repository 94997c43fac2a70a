"""What pronouns and nouns with *the* take up, by rules from the surest to the least sure (Lee et al. 2013)."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from reportedly.language.gazetteer import adjectives, fold, nominals, organs, roles
from reportedly.language.names import Cluster

MALE, FEMALE = frozenset(("he", "him", "his", "himself")), frozenset(("she", "her", "hers", "herself"))
THING = frozenset(("it", "its", "itself"))
SUBJECTS = frozenset(("nsubj", "nsubj:pass", "nsubj:outer"))
LOOSE = frozenset(
    "agency alliance body charity group institution movement organisation organization party union watchdog".split()
)
"""What bodies of many kinds are called."""
NAMED_SO = frozenset("campaign church court hospital school team tribunal university".split())
"""What stands in the names of those that are called so."""
PARTIES = {"gop": "republican", "democrat": "democratic", "tory": "conservative"}
NAMING = frozenset(("appos", "flat", "flat:name", "compound"))


def refers(token: Token, recent: list[tuple[int, Cluster]]) -> Cluster | None:
    """What a pronoun or a noun with *the* takes up."""
    word = token.lower_
    if word in MALE or word in FEMALE:
        return _person(token, recent, "m" if word in MALE else "f")
    if word in THING and token.dep_ in (*SUBJECTS, "nmod:poss"):
        if word == "its" and _of_the_unnamed(token, recent):
            return None
        return next((c for c in _nearest(token, recent) if c.kind in ("organization", "media", "country")), None)
    definite = any(c.lower_ == "the" and c.dep_ == "det" for c in token.lefts)
    if token.i + 1 < len(token.doc) and token.nbor().ent_type_:
        return None  # the tabloid Dagen
    if not definite or any(c.dep_ in ("nmod", "appos", "flat", "acl:relcl") for c in token.children):
        return None
    told = [c for c in token.children if c.dep_ in ("amod", "compound")]
    return _office(token, told, recent) if told else _noun(word, recent)


def _office(noun: Token, told: list[Token], recent: list[tuple[int, Cluster]]) -> Cluster | None:
    """*The Indiana governor* is the one person who is called a governor, and of Indiana."""
    words = {fold(t.text) for t in told}
    words = {PARTIES.get(w, w) for w in words}
    found = {
        id(c): c
        for _, c in recent
        if any(
            office == noun.lower_ and all(w in of_it or (adjectives().get(w) or "-") == c.country for w in words)
            for office, of_it in c.offices
        )
    }
    return next(iter(found.values())) if len(found) == 1 else None


def _of_the_unnamed(token: Token, recent: list[tuple[int, Cluster]]) -> bool:
    """Whether *its* is of a body that no name stands for: *the bank thanked its governor*."""
    named = {i for i, _ in recent}
    before = token.doc[token.sent.start : token.i]
    return any(t.dep_ in SUBJECTS and t.lower_ in nominals() and t.i not in named for t in before)


def relative(token: Token, at: dict[int, Cluster]) -> Cluster | None:
    """*who* and *which* are what their clause hangs on; after a name and a comma, the name."""
    if token.lower_ not in ("who", "which") or token.is_upper:  # WHO is a body
        return None
    beside = token.i - 2 if token.i > 1 and token.nbor(-1).text == "," else token.i - 1
    if token.lower_ == "who" and beside in at and at[beside].kind == "person":
        return at[beside]
    if token.head.dep_ != "acl:relcl":
        return None
    noun = token.head.head
    named = (c.i for c in noun.children if c.dep_ in NAMING)
    return at.get(noun.i) or next((at[i] for i in named if i in at), None)


def antecedent(token: Token) -> tuple[int, int] | None:
    """The words, as code points, that an unnamed *which* or *they* takes up.

    For *which* it is the noun phrase up to its clause, for *they* the subject of the clause around it.
    """
    word = token.lower_
    if word == "they":
        subjects = (c for verb in token.ancestors for c in verb.children if c.dep_ in SUBJECTS and c.i < token.i)
        noun = next((c for c in subjects if "Plur" in c.morph.get("Number", [])), None)
    elif word in ("who", "which", "that") and not token.is_upper and token.head.dep_ == "acl:relcl":
        noun = token.head.head
    else:
        return None
    if noun is None or noun.i >= token.i or noun.pos_ not in ("NOUN", "PROPN"):
        return None
    words = sorted((t for t in noun.subtree if t.i < token.i and not t.is_punct), key=lambda t: t.i)
    while len(words) > 1 and words[0].dep_ == "case":
        words.pop(0)
    return words[0].idx, words[-1].idx + len(words[-1])


def _noun(word: str, recent: list[tuple[int, Cluster]]) -> Cluster | None:
    if word in organs():
        same = (c for _, c in reversed(recent) if c.kind == "organization" and fold(c.name).endswith(f" {word}"))
        if found := next(same, None):
            return found
    if word in roles():
        return next(
            (c for _, c in reversed(recent) if c.kind == "person" and any(word in words for _, words in c.offices)),
            None,
        )
    kinds = nominals().get(word, ())
    called = (c for _, c in reversed(recent) if c.kind in kinds and word in fold(c.name).split())
    return next(called, None) or next(
        (c for _, c in reversed(recent) if c.kind in kinds and c.kind != "person" and _can_be(word, c)), None
    )


def _can_be(word: str, cluster: Cluster) -> bool:
    """Whether a body may be called so: a league is no bank, and what is called by no such noun may be a company, but no
    government."""
    if cluster.kind != "organization" or word in LOOSE:
        return True
    own = {w for w in fold(cluster.name).split() if w in nominals()}
    return word in own if own or word in organs() or word in NAMED_SO else True


def _person(token: Token, recent: list[tuple[int, Cluster]], gender: str) -> Cluster | None:
    if _after_the_unnamed(token, recent, gender):
        return None
    people = [c for c in _nearest(token, recent) if c.kind == "person" and c.gender in ("", gender)]
    return next((c for c in people if c.gender == gender), None) if _far(people) else next(iter(people), None)


def _after_the_unnamed(token: Token, recent: list[tuple[int, Cluster]], gender: str) -> bool:
    """Whether an office without a name, of that gender or of none, is the last subject: *his spokeswoman had denied it, only
    to withdraw that. “I was misinformed,” she said.*"""
    named = {place for _, cluster in recent for start, end in cluster.places[-3:] for place in range(start, end)}
    start = token.sent.start
    before = token.doc[start - 1].sent.start if start else 0
    for word in reversed(token.doc[before : token.i]):
        if word.dep_ in SUBJECTS and word.pos_ in ("NOUN", "PROPN"):
            return word.i not in named and roles().get(word.lower_) in ("", gender) and not _named_beside(word, named)
    return False


def _named_beside(noun: Token, named: set[int]) -> bool:
    return any(t.i in named for t in noun.children if t.dep_ in NAMING)


def _far(people: list[Cluster]) -> bool:
    """Whether nobody of unknown gender stands first."""
    return not people or bool(people[0].gender)


def _nearest(token: Token, recent: list[tuple[int, Cluster]]) -> Iterator[Cluster]:
    """Candidates: subjects of this sentence and of the one before, then everybody by nearness. For *its* whatever this
    sentence names goes before another's subject: *analysts at the institute, though its director*."""
    start = token.sent.start
    before = token.doc[start - 1].sent.start if start else 0
    heads = [(i, c) for i, c in reversed(recent) if i < token.i]
    for low, high in ((start, token.i), (before, start)):
        for i, cluster in reversed(heads):
            if low <= i < high and _is_subject(token.doc, i, cluster):
                yield cluster
        if token.lower_ == "its":
            yield from (cluster for i, cluster in heads if low <= i < high)
    for _, cluster in heads:
        yield cluster


def _is_subject(doc: Doc, i: int, cluster: Cluster) -> bool:
    start, end = cluster.places[-1] if cluster.places[-1][0] >= i else (i, i + 1)
    return any(_subject(t) for t in doc[start:end]) or _subject(doc[i])


def _subject(token: Token) -> bool:
    """*Lena Moe* is one in *the spokeswoman, Lena Moe, denied it* as well."""
    return token.dep_ in SUBJECTS or (token.dep_ == "appos" and token.head.dep_ in SUBJECTS)
