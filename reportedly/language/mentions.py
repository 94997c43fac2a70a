"""Names and what is named by its state (*the Russian government*), each mention to its cluster."""

from __future__ import annotations

from spacy.tokens import Doc, Span, Token

from reportedly.language.gazetteer import adjectives, capitals, fold, known, leaders, nominals, organs, roles, states
from reportedly.language.names import TITLES, Cluster, Clusters, titled
from reportedly.language.references import SUBJECTS
from reportedly.language.repeated import initials
from reportedly.model import EntityKind

KINDS: dict[str, EntityKind] = {
    "person": "person", "organization": "organization", "place": "place", "group": "group", "event": "event", "document": "document",
}  # fmt: skip
OFFICES = {"sen": "senator", "gov": "governor", "rep": "representative", "gen": "general", "pres": "president"}
"""How offices are abbreviated before a name."""
AGENCIES = frozenset(("news", "press", "wire", "state", "run"))
"""What an agency is called that is a medium: *the state-run agency Sorin*."""
EMPLOYED, OF = frozenset("employee employees worker workers staff shareholder shareholders".split()), ("of", "at")
FIRMS = frozenset("builder maker operator subsidiary supplier".split())


def name(clusters: Clusters, ent: Span) -> Cluster | None:
    """The cluster that a name belongs to, with this place added; None for an adjective that names nobody."""
    kind = KINDS.get(ent.label_, "other")
    words = [t.text for t in ent]
    if fold(ent.text) in clusters.peoples:
        return _own_state(clusters, ent)
    if kind == "group" or (len(words) == 1 and fold(ent.text) in adjectives()):
        return _people(clusters, ent)
    kind = "media" if _is_medium(ent) or fold(ent.text) == clusters.credit else _mended(clusters, kind, ent)
    dropped, gender = titled(words) if kind == "person" else (0, "")
    if kind == "person" and ent.start:  # the title is seldom taken for a part of the name
        gender = gender or TITLES.get(ent.doc[ent.start - 1].lower_.rstrip("."), "")
    start, end = ent.start + dropped, ent.end
    if kind == "place" and fold(ent.text) in capitals() and ent.root.dep_ in SUBJECTS and ent.root.head.pos_ == "VERB":
        cluster = clusters.of_known(states()[capitals()[fold(ent.text)]])  # Pyongyang says
    else:
        cluster = clusters.named(kind, ent.doc[start:end].text.removesuffix("’s").removesuffix("'s"), gender)
    cluster.places.append((start, end))
    if kind == "person":
        cluster.gender = gender or cluster.gender
        _describe(clusters, cluster, ent, start)
        country, leads = leaders().get(fold(cluster.name), (None, ""))
        cluster.country = cluster.country or country
        cluster.gender = cluster.gender or leads
    elif kind == "organization":
        cluster.country = cluster.country or nationality(words[:2])
    _abbreviation(clusters, cluster, ent)
    return cluster


def _is_medium(ent: Span) -> bool:
    """*the daily Morgenposten*, *the news agency Veltas*, but not *a paper Ida Moe wrote*."""
    if ent.label_ in ("document", "event") or ent.start < 2:
        return False
    before, noun = ent.doc[ent.start - 2].lower_, ent.doc[ent.start - 1].lower_
    if before in ("a", "an"):
        return False
    return nominals().get(noun) == ("media",) or (noun == "agency" and before in AGENCIES)


def _mended(clusters: Clusters, kind: EntityKind, ent: Span) -> EntityKind:
    """A kind that the network mistook: *Paris claims* after *Valeska Paris*, *Yonhap* as a person, *TORVIK, June 3*."""
    key = fold(ent.text)
    if key in clusters.dateline and kind in ("person", "organization") and not clusters.surname(key):
        return "place"
    if kind == "place" and len(ent) == 1 and clusters.surname(key) and ent.root.dep_ in (*SUBJECTS, "nmod:poss"):
        return "person"
    if kind == "person" and not clusters.surname(key):
        if (named := clusters.kind(key)) in ("organization", "media", "country", "place"):
            return named
        if len(ent) == 1 and _employs(ent):
            return "organization"
        fact = known().get(key)
        if fact and fact.kind in ("media", "organization", "country"):
            return fact.kind
        if key in capitals():
            return "place"
    return kind


def _employs(ent: Span) -> bool:
    """*the operator, Hidralma, denied it*, *two employees of Hidralma*."""
    before = [t.lower_ for t in ent.doc[max(0, ent.start - 2) : ent.start]]
    if len(before) < 2:
        return False
    beside = before[1] == "," and ent.end < len(ent.doc) and ent.doc[ent.end].text == ","
    firm = before[0] in FIRMS or "organization" in nominals().get(before[0], ())
    return (beside and firm) or (before[1] in OF and before[0] in EMPLOYED)


def _people(clusters: Clusters, ent: Span) -> Cluster | None:
    """*the Russians* are of Russia; in *Russian troops* the adjective is no mention; *Republicans* are a group."""
    code = adjectives().get(fold(ent.text))
    if code is None or code not in states():
        cluster = clusters.named("group", ent.text)
    elif _modifies(ent.root):
        return None
    else:
        cluster = clusters.of_known(states()[code])
    cluster.places.append((ent.start, ent.end))
    return cluster


def _own_state(clusters: Clusters, ent: Span) -> Cluster | None:
    """A state that the article tells of by itself, and its people; in *Velmaran troops* the adjective is no mention."""
    state = clusters.peoples[fold(ent.text)]
    if fold(ent.text) != fold(state) and _modifies(ent.root):
        return None
    cluster = clusters.named("country", state)
    cluster.places.append((ent.start, ent.end))
    return cluster


