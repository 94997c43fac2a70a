"""Makes again what is committed of the samples as it looks: `docs/pictures`, and the tour with what it shows.

Usage: python examples/pictures.py [FOLDER] [WIDTH]

With a folder, the pictures go there, and the tour stays as it is. WIDTH is that of the window in pixels (1280).
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import nbformat
from nbclient import NotebookClient
from PIL import Image
from playwright.sync_api import sync_playwright

from reportedly import Article, Asked, Corpus

HERE = Path(__file__).parent
PICTURES = HERE.parent / "docs" / "pictures"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
HEIGHT = 900
COLOURS = 128
"""In a picture: text, its edges and a few signals need no more, and the file is a third as large."""


def fill(path: Path) -> str:
    """Read the samples into a corpus, and give the id of the claim that is to be shown."""
    with Corpus(path) as corpus:
        lines = (HERE / "articles.jsonl").read_text(encoding="utf-8").splitlines()
        list(corpus.add(Article(**json.loads(line)) for line in lines))
        return next(corpus.claims(Asked(words="seafarers Riga", order="reports", most=1))).id


@contextmanager
def served(folder: Path, corpus: str) -> Iterator[str]:
    """The address at which a corpus is shown, by a process that ends with the block."""
    command = [sys.executable, "-m", "reportedly", "serve", "--corpus", corpus, "--port", "0", "--read-only"]
    with subprocess.Popen(command, cwd=folder, stderr=subprocess.PIPE, text=True) as process:
        try:
            said = process.stderr.readline() if process.stderr else ""
            yield re.findall(r"http://\S+", said)[0]
        finally:
            process.terminate()


def draw(base: str, pages: dict[str, str], to: Path, width: int) -> None:
    """The upper end of each page, as a picture with the name that it has in `pages`."""
    to.mkdir(parents=True, exist_ok=True)
    browser_path = next(filter(None, map(shutil.which, BROWSERS)))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox"])
        page = browser.new_page(
            viewport={"width": width, "height": HEIGHT}, color_scheme="light", reduced_motion="reduce"
        )
        for name, address in pages.items():
            page.goto(base + address, wait_until="networkidle")
            drawn = Image.open(BytesIO(page.screenshot())).convert("RGB")
            drawn.quantize(COLOURS, dither=Image.Dither.NONE).save(to / f"{name}.png", optimize=True)
        browser.close()


def run_tour(path: Path) -> None:
    """Every cell anew. What a run leaves besides its outputs, as times, is not kept: the same shows the same file."""
    tour = nbformat.read(path, as_version=4)
    kept = tour.metadata.copy()
    place = {"metadata": {"path": str(path.parent)}}
    NotebookClient(tour, timeout=600, kernel_name="python3", record_timing=False, resources=place).execute()
    tour.metadata = kept
    nbformat.write(tour, path)


def main(folder: str | None = None, width: str = "1280") -> None:
    """See above."""
    with TemporaryDirectory() as temporary:
        claim = fill(Path(temporary, "demo.db"))
        pages = {"claims": "claims", "claim": f"claims/{claim}", "article": "articles/strait-relay"}
        with served(Path(temporary), "demo.db") as base:
            draw(base, pages, Path(folder or PICTURES), int(width))
    if folder is None:
        run_tour(HERE / "tour.ipynb")


if __name__ == "__main__":
    main(*sys.argv[1:])
