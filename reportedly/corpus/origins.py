"""Who can know first-hand: the origins of a claim, and between how many and how many of them are independent.

Count those who know, not those who print: a report that rests on another has its origin; a relayed statement has the
innermost link of its chain; one body is one origin, whoever speaks for it; a flat assertion without a source adds none.
Likenesses that are sure join origins for both bounds, those that are only likely for the lower bound alone. Where a
report leads nowhere, whoever told it may be one origin more: the upper bound is then above the lower one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache

from reportedly.corpus import lists
from reportedly.corpus.bodies import Body, body, same
from reportedly.corpus.clusters import components
from reportedly.corpus.derivation import is_named
from reportedly.corpus.digest import Form
from reportedly.corpus.lineage import Carried, Source
from reportedly.corpus.spelling import WORDS
from reportedly.corpus.words import fold
from reportedly.model import Hop, Interval, Origin

SURELY, PERHAPS = 0.6, 0.3
"""Likeness of two bodies from which on they are one origin for both bounds, and for the lower bound alone."""
WITNESS = re.compile(
    r"\b(?:I|we|our (?:reporter|correspondent)s?|this (?:reporter|correspondent)|(?:has|have) (?:seen|read|reviewed|obtained)|"
    r"seen by|reviewed by|obtained by)\b"
)
"""An outlet that tells what its own people saw, read or hold."""
NO_SOURCE = frozenset(
    "report reports rumour rumours rumor rumors media figure figures it they that which one nobody he she we i who this "
    "everyone everybody some others account accounts review announcement statement tally toll number".split()
)
"""Last words of a source that leads nowhere by itself."""
SUMMARY = re.compile(r"(?:both|each|all|neither)\b", re.IGNORECASE)
"""How a source begins that sums up others, who are counted where they speak."""
CREDITED = re.compile(r"(?P<who>\w[^()]{2,}?)\s*\((?P<outlets>[^()]+)\)?")
DATELINE = re.compile(r"^[^a-z]*,[^()]*\([^()]*\)\s*[-–—]+\s*")
ABBREVIATION = 5
"""Letters that a name in capitals has at most where it is no dateline."""
BRACKETS = re.compile(r"\s*\([^()]*\)?")


@dataclass(frozen=True, slots=True)
class Voice:
    """Whom a report goes back to: a body with the words for it, or the outlet's own reporter."""

    label: str
    body: Body
    actor: str | None = None
    reporter: bool = False


def origins(
    reports: Sequence[Carried], sources: Mapping[int, Source], actors: Mapping[str, str], withheld: Mapping[int, bool]
) -> tuple[tuple[Origin, ...], Interval, dict[int, str]]:
    """Of one claim: its origins, how many are independent, and each report's origin by label.

    `sources` is of `lineage`, `actors` gives the actor of a form's key, `withheld` says which reports do not assert.
    Origins are in order of first report. Where nothing has a source, the first outlet stands for it: one origin.
    """
    ordered = sorted((r for r in reports if not withheld[r.told.id]), key=lambda r: r.order)
    by_number = {r.told.id: r for r in reports}
    roles = _roles(reports, actors) if any(r.told.chain for r in reports) else {}
    voices: dict[int, Voice] = {}
    for report in ordered:
        voice = _voice(report, sources, by_number, actors, roles)
        if voice is not None:
            voices[report.told.id] = voice
    if not voices and ordered:
        first = ordered[0]
        voices[first.told.id] = _outlet(first)
    distinct = list(dict.fromkeys(voices.values()))
    one_article = _told_twice(voices, by_number) if len(distinct) > 1 else set()
    sure = _joined(distinct, SURELY, one_article)
    # A newspaper has it from somebody, who may well be among the others.
    likely = _joined([v for v in distinct if v.body.kind != "media" or v.reporter] or distinct, PERHAPS, one_article)
    labels = {
        voice: _label([distinct[i] for i in group], roles) for group in sure for voice in (distinct[i] for i in group)
    }
    found: dict[str, list[Carried]] = defaultdict(list)
    for report in ordered:
        if report.told.id in voices:
            found[labels[voices[report.told.id]]].append(report)
    actor = {labels[v]: v.actor for v in reversed(distinct) if v.actor}
    listed = tuple(
        Origin(
            label=label,
            entity=actor.get(label),
            first_reported=next((r.digest.instant for r in held if r.digest.instant), None),
            reports=tuple(_id(r.told.id) for r in held),
        )
        for label, held in found.items()
    )
    # Who says it without a source adds no origin, but may have it from somebody who is not counted.
    nowhere = any(report.told.id not in voices and report.told.id not in sources for report in ordered)
    most = max(len(sure), len(likely) + nowhere)
    return listed, Interval(len(likely), most), {n: labels[v] for n, v in voices.items()}


