"""Everything about one claim: how it stands and why, who rests on whom, who speaks against it, what is near it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from reportedly.corpus.series import series
from reportedly.model import Claim, Report
from reportedly.serve.ledger.claims import standing
from reportedly.serve.ledger.contrary import stated
from reportedly.serve.ledger.estimates import write_values
from reportedly.serve.ledger.tree import Outlet, reasons, told, write_tree
from reportedly.serve.ledger.words import CREDIBILITY, STANCES, carried, listed, origins, shortened, spell, why
from reportedly.serve.lines import Lines
from reportedly.store.protocol import Store

_QUOTE = 400
"""Characters."""
_STATEMENT = 200
"""Of a claim beside this one."""
_NAMES = 12


class Page:
    """Writes a claim with what its store knows of what it refers to."""

    def __init__(self, to: Lines, store: Store, short: Callable[[str], str], evidence: bool) -> None:
        """`evidence`: also why each report rests on another, and where in its article it stands."""
        self._to, self._store, self._short, self._evidence = to, store, short, evidence

    def write(self, claim: Claim) -> None:
        """All of it, section by section."""
        self._heading(claim)
        self._title("Who rests on whom")
        write_tree(self._to, claim, _outlet(self._store), self._evidence)
        self._against(claim)
        self._values(claim)
        self._others("At odds with", ((other, "") for other in self._known(claim, claim.rivals)))
        self._others("Likely the same, but not counted as one", self._suggested(claim))

    def _heading(self, claim: Claim) -> None:
        to = self._to
        to.line(stated(claim), style="bold")
        to.line(standing(to, claim), 2)
        to.line(why(claim), 2, hanging=2)
        to.line(f"credibility {claim.credibility}: {CREDIBILITY.get(claim.credibility, 'not graded')}", 2)
        to.line(f"{claim.kind} · {spell(claim.first_reported, claim.last_reported)}", 2)
        to.line(f"id {claim.id}", 2, "dim")
        if names := list(self._names(claim)):
            to.line(f"about {listed(names, _NAMES)}", 2, hanging=2)
        to.line()

    def _names(self, claim: Claim) -> Iterator[str]:
        for actor in claim.actors:
            form = next(iter(self._store.forms_of(actor)), None)
            if form is not None:
                yield form.name

    def _against(self, claim: Claim) -> None:
        against = [report for report in claim.reports if report.stance != "asserts"]
        unseen = [label for label in claim.denied_by if not any(_is_by(report, label) for report in against)]
        if not against and not unseen:
            return
        self._title("Who denies or doubts it")
        for report in against:
            line = told(self._to, report)
            self._to.line(line.append(self._to.spelling(f"  {STANCES[report.stance]}"), "magenta"), 2, hanging=2)
            self._to.line(f"“{shortened(report.quote, _QUOTE)}”", 4)
            for each in reasons(report) if self._evidence else ():
                self._to.line(each, 4, "dim", hanging=2)
        if unseen:
            self._to.line(f"denied by {listed(unseen, _NAMES)}", 2, hanging=2)
        self._to.line()

    def _values(self, claim: Claim) -> None:
        for found in series([claim]):
            self._title(f"Figures ({found.unit})" if found.unit else "Figures")
            write_values(self._to, found.values, self._short)
            self._to.line()

    def _known(self, claim: Claim, ids: Iterable[str]) -> Iterator[Claim]:
        """Claims by ids of theirs or of their reports, each once, without those that are gone and the claim itself."""
        shown = {claim.id}
        for each in ids:
            other = self._store.claim(each)
            if other is not None and other.id not in shown:
                shown.add(other.id)
                yield other

    def _suggested(self, claim: Claim) -> Iterator[tuple[Claim, str]]:
        best = sorted(claim.suggested, key=lambda suggestion: -suggestion.score)
        shown: set[str] = set()
        for each in best:
            for other in self._known(claim, [each.claim]):
                if other.id not in shown:
                    shown.add(other.id)
                    yield other, "; ".join((f"likeness {each.score:.2f}", *each.why))

    def _others(self, title: str, others: Iterable[tuple[Claim, str]]) -> None:
        shown = False
        for other, because in others:
            if not shown:
                self._title(title)
            shown = True
            id_ = self._short(other.id)
            self._to.line(f"{id_}  {shortened(stated(other), _STATEMENT)}", 2, hanging=len(id_) + 2)
            stands = f"{other.status}, {origins(other.independent_origins)} of {carried(other)}"
            self._to.line(stands, len(id_) + 4, "dim")
            if because:
                self._to.line(because, len(id_) + 4, "dim", hanging=2)
        if shown:
            self._to.line()

    def _title(self, title: str) -> None:
        self._to.line(title, style="bold underline")


def _outlet(store: Store) -> Outlet:
    def outlet_of(article: str) -> str | None:
        reading = store.reading(article)
        return reading.article.outlet if reading else None

    return outlet_of


def _is_by(report: Report, label: str) -> bool:
    return any(hop.label == label for hop in report.chain)
