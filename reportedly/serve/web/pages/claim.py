"""One claim: how it stands and why, who rests on whom, in which words, who speaks against it, what is near it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from reportedly.corpus.descent import Branch, Node, descent
from reportedly.corpus.series import series
from reportedly.errors import Missing
from reportedly.model import Claim, Report
from reportedly.serve.exports.chosen import Chosen
from reportedly.serve.exports.tables import claim_rows, columns
from reportedly.serve.ledger.words import CREDIBILITY, STANCES, why
from reportedly.serve.outline import Step, hop_steps
from reportedly.serve.web.context import Quote, quoted
from reportedly.serve.web.downloads import csv_of, json_of
from reportedly.serve.web.drawing.derivation import NOWHERE, Drawing, derivation
from reportedly.serve.web.drawing.values import Plot, plot
from reportedly.serve.web.filters import number_in
from reportedly.serve.web.review.showing import Said, of_claim
from reportedly.serve.web.site import Page, of, respond
from reportedly.store.protocol import Store

SIZE = 40
"""Reports whose words are shown in their context on one page."""
NEAR = 20
"""Rivals, and suggestions, that are shown."""
DEEPEST = 10
"""Levels of the list; what rests on what is deeper stands beside it."""


@dataclass(frozen=True, slots=True)
class Told:
    """A report: `number` is its place in order of publication, the same everywhere on the page.

    `title` is its article's; `quote` has its context where the article's text is there still, else the words alone.
    """

    number: int
    report: Report
    steps: tuple[Step, ...]
    title: str | None
    quote: Quote


@dataclass(frozen=True, slots=True)
class Twig:
    """A report in the list of who rests on whom. `on` is the number of the one above, None below an origin; `beyond` is
    an article on which it rests that has no report here."""

    number: int
    report: Report
    steps: tuple[Step, ...]
    on: int | None
    beyond: str | None
    twigs: tuple[Twig, ...]


@dataclass(frozen=True, slots=True)
class Root:
    """An origin, with the reports that go back to it. `entity` is its actor in the corpus."""

    label: str
    entity: str | None
    first: str | None
    twigs: tuple[Twig, ...]


@dataclass(frozen=True, slots=True)
class Named:
    """An actor of the corpus with its commonest name."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Near:
    """Another claim, with the likeness and its reasons where it is a suggestion."""

    claim: Claim
    score: float | None
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """All that the page shows. `page` and `pages` are of `told`; `unseen` are labels that deny it, of no report here."""

    claim: Claim
    why: str
    credibility: str
    actors: tuple[Named, ...]
    drawing: Drawing
    roots: tuple[Root, ...]
    told: tuple[Told, ...]
    page: int
    pages: int
    against: tuple[Told, ...]
    unseen: tuple[str, ...]
    plots: tuple[Plot, ...]
    rivals: tuple[Near, ...]
    suggested: tuple[Near, ...]
    said: tuple[Said, ...]

    stances = STANCES

    @property
    def against_some(self) -> bool:
        """Whether denials and doubts stand beside other reports: where there is nothing else, all reports are such."""
        return bool(self.against) and any(report.stance == "asserts" for report in self.claim.reports)


