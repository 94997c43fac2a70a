"""What extractors of running text would drop and a reader of news needs: embedded posts, times of day in the text."""

from __future__ import annotations

import re
from typing import Any

_POSTS = (
    "//blockquote[contains(concat(' ', normalize-space(@class), ' '), ' twitter-tweet ')"
    " or contains(concat(' ', normalize-space(@class), ' '), ' twitter-video ')"
    " or contains(concat(' ', normalize-space(@class), ' '), ' bluesky-embed ')]"
)
_SIGNATURE = re.compile(r"\s*(?P<line>[—–]\s*[^\n]{1,120}?\(@[\w.]{1,60}\)[^\n]{0,60})\s*$")


def unfold_posts(tree: Any) -> None:
    """Puts, for each embedded post, its paragraphs and its "— Name (@handle) Date" as paragraphs of the page."""
    for post in tree.xpath(_POSTS):
        lines = _lines(post)
        outermost = _shell(post)
        parent = outermost.getparent()
        if not lines or parent is None:
            continue
        place = parent.index(outermost)
        tail, outermost.tail = outermost.tail, None
        parent.remove(outermost)
        for number, line in enumerate(lines):
            paragraph = tree.makeelement("p")
            paragraph.text = line
            parent.insert(place + number, paragraph)
        parent[place + len(lines) - 1].tail = tail


def unfold_times(tree: Any) -> None:
    """Makes the `time` elements of sentences and of a live blog's headings plain words."""
    for time in tree.xpath("//time[ancestor::p or ancestor::li or ancestor::h2 or ancestor::h3 or ancestor::h4]"):
        time.tag = "span"


def _lines(post: Any) -> list[str]:
    """The paragraphs of a post, its signature last and alone."""
    for element in post.iter():
        # Line ends of the source mean nothing; those of `br` and `p` do, and are put in here.
        text, tail = (re.sub(r"\s+", " ", words or "") for words in (element.text, element.tail))
        element.text = "\n" if element.tag == "br" else text
        if element is not post:  # its tail is the page's
            element.tail = f"\n{tail}" if element.tag == "p" else tail
    lines = [" ".join(line.split()) for line in post.text_content().split("\n")]
    lines = [line for line in lines if line]
    if lines and (match := _SIGNATURE.search(lines[-1])):
        lines[-1:] = [lines[-1][: match.start()], match["line"]]
    return [line for line in lines if line]


def _shell(post: Any) -> Any:
    """The outermost element around `post` that holds nothing else: `div class="embed"` is thrown out by extractors."""
    outermost = post
    while (parent := outermost.getparent()) is not None and parent.tag in ("div", "figure", "span", "center", "aside"):
        others = [child for child in parent if child is not outermost and child.tag not in ("script", "noscript")]
        loose = [parent.text, *(child.tail for child in parent)]
        if others or any(words and words.strip() for words in loose):
            break
        outermost = parent
    return outermost
