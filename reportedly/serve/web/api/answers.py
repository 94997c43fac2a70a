"""What each address answers with."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request

from reportedly.errors import InputError, Missing, ValueRefused
from reportedly.model import codec
from reportedly.serve.web.api.records import VERSION, CorpusEntity, CorpusStatus, FoundArticle, UnreadText
from reportedly.serve.web.filters import Filters, said
from reportedly.serve.web.reading import READING
from reportedly.serve.web.site import of
from reportedly.serve.who import called, of_id
from reportedly.store.protocol import Sought
from reportedly.text.compose import article_from_text

USUAL, MOST = 20, 100
"""Records of a list that come at once, and how many may be asked for."""
LONGEST = 100_000
"""Characters of a text to be read: some seconds of work."""
PATIENCE = 10.0
"""Seconds that a text waits for the one before it."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A body in JSON. `total` is how many records there are where it is a list of some of them."""

    body: str
    total: int | None = None


@dataclass(frozen=True, slots=True)
class Call:
    """A request with its body. `limit` and `offset` are of a list."""

    request: Request
    body: bytes
    limit: int = USUAL
    offset: int = 0

    def text(self, name: str) -> str | None:
        """A parameter, None where it is not given."""
        return said(self.request.query_params, name)

    def several(self, name: str) -> tuple[str, ...]:
        """A parameter that may be given several times, or with commas."""
        given = self.request.query_params.getlist(name)
        return tuple(dict.fromkeys(part.strip() for each in given for part in each.split(",") if part.strip()))


def status(call: Call) -> Answer:
    """How much there is."""
    store = of(call.request).store
    count, state = store.count(), store.state()
    return _one(
        CorpusStatus(
            version=VERSION,
            articles=count.articles,
            reports=count.reports,
            claims=count.claims,
            entities=store.how_many_actors(),
            pending=count.pending,
            dirty=count.dirty,
            state=state,
        )
    )


def articles(call: Call) -> Answer:
    """Those that are sought, without their texts."""
    params = call.request.query_params
    sought = Sought(
        words=call.text("q"),
        outlet=call.text("outlet"),
        since=call.text("since"),
        until=call.text("until"),
        order=_order(params.get("sort", "best")),
        most=call.limit,
        skip=call.offset,
    )
    store = of(call.request).store
    return _some(call, map(FoundArticle.of, store.find(sought)), store.how_many_articles(sought))


def article(call: Call) -> Answer:
    """The reading of one."""
    id_, number = call.request.path_params["id"], call.text("version")
    reading = of(call.request).store.reading(id_, None if number is None else int(number))
    if reading is None:
        which = f"article {id_!r}" if number is None else f"version {number} of an article {id_!r}"
        raise Missing(f"there is no {which} in the corpus (/api/v1/articles lists what there is)")
    only = call.several("only")
    return Answer(reading.to_json(only=only or None))


def claims(call: Call) -> Answer:
    """Those asked for, in the words of the command line."""
    site = of(call.request)
    if call.text("part") and not call.text("about"):
        raise ValueRefused("a part is asked for, and nobody is named who has it (say about=NAME too)")
    asked = Filters.read(call.request.query_params).asked(site.corpus)
    some = site.store.claims(replace(asked, most=call.limit, skip=call.offset))
    return _some(call, some, site.store.how_many(asked))


def claim(call: Call) -> Answer:
    """One, by its id or that of a report."""
    id_ = call.request.path_params["id"]
    found = of(call.request).store.claim(id_)
    if found is None:
        raise Missing(f"there is no claim or report {id_!r} in the corpus (/api/v1/claims lists what there is)")
    return _one(found)


def entities(call: Call) -> Answer:
    """Those with all these words in a name, or all of them."""
    store, words = of(call.request).store, call.text("q")
    found = called(store, words, call.limit, call.offset)
    return _some(call, map(CorpusEntity.of, found), store.how_many_actors(words))


def entity(call: Call) -> Answer:
    """One, by its id."""
    id_ = call.request.path_params["id"]
    who = of_id(of(call.request).store, id_)
    if who is None:
        raise Missing(f"there is no entity {id_!r} in the corpus (/api/v1/entities lists what there is)")
    return _one(CorpusEntity.of(who))


def search(call: Call) -> Answer:
    """Articles by their words, the best first."""
    store, sought = of(call.request).store, Sought(call.text("q"), most=call.limit, skip=call.offset)
    return _some(call, map(FoundArticle.of, store.find(sought)), store.how_many_articles(sought))


def read(call: Call) -> Answer:
    """The reading of a text, which is kept nowhere."""
    unread = _unread(call.body)
    try:
        made = article_from_text(
            unread.text,
            outlet=unread.outlet,
            url=unread.url,
            title=unread.title,
            byline=unread.byline,
            published=unread.published,
            language=unread.language,
        )
    except ValueRefused as error:
        raise InputError("the body", str(error)) from error
    if not READING.acquire(timeout=PATIENCE):
        raise HTTPException(503, "Other texts are being read (try again in some seconds)", {"Retry-After": "5"})
    try:
        reading = of(call.request).corpus.reader.read(made)
    finally:
        READING.release()
    only = call.several("only")
    return Answer(reading.to_json(only=only or None))


def _unread(body: bytes) -> UnreadText:
    try:
        unread = codec.loads(UnreadText, body.decode())
    except (ValueError, RecursionError) as error:
        problem = str(error) or "it is nested too deep"
        raise InputError("the body", f"it is no text to read: {problem}", 'expected {"text": "…"}') from error
    if len(unread.text) > LONGEST:
        raise HTTPException(413, f"Texts of more than {LONGEST} characters are not read here (use reportedly read)")
    return unread


def _order(given: str) -> Any:
    return given.strip() or "best"


def _one(record: Any) -> Answer:
    return Answer(codec.dumps(record))


def _some(call: Call, records: Iterable[Any], total: int) -> Answer:
    items = ",\n ".join(map(codec.dumps, records))
    return Answer(f'{{"total": {total}, "limit": {call.limit}, "offset": {call.offset}, "items": [{items}]}}', total)
