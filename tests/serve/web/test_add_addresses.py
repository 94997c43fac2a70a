"""What is named is fetched from the public internet only, and nobody reads our disk with it."""

from __future__ import annotations

import io
import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from reportedly.errors import InputError
from reportedly.model import Article
from reportedly.serve.web.adding.given import Given, Taken, Upload, address
from reportedly.text import public as door
from tests.serve.web.adding import TEXT, asked, page_of


@pytest.mark.parametrize(
    "given",
    ["/etc/passwd", "file:///etc/passwd", "./x://y", "-", "*", "~/.ssh/id_rsa", "..", "ftp://a.example/", "data:,x"],
)
def test_no_address_is_a_file(given: str) -> None:
    items = list(taken(addresses=(given,)))
    assert items
    assert all(isinstance(item, InputError) for item in items), items


def taken(**given: Any) -> Iterator[Any]:
    source = Taken(Given(**given))
    try:
        yield from source.items()
    finally:
        source.close()


def test_addresses_as_people_type_them() -> None:
    assert address(" example.org/a ") == "https://example.org/a"
    assert address("HTTP://example.org") == "HTTP://example.org"
    assert address("localhost:80/x") == "https://localhost:80/x"


class Site(BaseHTTPRequestHandler):
    """A page, or the way to somewhere else."""

    asked: list[str] = []  # noqa: RUF012

    def do_GET(self) -> None:
        self.asked.append(self.path)
        body = b"" if self.path.startswith("/to/") else f"<html><body><p>{TEXT}</p></body></html>".encode()
        self.send_response(200 if body else 302)
        if not body:
            self.send_header("Location", self.path.removeprefix("/to/"))
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None: ...


@pytest.fixture
def site() -> Iterator[int]:
    Site.asked.clear()
    with ThreadingHTTPServer(("127.0.0.1", 0), Site) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server.server_port
        server.shutdown()
        thread.join()


def test_this_machine_is_not_fetched_from(signed_in: TestClient, site: int) -> None:
    answer = asked(signed_in, addresses=f"http://127.0.0.1:{site}/\nhttp://localhost:{site}/", do="read")
    troubles = [each.text_content() for each in page_of(answer).xpath('//ul[@class="troubles"]/li')]
    assert len(troubles) == 2
    assert all("not on the public internet" in each for each in troubles)
    assert "Nothing could be read" in answer.text
    assert Site.asked == []


def test_nor_after_a_redirect_and_public_pages_are(
    signed_in: TestClient, site: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = socket.socket.connect

    def resolve(host: str, port: int, *_: Any, **__: Any) -> list[Any]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ({"news.example": "93.184.215.14"}.get(host, host), port))]

    def connect(self: socket.socket, place: Any) -> None:
        real(self, ("127.0.0.1", site) if place[0] == "93.184.215.14" else place)

    monkeypatch.setattr(door.socket, "getaddrinfo", resolve)
    monkeypatch.setattr(door.socket.socket, "connect", connect)
    answer = asked(signed_in, addresses=f"http://news.example/to/http://127.0.0.1:{site}/inner", do="read")
    assert "127.0.0.1 is not on the public internet" in answer.text
    assert Site.asked == [f"/to/http://127.0.0.1:{site}/inner"]
    answer = asked(signed_in, addresses="http://news.example/story", do="read")
    assert page_of(answer).xpath('//div[contains(@class, "text")]')[0].text_content().strip() == TEXT


def test_files_of_a_job_are_let_go_of() -> None:
    source = Taken(Given(files=(Upload("a.txt", io.BytesIO(TEXT.encode())),)))
    (item,) = source.items()
    assert isinstance(item, Article)
    assert item.id == "a"
    folder = Path(source._folder)
    assert folder.exists()
    source.close()
    assert not folder.exists()