def show(request: Request) -> Response:
    """The page; the id of any of its reports, or the beginning of one, leads there too."""
    store, claim = of(request).store, _claim(request)
    numbers = _numbers(claim)
    ordered = sorted(claim.reports, key=lambda report: numbers[report.id])
    pages = max(1, -(-len(ordered) // SIZE))
    page = min(number_in(request.query_params, "page", 1), pages)
    against = [report for report in ordered if report.stance != "asserts"]
    shown = ordered[(page - 1) * SIZE : page * SIZE]
    told = {each.report.id: each for each in _told([*shown, *against[:SIZE]], numbers, store)}
    branches = descent(claim)
    view = Sheet(
        claim=claim,
        why=why(claim),
        credibility=CREDIBILITY.get(claim.credibility, "not graded"),
        actors=tuple(_actors(claim, store)),
        drawing=derivation(branches, against, numbers),
        roots=tuple(_root(branch, numbers) for branch in branches if branch.nodes),
        told=tuple(told[report.id] for report in shown),
        page=page,
        pages=pages,
        against=tuple(told[report.id] for report in against[:SIZE]),
        unseen=tuple(label for label in claim.denied_by if not any(_is_by(report, label) for report in against)),
        plots=tuple(plot(each) for each in series([claim])),
        rivals=tuple(Near(other, None, ()) for other in _known(claim, claim.rivals[:NEAR], store)),
        suggested=tuple(_suggested(claim, store)),
        said=of_claim(store, claim),
    )
    return respond(request, "claim.html.j2", view)


def show_json(request: Request) -> Response:
    """The claim as `reportedly claim` gives it."""
    return json_of(_claim(request))


def show_csv(request: Request) -> Response:
    """A row for each report, with the columns of the table `reports` in exports.md."""
    claim = _claim(request)
    every = claim_rows(claim, Chosen(of(request).store))
    return csv_of(f"claim-{claim.id}", columns("reports"), [row for name, row in every if name == "reports"])


def _claim(request: Request) -> Claim:
    id_ = request.path_params["id"]
    found = of(request).store.claim(id_)
    if found is None:
        raise Missing(
            f"there is no claim, and no report of one, whose id begins with {id_!r} (look for it among the claims)"
        )
    return found


def _numbers(claim: Claim) -> dict[str, int]:
    """Of reports by id, in order of publication; undated ones last."""
    ordered = sorted(claim.reports, key=lambda report: report.published or "9999")
    return {report.id: number for number, report in enumerate(ordered, 1)}


def _told(reports: Iterable[Report], numbers: Mapping[str, int], store: Store) -> Iterator[Told]:
    every = list(reports)
    articles = store.articles({report.article for report in every})
    for report in every:
        article = articles.get(report.article)
        here = article is not None and report.span.of(article.text) == report.quote
        quote = quoted(article.text, report.span) if article and here else Quote("", report.quote, "")
        yield Told(numbers[report.id], report, hop_steps(report.chain), article.title if article else None, quote)


def _root(branch: Branch, numbers: Mapping[str, int]) -> Root:
    origin = branch.origin
    twigs = _twigs(branch.nodes, numbers)
    return (
        Root(origin.label, origin.entity, origin.first_reported, twigs) if origin else Root(NOWHERE, None, None, twigs)
    )


def _twigs(nodes: Sequence[Node], numbers: Mapping[str, int]) -> tuple[Twig, ...]:
    """The tree of a branch, built from its end: each node comes before those below it."""
    above = _above(nodes)
    below: dict[int | None, list[Twig]] = {}
    for place in range(len(nodes) - 1, -1, -1):
        node, parent = nodes[place], above[place]
        on = numbers[nodes[parent].report.id] if parent is not None else None
        twigs = tuple(reversed(below.pop(place, [])))
        twig = Twig(numbers[node.report.id], node.report, hop_steps(node.report.chain), on, node.beyond, twigs)
        # What is too deep becomes a sibling of what it rests on; `on` still says which that is.
        while parent is not None and nodes[parent].depth >= DEEPEST:
            parent = above[parent]
        below.setdefault(parent, []).append(twig)
    return tuple(reversed(below.get(None, [])))


def _above(nodes: Sequence[Node]) -> list[int | None]:
    path: list[int] = []
    above: list[int | None] = []
    for place, node in enumerate(nodes):
        del path[node.depth - 1 :]
        above.append(path[-1] if path else None)
        path.append(place)
    return above


def _actors(claim: Claim, store: Store) -> Iterator[Named]:
    for actor in claim.actors:
        form = next(iter(store.forms_of(actor)), None)
        if form is not None:
            yield Named(actor, form.name)


def _known(claim: Claim, ids: Iterable[str], store: Store) -> Iterator[Claim]:
    """Claims by ids of theirs or of their reports, each once, without those that are gone and the claim itself."""
    seen = {claim.id}
    for each in ids:
        other = store.claim(each)
        if other is not None and other.id not in seen:
            seen.add(other.id)
            yield other


def _suggested(claim: Claim, store: Store) -> Iterator[Near]:
    best = sorted(claim.suggested, key=lambda each: -each.score)[:NEAR]
    seen: set[str] = set()
    for each in best:
        for other in _known(claim, [each.claim], store):
            if other.id not in seen:
                seen.add(other.id)
                yield Near(other, each.score, each.why)


def _is_by(report: Report, label: str) -> bool:
    return any(hop.label == label for hop in report.chain)


PAGE = Page(
    "claim",
    (
        Route("/claims/{id}.json", show_json, name="claim.json"),
        Route("/claims/{id}.csv", show_csv, name="claim.csv"),
        Route("/claims/{id}", show, name="claim"),
    ),
)
