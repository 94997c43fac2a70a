"""Posts embedded in an article: the words, then a line that signs them, as news sites print them.

The Russian army is dependent on assistance… pic.twitter.com/4RyCf
— Volodymyr Zelenskyy (@ZelenskyyUa) January 12, 2025
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from reportedly.model import Span

SIGNATURE = re.compile(
    r"^[ \t]*(?:[—–-]+|&mdash;)[ \t]*(?P<account>[^\n\r]{0,120}?\(@\w{1,50}\))[ \t]*(?P<date>[^\n\r]{0,60}?)[ \t]*$",
    re.MULTILINE,
)
SIGNED_INLINE = re.compile(
    r"[ \t](?:—|–)[ \t]*(?P<account>[^\n\r—–]{1,120}?\(@\w{1,50}\))[ \t]*(?P<date>\w+ \d{1,2}, \d{4})[ \t]*$",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Post:
    """`account` is name and handle, `content` the words that it signs, `date` as printed or None."""

    account: Span
    content: Span
    date: Span | None


def posts(text: str) -> list[Post]:
    """The embedded posts of an article, in order."""
    found = []
    for match in SIGNATURE.finditer(text):
        content = _line_before(text, match.start())
        if content:
            found.append(_post(match, content))
    taken = {p.account for p in found}
    for match in SIGNED_INLINE.finditer(text):
        start = max(text.rfind("\n", 0, match.start()), text.rfind("\r", 0, match.start())) + 1
        if Span(*match.span("account")) not in taken and text[start : match.start()].strip():
            found.append(_post(match, Span(start, match.start())))
    return sorted(found, key=lambda p: p.content)


def _post(match: re.Match[str], content: Span) -> Post:
    date = Span(*match.span("date"))
    return Post(Span(*match.span("account")), content, date if date.end > date.start else None)


def _line_before(text: str, end: int) -> Span | None:
    """The last line with words before `end`, without the white space around it."""
    stop = end
    while stop > 0 and text[stop - 1].isspace():
        stop -= 1
    start = max(text.rfind("\n", 0, stop), text.rfind("\r", 0, stop)) + 1
    while start < stop and text[start].isspace():
        start += 1
    return Span(start, stop) if start < stop else None
