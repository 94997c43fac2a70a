"""Pages from the web, from a server on this machine: within limits, and one clear line for whatever goes wrong."""

from __future__ import annotations

import gzip
import socket
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from reportedly.errors import InputError, Unreachable
from reportedly.model import Article
from reportedly.text import FetchLimits, Page, fetch, gather

LIMITS = FetchLimits(timeout=0.4, size=100_000, redirects=3)
STORY = "The minister said “no” in the café and left the town on Monday."


class Site(BaseHTTPRequestHandler):
    """Answers by path; what is kept back is let go when `released` is set."""

    released = threading.Event()
    html = b""

    def do_GET(self) -> None:
        answer = getattr(self, "_" + self.path.strip("/").partition("?")[0].partition("/")[0].replace("-", "_"), None)
        if answer is None:
            self.send_error(404)
        else:
            answer()

    def log_message(self, *_: object) -> None: ...

    def _send(self, body: bytes, content_type: str | None = "text/html; charset=utf-8", **headers: str) -> None:
        self.send_response(200)
        if content_type:
            self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def _lead(self, where: str, code: int = 302) -> None:
        self.send_response(code)
        self.send_header("Location", where)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _page(self) -> None:
        self._send(self.html)

    def _plain(self) -> None:
        self._send(STORY.encode("cp1252"), "text/plain; charset=windows-1252")

    def _untold(self) -> None:
        self._send(self.html, None)

    def _lines(self) -> None:
        self._send(b'{"text": "It rained."}\n{"text": "It snowed."}\n', "application/x-ndjson")

    def _json(self) -> None:
        self._send(b'{\n "text": "It rained."\n}', "application/json")

    def _lines_untold(self) -> None:
        self._send(b'{"text": "It rained."}\n{"text": "It snowed."}\n', "text/plain")

    def _rss(self) -> None:
        self._send(b"<rss><channel><item><description>It rained.</description></item></channel></rss>", self.path[5:])

    def _gzip(self) -> None:
        self._send(gzip.compress(self.html), Content_Encoding="gzip")

    def _deflate(self) -> None:
        self._send(zlib.compress(self.html), Content_Encoding="deflate")

    def _once(self) -> None:
        self._lead("/page", 301)

    def _loop(self) -> None:
        self._lead("/loop")

    def _ladder(self) -> None:
        self._lead(self.path + "/x")

    def _to_file(self) -> None:
        self._lead("file:///etc/hostname")

    def _to_ftp(self) -> None:
        self._lead("ftp://127.0.0.1/a")

    def _to_nothing(self) -> None:
        self.send_response(302)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _gone(self) -> None:
        self.send_error(410)

    def _broken(self) -> None:
        self.send_error(500, "Broken")

    def _picture(self) -> None:
        self._send(b"\x89PNG\r\n\x1a\n", "image/png")

    def _pdf(self) -> None:
        self._send(b"%PDF-1.4", "application/octet-stream")

    def _empty(self) -> None:
        self._send(b"")

    def _large(self) -> None:
        self._send(b"a" * 200_000)

    def _bomb(self) -> None:
        self._send(gzip.compress(b"a" * 5_000_000), Content_Encoding="gzip")

    def _no_gzip(self) -> None:
        self._send(b"this is no gzip", Content_Encoding="gzip")

    def _brotli(self) -> None:
        self._send(b"\x0b\x02\x80", Content_Encoding="br")

    def _silent(self) -> None:
        self.released.wait(5)

    def _dripping(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        for _ in range(100):
            try:
                self.wfile.write(b"<p>")
            except OSError:
                return
            if self.released.wait(0.05):
                return

    def _cut(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", "5000")
        self.end_headers()
        self.wfile.write(b"<html><body><p>The minister said")

    def _nonsense(self) -> None:
        self.wfile.write(b"\x00\x01 no HTTP at all\r\n\r\n")


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    Site.released.clear()
    with ThreadingHTTPServer(("127.0.0.1", 0), Site) as site:
        thread = threading.Thread(target=site.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield f"http://127.0.0.1:{site.server_port}"
        Site.released.set()
        site.shutdown()
        thread.join()


@pytest.fixture
def site(server: str, page: Callable[..., str], monkeypatch: pytest.MonkeyPatch) -> str:
    """Address of the server, with no proxy in between."""
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(Site, "html", page(body=f"<p>{STORY}</p>").encode())
    return server


def read(url: str) -> list[Article | InputError]:
    return list(gather([url], fetch=partial(fetch, limits=LIMITS)))


@pytest.mark.parametrize("path", ["page", "untold", "gzip", "deflate", "once", "page?q=a b", "page/ä/ünï?x=é#part"])
def test_a_page_is_read(site: str, path: str) -> None:
    (article,) = read(f"{site}/{path}")
    assert isinstance(article, Article), article
    assert STORY in article.text
    assert article.url is not None
    assert article.url.startswith(f"{site}/{'page' if path == 'once' else path[:4]}")
    assert article.outlet == "127.0.0.1"


@pytest.mark.parametrize(
    ("path", "texts"),
    [
        ("plain", [STORY]),
        ("lines", ["It rained.", "It snowed."]),
        ("lines-untold", ["It rained.", "It snowed."]),
        ("json", ["It rained."]),
        ("rss/application/rss+xml", ["It rained."]),
        ("rss/application/atom+xml", ["It rained."]),
        ("rss/application/rdf+xml", ["It rained."]),
        ("rss/application/xml", ["It rained."]),
        ("rss/text/xml", ["It rained."]),
    ],
)
def test_other_formats_are_read(site: str, path: str, texts: list[str]) -> None:
    assert [item.text for item in read(f"{site}/{path}") if isinstance(item, Article)] == texts


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("none", "HTTP 404"),
        ("gone", "HTTP 410"),
        ("broken", "HTTP 500 Broken"),
        ("loop", "loop"),
        ("ladder", "loop or do not end"),
        ("to-file", "leads to file:///etc/hostname"),
        ("to-ftp", "leads to ftp://"),
        ("to-nothing", "gives no page"),
        ("picture", "is image/png"),
        ("pdf", "is a PDF"),
        ("empty", "is empty"),
        ("large", "larger than"),
        ("bomb", "larger than"),
        ("no-gzip", "damaged gzip"),
        ("brotli", "'br'"),
        ("silent", "within 0.4 seconds"),
        ("dripping", "within 0.4 seconds"),
        ("cut", "breaks off after 32 of 5000 bytes"),
        ("nonsense", "cannot be fetched"),
    ],
)
def test_what_goes_wrong_is_one_clear_line(site: str, path: str, said: str) -> None:
    start = time.monotonic()
    (error,) = read(f"{site}/{path}")
    assert time.monotonic() - start < 2
    assert isinstance(error, InputError), error
    assert str(error).startswith(f"{site}/{path}: ")
    assert said in str(error)
    assert error.remedy
    assert "\n" not in str(error)


def test_nobody_listens(site: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    (error,) = read(f"http://127.0.0.1:{port}/")
    assert isinstance(error, Unreachable)
    assert "does not answer" in str(error)


@pytest.mark.parametrize(
    "url",
    ["http://", "http:///path", "https://[::1", "http://a b.example/", "http://" + "a" * 300 + ".invalid/",
     "http://127.0.0.1:port/", "http://127.0.0.1:99999/", "http://ex\nample.invalid/", "http://ü..invalid/"],
)  # fmt: skip
def test_addresses_that_are_none(site: str, url: str) -> None:
    (error,) = read(url)
    assert isinstance(error, Unreachable), error
    assert "\n" not in str(error)


def test_the_other_inputs_are_still_read(site: str) -> None:
    first, second, third = gather(
        [f"{site}/none", f"{site}/page", f"{site}/plain"], fetch=partial(fetch, limits=LIMITS)
    )
    assert isinstance(first, Unreachable)
    assert isinstance(second, Article)
    assert isinstance(third, Article)


def test_a_fetch_of_ones_own() -> None:
    asked: list[str] = []

    def stored(url: str) -> Page:
        asked.append(url)
        return Page("https://www.lowland.example/a", STORY.encode(), "text/plain")

    (article,) = gather(["HTTPS://lowland.example/a"], fetch=stored)
    assert isinstance(article, Article)
    assert (article.url, article.text, asked) == ("https://www.lowland.example/a", STORY, ["HTTPS://lowland.example/a"])
