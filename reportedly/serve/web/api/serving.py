"""What every request to the interface goes through: rate, parameters, what the client has already."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Awaitable, Callable, Iterator
from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from reportedly.errors import ValueRefused
from reportedly.serve.web.api.answers import USUAL, Answer, Call
from reportedly.serve.web.api.operations import Operation, Parameter
from reportedly.serve.web.api.rate import Limiter
from reportedly.serve.web.api.records import VERSION
from reportedly.serve.web.settings import Settings
from reportedly.serve.web.site import of

JSON = "application/json"


class Limits:
    """The rates of one application."""

    def __init__(self, settings: Settings) -> None:
        self.usual, self.slow = Limiter(settings.rate), Limiter(settings.slow_rate)


def endpoint(operation: Operation) -> Callable[[Request], Awaitable[Response]]:
    """The handler of an operation's route."""

    async def answers(request: Request) -> Response:
        _limited(request, operation)
        if operation.takes is not None and not _is_json(request):
            raise HTTPException(415, f"The body has to be JSON (send it with Content-Type: {JSON})")
        body = await request.body() if operation.takes else b""
        return await run_in_threadpool(_answered, operation, request, body)

    return answers


def matches(request: Request, tag: str) -> bool:
    """Whether the client has what this tag is of."""
    given = [each.strip().removeprefix("W/") for each in request.headers.get("if-none-match", "").split(",")]
    return tag in given or "*" in given


def _limited(request: Request, operation: Operation) -> None:
    limits = request.app.state.limits
    client = request.client.host if request.client else ""
    seconds = (limits.slow if operation.slow else limits.usual).wait(client)
    if seconds:
        after = str(math.ceil(seconds))
        raise HTTPException(429, f"This was asked too often (ask again in {after} s)", {"Retry-After": after})


def _answered(operation: Operation, request: Request, body: bytes) -> Response:
    _checked(operation, request)
    if operation.takes:
        answer = operation.answer(Call(request, body))
        return Response(_encoded(answer), headers={"Cache-Control": "no-store"}, media_type=JSON)
    # Asked before what is answered: should it change meanwhile, the tag is the older, and the client asks again.
    mark = f"{of(request).store.state()} {VERSION}"
    tag = f'"{hashlib.blake2b(mark.encode(), digest_size=12).hexdigest()}"'
    headers = {"ETag": tag, "Cache-Control": "private, no-cache"}
    if matches(request, tag):
        return Response(status_code=304, headers=headers)
    limit, offset = _whole(request, "limit", USUAL), _whole(request, "offset", 0)
    answer = operation.answer(Call(request, body, limit, offset))
    if answer.total is not None and (links := ", ".join(_links(request, answer.total, limit, offset))):
        headers["Link"] = links
    return Response(_encoded(answer), headers=headers, media_type=JSON)


def _encoded(answer: Answer) -> bytes:
    return answer.body.encode("utf-8", "backslashreplace") + b"\n"


def _links(request: Request, total: int, limit: int, offset: int) -> Iterator[str]:
    """RFC 8288: where the other pages are."""
    places = {
        "first": 0,
        "prev": max(0, offset - limit),
        "next": offset + limit,
        "last": max(0, total - 1) // limit * limit,
    }
    if offset == 0:
        del places["prev"]
    if offset + limit >= total:
        del places["next"]
    given = [pair for pair in request.query_params.multi_items() if pair[0] != "offset"]
    for name, place in places.items():
        query = urlencode([*given, ("offset", str(place))])
        yield f'<{request.url.path}?{query}>; rel="{name}"'


def _checked(operation: Operation, request: Request) -> None:
    """Raises ValueRefused for parameters that are not described so: what is misspelt would be left out in silence."""
    known = {each.name: each for each in operation.parameters if not each.in_path}
    for name in request.query_params:
        if name not in known:
            there = f"choose from {', '.join(known)}" if known else "it takes none"
            raise ValueRefused(f"there is no parameter {name!r} here ({there})")
    for parameter in known.values():
        _check(parameter, request.query_params.getlist(parameter.name))


def _check(parameter: Parameter, given: list[str]) -> None:
    name = parameter.name
    if parameter.needed and not any(each.strip() for each in given):
        raise ValueRefused(f"{name} is missing ({parameter.told})")
    if len(given) > 1 and not parameter.several:
        raise ValueRefused(f"{name} is given {len(given)} times (expected once)")
    for each in given:
        if parameter.choices:
            for part in each.split(",") if parameter.several else [each]:
                if part.strip() not in parameter.choices:
                    raise ValueRefused(f"{part!r} is no {name} (choose from {', '.join(parameter.choices)})")
        elif parameter.least is not None:
            few = each.isascii() and each.isdecimal() and len(each) < 9
            if not (few and parameter.least <= int(each) <= parameter.most):
                expected = f"expected a whole number from {parameter.least} to {parameter.most}"
                raise ValueRefused(f"{name} is {each!r} ({expected})")


def _is_json(request: Request) -> bool:
    return request.headers.get("content-type", "").partition(";")[0].strip().lower() == JSON


def _whole(request: Request, name: str, usual: int) -> int:
    return int(request.query_params.get(name, usual))
