"""Corpora to look at, a client that asks without a socket, and a real browser before a real server.

client          asks the application for the demo corpus, as a reader without a token
reading_client  the same, for an application that reads texts
signed_in       the same with the token, for a corpus of its own that the test may change
hostile         a client for a corpus of articles that nobody should write
see             opens a page in Chromium: see("/claims", width=390, dark=True); skips by name without Chromium
assert_clean    looks at a page that `see` opened with axe-core, and that it fits its width
"""

from __future__ import annotations

import json
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
import uvicorn
from starlette.testclient import TestClient

from reportedly.model import Article
from reportedly.serve.web.app import application
from reportedly.serve.web.settings import Settings
from reportedly.store.corpus import Corpus
from tests.corpus.hand_made import ACTOR, MINISTRY, clash, tolls
from tests.serve.ledger.kept import keep

BASE = "http://127.0.0.1:8321"
TOKEN = "a-token-for-the-tests"
EXAMPLES = Path(__file__).parents[3] / "examples" / "articles.jsonl"
AXE = Path(__file__).parent / "axe" / "axe.min.js"
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SCRIPT = "<script>document.title = 'taken over'</script>"
See = Callable[..., Any]


@pytest.fixture(scope="session")
def reader() -> Any:
    from reportedly.claims.reading import load

    return load()


def hostile_articles() -> list[Article]:
    """One story twice, in words that are markup; every field of an article is."""
    text = (
        f'The minister {SCRIPT} said on Monday that "<img src=x onerror=alert(1)> at least 20 ships" had left the port '
        "& that Ana <b>Kell</b> would not pay.\n\nA harbour official denied that at least 20 ships had left the port.\n"
    )
    return [
        Article(
            f"h{n}/?#\"'<i>&", text + f"It was {n} o'clock.", outlet=f"{SCRIPT} {n}", title=f"{SCRIPT}'\"&", byline=SCRIPT,
            url="javascript:alert(1)", published=f"2031-05-0{n}", language="en",
        )
        for n in (1, 2)
    ]  # fmt: skip


@pytest.fixture(scope="session")
def demo(reader: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The samples as a corpus; not to be changed."""
    with EXAMPLES.open(encoding="utf-8") as lines:
        articles = [Article(**json.loads(line)) for line in lines]
    return _made(articles, reader, tmp_path_factory.mktemp("demo") / "demo.db")


@pytest.fixture(scope="session")
def hostile_demo(reader: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _made(hostile_articles(), reader, tmp_path_factory.mktemp("hostile") / "hostile.db")


def _made(articles: list[Article], reader: Any, path: Path) -> Path:
    with Corpus(path) as corpus:
        placed = list(corpus.add([reader.read(article) for article in articles]))
        assert len(placed) == len(articles)
        corpus.settle()
    return path


def settings(**more: Any) -> Settings:
    return Settings(TOKEN, "demo.db", **more)


@pytest.fixture
def corpus(demo: Path) -> Iterator[Corpus]:
    """The demo corpus, for reading."""
    with Corpus(demo, create=False, readonly=True) as opened:
        yield opened


@pytest.fixture
def writable(demo: Path, tmp_path: Path) -> Iterator[Corpus]:
    """A copy of it, to be changed."""
    with Corpus(shutil.copy(demo, tmp_path / "copy.db"), create=False) as opened:
        yield opened


@pytest.fixture
def client(corpus: Corpus) -> TestClient:
    return TestClient(application(corpus, settings()), BASE)


@pytest.fixture
def reading_client(corpus: Corpus, reader: Any) -> TestClient:
    """The same, of an application that reads texts; errors of it are answers, as they are of a server."""
    corpus.reader = reader
    return TestClient(application(corpus, settings()), BASE, raise_server_exceptions=False)


@pytest.fixture
def signed_in(writable: Corpus) -> TestClient:
    """With the cookie, and the origin that browsers tell with a form of ours."""
    there = settings()
    return TestClient(application(writable, there), BASE, headers={"Origin": BASE}, cookies={there.cookie: there.proof})


@pytest.fixture
def hostile(hostile_demo: Path) -> Iterator[TestClient]:
    with Corpus(hostile_demo, create=False, readonly=True) as opened:
        yield TestClient(application(opened, settings()), BASE)


@pytest.fixture(scope="session")
def made_demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Claims made by hand (tests/corpus/hand_made.py): three origins, copies, a denial, a doubt, figures, a rival."""
    path = tmp_path_factory.mktemp("made") / "made.db"
    with Corpus(path) as corpus:
        keep(
            corpus.store,
            (clash(), *tolls()),
            {
                ACTOR: (MINISTRY,),
                "a03": ("Ana Kell",),
                "a04": ("Ben Kell",),
                "a02": ("Marrin",),
                "a01": ("Rosa Marrin",),
            },
        )
    return path


@pytest.fixture
def made(made_demo: Path) -> Iterator[TestClient]:
    """A client for those claims."""
    with Corpus(made_demo, create=False, readonly=True) as opened:
        yield TestClient(application(opened, settings()), BASE)


@pytest.fixture(scope="module")
def served(demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server for a copy of the demo corpus, one for each module of tests, which may change it."""
    with Corpus(shutil.copy(demo, tmp_path_factory.mktemp("served") / "demo.db"), create=False) as opened:
        config = uvicorn.Config(application(opened, settings()), port=0, log_level="warning", lifespan="off", ws="none")
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        end = time.monotonic() + 30
        while not server.started:
            assert thread.is_alive()
            assert time.monotonic() < end, "the server does not start"
            time.sleep(0.02)
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
        server.should_exit = True
        thread.join(20)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    """A browser for a module of tests: while it is there, its thread has a running loop, which other tests cannot have."""
    if CHROMIUM is None:
        pytest.skip("no Chromium: pages are not looked at")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def see(chromium: Any, served: str) -> Iterator[See]:
    """Opens a page. `script=False` has none; `token=True` has shown the token. What the browser complains of fails."""
    contexts, complaints = [], []

    def opens(path: str, width: int = 1280, dark: bool = False, script: bool = True, token: bool = False) -> Any:
        context = chromium.new_context(
            base_url=served,
            viewport={"width": width, "height": 844},
            color_scheme="dark" if dark else "light",
            java_script_enabled=script,
        )
        contexts.append(context)
        context.set_default_timeout(20_000)
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(f"/enter?token={TOKEN}&then={quote(path)}" if token else path)
        return page

    yield opens
    for context in contexts:
        context.close()
    assert complaints == []


def assert_clean(page: Any) -> None:
    """No serious fault that axe-core finds, and nothing wider than the page."""
    page.evaluate(AXE.read_text(encoding="utf-8") + ";undefined")
    found = page.evaluate("async () => (await axe.run({resultTypes: ['violations']})).violations")
    serious = [
        f"{fault['id']}: {fault['help']}: {[node['html'][:200] for node in fault['nodes'][:3]]}"
        for fault in found
        if fault["impact"] in ("serious", "critical")
    ]
    assert serious == []
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0, f"{page.url} is {wide} pixels wider than its window"
