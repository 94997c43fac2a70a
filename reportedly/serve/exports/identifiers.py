"""What things are called outside: URNs that the formats share, so that an annotation, a graph and a claim join."""

from __future__ import annotations

from urllib.parse import quote

from reportedly.model import Article

NAMESPACE = "urn:reportedly:"
"""Of things and of our own words for them. `urn:` needs no domain, and nobody expects to find a page there."""


def local(kind: str, *parts: str) -> str:
    """`report/0a1b`: what stands after the namespace, each part percent-encoded."""
    # An id is any string, a lone surrogate from a file's name among them.
    return "/".join([kind, *(quote(part, safe="", errors="surrogatepass") for part in parts)])


def urn(kind: str, *parts: str) -> str:
    """The same with the namespace."""
    return NAMESPACE + local(kind, *parts)


def address(article: Article) -> str:
    """Where the article is on the web; a URN where it is not."""
    return article.url or urn("article", article.id)
