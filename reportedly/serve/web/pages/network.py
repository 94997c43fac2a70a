"""Who cites whom, and who does what to whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal, get_args

from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from reportedly.corpus.deeds import Dealing, Dealings, Kind
from reportedly.corpus.sources import Cited, Resting, Sources, sources
from reportedly.errors import ValueRefused
from reportedly.model import Claim
from reportedly.serve.exports.polecat import QUADS
from reportedly.serve.ledger import sources as ledger
from reportedly.serve.tables import Row
from reportedly.serve.web.downloads import csv_of, json_list_of, json_of
from reportedly.serve.web.drawing.ties import Node, Tie, Ties, ties
from reportedly.serve.web.filters import Filters, number_in
from reportedly.serve.web.looking import Found, leaf, look, remembered
from reportedly.serve.web.question import Question, chosen, extended, question
from reportedly.serve.web.site import Page, Site, of, respond
from reportedly.store.protocol import Asked, Order, Store
from reportedly.store.sights import Doing

What = Literal["cites", "deeds"]
MOST, LARGEST = 12, 40
"""Names on each side, unless told otherwise, and at most."""
ROWS = 40
"""Rows of a table; the rest comes as CSV."""
DEED_COLUMNS = "actor actor_name recipient recipient_name type quad factuality claims reports".split()


@dataclass(frozen=True, slots=True)
class NetworkFilters(Filters):
    """`show` is which of the two networks, `most` how many names stand on each side."""

    show: What = "cites"
    most: int = MOST

    @classmethod
    def read(cls, query: QueryParams) -> NetworkFilters:
        """See `Filters`."""
        found = extended(
            cls,
            Filters.read(query),
            show=chosen(query, "show", get_args(What)),
            most=number_in(query, "most", 1) if query.get("most", "").strip() else MOST,
        )
        if found.most > LARGEST:
            raise ValueRefused(f"most is {found.most} (expected a whole number from 1 to {LARGEST})")
        return found


@dataclass(frozen=True, slots=True)
class Shown:
    """The page: `looked` of `total` claims were looked at. `names` are those of the actors shown, by id,
    `counts` the claims of the origins drawn, by label and entity."""

    question: Question
    filters: NetworkFilters
    drawing: Ties | None = None
    cited: tuple[Cited, ...] = ()
    own: tuple[Cited, ...] = ()
    resting: tuple[Resting, ...] = ()
    dealings: tuple[Dealing, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    counts: Mapping[Hashable, int] = field(default_factory=dict)
    looked: int = 0
    total: int = 0
    left_out: int = 0

    orders = get_args(Order)

    def claims(self, node: Node) -> int:
        """Of an origin; its ties come to more, for two outlets may carry one claim."""
        return self.counts[node.key]

    def name(self, actor: str | None) -> str:
        """Of an actor."""
        return "nobody named" if actor is None else self.names.get(actor, actor)

    def quad(self, kind: Kind) -> str:
        """Which of PLOVER's four classes it is of."""
        return QUADS[kind.type]


def show(request: Request) -> Response:
    """The page."""
    site, filters = of(request), NetworkFilters.read(request.query_params)
    view = Shown(question(site, filters), filters)
    if view.question.unclear is not None:
        return respond(request, "network.html.j2", view)
    asked = filters.asked(site.corpus)
    if filters.show == "cites":
        return respond(request, "network.html.j2", _cites(view, site, asked))
    return respond(request, "network.html.j2", _deeds(view, site, asked))


def show_csv(request: Request) -> Response:
    """All of the network that is shown, of all claims that are so: as `reportedly sources` gives it, or a row for each
    kind of deed between two."""
    site, filters = of(request), NetworkFilters.read(request.query_params)
    asked = filters.asked(site.corpus)
    if filters.show == "cites":
        return csv_of("cites", ledger.COLUMNS, ledger.rows(_counted(site.store, site.store.claims(asked))))
    found = _dealings(site.store.doings(asked))
    names = _names(site.store, found)
    return csv_of("deeds", DEED_COLUMNS, (row for each in found for row in _rows(each, names.get)))


def show_json(request: Request) -> Response:
    """The same as records."""
    site, filters = of(request), NetworkFilters.read(request.query_params)
    asked = filters.asked(site.corpus)
    if filters.show == "cites":
        return json_of(_counted(site.store, site.store.claims(asked)))
    return json_list_of(_dealings(site.store.doings(asked)))