def _modifies(token: Token) -> bool:
    return token.dep_ in ("amod", "compound", "nmod") or token.pos_ == "ADJ"


def organ(token: Token, clusters: Clusters, at: dict[int, Cluster]) -> Cluster | None:
    """*the Russian government*, *Malaysia’s navy*, *the U.S. air force*: an organ of a state, by its own name."""
    if token.pos_ not in ("NOUN", "PROPN"):
        return None
    first = token.i
    while (
        first > 0
        and token.doc[first - 1].dep_ == "compound"
        and token.doc[first - 1].head.i == token.i
        and first - 1 not in at
    ):
        first -= 1
    doc = token.doc
    noun = doc[first : token.i + 1].text
    if fold(noun) not in organs():
        first, noun = token.i, token.text
        if fold(noun) not in organs():
            return None
    owner = next((c for c in token.lefts if c.dep_ in ("amod", "compound", "nmod:poss", "nmod") and c.i < first), None)
    if owner is None:
        return None
    state = at.get(owner.i)
    if state is not None and state.kind == "country":
        if owner.dep_ == "nmod:poss":  # Iran's foreign ministry
            first = min(first, owner.right_edge.i + 1)
        cluster = clusters.named("organization", f"{state.name} {doc[first : token.i + 1].text}")
        code = state.country
    else:
        words = [t.text for t in doc[max(owner.left_edge.i, owner.i - 1) : owner.i + 1]]
        code = nationality(words)
        told = fold(owner.text) in clusters.peoples
        if code is None and not told:
            return None
        start = owner.i if told or nationality([owner.text]) == code else owner.i - 1
        cluster = clusters.named("organization", doc[start : token.i + 1].text)
        first = start
    cluster.country = cluster.country or code
    cluster.places.append((first, token.i + 1))
    return cluster


def _describe(clusters: Clusters, cluster: Cluster, ent: Span, name: int) -> None:
    """Roles, nationality and gender from what stands before a person's name (*Russian Foreign Minister*), and from what
    is set beside it with a comma (*the ministry's spokeswoman, Lena Moe,*; *Lena Moe, mayor of Lund*)."""
    doc = ent.doc
    of_it = [t for c in ent.root.children if c.dep_ == "nmod" and c.i >= ent.end for t in c.subtree]  # of Indiana
    _add_role(clusters, cluster, [t for t in doc[_first(doc, ent.start) : name] if not t.is_space], of_it)
    head = ent.root.head
    beside = [head] if ent.root.dep_ == "appos" else [c for c in ent.root.children if c.dep_ == "appos"]
    for noun in dict.fromkeys((*beside, *_office_behind(ent))):
        if ent.start <= noun.i < ent.end or any(c.lower_ == "whose" for c in noun.children):
            continue
        words = doc[_first(doc, noun.i) : noun.i + 1]
        if len(words) > 1:
            cluster.described.add(fold(words.text))
        if noun.lower_ in roles():
            of_it = [t for c in noun.children if c.dep_ == "nmod" for t in c.subtree]
            _add_role(clusters, cluster, list(words), of_it)


def _office_behind(ent: Span) -> list[Token]:
    """*Nominee* in *Ida Moe, the Republican nominee,* whatever the tree says."""
    doc = ent.doc
    if ent.end + 2 >= len(doc) or doc[ent.end].text != "," or doc[ent.end + 1].pos_ != "DET":
        return []
    last = ent.end + 2
    while last + 1 < len(doc) and doc[last + 1].pos_ in ("ADJ", "NOUN", "PROPN") and doc[last].lower_ not in roles():
        last += 1
    return [doc[last]] if doc[last].lower_ in roles() else []


def _first(doc: Doc, end: int) -> int:
    """Where the nouns and adjectives begin that stand before a token."""
    first = end
    while first > max(0, end - 6) and doc[first - 1].pos_ in ("PROPN", "NOUN", "ADJ") and not doc[first - 1].is_space:
        first -= 1
    return first


def _add_role(clusters: Clusters, cluster: Cluster, told: list[Token], of_it: list[Token]) -> None:
    """From the words before a name or its noun, and those behind it (*of Indiana*)."""
    words = [t.text for t in told]
    held = [OFFICES.get(w.lower().rstrip("."), w.lower()) for w in words]
    office = next((w for w in reversed(held) if w in roles()), None)
    if office is None:
        return
    cluster.offices.append((office, frozenset((*held, *(fold(t.text) for t in of_it if t.pos_ == "PROPN")))))
    cluster.country = cluster.country or nationality(words)
    kept = [h for w, h in zip(words, held, strict=True) if not nationality([w]) and fold(w) not in clusters.peoples]
    role = " ".join(kept)
    if role and role not in cluster.roles:
        cluster.roles.append(role)
    for word in kept:
        cluster.gender = cluster.gender or roles().get(word, "")


def nationality(words: list[str]) -> str | None:
    """The state (ISO 3166-1 alpha-3) whose adjective stands among the words; the longest counts."""
    for size in (2, 1):
        for i in range(len(words) - size + 1):
            code = adjectives().get(fold(" ".join(words[i : i + size])))
            if code:
                return code
    return None


def _abbreviation(clusters: Clusters, cluster: Cluster, ent: Span) -> None:
    """*Korean Central News Agency (KCNA)*: from here on the letters mean the same."""
    if letters := initials(ent):
        clusters.alias(letters, cluster)
