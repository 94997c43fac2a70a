"""A page from the web, within limits of time, size and redirects."""

from __future__ import annotations

import re
import time
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from email.message import Message
from http.client import HTTPException
from typing import IO, Any
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlsplit, urlunsplit
from urllib.request import HTTPRedirectHandler, OpenerDirector, ProxyHandler, Request, build_opener

from reportedly.errors import Unreachable
from reportedly.text.public import NotPublic, handlers

_TYPES = re.compile(
    r"text/(?:html|plain|markdown|x-markdown|xml)"
    r"|application/(?:(?:xhtml|rss|atom|rdf)\+xml|xml|json|x-ndjson|json-?lines|x-jsonlines)"
)
_UNTOLD = ("", "application/octet-stream")  # what servers say that do not know
_CHUNK = 65_536  # bytes
_READ = "give the address of a page, a feed, a text or JSON Lines"
_SAVE = "save the page and give the file"


@dataclass(frozen=True, slots=True)
class FetchLimits:
    """`timeout` in seconds for the whole answer, `size` in bytes after unpacking, `redirects` in number."""

    timeout: float = 20.0
    size: int = 20 * 1024**2
    redirects: int = 5


LIMITS = FetchLimits()


@dataclass(frozen=True, slots=True)
class Page:
    """What a URL gave: `url` is where the redirects ended, `content_type` lower case without parameters."""

    url: str
    body: bytes
    content_type: str = ""
    charset: str | None = None


Fetch = Callable[[str], Page]


def fetch(url: str, limits: FetchLimits = LIMITS, *, public: bool = False) -> Page:
    """The page at `url`, an http or https address. Raises Unreachable, naming `url`, for whatever goes wrong.

    With `public` also for whatever is not on the public internet, or leads away from it: for addresses that others give.
    """
    deadline = time.monotonic() + limits.timeout
    try:
        request = Request(_ascii(url), headers={"User-Agent": "reportedly", "Accept": "text/html,*/*;q=0.5"})
        with _opener(limits.redirects, public).open(request, timeout=limits.timeout) as answer:
            content_type = _content_type(answer.headers, url)
            body = _body(answer, url, limits, deadline)
            return Page(answer.url, body, content_type, answer.headers.get_content_charset())
    except HTTPError as error:
        error.close()
        raise _refused(url, error) from error
    except TimeoutError as error:
        raise _too_slow(url, limits) from error
    except URLError as error:
        if isinstance(error.reason, TimeoutError):
            raise _too_slow(url, limits) from error
        if isinstance(error.reason, NotPublic):
            raise Unreachable(url, f"is not fetched from here: {error.reason}", _SAVE) from error
        problem = f"does not answer: {_words(error.reason)}"
        raise Unreachable(url, problem, "check the address and the network") from error
    except (OSError, HTTPException, ValueError) as error:
        raise Unreachable(url, f"cannot be fetched: {_words(error)}", "check the address") from error


def _opener(redirects: int, public: bool) -> OpenerDirector:
    limits = {"max_redirections": redirects, "max_repeats": redirects}
    ways = handlers() if public else (ProxyHandler(),)
    opener = build_opener(*ways, type("_LimitedRedirects", (_Redirects,), limits))
    # The standard opener knows files and FTP too; a redirect must lead to neither.
    for scheme in ("file", "ftp", "data"):
        opener.handle_open.pop(scheme, None)  # type: ignore[attr-defined]
    return opener


class _Redirects(HTTPRedirectHandler):
    """Follows to the web only: the standard one would follow to FTP as well."""

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: Any, newurl: str
    ) -> Request | None:
        if urlsplit(newurl).scheme not in ("http", "https"):
            raise HTTPError(req.full_url, code, f"it leads to {newurl}", headers, fp)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _refused(url: str, error: HTTPError) -> Unreachable:
    if 300 <= error.code < 400:
        # Both wordings: _Redirects' own, and that of the standard handler, which refuses some schemes before it.
        led = re.match(r"it leads to (.*)|.*Redirection to url '(.*)' is not allowed", error.msg)
        problem = f"it leads to {led[1] or led[2]}" if led else "its redirects go round in a loop or do not end"
        return Unreachable(url, f"gives no page: {problem}", _SAVE)
    return Unreachable(url, f"answers with HTTP {error.code} {error.reason}".rstrip(), _SAVE)


def _too_slow(url: str, limits: FetchLimits) -> Unreachable:
    return Unreachable(url, f"does not answer within {limits.timeout:g} seconds", f"try again, or {_SAVE}")


def _content_type(headers: Message, url: str) -> str:
    said = headers.get_content_type() if headers.get("Content-Type") else ""
    if said in _UNTOLD:
        return ""
    if not _TYPES.fullmatch(said):
        raise Unreachable(url, f"is {said}, not a page of text", _READ)
    return said


def _body(answer: Any, url: str, limits: FetchLimits, deadline: float) -> bytes:
    """Read in pieces: the socket's own time-out starts anew with every byte, and the length may be a lie."""
    body = bytearray()
    while piece := answer.read1(_CHUNK):
        body += piece
        if len(body) > limits.size:
            raise _too_large(url, limits)
        if time.monotonic() > deadline:
            raise _too_slow(url, limits)
    announced = answer.headers.get("Content-Length", "")
    if announced.isdecimal() and len(body) < int(announced):  # read1 does not mind
        raise Unreachable(url, f"breaks off after {len(body)} of {announced} bytes", f"try again, or {_SAVE}")
    return _unpacked(bytes(body), answer.headers.get("Content-Encoding", ""), url, limits)


def _unpacked(body: bytes, encoding: str, url: str, limits: FetchLimits) -> bytes:
    """Some servers compress without being asked."""
    encoding = encoding.strip().lower()
    if encoding in ("", "identity"):
        return body
    if encoding not in ("gzip", "x-gzip", "deflate"):
        raise Unreachable(url, f"answers in the packing {encoding!r}", _SAVE)
    try:
        unpacked = zlib.decompressobj(47).decompress(body, limits.size + 1)  # 47: gzip or zlib, by its head
    except zlib.error as error:
        raise Unreachable(url, f"sends damaged {encoding}", _SAVE) from error
    if len(unpacked) > limits.size:
        raise _too_large(url, limits)
    return unpacked


def _too_large(url: str, limits: FetchLimits) -> Unreachable:
    return Unreachable(url, f"is larger than {limits.size / 1024**2:g} MiB", f"{_SAVE} with the article alone")


def _ascii(url: str) -> str:
    """`url` as the protocol wants it. Raises ValueError (UnicodeError among them) where there is no host in it."""
    parts = urlsplit(url.strip())
    if not parts.hostname:
        raise ValueError("there is no host in it")
    user, at, host = parts.netloc.rpartition("@")
    host = host.encode("idna").decode() if not host.isascii() else host
    path, query = quote(parts.path, safe="/%:@!$&'()*+,;=~-._"), quote(parts.query, safe="/%:@!$&'()*+,;=~-._?")
    return urlunsplit((parts.scheme.lower(), user + at + host, path, query, ""))


def _words(error: object) -> str:
    """An exception in one line."""
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    return " ".join(str(error).split()) or type(error).__name__
