"""Every address of the interface: routes, the checks of parameters, the OpenAPI description and the page come from here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import Any, get_args

from reportedly.model import KINDS, Claim, ClaimKind, Reading, Status
from reportedly.serve.web.api import answers
from reportedly.serve.web.api.answers import LONGEST, MOST, USUAL, Answer, Call
from reportedly.serve.web.api.records import CorpusEntity, CorpusStatus, FoundArticle, UnreadText
from reportedly.serve.web.filters import LARGEST
from reportedly.store.protocol import ArticleOrder, Order, Part

ROOT = "/api/v1"


@dataclass(frozen=True, slots=True)
class Parameter:
    """One of an address: a text, one of `choices`, or a whole number from `least` to `most`. `several` may be given
    again, or with commas where there are choices. `usual` is what it is without being given."""

    name: str
    told: str
    choices: tuple[str, ...] = ()
    least: int | None = None
    most: int = LARGEST
    usual: str | int | None = None
    several: bool = False
    needed: bool = False
    in_path: bool = False


@dataclass(frozen=True, slots=True)
class Operation:
    """One address. `gives` is the record in its answer, `listed` that it is a list of them, `takes` that of its body.
    `slow` is asked less often."""

    name: str
    path: str
    summary: str
    told: str
    answer: Callable[[Call], Answer]
    gives: type[Any]
    parameters: tuple[Parameter, ...] = ()
    listed: bool = False
    takes: type[Any] | None = None
    slow: bool = False

    @property
    def method(self) -> str:
        """That of HTTP."""
        return "POST" if self.takes else "GET"

    @property
    def fields(self) -> tuple[str, ...]:
        """Those of the body."""
        return tuple(field.name for field in fields(self.takes)) if self.takes else ()

    @property
    def plain_path(self) -> str:
        """As OpenAPI has it."""
        return self.path.replace(":path}", "}")


_PAGE = (
    Parameter("limit", "at most so many records", least=1, most=MOST, usual=USUAL),
    Parameter("offset", "leave out so many of the first", least=0, usual=0),
)
_ID = Parameter("id", "an id, escaped: `/` is `%2F`", needed=True, in_path=True)
_DATE = "a day, month or year: `2031-01-15`, `2031-01`, `2031`"
_QUERY = 'words, `"a phrase"`, `a OR b`, `-without`, `begin*`'
_ONLY = Parameter("only", "these lists of the reading and no others", tuple(KINDS), several=True)

OPERATIONS = (
    Operation(
        "status",
        f"{ROOT}/status",
        "How much there is",
        "Counts, and a mark of the state.",
        answers.status,
        CorpusStatus,
    ),
    Operation(
        "articles",
        f"{ROOT}/articles",
        "Articles",
        "Without their texts; with `q` the best first, else the newest.",
        answers.articles,
        FoundArticle,
        (
            Parameter("q", f"by words of title and text: {_QUERY}"),
            Parameter("outlet", "of this outlet, in whatever case"),
            Parameter("since", f"published then or later: {_DATE}"),
            Parameter("until", f"published then or earlier: {_DATE}"),
            Parameter("sort", "in which order", get_args(ArticleOrder), usual="best"),
            *_PAGE,
        ),
        listed=True,
    ),
    Operation(
        "article",
        f"{ROOT}/articles/{{id:path}}",
        "One article, read",
        "All that was found in it, as `reading.schema.json` describes it. An address that the article is known by does"
        " for its id.",
        answers.article,
        Reading,
        (_ID, _ONLY, Parameter("version", "this version, the latest without", least=1)),
    ),
    Operation(
        "claims",
        f"{ROOT}/claims",
        "Claims",
        "What is claimed, each thing once, with its reports and origins; as `reportedly claims` takes and gives it.",
        answers.claims,
        Claim,
        (
            Parameter("words", f"with a report in such words: {_QUERY}"),
            Parameter(
                "about", "that name this entity or go back to it: an id, or a name that only one has", several=True
            ),
            Parameter("part", "in which it has this part; only with `about`", get_args(Part)),
            Parameter("outlet", "that this outlet carries"),
            Parameter("country", "that name somebody of this country: a name or a code (`UKR`)"),
            Parameter("kind", "of these kinds", get_args(ClaimKind), several=True),
            Parameter("status", "that are so", get_args(Status), several=True),
            Parameter("since", f"last reported then or later: {_DATE}"),
            Parameter("until", f"last reported then or earlier: {_DATE}"),
            Parameter("min_origins", "with so many independent origins at least", least=0, usual=0),
            Parameter("min_reports", "with so many reports at least", least=0, usual=0),
            Parameter("sort", "most or newest first", get_args(Order), usual="origins"),
            *_PAGE,
        ),
        listed=True,
    ),
    Operation(
        "claim",
        f"{ROOT}/claims/{{id}}",
        "One claim",
        "By its id, that of any of its reports, or the beginning of one.",
        answers.claim,
        Claim,
        (_ID,),
    ),
    Operation(
        "entities",
        f"{ROOT}/entities",
        "Entities",
        "Whoever articles name, those in most articles first.",
        answers.entities,
        CorpusEntity,
        (Parameter("q", "with all these words in one of the names"), *_PAGE),
        listed=True,
    ),
    Operation(
        "entity",
        f"{ROOT}/entities/{{id}}",
        "One entity",
        "With the forms that articles name it by.",
        answers.entity,
        CorpusEntity,
        (_ID,),
    ),
    Operation(
        "search",
        f"{ROOT}/search",
        "Search",
        "Articles by their words, the best first.",
        answers.search,
        FoundArticle,
        (Parameter("q", _QUERY, needed=True), *_PAGE),
        listed=True,
    ),
    Operation(
        "read",
        f"{ROOT}/read",
        "Read a text",
        f"All that is found in a text of at most {LONGEST:,} characters. It is kept nowhere.",
        answers.read,
        Reading,
        (_ONLY,),
        takes=UnreadText,
        slow=True,
    ),
)
