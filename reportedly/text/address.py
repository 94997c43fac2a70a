"""Addresses of the web in one form, so that two ways to write one can be compared."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from importlib import resources
from urllib.parse import SplitResult, quote, unquote_plus, urlsplit

_HOST = re.compile(r"[a-z0-9_-]+(?:\.[a-z0-9_-]+)*|\[[0-9a-f:.]+\]")
_ESCAPE = re.compile(r"%([0-9A-Fa-f]{2})")
_STRAY = re.compile(r"%(?![0-9A-Fa-f]{2})")
_UNRESERVED = re.compile(r"[A-Za-z0-9._~-]")
_SAFE = "/%:@!$&'()*+,;=~-._?"
_DEFAULT_PORTS = (None, 80, 443)  # either one, as http becomes https


def canonical(url: str) -> str:
    """`url` as the same address is always written: https, no `www.`, no tracking, no fragment, no slash at the end.

    For comparing, not for fetching: a server may know the other form only. User names go too. What is no http(s)
    address comes back without the blanks around it; nothing is raised.
    """
    given = url.strip()
    try:
        parts = urlsplit(given)
        host, port = _host(parts), parts.port
        if parts.scheme not in ("http", "https") or not _HOST.fullmatch(host):
            return given
        path, query = _path(parts.path), _query(parts.query)
    except ValueError:  # brackets, ports and characters that no address may have
        return given
    return f"https://{host}{'' if port in _DEFAULT_PORTS else f':{port}'}{path}{f'?{query}' if query else ''}"


def _host(parts: SplitResult) -> str:
    """Lower case, in ASCII, without the labels that stand for a device."""
    host = (parts.hostname or "").rstrip(".")
    if ":" in host:
        return f"[{host}]"
    if not host.isascii():
        host = host.encode("idna").decode().lower()
    first, _, rest = host.partition(".")
    while first in _list("hosts") and "." in rest:  # "m.me" is a site of its own
        first, _, rest = (host := rest).partition(".")
    return host


def _path(path: str) -> str:
    path = _escaped(path).rstrip("/")
    while ending := next((end for end in _list("endings") if path.endswith(end)), None):
        path = path.removesuffix(ending).rstrip("/")
    return path


def _query(query: str) -> str:
    """What of it chooses the page, in the order of the alphabet."""
    return "&".join(sorted(_escaped(part) for part in query.split("&") if part and not _tracks(part)))


def _tracks(part: str) -> bool:
    name = unquote_plus(part.partition("=")[0]).strip().lower()
    return name in _list("names") or name.startswith(_list("prefixes"))


def _escaped(part: str) -> str:
    """`part` with percent signs before all that needs them and before nothing else (RFC 3986, 6.2.2)."""
    return "".join(_pieces(quote(_STRAY.sub("%25", part), safe=_SAFE)))


def _pieces(part: str) -> Iterator[str]:
    end = 0
    for match in _ESCAPE.finditer(part):
        yield part[end : match.start()]
        character = chr(int(match[1], 16))
        yield character if _UNRESERVED.fullmatch(character) else match[0].upper()
        end = match.end()
    yield part[end:]


@cache
def _list(name: str) -> tuple[str, ...]:
    table = json.loads(resources.files("reportedly.text").joinpath("data/address.json").read_text("utf-8"))
    return tuple(table[name])
