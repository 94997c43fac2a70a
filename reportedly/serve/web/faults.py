"""What goes wrong, as a page that says what helps; as JSON to programs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from reportedly.errors import InputError, Missing, ReportedlyError, StoreError, ValueRefused
from reportedly.model import codec
from reportedly.serve.web.security import HEADERS
from reportedly.serve.web.site import respond

_STATUS: Mapping[type[ReportedlyError], int] = {ValueRefused: 400, Missing: 404, InputError: 422, StoreError: 503}
_UNKNOWN = "Something went wrong here that should not (the server's own log has it)"
_NO_ADDRESS = "There is no such address (/api/v1 tells all there are)"
_NOTHING = "There is no such page (the navigation above leads to all there are)"


@dataclass(frozen=True, slots=True)
class Fault:
    """`problem` is a sentence without its full stop, `remedy` what helps, `status` that of HTTP. `then` is the address
    that was asked for."""

    status: int
    title: str
    problem: str
    remedy: str
    then: str


@dataclass(frozen=True, slots=True)
class Problem:
    """RFC 9457: `title` is that of the status of HTTP, `detail` what is wrong, `remedy` what helps."""

    type: str
    title: str
    status: int
    detail: str
    remedy: str | None = None


def refused(request: Request, error: Exception) -> Response:
    """An error that is somebody's: ours by its kind, or one of HTTP."""
    if isinstance(error, HTTPException):
        nothing = error.status_code == 404 and error.detail == "Not Found"
        message = (_NO_ADDRESS if wants_json(request) else _NOTHING) if nothing else error.detail
        return _answer(request, error.status_code, message, error.headers)
    status = next((code for kind, code in _STATUS.items() if isinstance(error, kind)), 500)
    return _answer(request, status, str(error))


def broken(request: Request, error: Exception) -> Response:
    """A bug. Nothing of it is told but to the log, and the middleware that adds headers has been left already."""
    response = _answer(request, 500, _UNKNOWN)
    response.headers.update(HEADERS)
    return response


def _answer(request: Request, status: int, message: str, headers: Mapping[str, str] | None = None) -> Response:
    problem, remedy = _parted(message)
    fault = Fault(status, HTTPStatus(status).phrase, problem, remedy, _then(request))
    if wants_json(request):
        told = Problem("about:blank", fault.title, status, problem, remedy or None)
        body = f"{codec.dumps(told)}\n".encode("utf-8", "backslashreplace")
        response = Response(body, status, media_type="application/problem+json")
    else:
        response = respond(request, "fault.html.j2", fault, status)
    response.headers.update(headers or {})
    response.headers["Cache-Control"] = "no-store"
    if status == 401:
        response.headers["WWW-Authenticate"] = "Bearer"
    return response


def _then(request: Request) -> str:
    query = f"?{request.url.query}" if request.url.query else ""
    return request.url.path + query if request.method == "GET" else "/"


def wants_json(request: Request) -> bool:
    """Whether a program asks."""
    return request.url.path.startswith("/api/") or request.url.path.endswith((".json", ".csv"))


def _parted(message: str) -> tuple[str, str]:
    """The problem and the remedy, which our errors have in brackets at the end."""
    if not message.endswith(")") or " (" not in message:
        return message, ""
    problem, _, remedy = message[:-1].rpartition(" (")
    return problem, remedy
