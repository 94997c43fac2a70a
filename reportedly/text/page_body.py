"""The running text of a page, a paragraph a block, with the addresses that it links to."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit

from lxml import etree  # type: ignore[import-untyped]

from reportedly.text.embeds import unfold_posts, unfold_times
from reportedly.text.page_tree import baseline_body, main_body, parse_page

# Trafilatura's names, then HTML's.
_BLOCKS = frozenset(
    "p head item quote row code list table body div blockquote pre "
    "article section header footer main h1 h2 h3 h4 h5 h6 ul ol li dl dt dd tr hr address details summary".split()
)
_NO_TEXT = (
    "script style noscript template figure figcaption form button select textarea iframe object svg video audio".split()
)
_ENDING = re.compile(r"[.!?…。][\"'”’»)\]]*(?=\s|$)")
_FEW = 6  # words; a page without one sentence as long as that has no article
_SHORT = 60  # words; a body as short as that may be a part of the article
_MORE = 2  # a fallback must give so many times as much before it is preferred


@dataclass(frozen=True, slots=True)
class Body:
    """`text` has its blocks separated by one blank line; `links` are absolute, in order, each once."""

    text: str
    links: tuple[str, ...]


def find_body(tree: Any, title: str | None, base: str | None) -> Body | str:
    """The article in `tree`, which is changed; or a few words on why there is none."""
    unfold_posts(tree)
    unfold_times(tree)
    best: Body | None = None
    for attempt in _attempts(tree):
        found = attempt()
        body = None if found is None else _render(found, title, base)
        if body and _has_sentence(body.text) and (best is None or _words(body) > _MORE * _words(best)):
            best = body
        if best and _words(best) >= _SHORT:
            break
    return best or "no sentence in it"


def fragment_body(markup: str, title: str | None, base: str | None) -> Body | None:
    """All the text of `markup`, HTML that is the article and nothing else; None where there are no words in it.

    Nothing is left out on suspicion, as `find_body` must; only pictures, forms and scripts.
    """
    tree = parse_page(markup)
    body = None if tree is None else tree.find("body")
    if body is None:
        return None
    unfold_posts(body)
    etree.strip_elements(body, *_NO_TEXT, with_tail=False)
    return _render(body, title, base)


def _attempts(tree: Any) -> Iterator[Callable[[], Any]]:
    """From the most exact to the most tolerant."""
    yield lambda: main_body(tree)
    yield lambda: main_body(tree, recall=True)
    yield lambda: baseline_body(tree)


def _words(body: Body) -> int:
    return len(body.text.split())


def _has_sentence(text: str) -> bool:
    """Whether a line holds at least one sentence: menus and forms do not."""
    for line in text.split("\n"):
        start = 0
        for ending in _ENDING.finditer(line):
            sentence, start = line[start : ending.end()], ending.end()
            if len(sentence) > 200 or len(sentence.split()) >= _FEW:  # longer than 200: scripts without blanks
                return True
    return False


def _render(body: Any, title: str | None, base: str | None) -> Body | None:
    blocks = [text for text in _blocks(body) if text]
    if blocks and title and _plain(blocks[0]) == _plain(title):
        blocks = blocks[1:]  # the headline is a field of its own
    if not blocks:
        return None
    return Body("\n\n".join(blocks), tuple(dict.fromkeys(_links(body, base))))


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def _blocks(body: Any) -> Iterator[str]:
    """The text of each innermost block, in order."""
    pieces: list[str] = []
    for piece in _pieces(body):
        if piece is None:
            yield _joined(pieces)
            pieces = []
        else:
            pieces.append(piece)
    yield _joined(pieces)


def _pieces(element: Any) -> Iterator[str | None]:
    """Strings in order; "\\n" for a line break, None where a block begins or ends."""
    block = element.tag in _BLOCKS
    if block:
        yield None
    elif element.tag in ("lb", "br"):
        yield "\n"
    if element.text:
        yield " " + element.text if element.text[0].isspace() else element.text
    for child in element:
        if child.tag in ("cell", "td", "th") and child.getprevious() is not None:
            yield " | "
        if isinstance(child.tag, str):
            yield from _pieces(child)
        if child.tail:
            yield child.tail
    if block:
        yield None


def _joined(pieces: list[str]) -> str:
    lines = "".join(piece if piece == "\n" else re.sub(r"\s+", " ", piece) for piece in pieces).split("\n")
    return "\n".join(line for line in (re.sub(r" {2,}", " ", line).strip() for line in lines) if line)


def _links(body: Any, base: str | None) -> Iterator[str]:
    for element in body.iter("ref", "a"):
        target = element.get("target") or element.get("href") or ""
        try:
            url = urljoin(base or "", target.strip())
            if urlsplit(url).scheme in ("http", "https") and urlsplit(url).netloc:
                yield url
        except ValueError:  # "http://[oops"
            continue
