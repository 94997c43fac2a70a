"""Reads news and keeps, for everything it finds, according to whom.

import reportedly

reading = reportedly.read("The bridge is closed, the agency Sorin reported, citing the ministry.")
for attribution in reading.attributions:
    print([hop.label for hop in attribution.chain])

with reportedly.Corpus("news.db") as corpus:  # many articles: each claim once, with its independent origins
    list(corpus.add([reading]))
    for claim in corpus.claims():
        print(claim.statement, claim.independent_origins)
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from reportedly.errors import InputError, ReportedlyError
from reportedly.model import Article, Attribution, Claim, Entity, Hop, Reading, Span

if TYPE_CHECKING:
    from reportedly.claims.reading import Reader, load
    from reportedly.serve.exports import frames
    from reportedly.serve.notebook import show
    from reportedly.store.corpus import Corpus
    from reportedly.store.protocol import Asked

__version__ = version("reportedly")

__all__ = [
    "Article",
    "Asked",
    "Attribution",
    "Claim",
    "Corpus",
    "Entity",
    "Hop",
    "InputError",
    "Reader",
    "Reading",
    "ReportedlyError",
    "Span",
    "__version__",
    "frames",
    "load",
    "read",
    "show",
]

# These bring spaCy and the network along: fetched at first use, so that the command's help comes at once.
_LATER = {
    "Asked": "store.protocol",
    "Corpus": "store.corpus",
    "Reader": "claims.reading",
    "frames": "serve.exports",
    "load": "claims.reading",
    "show": "serve.notebook",
}


def __getattr__(name: str) -> Any:
    if name not in _LATER:
        raise AttributeError(f"module 'reportedly' has no attribute {name!r}")
    return getattr(import_module(f"reportedly.{_LATER[name]}"), name)


def _html(shown: Reading | Claim) -> str:
    from reportedly.serve.notebook import html

    return html(shown)


# What notebooks ask of the last line of a cell. The model knows no HTML: here, where everything may be known, it learns.
Reading._repr_html_ = _html  # type: ignore[attr-defined]
Claim._repr_html_ = _html  # type: ignore[attr-defined]


def read(article: Article | str) -> Reading:
    """Read one article, or a text as an article of its own, with the model that ships; it is loaded at the first call.

    Raises ModelError where the weights cannot be used.
    """
    return _reader().read(article)


@cache
def _reader() -> Reader:
    from reportedly.claims.reading import load

    return load()
