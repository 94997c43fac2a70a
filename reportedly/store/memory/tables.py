"""What there is, as dictionaries of records that never change, so that a copy of the dictionaries is a moment kept."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, fields, replace

from reportedly.corpus.digest import Digest, Form, Link, Resting, Runs
from reportedly.corpus.marks import Mark
from reportedly.model import Claim, Reading, number_of
from reportedly.store.parts import Played
from reportedly.store.placing import Known
from reportedly.store.protocol import Judgement, Version

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Kept:
    """An article: `given` is the id that it came with, `digest` that of its latest version, which stands last."""

    number: int
    given: str
    digest: Digest
    versions: tuple[tuple[Version, Reading], ...]
    pending: bool = True

    @property
    def known(self) -> Known:
        """What it can be recognised by, without its addresses."""
        digest, article = self.digest, self.versions[-1][1].article
        versions = tuple((version.hash, reading.article.outlet) for version, reading in self.versions)
        told = digest.title, article.published, frozenset[str](), versions
        return Known(self.number, digest.article, self.given, *told)


@dataclass(frozen=True, slots=True)
class Named:
    """A form, and the roles that it has in each article that has it."""

    form: Form
    articles: dict[str, frozenset[str]]

    @property
    def whole(self) -> Form:
        """The form with the roles of all its articles."""
        return replace(self.form, roles=tuple(sorted(frozenset().union(*self.articles.values()))))


@dataclass(slots=True)
class Tables:
    """Articles in order of coming; everything else by what it is looked up by. `unsettled` counts how often."""

    articles: dict[str, Kept] = field(default_factory=dict)
    addresses: dict[str, str] = field(default_factory=dict)
    reports: dict[int, str] = field(default_factory=dict)
    dirty: set[int] = field(default_factory=set)
    links: dict[Pair, Link] = field(default_factory=dict)
    ends: dict[int, frozenset[Pair]] = field(default_factory=dict)
    resting: dict[tuple[str, str], Resting] = field(default_factory=dict)
    claims: dict[str, Claim] = field(default_factory=dict)
    claim_of: dict[int, str] = field(default_factory=dict)
    forms: dict[str, Named] = field(default_factory=dict)
    actors: dict[str, str] = field(default_factory=dict)
    unsettled: dict[str, int] = field(default_factory=dict)
    judgements: list[Judgement] = field(default_factory=list)
    marks: dict[str, Mark] = field(default_factory=dict)
    unheeded: dict[str, None] = field(default_factory=dict)
    parts: dict[int, frozenset[Played]] = field(default_factory=dict)

    def copy(self) -> Tables:
        """Tables of their own, of the same records."""
        return Tables(**{f.name: getattr(self, f.name).copy() for f in fields(self)})

    # what `placing` asks

    def at(self, address: str) -> Known | None:
        """See `placing.Register`."""
        article = self.addresses.get(address)
        return None if article is None else self._known(self.articles[article])

    def named(self, outlet: str | None, given: str, free: bool, most: int | None) -> list[Known]:
        """See `placing.Register`."""
        ours = map(self._known, (kept for kept in self.articles.values() if kept.given == given))
        return [k for k in ours if outlet in k.outlets() and not (free and k.addresses)][:most]

    def sharing(self, outlet: str | None, given: str, free: bool, exact: Sequence[int]) -> list[Known]:
        """See `placing.Register`."""
        named = self.named(outlet, given, free, most=None)
        return [known for known in named if not set(exact).isdisjoint(self.articles[known.id].digest.exact)]

    def saying(self, hash_: str) -> list[Known]:
        """See `placing.Register`."""
        return [known for known in map(self._known, self.articles.values()) if known.outlets(hash_)]

    def runs(self, number: int) -> Runs:
        """See `placing.Register`."""
        return next(kept.digest.runs for kept in self.articles.values() if kept.number == number)

    def taken(self, article: str) -> bool:
        """See `placing.Register`."""
        return article in self.articles

    def _known(self, kept: Kept) -> Known:
        addresses = frozenset(a for a, article in self.addresses.items() if article == kept.digest.article)
        return replace(kept.known, addresses=addresses)

    # reports, links, claims

    def mark(self, reports: Iterable[int]) -> None:
        """These become dirty, those of pending articles aside: they do so when they are linked."""
        self.dirty |= {report for report in reports if not self.articles[self.reports[report]].pending}

    def tie(self, link: Link) -> None:
        """Add a link, in the place of an earlier one of the pair."""
        pair = link.a, link.b
        self.links[pair] = link
        for end in pair:
            self.ends[end] = self.ends.get(end, frozenset()) | {pair}

    def withdraw(self, article: str) -> None:
        """Take away all that stands on the latest version of an article."""
        gone = {told.id for told in self.articles[article].digest.told}
        self.forget_claims(gone)
        touched = set()
        for report in gone:
            del self.reports[report]
            self.parts.pop(report, None)
            for pair in self.ends.pop(report, frozenset()):
                self.links.pop(pair, None)
                other = pair[0] + pair[1] - report
                touched.add(other)
                self.ends[other] = self.ends.get(other, frozenset()) - {pair}
        self.dirty -= gone
        self.mark(touched & self.reports.keys())
        self.resting = {pair: rest for pair, rest in self.resting.items() if article not in pair}

    def forget_claims(self, reports: Collection[int]) -> None:
        """The claims of these are gone, and what else was in them is dirty."""
        for claim in {self.claim_of[report] for report in reports if report in self.claim_of}:
            members = [number_of(report.id) for report in self.claims.pop(claim).reports]
            for report in members:
                del self.claim_of[report]
            self.mark(members)

    # actors

    def reform(self, article: str, old: Iterable[Form], new: Iterable[Form]) -> None:
        """An article has other forms than it had; blocks where that makes a difference are unsettled."""
        roles: dict[str, frozenset[str]] = {}
        for form in new:
            roles[form.key] = roles.get(form.key, frozenset()) | frozenset(form.roles)
            self.forms.setdefault(form.key, Named(form, {}))
        touched = roles.keys() | {form.key for form in old}
        for key in touched:
            named = self.forms[key]
            articles = {a: r for a, r in named.articles.items() if a != article}
            if key in roles:
                articles[article] = roles[key]
            changed = replace(named, articles=articles)
            if not named.articles or not articles or named.whole != changed.whole:
                self.unsettle([named.form.block])
            self.forms[key] = changed
            if not articles:
                del self.forms[key]
                self.actors.pop(key, None)

    def unsettle(self, blocks: Iterable[str]) -> None:
        """What was worked out of these blocks holds no more."""
        for block in blocks:
            self.unsettled[block] = self.unsettled.get(block, 0) + 1

    def actor(self, form: str) -> str:
        """The actor of a form; itself where it has none."""
        return self.actors.get(form, form)
