"""Archives of the web: pages in all the ways that servers send them, and records that are damaged."""

from __future__ import annotations

import gzip
import io
from collections.abc import Callable
from pathlib import Path

import brotli
import pytest

from reportedly.errors import InputError
from reportedly.model import Article
from reportedly.text import gather
from tests.text.archives import HTML, answer, chunked, gzipped, zstd

Page = Callable[..., str]
URLS = [f"https://paper.example/{n}" for n in range(5)]


@pytest.fixture
def records(page: Page) -> list[bytes]:
    """Five pages that differ in a number."""
    return [answer(url, page(body=f"<p>It is report {n}.</p>").encode()) for n, url in enumerate(URLS)]


def read(path: Path) -> tuple[list[Article], list[str]]:
    found = list(gather([str(path)]))
    return [i for i in found if isinstance(i, Article)], [str(i) for i in found if isinstance(i, InputError)]


def urls(articles: list[Article]) -> list[str | None]:
    return [article.url for article in articles]


@pytest.mark.parametrize(
    ("name", "pack"), [("a.warc", b"".join), ("a.warc.gz", gzipped), ("a.warc.zst", zstd), ("nameless", gzipped)]
)
def test_every_page_is_an_article(
    name: str, pack: Callable[[list[bytes]], bytes], records: list[bytes], page: Page, tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(pack(records))
    (tmp_path / "page.html").write_text(page(body="<p>It is report 3.</p>"))
    articles, told = read(tmp_path / name)
    (alone,), _ = read(tmp_path / "page.html")
    assert (urls(articles), told) == (URLS, [])
    assert articles[3].text == alone.text
    assert articles[3].outlet == "paper.example"
    assert len({article.id for article in articles}) == 5


def test_the_ways_of_servers(page: Page, tmp_path: Path) -> None:
    html = page(body="<p>The café said so.</p>")
    ways = [
        answer("https://a.example/1", chunked(html.encode()), HTML + b"\r\nTransfer-Encoding: chunked"),
        answer("https://a.example/2", gzip.compress(html.encode()), HTML + b"\r\nContent-Encoding: gzip"),
        answer("https://a.example/3", brotli.compress(html.encode()), HTML + b"\r\nContent-Encoding: br"),
        answer("https://a.example/4", html.encode("latin-1"), b"Content-Type: text/html; charset=iso-8859-1"),
        answer("https://a.example/5", html.encode("cp1252"), b"Content-Type: text/html"),
        answer("https://a.example/6", html.encode("utf-16"), b"Content-Type: application/xhtml+xml"),
    ]
    (tmp_path / "a.warc.gz").write_bytes(gzipped(ways))
    articles, told = read(tmp_path / "a.warc.gz")
    assert told == []
    assert [a.text for a in articles] == [articles[0].text] * 6
    assert "The café said so." in articles[0].text


def test_what_is_no_page_is_left_out(page: Page, tmp_path: Path) -> None:
    html = page().encode()
    others = [
        answer("https://a.example/robots.txt", b"User-agent: *", b"Content-Type: text/plain"),
        answer("https://a.example/gone", html, status=b"404 Not Found"),
        answer("https://a.example/moved", b"", HTML + b"\r\nLocation: /there", b"301 Moved"),
        answer("https://a.example/asked", html, kind="request"),
        answer("https://a.example/here", html),
    ]
    (tmp_path / "a.warc.gz").write_bytes(gzipped(others))
    articles, told = read(tmp_path / "a.warc.gz")
    assert (urls(articles), told) == (["https://a.example/here"], [])


def flipped(data: bytes, at: int) -> bytes:
    return data[:at] + bytes([data[at] ^ 0xFF, data[at + 1] ^ 0x55]) + data[at + 2 :]


@pytest.mark.parametrize("number", [0, 2, 4])
def test_a_damaged_record_is_told_and_the_others_are_read(number: int, records: list[bytes], tmp_path: Path) -> None:
    squeezed = [gzipped([record]) for record in records]
    squeezed[number] = flipped(squeezed[number], len(squeezed[number]) // 2)
    path = tmp_path / "a.warc.gz"
    path.write_bytes(b"".join(squeezed))
    articles, told = read(path)
    assert urls(articles) == [url for n, url in enumerate(URLS) if n != number]
    assert len(told) == 1
    assert told[0].startswith(f"{path}, ")
    assert "is damaged" in told[0]


def test_rubbish_between_records(records: list[bytes], tmp_path: Path) -> None:
    for name, pack in (("a.warc.gz", gzipped), ("a.warc", b"".join)):
        (tmp_path / name).write_bytes(pack(records[:2]) + b"no record at all\r\n\r\n" + pack(records[2:]))
        articles, told = read(tmp_path / name)
        assert (urls(articles), len(told)) == (URLS, 1)


@pytest.mark.parametrize(("name", "pack"), [("a.warc", b"".join), ("a.warc.gz", gzipped)])
def test_an_archive_that_is_cut_off(
    name: str, pack: Callable[[list[bytes]], bytes], records: list[bytes], tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(pack(records)[:-150])
    articles, told = read(tmp_path / name)
    assert urls(articles) == URLS[:4]
    assert len(told) == 1
    assert "is cut off" in told[0]


def test_an_answer_that_cannot_be_decoded(page: Page, tmp_path: Path) -> None:
    pair = [
        answer("https://a.example/bad", b"no gzip", HTML + b"\r\nContent-Encoding: gzip"),
        answer("https://a.example/good", page().encode()),
    ]
    (tmp_path / "a.warc.gz").write_bytes(gzipped(pair))
    articles, told = read(tmp_path / "a.warc.gz")
    assert urls(articles) == ["https://a.example/good"]
    assert ["a.example/bad" in line for line in told] == [True]


def test_from_a_pipe(records: list[bytes]) -> None:
    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

        def seek(self, *_: int) -> int:
            raise OSError("a pipe")

    found = list(gather(["-"], stdin=Pipe(gzipped(records))))
    assert [i.url for i in found if isinstance(i, Article)] == URLS


def test_what_is_no_archive(tmp_path: Path) -> None:
    (tmp_path / "a.warc.gz").write_bytes(gzip.compress(b"hello there"))
    (tmp_path / "b.txt.gz").write_bytes(gzip.compress(b"hello there"))
    for name, problem in (("a.warc.gz", "is no WARC archive"), ("b.txt.gz", "is gzip-compressed")):
        articles, told = read(tmp_path / name)
        assert articles == []
        assert [problem in line for line in told] == [True]


def test_in_a_folder(records: list[bytes], tmp_path: Path) -> None:
    (tmp_path / "news.WARC.GZ").write_bytes(gzipped(records))
    (tmp_path / "other.gz").write_bytes(b"not looked at")
    articles, told = read(tmp_path)
    assert (urls(articles), told) == (URLS, [])
