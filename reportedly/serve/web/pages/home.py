"""The door: it opens on the claims."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse
from starlette.routing import Route

from reportedly.serve.web.site import Page


def show(request: Request) -> RedirectResponse:
    """Go to the claims."""
    return RedirectResponse("/claims", 307)


PAGE = Page("home", (Route("/", show, name="home"),))
