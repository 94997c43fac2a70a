"""Fetching for others: only from the public internet, whatever a name resolves to, and after redirects too."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from reportedly.errors import Unreachable
from reportedly.text import FetchLimits, fetch
from reportedly.text import public as door

LIMITS = FetchLimits(timeout=3, size=100_000, redirects=3)
strict = partial(fetch, limits=LIMITS, public=True)
asked: list[str] = []


class Site(BaseHTTPRequestHandler):
    """Leads where the path says, else gives a page; remembers who asked for what."""

    def do_GET(self) -> None:
        asked.append(f"{self.headers['Host']} {self.path}")
        if self.path.startswith("/to/"):
            self.send_response(302)
            self.send_header("Location", self.path.removeprefix("/to/"))
            self.send_header("Content-Length", "0")
        else:
            self.send_response(200)
            self.send_header("Content-Type", "text/plain")
            self.send_header("Content-Length", "6")
        self.end_headers()
        if not self.path.startswith("/to/"):
            self.wfile.write(b"secret")

    def log_message(self, *_: object) -> None: ...


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Site) as site:
        thread = threading.Thread(target=site.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield site.server_port
        site.shutdown()
        thread.join()


@pytest.fixture(autouse=True)
def _nobody_asked() -> None:
    asked.clear()


@pytest.mark.parametrize(
    "address",
    "127.0.0.1 127.8.8.8 0.0.0.0 10.1.2.3 172.16.0.1 172.31.255.255 192.168.1.1 169.254.169.254 100.64.0.1 "
    "100.100.100.200 192.0.0.192 168.63.129.16 224.0.0.1 240.0.0.1 255.255.255.255 198.18.0.1 192.0.2.1 "
    ":: ::1 fe80::1 fe80::1%eth0 fc00::1 fd00:ec2::254 ff02::1 fec0::1 2001:db8::1 ::ffff:127.0.0.1 "
    "::ffff:169.254.169.254 64:ff9b::7f00:1 64:ff9b::a9fe:a9fe 64:ff9b:1::1 2002:7f00:1::1 2002:c0a8:101::1 "
    "2001:0:7f00:1::1".split(),
)
def test_not_public(address: str) -> None:
    assert not door.is_public(address)


@pytest.mark.parametrize("address", "1.1.1.1 8.8.8.8 172.32.0.1 193.0.0.1 2606:4700::1111 64:ff9b::808:808".split())
def test_public(address: str) -> None:
    assert door.is_public(address)


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "localhost", "127.1", "2130706433", "0x7f000001", "017700000001", "[::1]", "[::ffff:127.0.0.1]", "0"],
)
def test_this_machine_is_not_asked_however_it_is_written(port: int, host: str) -> None:
    with pytest.raises(Unreachable) as refused:
        strict(f"http://{host}:{port}/")
    assert "not" in str(refused.value)
    assert asked == []


def test_the_message_says_what_helps(port: int) -> None:
    with pytest.raises(Unreachable, match=r"here: 127\.0\.0\.1 is not on the public internet \(save the page"):
        strict(f"http://127.0.0.1:{port}/")
    with pytest.raises(Unreachable, match=r"here: 127\.1 leads to 127\.0\.0\.1, which is not on the public internet"):
        strict(f"http://127.1:{port}/")


def test_without_it_everything_is_as_it_was(port: int) -> None:
    assert fetch(f"http://127.0.0.1:{port}/", LIMITS).body == b"secret"


def names(monkeypatch: pytest.MonkeyPatch, port: int, **told: list[str]) -> list[str]:
    """Names that resolve as told; whatever is public leads to the test's own server. Gives the places connected to."""
    connected: list[str] = []
    real = socket.socket.connect

    def resolve(host: str, at: int, *_: Any, **__: Any) -> list[Any]:
        known = told.get(host.replace(".", "_").replace("-", "_"), [host])
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (each, at)) for each in known]

    def connect(self: socket.socket, place: Any) -> None:
        connected.append(place[0])
        real(self, ("127.0.0.1", port))

    monkeypatch.setattr(door.socket, "getaddrinfo", resolve)
    monkeypatch.setattr(door.socket.socket, "connect", connect)
    return connected


def test_a_public_name_is_fetched_from_the_address_that_was_looked_at(
    port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    connected = names(monkeypatch, port, news_example=["93.184.215.14"])
    assert strict("http://news.example/a").body == b"secret"
    assert connected == ["93.184.215.14"]
    assert asked == ["news.example /a"]


def test_the_certificate_is_asked_for(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    connected = names(monkeypatch, port, news_example=["93.184.215.14"])
    with pytest.raises(Unreachable, match="SSL"):  # the server speaks no TLS
        strict("https://news.example/")
    assert connected == ["93.184.215.14"]
    with pytest.raises(Unreachable, match="not on the public internet"):
        strict("https://127.0.0.1/")


def test_one_private_address_among_others_is_enough(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    connected = names(monkeypatch, port, news_example=["93.184.215.14", "10.0.0.8"])
    with pytest.raises(Unreachable, match=r"news\.example leads to 10\.0\.0\.8"):
        strict("http://news.example/")
    assert connected == []


@pytest.mark.parametrize("where", ["http://169.254.169.254/latest/meta-data", "http://inner.example/", "//127.0.0.1/"])
def test_redirects_are_looked_at_too(port: int, monkeypatch: pytest.MonkeyPatch, where: str) -> None:
    connected = names(monkeypatch, port, news_example=["93.184.215.14"], inner_example=["192.168.7.7"])
    with pytest.raises(Unreachable, match="not on the public internet"):
        strict(f"http://news.example/to/{where}")
    assert connected == ["93.184.215.14"]
    assert len(asked) == 1


def test_a_name_that_changes_its_mind_gains_nothing(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter([["93.184.215.14"], ["127.0.0.1"], ["127.0.0.1"]])
    connected = names(monkeypatch, port)

    def turning(host: str, at: int, *more: Any, **named: Any) -> list[Any]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (each, at)) for each in next(answers)]

    monkeypatch.setattr(door.socket, "getaddrinfo", turning)
    assert strict("http://rebind.example/").body == b"secret"
    assert connected == ["93.184.215.14"]
    with pytest.raises(Unreachable, match="not on the public internet"):
        strict("http://rebind.example/")
    assert connected == ["93.184.215.14"]


def test_no_proxy_is_used(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{port}")
    monkeypatch.delenv("no_proxy", raising=False)
    with pytest.raises(Unreachable, match="not on the public internet"):
        strict("http://10.0.0.1/")
    assert asked == []
