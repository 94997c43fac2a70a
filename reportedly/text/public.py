"""Connections to the public internet only, for who fetches addresses that somebody else gives.

A name is resolved once, all that it resolves to is looked at, and one of these very addresses is connected to: a name
that means another address the next time it is asked for (DNS rebinding) gains nothing. Each redirect is a connection of
its own and is looked at too. No proxy is used, for it would resolve the name anew, in its own network.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
from typing import Any
from urllib.request import BaseHandler, HTTPHandler, HTTPSHandler, ProxyHandler, Request

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

_INNER = tuple(
    map(
        ipaddress.ip_network,
        (
            "168.63.129.16/32",  # Azure's own, from within its machines: metadata
            "192.0.0.0/24",  # Oracle's metadata among them
            "192.88.99.0/24",  # relays from IPv6, which lead anywhere
            "64:ff9b:1::/48",  # local translation to IPv4
            "fec0::/10",  # site-local, as it was once
        ),
    )
)
"""Networks that are somebody's own, although the registry calls most of them global."""
_TRANSLATED = ipaddress.ip_network("64:ff9b::/96")
"""IPv4 behind a translator, in the last 32 bits."""


class NotPublic(OSError):
    """A name or address that leads to a private, local or reserved network."""


def is_public(address: str) -> bool:
    """Whether an IP address, as text, is one of the public internet; so must be an IPv4 address within it."""
    return _is_public(ipaddress.ip_address(address.partition("%")[0]))


def _is_public(address: Address) -> bool:
    if isinstance(address, ipaddress.IPv6Address) and (inside := _inside(address)):
        return all(map(_is_public, inside))
    if any(address in network for network in _INNER):
        return False
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)


def _inside(address: ipaddress.IPv6Address) -> list[ipaddress.IPv4Address]:
    """IPv4 addresses that the packets would reach in the end."""
    found = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
    if address in _TRANSLATED:
        found.append(ipaddress.IPv4Address(int(address) & 0xFFFF_FFFF))
    return [each for each in found if each is not None]


def connect(host: str, port: int, timeout: float | None) -> socket.socket:
    """A connection to one of the addresses of `host`, all of which must be public. Raises NotPublic, else OSError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    for _, _, _, _, place in found:
        if not is_public(str(place[0])):
            what = host if host == place[0] else f"{host} leads to {place[0]}, which"
            raise NotPublic(f"{what} is not on the public internet")
    last: OSError | None = None
    for family, kind, protocol, _, place in found:
        made = socket.socket(family, kind, protocol)
        try:
            made.settimeout(timeout)
            made.connect(place)
        except OSError as error:
            made.close()
            last = error
        else:
            made.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            return made
    raise last or OSError(f"{host} has no address")


class _Connection(http.client.HTTPConnection):
    def connect(self) -> None:
        self.sock = connect(self.host, self.port, self.timeout)


class _SecureConnection(http.client.HTTPSConnection):
    def __init__(self, *given: Any, context: ssl.SSLContext | None = None, **more: Any) -> None:
        self._secure = context or ssl.create_default_context()
        super().__init__(*given, context=self._secure, **more)

    def connect(self) -> None:
        self.sock = self._secure.wrap_socket(connect(self.host, self.port, self.timeout), server_hostname=self.host)


class _Http(HTTPHandler):
    def http_open(self, req: Request) -> http.client.HTTPResponse:
        return self.do_open(_Connection, req)


class _Https(HTTPSHandler):
    def https_open(self, req: Request) -> http.client.HTTPResponse:
        return self.do_open(_SecureConnection, req)


def handlers() -> tuple[BaseHandler, ...]:
    """For an opener, in place of its own."""
    return ProxyHandler({}), _Http(), _Https()
