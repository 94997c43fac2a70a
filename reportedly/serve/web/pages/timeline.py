"""When things happened, against when they were reported."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal, get_args

from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from reportedly.corpus.timeline import Moment, moment
from reportedly.serve.ledger.contrary import contrary
from reportedly.serve.ledger.timeline import COLUMNS, rows
from reportedly.serve.web.downloads import csv_of, json_list_of
from reportedly.serve.web.drawing.happenings import Drawing, happenings
from reportedly.serve.web.filters import Filters, said
from reportedly.serve.web.looking import Found, leaf, remembered
from reportedly.serve.web.question import Chip, Question, chosen, extended, question
from reportedly.serve.web.site import Page, of, respond
from reportedly.store.protocol import Asked, Store
from reportedly.store.sights import When, days

SIZE = 40
"""Claims on a page."""
Lanes = Literal["none", "kind", "status", "origin"]
Sorted = Literal["newest", "oldest"]
_LANES: Mapping[Lanes, Callable[[Moment], str]] = {
    "none": lambda moment: "",
    "kind": lambda moment: moment.kind,
    "status": lambda moment: moment.status,
    "origin": lambda moment: " ".join(moment.origins[0].split()) if moment.origins else "no origin",
}


@dataclass(frozen=True, slots=True)
class TimelineFilters(Filters):
    """`after` and `before` are the days in which it happened, both included; `order` and `lanes` how it is shown."""

    after: str | None = None
    before: str | None = None
    order: Sorted = "newest"
    lanes: Lanes = "none"

    @classmethod
    def read(cls, query: QueryParams) -> TimelineFilters:
        """See `Filters`."""
        found = extended(
            cls,
            Filters.read(query),
            after=said(query, "after"),
            before=said(query, "before"),
            order=chosen(query, "order", get_args(Sorted)),
            lanes=chosen(query, "lanes", get_args(Lanes)),
        )
        for day in (found.after, found.before):
            if day is not None:
                days(day)
        return found

    @property
    def when(self) -> When:
        """The same for a store."""
        return When(self.after, self.before, self.order == "newest")


@dataclass(frozen=True, slots=True)
class Shown:
    """A page: `total` dated claims are so on all pages, and `undated` say nothing of when it was. `against` are words for
    what is only done against claims, by id: see `contrary`."""

    question: Question
    filters: TimelineFilters
    drawing: Drawing | None = None
    total: int = 0
    undated: int = 0
    against: Mapping[str, str] = field(default_factory=dict)

    all_lanes = get_args(Lanes)

    @property
    def pages(self) -> int:
        """How many there are, at least one."""
        return max(1, -(-self.total // SIZE))

    @property
    def count(self) -> int:
        """Claims on this page."""
        return sum(len(lane.rows) for lane in self.drawing.lanes) if self.drawing else 0


@dataclass(frozen=True, slots=True)
class _Placed:
    """What of the timeline is kept for a page of it: see `Shown`."""

    moments: tuple[Moment, ...]
    against: Mapping[str, str]


def show(request: Request) -> Response:
    """A page of it."""
    site, filters = of(request), TimelineFilters.read(request.query_params)
    view = Shown(question(site, filters, _chips(filters)), filters)
    if view.question.unclear is not None:
        return respond(request, "timeline.html.j2", view)
    store, asked = site.store, filters.asked(site.corpus)
    page = replace(asked, most=SIZE, skip=(filters.page - 1) * SIZE)
    shown = leaf(site, ("timeline", page, filters.when), lambda: _placed(store, page, filters.when))
    counted = remembered(site, ("dated", asked), lambda: _count(store, asked))
    dated = counted.made
    return respond(
        request,
        "timeline.html.j2",
        replace(
            view,
            drawing=happenings(shown.moments, _LANES[filters.lanes]),
            total=dated if filters.after is filters.before is None else store.how_many_happened(asked, filters.when),
            undated=counted.total - dated,
            against=shown.against,
        ),
    )


def _placed(store: Store, page: Asked, when: When) -> _Placed:
    claims = list(store.happened(page, when))
    moments = tuple(placed for claim in claims if (placed := moment(claim)) is not None)
    return _Placed(moments, {claim.id: word for claim in claims if (word := contrary(claim))})


def show_csv(request: Request) -> Response:
    """All dated claims that are so, on whatever page, as `reportedly timeline` gives them."""
    return csv_of("timeline", COLUMNS, rows(_moments(request)))


def show_json(request: Request) -> Response:
    """The same as a list of records."""
    return json_list_of(_moments(request))


def _count(store: Store, asked: Asked) -> Found[int]:
    total = store.how_many(asked)
    return Found(store.how_many_happened(asked, When()), total, total)


def _moments(request: Request) -> Iterator[Moment]:
    site, filters = of(request), TimelineFilters.read(request.query_params)
    # Asked at once: what cannot be read is refused before anything is sent.
    found = site.store.happened(filters.asked(site.corpus), filters.when)
    return (placed for claim in found if (placed := moment(claim)) is not None)


def _chips(filters: TimelineFilters) -> Iterator[Chip]:
    if filters.after is not None:
        yield Chip(f"happened since {filters.after}", filters.query(after=None))
    if filters.before is not None:
        yield Chip(f"happened until {filters.before}", filters.query(before=None))


PAGE = Page(
    "timeline",
    (
        Route("/timeline", show, name="timeline"),
        Route("/timeline.csv", show_csv, name="timeline.csv"),
        Route("/timeline.json", show_json, name="timeline.json"),
    ),
    label="Timeline",
)
