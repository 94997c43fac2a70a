"""Who may ask what, and what browsers are told to refuse. As ASGI middleware, outermost first: `Headers`, `Hosts`,
`Limits`, `Guard`."""

from __future__ import annotations

import asyncio
from http.cookies import CookieError, SimpleCookie
from urllib.parse import urlsplit

from starlette.datastructures import Headers as Given
from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from reportedly.serve.web.settings import Settings

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
"""Content Security Policy: files of ours only, and no style or script inside a page."""
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # With no-referrer, browsers send `Origin: null` with our own forms, and the guard could not tell them from others.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
SAFE = ("GET", "HEAD", "OPTIONS")
OPEN = ("/enter", "/static/")
"""Beginnings of paths that nobody needs a token for."""


ASKING = ("/api/v1/read",)
"""What a body is sent to without anything being written: who may read may ask."""


class Headers:
    """Adds to every answer what browsers are told to refuse."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """As ASGI has it."""

        async def sends(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        await self._app(scope, receive, sends if scope["type"] == "http" else send)


class Hosts:
    """Refuses requests for a name that is not ours, as pages make that point their own name here (DNS rebinding)."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app, self._settings = app, settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """As ASGI has it."""
        if scope["type"] == "http":
            name = _host(Given(scope=scope).get("host", ""))
            if not self._settings.answers_to(name):
                raise HTTPException(
                    400, f"This server does not answer to the name {name!r} (start it with --name {name})"
                )
        await self._app(scope, receive, send)


class Limits:
    """Refuses bodies that are too large or too slow, and gives up on answers that do not begin."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app, self._settings = app, settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """As ASGI has it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        most = self._settings.most_bytes
        told = Given(scope=scope).get("content-length", "0")
        if not told.isdecimal() or int(told) > most:
            raise _too_large(most)
        taken = 0

        async def receives() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > most:
                raise _too_large(most)
            return message

        async def sends(message: Message) -> None:
            # What comes in pieces, as a table of all rows, may take as long as its reader does.
            clock.reschedule(None)
            await send(message)

        try:
            async with asyncio.timeout(self._settings.seconds) as clock:
                await self._app(scope, receives, sends)
        except TimeoutError as error:
            if not clock.expired():
                raise
            problem = f"This took longer than {self._settings.seconds:g} s (ask for less, or try again)"
            raise HTTPException(503, problem) from error


class Guard:
    """Lets nobody write without the token, nor read where it is private; and nothing written that another page's form
    or script asks for in our reader's name."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app, self._settings = app, settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """As ASGI has it."""
        if scope["type"] == "websocket":  # there is none, and it would pass by what follows
            return
        if scope["type"] == "http":
            self._check(scope)
        await self._app(scope, receive, send)

    def _check(self, scope: Scope) -> None:
        given = Given(scope=scope)
        bearer = self._settings.is_token(_bearer(given))
        scope["known"] = bearer or self._settings.is_proof(_cookie(given, self._settings.cookie))
        asks = scope["method"] == "POST" and scope["path"] in ASKING
        writes = scope["method"] not in SAFE and not asks
        if not scope["path"].startswith(OPEN):
            if writes and not scope["known"]:
                raise HTTPException(401, "Writing needs the token that this server was started with")
            if self._settings.private and not scope["known"]:
                raise HTTPException(401, "Reading needs the token that this server was started with")
        # What no browser sends has no origin; a browser tells the one of the page that asks.
        foreign = not _is_own(given) if writes else asks and "origin" in given and not _is_own(given)
        if foreign and not bearer:
            raise HTTPException(403, "This was sent by another page than ours (send it from here, or with the token)")


def _is_own(given: Given) -> bool:
    """Whether the page that sent it came from here. Every browser says so with what writes."""
    origin = urlsplit(given.get("origin", ""))
    return origin.scheme in ("http", "https") and origin.netloc.lower() == given.get("host", "").lower()


def _bearer(given: Given) -> str:
    scheme, _, token = given.get("authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else ""


def _cookie(given: Given, name: str) -> str:
    try:
        found = SimpleCookie(given.get("cookie", "")).get(name)
    except CookieError:
        return ""
    return found.value if found else ""


def _host(header: str) -> str:
    """The name or address without the port, and without the brackets of IPv6."""
    if header.startswith("["):
        return header[1:].partition("]")[0]
    return header.rpartition(":")[0] if ":" in header else header


def _too_large(most: int) -> HTTPException:
    return HTTPException(413, f"More than {most >> 20} MiB at once is not taken (send less, or use reportedly add)")
