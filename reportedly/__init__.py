"""Reads news and keeps, for everything it finds, according to whom.

>>> import reportedly
>>> reading = reportedly.read("Pavel Orlo said that the bridge was closed, the agency Sorin reported.")
>>> [[hop.label for hop in a.chain] for a in reading.attributions]  # doctest: +SKIP
"""

from __future__ import annotations

from functools import cache
from importlib.metadata import version

from reportedly.claims.reading import Reader, load
from reportedly.errors import InputError, ReportedlyError
from reportedly.model import Article, Attribution, Entity, Hop, Reading, Span
from reportedly.serve.notebook import show
from reportedly.text import article_from_text

__version__ = version("reportedly")

__all__ = [
    "Article",
    "Attribution",
    "Entity",
    "Hop",
    "InputError",
    "Reader",
    "Reading",
    "ReportedlyError",
    "Span",
    "__version__",
    "load",
    "read",
    "show",
]


def read(article: Article | str) -> Reading:
    """Read one article, or a text as an article of its own, with the model that ships; it is loaded at the first call.

    Raises ModelError where the weights cannot be used.
    """
    return _reader().read(article_from_text(article) if isinstance(article, str) else article)


@cache
def _reader() -> Reader:
    return load()
