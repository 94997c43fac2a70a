"""What a corpus has of an article before it is read: reading is the slow part, and an interrupted run is repeated."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import Literal

from reportedly.model import Article, Reading
from reportedly.store.placing import tells_more
from reportedly.store.protocol import Store
from reportedly.text import canonical


def already(store: Store, article: Article) -> Literal["known"] | Reading | None:
    """ "known" where the corpus has this text of this article and all that it tells of itself; None where it must be read.

    A reading where the text is there and only the store can say what the article is to it (its address is new): the
    one that is kept, of `article`, so that the store can be asked without reading anew.
    """
    hash_ = hashlib.sha256(article.text.encode()).hexdigest()
    address = canonical(article.url) if article.url else None
    if address and (hashes := _hashes(store, address)):
        kept = store.reading(address, hashes[hash_]) if hash_ in hashes else None
        return "known" if kept is not None and not tells_more(article, kept.article) else None
    hashes = _hashes(store, article.id)
    if hash_ not in hashes:
        return None
    kept = store.reading(article.id, hashes[hash_])
    if kept is None or (kept.article.outlet and article.outlet and kept.article.outlet != article.outlet):
        return None
    if tells_more(replace(article, url=kept.article.url), kept.article):
        return None  # a date that is known now resolves what was relative
    return replace(kept, article=article) if address else "known"


def _hashes(store: Store, article: str) -> dict[str, int]:
    """The hash of each version's text, and its number."""
    return {version.hash: version.number for version in store.versions(article)}
