"""Style and script. An address carries a digest of its content, so that a browser may keep it for ever."""

from __future__ import annotations

from functools import cache
from importlib import resources
from pathlib import PurePath

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from reportedly.serve.web.site import Page, source

_TYPES = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml"}

_SHARED = frozenset(("reading.css", "reading.js"))
"""Files that the page of `reportedly read` has too."""


def show(request: Request) -> Response:
    """One file. Names are looked up among those that are there, so none leads elsewhere."""
    name = request.path_params["name"]
    if name not in _names():
        raise HTTPException(404)
    lasting = "v" in request.query_params
    headers = {"Cache-Control": "public, max-age=31536000, immutable" if lasting else "no-cache"}
    return Response(_content(name), headers=headers, media_type=_TYPES[PurePath(name).suffix])


@cache
def _names() -> frozenset[str]:
    folder = resources.files("reportedly.serve.web").joinpath("static")
    return frozenset(file.name for file in folder.iterdir() if PurePath(file.name).suffix in _TYPES) | _SHARED


@cache
def _content(name: str) -> bytes:
    return source("static", name).encode()


PAGE = Page("static", (Route("/static/{name}", show, name="static"),))
