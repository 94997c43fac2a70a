"""Plain text: the input decoded, and otherwise as it is, so that offsets are the input's own."""

from __future__ import annotations

from collections.abc import Iterator

from reportedly.model import Article
from reportedly.text.compose import article_from_text
from reportedly.text.encoding import decode
from reportedly.text.source import Reader, Source


def read(source: Source) -> Iterator[Article]:
    """One article. Raises NotText."""
    text = decode(source.whole(), source.name, source.charset)
    defaults = source.defaults
    yield article_from_text(text, source.stem, url=source.url, outlet=defaults.outlet, published=defaults.published)


# Whatever no other reader knows is taken for text, so it stands last in the tuple of readers.
# No ".md": in a folder of articles that is its README; named by itself it is read all the same.
READER = Reader((".txt", ".text"), ("text/plain", "text/markdown"), lambda head: True, read)
