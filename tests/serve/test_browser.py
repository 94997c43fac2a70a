"""The page in a real browser: its script runs under its own policy, keys and clicks do what they say."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from lxml import html

from reportedly.model import Reading
from reportedly.serve.page import page

BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
pytestmark = pytest.mark.skipif(BROWSER is None, reason="no Chromium: the page's script is not tried")
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--dump-dom",
]
ACTS = """
const lit = () => [...document.querySelectorAll(".text .on")].map((piece) => piece.textContent).join("|");
const key = (name) => document.body.dispatchEvent(new KeyboardEvent("keydown", { key: name, bubbles: true }));
const click = (node) => node.dispatchEvent(new MouseEvent("click", { bubbles: true }));
const seen = [];
const note = (name) => seen.push(name + "=" + lit());
key("j"); note("first"); key("j"); note("second");
seen.push("card=" + document.querySelector(".card .chain").textContent);
key("k"); note("back"); key("Escape"); note("none");
const mined = [...document.querySelectorAll(".text .s")].find((piece) => piece.textContent.includes("was mined"));
click(mined); note("smallest"); click(mined); note("around"); click(mined); click(mined); note("let go");
// A headless window has not always the focus, and without it `focus()` tells nobody.
document.querySelector("#r1e5 a").dispatchEvent(new FocusEvent("focusin", { bubbles: true })); note("focus");
document.body.insertAdjacentHTML("beforeend", "<pre id=seen></pre>");
document.querySelector("#seen").textContent = seen.join("\\n");
"""


def dumped(source: str, folder: Path, fragment: str = "") -> str:
    file = folder / "page.html"
    file.write_text(source, encoding="utf-8")
    assert BROWSER is not None
    command = [BROWSER, *FLAGS, f"--user-data-dir={folder / 'profile'}", file.as_uri() + fragment]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=120, check=True).stdout


def test_keys_and_clicks(reading: Reading, tmp_path: Path) -> None:
    # The policy would keep the test's own script out, as it should; the next test runs under it.
    source = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", page([reading]))
    shown = dumped(source.replace("</body>", f"<script>{ACTS}</script></body>"), tmp_path)
    seen = dict(line.split("=", 1) for line in re.findall(r'<pre id="seen">(.*?)</pre>', shown, re.S)[0].split("\n"))
    assert seen["first"].startswith("Velian Defence Minister Ilse Maron|told|that ")
    assert seen["second"].startswith("her generals|believed|")
    assert seen["card"] == "NordaIlse Maronher generals"
    assert seen["back"] == seen["first"]
    assert seen["none"] == seen["let go"] == ""
    assert seen["smallest"] == "“intelligence sources” who|said|the Kestrel Strait was mined"
    assert seen["around"] == seen["second"]
    assert seen["focus"] == "The Oskan government|denied|the report"


def test_an_address_brings_its_attribution_up(reading: Reading, tmp_path: Path) -> None:
    shown = html.document_fromstring(dumped(page([reading, reading]), tmp_path, "#r2t4"))
    (text,) = shown.xpath('//*[@id="r2"]//*[@class="text lit"]')
    lit = {piece.text: piece.get("class").split() for piece in text.xpath('.//*[contains(@class, " on")]')}
    assert list(lit) == ["“We will keep the strait open,”", "Maron", "said", "“whatever the price.”"]
    assert "as-source" in lit["Maron"]
    assert "as-cue" in lit["said"]
    assert not shown.xpath('//*[@id="r1"]//*[contains(@class, " on")]')
    (card,) = shown.xpath('//*[@role="status"]')
    assert card.get("hidden") is None
    assert "confidence 99%" in " ".join(card.text_content().split())


def test_policy_lets_the_pages_own_script_run_and_no_other(reading: Reading, tmp_path: Path) -> None:
    other = "<script>document.documentElement.classList.add('other')</script>"
    shown = dumped(page([reading]).replace("</body>", other + "</body>"), tmp_path)
    assert re.search(r"<html[^>]* class=\"js\"", shown)