def sourced(reports: Sequence[Carried]) -> bool:
    """Whether any of them says who knows it, or that its outlet's own people saw it."""
    by_number = {r.told.id: r for r in reports}
    return any(_innermost(r, by_number) is not None or witnessed(r) for r in reports)


def _id(number: int) -> str:
    return f"{number & (2**64 - 1):016x}"


def _joined(voices: Sequence[Voice], least: float, one_article: Set[frozenset[Voice]]) -> list[list[int]]:
    if len(voices) < 2:
        return [[i] for i in range(len(voices))]
    pairs = (
        (i, j)
        for i in range(len(voices))
        for j in range(i)
        if _likeness(voices[i], voices[j]) >= least or frozenset((voices[i], voices[j])) in one_article
    )
    return components(range(len(voices)), pairs)


def _told_twice(voices: Mapping[int, Voice], by_number: Mapping[int, Carried]) -> set[frozenset[Voice]]:
    """Pairs of an office and the one person whom the same article names, so that one is the other: *the director of the
    clinic* above, *Dr Ivo Brandt* below."""
    by_article: dict[str, dict[Voice, None]] = defaultdict(dict)
    for number, voice in voices.items():
        by_article[by_number[number].digest.article][voice] = None
    found: set[frozenset[Voice]] = set()
    for told in by_article.values():
        offices = [
            v for v in told if v.body.voice in ("leads", "speaks") and not v.body.speaker and v.label[:1].islower()
        ]
        people = [v for v in told if v.actor and v.body.kind in ("person", "unknown") and v.body.speaker]
        if len(people) == 1:
            found.update(frozenset((office, people[0])) for office in offices)
    return found


def _likeness(a: Voice, b: Voice) -> float:
    if a.reporter or b.reporter:
        return 1.0 if a.reporter and b.reporter and a.label == b.label else 0.0
    if a.actor is not None and a.actor == b.actor:
        return 1.0
    if fold(a.label) == fold(b.label):
        return 1.0
    return same(a.body, b.body)


def _voice(
    report: Carried,
    sources: Mapping[int, Source],
    by_number: Mapping[int, Carried],
    actors: Mapping[str, str],
    roles: Mapping[str, tuple[str, ...]],
) -> Voice | None:
    """Whom a report goes back to: a named source of its own, else that of what it rests on; None where it leads nowhere."""
    hop = _innermost(report, by_number)
    if hop is not None and (hop.entity is not None or _named(BRACKETS.sub("", hop.label or ""))):
        return _speaker(report, hop, actors, roles)
    source = sources.get(report.told.id)
    if source is not None and source.report in by_number:
        return _voice(by_number[source.report], sources, by_number, actors, roles)
    if hop is not None:
        return _speaker(report, hop, actors, roles)
    return _outlet(report) if witnessed(report) else None


def witnessed(report: Carried) -> bool:
    """Whether the outlet's own people saw it; *we* in a quotation are somebody else."""
    quote = report.told.quote
    return not report.told.quoted and not set(quote) & set('“”"') and WITNESS.search(quote) is not None