def _cites(view: Shown, site: Site, asked: Asked) -> Shown:
    def make() -> Found[Sources]:
        some = look(asked, site.store.how_many(asked), site.store.claims, lambda claim: len(claim.reports))
        return Found(_counted(site.store, some.made), some.looked, some.total)

    looked = remembered(site, ("cites", asked), make)
    found = looked.made
    cited = [each for each in found.cited if not each.own]
    most = view.filters.most
    drawn = leaf(site, ("cites", asked, most), lambda: _carriers(cited, most))
    return replace(
        view,
        drawing=drawn.drawing,
        cited=tuple(cited[:ROWS]),
        counts=drawn.counts,
        own=tuple(each for each in found.cited if each.own)[:ROWS],
        resting=found.resting[:ROWS],
        looked=looked.looked,
        total=looked.total,
        left_out=max(len(cited) - ROWS, 0),
    )


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A drawing, and of how many claims its origins are: see `Shown`."""

    drawing: Ties
    counts: Mapping[Hashable, int]


def _carriers(cited: Sequence[Cited], most: int) -> _Drawn:
    """Outlets tied to origins."""
    drawing = ties(
        [
            Tie(carrier.outlet, (each.label, each.entity), carrier.claims, carrier.alone)
            for each in cited
            for carrier in each.outlets
        ],
        most,
    )
    there = {node.key for node in drawing.right}
    return _Drawn(drawing, {key: each.claims for each in cited if (key := (each.label, each.entity)) in there})


def _counted(store: Store, claims: Iterable[Claim]) -> Sources:
    """An article that something rests on without carrying it is asked for by itself."""

    def outlet_of(article: str) -> str | None:
        found = store.articles([article]).get(article)
        return found.outlet if found else None

    return sources(claims, outlet_of)


def _deeds(view: Shown, site: Site, asked: Asked) -> Shown:
    def make() -> Found[tuple[Dealing, ...]]:
        some = look(asked, site.store.how_many(asked), site.store.doings, lambda doing: doing.reports)
        return Found(_dealings(some.made), some.looked, some.total)

    looked = remembered(site, ("deeds", asked), make)
    found = looked.made
    pairs = [each for each in found if each.actor and each.recipient and each.reports]
    every = [Tie(each.actor, each.recipient, each.reports, 0, _quad(each)) for each in pairs]
    drawing = ties(every, view.filters.most)
    shown = found[:ROWS]
    return replace(
        view,
        drawing=drawing,
        dealings=shown,
        names=_names(site.store, shown, (node.key for node in (*drawing.left, *drawing.right))),
        looked=looked.looked,
        total=looked.total,
        left_out=max(len(found) - ROWS, 0),
    )


def _dealings(doings: Iterable[Doing]) -> tuple[Dealing, ...]:
    count = Dealings()
    for each in doings:
        count.add(each.claim, each.type, each.factuality, (each.actor, each.recipient), each.reports)
    return count.pairs()


def _quad(dealing: Dealing) -> str:
    """The class of most reports, as a class of the stylesheet."""
    count: Counter[str] = Counter()
    for kind in dealing.kinds:
        if kind.factuality != "denied":
            count[QUADS[kind.type]] += kind.reports
    return count.most_common(1)[0][0].lower().replace(" ", "-")


def _names(store: Store, dealings: Iterable[Dealing], more: Iterable[Any] = ()) -> dict[str, str]:
    actors = {actor for each in dealings for actor in (each.actor, each.recipient) if actor} | set(more)
    named = ((actor, next(iter(store.forms_of(actor)), None)) for actor in actors)
    return {actor: " ".join(form.name.split()) for actor, form in named if form is not None}


def _rows(dealing: Dealing, name: Callable[[str], str | None]) -> Iterator[Row]:
    actor, recipient = dealing.actor, dealing.recipient
    pair = actor, actor and name(actor), recipient, recipient and name(recipient)
    for kind in dealing.kinds:
        yield (*pair, kind.type, QUADS[kind.type], kind.factuality, kind.claims, kind.reports)


PAGE = Page(
    "network",
    (
        Route("/network", show, name="network"),
        Route("/network.csv", show_csv, name="network.csv"),
        Route("/network.json", show_json, name="network.json"),
    ),
    label="Network",
)
