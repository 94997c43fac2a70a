"""A reading or a claim in a notebook, in a style that touches nothing else and without script, so that it needs no trust."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from reportedly.corpus.descent import Branch, Node, descent
from reportedly.model import Claim, Reading, Report
from reportedly.serve.ledger.contrary import stated
from reportedly.serve.ledger.words import CREDIBILITY, STANCES, carried, days, moment, origins, shortened, why
from reportedly.serve.outline import Step, hop_steps, summary
from reportedly.serve.page import asset, environment, sheet

_REPORTS = 50
"""Shown of those that say so, and of those that do not."""
_DEEPEST = 8
"""Levels that are set in; what is deeper still says on what it rests."""
_DOTS = 12
"""Drawn at most for the origins."""


@dataclass(frozen=True, slots=True, repr=False)
class View:
    """What `show` gives back: notebooks show it as HTML, everything else as one line."""

    shown: Reading | Claim

    def _repr_html_(self) -> str:
        return html(self.shown)

    def __repr__(self) -> str:
        if isinstance(self.shown, Claim):
            rests = f"{self.shown.status}, {origins(self.shown.independent_origins)} of {carried(self.shown)}"
            return f"<{shortened(stated(self.shown), 80)}: {rests}>"
        article = self.shown.article
        return f"<{article.title or article.id}: {summary(self.shown)}>"


def show(shown: Reading | Claim) -> View:
    """A reading or claim as the last line of a notebook's cell shows it, also where it has been put into a list."""
    return View(shown)


def html(shown: Reading | Claim) -> str:
    """Of a reading its text with underlines and the list below, of a claim how it stands and who rests on whom."""
    style = Markup(asset("notebook.css"))
    if isinstance(shown, Claim):
        return environment().get_template("claim.html.j2").render(sheet=_sheet(shown), style=style)
    return environment().get_template("notebook.html.j2").render(sheet=sheet(shown, "reading"), style=style)


@dataclass(frozen=True, slots=True)
class Told:
    """A report. `level` is how far it is set in, from 0; `on` is the outlet (else the article) on which it rests."""

    report: Report
    steps: tuple[Step, ...]
    published: str
    quote: str
    level: int
    on: str | None


@dataclass(frozen=True, slots=True)
class Root:
    """An origin, or in words that none is known, with the reports that go back to it, each before those derived from it."""

    label: str
    first: str | None
    told: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """All that the template shows. `dots` are one for each origin, filled where it is sure; `more` reports are left out."""

    claim: Claim
    title: str
    about: str
    origins: str
    carried: str
    dots: str
    why: str
    credibility: str
    roots: tuple[Root, ...]
    against: tuple[Told, ...]
    unseen: tuple[str, ...]
    more: int

    stances = STANCES


def _sheet(claim: Claim) -> Sheet:
    against = [report for report in claim.reports if report.stance != "asserts"]
    outlets = {report.article: report.outlet or report.article for report in claim.reports}
    room, roots = _REPORTS, []
    for branch in descent(claim):
        roots.append(_root(branch, outlets, room))
        room -= len(roots[-1].told)
    shown = sum(len(root.told) for root in roots) + len(against[:_REPORTS])
    carrying = {hop.label for report in against for hop in report.chain}
    return Sheet(
        claim=claim,
        title=stated(claim),
        about=f"{claim.kind} · {days(claim.first_reported, claim.last_reported)} · {claim.id}",
        origins=origins(claim.independent_origins).replace("origin", "independent origin"),
        carried=carried(claim),
        dots=_dots(claim),
        why=why(claim),
        credibility=f"{claim.credibility}, {CREDIBILITY.get(claim.credibility, 'not graded')}",
        roots=tuple(roots),
        against=tuple(_told(report, outlets, 0) for report in against[:_REPORTS]),
        unseen=tuple(label for label in claim.denied_by if label not in carrying),
        more=len(claim.reports) - shown,
    )


def _root(branch: Branch, outlets: dict[str, str], room: int) -> Root:
    told = tuple(_placed(node, outlets) for node in branch.nodes[: max(room, 0)])
    if branch.origin is None:
        return Root("Without a known origin", None, told)
    return Root(branch.origin.label, moment(branch.origin.first_reported), told)


def _placed(node: Node, outlets: dict[str, str]) -> Told:
    return _told(node.report, outlets, min(node.depth, _DEEPEST) - 1)


def _told(report: Report, outlets: dict[str, str], level: int) -> Told:
    rests = report.derived_from
    on = outlets.get(rests.article, rests.article) if rests else None
    return Told(report, hop_steps(report.chain), moment(report.published), shortened(report.quote, 400), level, on)


def _dots(claim: Claim) -> str:
    low, high = claim.independent_origins.low, claim.independent_origins.high
    return ("●" * low + "○" * (high - low))[:_DOTS]
