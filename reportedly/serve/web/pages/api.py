"""The interface for programs: its addresses, their description, and a page about them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from reportedly.serve.web.api.describing import description
from reportedly.serve.web.api.operations import OPERATIONS, ROOT, Operation
from reportedly.serve.web.api.serving import endpoint, matches
from reportedly.serve.web.settings import Rate
from reportedly.serve.web.site import Page, of, respond


@dataclass(frozen=True, slots=True)
class Manual:
    """What the page shows; `base` is the address of this server as the reader knows it."""

    base: str
    operations: tuple[Operation, ...]
    rate: Rate
    slow_rate: Rate
    private: bool


def show(request: Request) -> Response:
    """The page about it."""
    settings = of(request).settings
    base = str(request.base_url).rstrip("/")
    return respond(
        request, "api.html.j2", Manual(base, OPERATIONS, settings.rate, settings.slow_rate, settings.private)
    )


def describe(request: Request) -> Response:
    """The description, for programs that make clients."""
    body = description().encode()
    tag = f'"{hashlib.blake2b(body, digest_size=12).hexdigest()}"'
    headers = {"ETag": tag, "Cache-Control": "private, no-cache"}
    if matches(request, tag):
        return Response(status_code=304, headers=headers)
    return Response(body, headers=headers, media_type="application/json")


PAGE = Page(
    "api",
    (
        Route(ROOT, show, name="api"),
        Route(f"{ROOT}/openapi.json", describe, name="api.openapi"),
        *(Route(each.path, endpoint(each), methods=[each.method], name=f"api.{each.name}") for each in OPERATIONS),
    ),
)