def _innermost(report: Carried, by_number: Mapping[int, Carried]) -> Hop | None:
    """The innermost source that is more than an outlet whose report is here too."""
    outlets = {r.digest.outlet for r in by_number.values() if r.digest.outlet and r is not report}
    for hop in reversed(_said(report)):
        words = fold(BRACKETS.sub("", hop.label or "")).strip()
        if not words or words.split()[-1] in NO_SOURCE or SUMMARY.match(words):
            continue
        if any(is_named(outlet, words) for outlet in outlets) or _is_own(report, words):
            continue
        return hop
    return None


def _is_own(report: Carried, words: str) -> bool:
    """Whether it is the newspaper itself that the words name; an office that prints its own statements is a source."""
    outlet = report.digest.outlet
    return outlet is not None and is_named(outlet, words) and _body(outlet, (), None, "").kind == "media"


def _said(report: Carried) -> tuple[Hop, ...]:
    """Its chain; where the words for the innermost source tell more than its name does, by these: *the army (Lask
    Times)* is the army, and no dateline speaks."""
    chain, voice = report.told.chain, report.told.voice
    label = chain[-1].label if chain else None
    if not label:
        return chain
    credited = CREDITED.fullmatch(voice)
    if credited and fold(label) in fold(credited["outlets"]):
        return (*chain[:-1], Hop(None, credited["who"], chain[-1].cue))
    after = DATELINE.sub("", voice)
    placed = label.isupper() and len(label) > ABBREVIATION and label not in after
    if placed and any(word[:1].isupper() and fold(word) not in lists.words(WORDS, "idle") for word in after.split()):
        return (*chain[:-1], Hop(None, after, chain[-1].cue))
    return chain


def _named(label: str) -> bool:
    return any(word[:1].isupper() for word in label.split())


def _speaker(report: Carried, hop: Hop, actors: Mapping[str, str], roles: Mapping[str, tuple[str, ...]]) -> Voice:
    form = _form(report, hop)
    actor = actors.get(form.key, form.key) if form else None
    label = BRACKETS.sub("", hop.label or "").strip()
    titles = roles.get(actor or "", ())
    return Voice(label, _body(label, titles, form.country if form else None, report.told.voice), actor)


@lru_cache(1 << 14)
def _body(name: str, roles: tuple[str, ...], country: str | None, words: str) -> Body:
    return body(name, roles, country, words)


def _form(report: Carried, hop: Hop) -> Form | None:
    """The form of the innermost named source, where the hop is that."""
    told, forms = report.told, report.digest.forms
    if told.source is None or hop.entity is None:
        return None
    last = next((h for h in reversed(told.chain) if h.entity), None)
    return forms[told.source] if last is hop or last == hop else None


def reporter(report: Carried) -> str:
    """What the outlet's own reporter is called where he is an origin."""
    return f"{report.digest.outlet or report.digest.article} reporter"


def _outlet(report: Carried) -> Voice:
    return Voice(reporter(report), _body(report.digest.outlet or report.digest.article, (), None, ""), None, True)


def _roles(reports: Sequence[Carried], actors: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """By actor: all titles that any of the articles gives."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for report in sorted(reports, key=lambda r: r.order):
        for form in report.digest.forms:
            if form.roles:
                found[actors.get(form.key, form.key)].update(dict.fromkeys(form.roles))
    return {actor: tuple(titles) for actor, titles in found.items()}


def _label(voices: Sequence[Voice], roles: Mapping[str, tuple[str, ...]]) -> str:
    """The body's own name where it spoke as such, else the fullest name."""
    bodies = [v.label for v in voices if v.actor and not roles.get(v.actor) and v.body.speaker is None]
    named = bodies or [v.label for v in voices if v.actor] or [v.label for v in voices]
    return max(named, key=lambda label: (len(label), label))
