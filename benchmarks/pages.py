"""python benchmarks/pages.py [--words 10000] [--times 5]

How soon the page of a long article can be used in Chromium: the samples one after the other until there are so many
words, read and kept with the samples, and opened from a server on this machine.

answered     the server has sent the whole page
interactive  the page is laid out and painted, its scripts have run, and a key that was pressed then has shown its answer
key          of which from the press of the key (`j`, the next attribution) to the frame that shows it
"""

from __future__ import annotations

import argparse
import gc
import json
import shutil
import statistics
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import cycle
from pathlib import Path
from typing import Any

SAMPLES = Path(__file__).parent.parent / "examples" / "articles.jsonl"
LONG = "long"
PAINTED = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now()))))"
LIT = "() => document.querySelector('.text .on') !== null"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--words", type=int, default=10_000)
    parser.add_argument("--times", type=int, default=5)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, served(Path(folder) / "pages.db", asked.words) as address:
        found = list(opened(f"{address}/articles/{LONG}", asked.times))
    print(f"an article of {asked.words} words, {found[0]['size'] / 1e6:.1f} MB, {found[0]['pieces']:.0f} pieces")
    for name in ("answered", "interactive", "key"):
        times = [each[name] for each in found]
        print(f"{name:12} {statistics.median(times):6.0f} ms   ({min(times):.0f} to {max(times):.0f})")


@contextmanager
def served(path: Path, words: int) -> Iterator[str]:
    """The address of a server for the samples and the long article."""
    import uvicorn

    from reportedly import Article, Corpus
    from reportedly.serve.web.app import application
    from reportedly.serve.web.settings import Settings

    with SAMPLES.open(encoding="utf-8") as lines:
        articles = [Article(**json.loads(line)) for line in lines]
    parts: list[str] = []
    for article in cycle(articles):
        parts.append(article.text)
        if sum(len(part.split()) for part in parts) >= words:
            break
    long = replace(articles[-1], id=LONG, url=None, outlet="Long", text="\n\n".join(parts))
    with Corpus(path) as corpus:
        for _ in corpus.add([*articles, long]):
            pass
        corpus.settle()
        gc.collect()
        gc.freeze()  # as `reportedly serve` does
        config = uvicorn.Config(
            application(corpus, Settings("not needed here")), port=0, log_level="warning", lifespan="off"
        )
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.05)
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
        server.should_exit = True
        thread.join(20)


def opened(address: str, times: int) -> Iterator[dict[str, Any]]:
    """Milliseconds from the beginning of the navigation, each time in a new browser context with nothing kept."""
    from playwright.sync_api import sync_playwright

    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        for time_ in range(times + 1):
            context = browser.new_context(viewport={"width": 1280, "height": 900})
            page = context.new_page()
            page.goto(address, wait_until="domcontentloaded")
            ready = page.evaluate(PAINTED)
            page.keyboard.press("j")
            page.wait_for_function(LIT)
            shown = page.evaluate(PAINTED)
            timing = page.evaluate("() => performance.getEntriesByType('navigation')[0].toJSON()")
            pieces = page.locator(".text span").count()
            context.close()
            if time_:  # the first opens what the browser and the server have not needed before
                yield {
                    "answered": timing["responseEnd"],
                    "interactive": shown,
                    "key": shown - ready,
                    "size": timing["decodedBodySize"],
                    "pieces": pieces,
                }
        browser.close()


if __name__ == "__main__":
    main()
