"""Where a reader shows the token: once, for a cookie that browsers send from our own pages only."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from reportedly.serve.web.site import Page, of, respond


@dataclass(frozen=True, slots=True)
class Door:
    """`then` is the address to go on to; `wrong` says that a token was shown, and another one."""

    then: str
    wrong: bool


async def enter(request: Request) -> Response:
    """With the right token, go on with a cookie; else ask for it."""
    form = await request.form() if request.method == "POST" else None
    given = str((form or request.query_params).get("token") or "").strip()
    then = _inside(str((form or request.query_params).get("then") or ""))
    settings = of(request).settings
    if not settings.is_token(given):
        return respond(request, "enter.html.j2", Door(then, bool(given)), 403 if given else 200)
    response = RedirectResponse(then, 303, {"Cache-Control": "no-store"})
    secure = request.url.scheme == "https"
    response.set_cookie(settings.cookie, settings.proof, httponly=True, samesite="strict", secure=secure)
    return response


def _inside(address: str) -> str:
    """The address where it is one of ours, else the first page: nobody is sent elsewhere from here."""
    inside = address.startswith("/") and not address.startswith(("//", "/\\")) and address.isprintable()
    return address if inside else "/"


PAGE = Page("enter", (Route("/enter", enter, methods=["GET", "POST"], name="enter"),))
