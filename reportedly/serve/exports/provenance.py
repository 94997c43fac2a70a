"""A corpus in the terms of W3C PROV, before it is written in one of its notations.

article    entity, attributed to its outlet; its reports are its members
claim      entity, attributed to reportedly, for it is we who say that reports tell the same
account    entity: what one origin knows first-hand; a specialization of the claim, attributed to the origin
report     entity: a specialization of the claim where it asserts it, with the account as primary source, derived
           from the article that it rests on, quoted from the account where its words are a direct quotation, and
           attributed to the outermost hop of its chain
bundle     what one hop of a chain says of the next (provenance of provenance): in `report/R/says/1`, attributed to
           the first hop, stands that `report/R/utterance/2` is attributed to the second; and so on inwards
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version
from typing import Literal

from reportedly.model import Article, Claim, Hop, Origin, Reading, Report, hold
from reportedly.serve.exports.characters import encodable
from reportedly.serve.exports.chosen import Chosen
from reportedly.serve.exports.identifiers import NAMESPACE, local
from reportedly.serve.outline import NOBODY

Value = str | int | float
AgentKind = Literal["Person", "Organization", "SoftwareAgent"] | None
DerivationKind = Literal["PrimarySource", "Quotation"] | None


@dataclass(frozen=True, slots=True)
class Thing:
    """An entity: `facts` are names of PROV or of ours (with their prefix) and values; `type` is ours, or `prov:Bundle`."""

    id: str
    type: str
    facts: tuple[tuple[str, Value], ...] = ()


@dataclass(frozen=True, slots=True)
class Agent:
    """Who can be said to have said something."""

    id: str
    label: str
    kind: AgentKind = None


@dataclass(frozen=True, slots=True)
class Attributed:
    """wasAttributedTo."""

    thing: str
    agent: str


@dataclass(frozen=True, slots=True)
class Derived:
    """wasDerivedFrom, or of its kinds hadPrimarySource and wasQuotedFrom; with the evidence."""

    thing: str
    source: str
    kind: DerivationKind = None
    why: tuple[str, ...] = ()
    score: float | None = None


@dataclass(frozen=True, slots=True)
class Specialized:
    """specializationOf."""

    thing: str
    general: str


@dataclass(frozen=True, slots=True)
class Member:
    """hadMember."""

    whole: str
    thing: str


Fact = Thing | Agent | Attributed | Derived | Specialized | Member


@dataclass(frozen=True, slots=True)
class Statement:
    """A fact, and the bundle in which it stands; None for what we say ourselves."""

    fact: Fact
    bundle: str | None = None


SOFTWARE = Agent("software", f"reportedly {version('reportedly')}", "SoftwareAgent")


def provenance(chosen: Chosen) -> Iterator[tuple[Statement, ...]]:
    """The statements of each claim. Articles and agents come once, with the first claim that names them."""
    known: set[str] = set()
    for claim in chosen.claims():
        made = tuple(_claim(claim, chosen))
        yield tuple(each for each in made if each.bundle or not _again(each.fact, known))


def _again(fact: Fact, known: set[str]) -> bool:
    """Whether it was said with another claim; what is about one claim alone never was and is not kept in mind."""
    if isinstance(fact, Agent) or (isinstance(fact, Thing) and fact.type == "rep:Article"):
        key = fact.id
    elif isinstance(fact, Attributed) and fact.thing.startswith("article/"):
        key = f"{fact.thing} {fact.agent}"
    else:
        return False
    if key in known:
        return True
    known.add(key)
    return False


def _claim(claim: Claim, chosen: Chosen) -> Iterator[Statement]:
    id_ = local("claim", claim.id)
    low, high = claim.independent_origins.low, claim.independent_origins.high
    weight = (("rep:status", claim.status), ("rep:independentOriginsLow", low), ("rep:independentOriginsHigh", high))
    facts = _facts(
        ("prov:label", claim.statement), ("rep:kind", claim.kind), *weight, ("rep:credibility", claim.credibility)
    )
    yield Statement(Thing(id_, "rep:Claim", facts))
    yield Statement(SOFTWARE)
    yield Statement(Attributed(id_, SOFTWARE.id))
    accounts: dict[str, tuple[str, Agent]] = {}
    for number, origin in enumerate(claim.origins, 1):
        account, agent = local("claim", claim.id, "account", str(number)), _agent_of(origin, claim, chosen)
        accounts[origin.label] = (account, agent)
        first = _facts(("prov:label", origin.label), ("rep:firstReported", origin.first_reported))
        yield from _own(Thing(account, "rep:Account", first), agent)
        yield from _own(Attributed(account, agent.id), Specialized(account, id_))
    for report in claim.reports:
        yield from _report(report, id_, accounts.get(report.origin or ""), chosen)


def _report(report: Report, claim: str, account: tuple[str, Agent] | None, chosen: Chosen) -> Iterator[Statement]:
    id_, article = local("report", report.id), local("article", report.article)
    reading = chosen.reading(report.article)
    place = (("rep:start", report.span.start), ("rep:end", report.span.end), ("rep:stance", report.stance))
    yield Statement(
        Thing(id_, "rep:Report", _facts(("prov:value", report.quote), *place, ("rep:claim", NAMESPACE + claim)))
    )
    yield from _own(*_article(article, report, reading.article if reading else None))
    yield Statement(Member(article, id_))
    if report.stance == "asserts":
        yield Statement(Specialized(id_, claim))
    if report.derived_from:
        rests = report.derived_from
        earlier, found = local("article", rests.article), chosen.reading(rests.article)
        yield from _own(*_article(earlier, None, found.article if found else None))
        yield Statement(Derived(id_, earlier, None, rests.why, rests.score))
    if account:
        yield Statement(Derived(id_, account[0], "PrimarySource"))
    yield from _chain(report, id_, account)
    if reading and _quoted(report, reading):
        if account:
            yield Statement(Derived(id_, account[0], "Quotation"))
        elif report.chain:
            words = Thing(local("report", report.id, "words"), "rep:Utterance")
            speaker = _agent(report.chain[-1], report, len(report.chain), None)
            yield from _own(words, Attributed(words.id, speaker.id), Derived(id_, words.id, "Quotation"))


def _own(*facts: Fact) -> Iterator[Statement]:
    return map(Statement, facts)


def _chain(report: Report, id_: str, account: tuple[str, Agent] | None) -> Iterator[Statement]:
    """Who says that who says it, from the outermost inwards."""
    thing, bundle = id_, None
    for number, hop in enumerate(report.chain, 1):
        innermost = number == len(report.chain)
        agent = _agent(hop, report, number, account[1] if account and innermost else None)
        yield Statement(agent)
        if bundle:
            yield Statement(agent, bundle)
        yield Statement(Attributed(thing, agent.id), bundle)
        if not innermost:
            inner = local("report", report.id, "says", str(number))
            yield Statement(Thing(inner, "prov:Bundle"), bundle)
            yield Statement(Attributed(inner, agent.id), bundle)
            utterance = local("report", report.id, "utterance", str(number + 1))
            yield Statement(Thing(utterance, "rep:Utterance"), inner)
            yield Statement(Derived(thing, utterance), inner)
            thing, bundle = utterance, inner


def _article(id_: str, report: Report | None, article: Article | None) -> Iterator[Fact]:
    """`report` knows the outlet and the date of an article that is itself gone."""
    outlet = article.outlet if article else report.outlet if report else None
    published = article.published if article else report.published if report else None
    told = (("prov:label", article.title), ("rep:url", article.url)) if article else ()
    yield Thing(id_, "rep:Article", _facts(*told, ("rep:published", published)))
    if outlet:
        agent = Agent(local("outlet", outlet.casefold()), encodable(outlet), "Organization")
        yield from (agent, Attributed(id_, agent.id))


def _agent_of(origin: Origin, claim: Claim, chosen: Chosen) -> Agent:
    """An actor of the corpus is one agent everywhere; who is not known by name is one in this claim only."""
    form = chosen.actor(origin.entity)
    if origin.entity is None:
        return Agent(local("claim", claim.id, "unnamed", origin.label), encodable(origin.label))
    kind: AgentKind = None
    if form:
        kind = "Person" if form.kind == "person" else "Organization" if form.kind in _BODIES else None
    return Agent(local("actor", origin.entity), encodable(form.name if form else origin.label), kind)


_BODIES = ("organization", "country", "media", "group")


def _agent(hop: Hop, report: Report, number: int, origin: Agent | None) -> Agent:
    """The origin itself where the innermost hop goes by its name."""
    if origin and hop.label and encodable(hop.label).casefold() == origin.label.casefold():
        return origin
    if hop.entity and hop.label:
        return Agent(local("name", " ".join(hop.label.casefold().split())), encodable(hop.label))
    return Agent(local("report", report.id, "source", str(number)), encodable(hop.label or NOBODY))


def _quoted(report: Report, reading: Reading) -> bool:
    """Whether its words stand in what the article quotes directly."""
    return any(each.mode == "direct" and hold(each.content, [report.span]) for each in reading.attributions)


def _facts(*facts: tuple[str, Value | None]) -> tuple[tuple[str, Value], ...]:
    """Those that are known, in characters that every notation has."""
    return tuple(
        (name, encodable(value) if isinstance(value, str) else value) for name, value in facts if value is not None
    )
