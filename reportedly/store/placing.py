"""Whether an article that comes is there already: one rule for every store."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, Protocol

from reportedly.corpus.derivation import share
from reportedly.corpus.digest import Digest, Runs
from reportedly.model import Article
from reportedly.store.protocol import Entry, Outcome

ALIKE = 1 / 3
"""Share of the shorter text's four-word runs that stand in the other too, from which on two texts under one id, which
nothing else says are one article's, are its versions: an article that is edited keeps most of its words."""
FEW = 8
"""Articles of one id that are all compared; of more (a thousand pages saved as index.html) only those that share an
`exact` with what comes, which is found without reading them."""
_OURS = ("outlet", "address", "title")
_TIME = ("day", "instant")
_WORDS = ("credits", "links")


@dataclass(frozen=True, slots=True)
class Known:
    """What an article that is there can be recognised by. `given` is the id that it came with, `versions` are text (its
    hash) and outlet of each, of the last of which title and date of publication are too."""

    number: int
    id: str
    given: str
    title: str | None
    published: str | None
    addresses: frozenset[str]
    versions: tuple[tuple[str, str | None], ...]

    @property
    def latest(self) -> str:
        """The hash of the latest text."""
        return self.versions[-1][0]

    def outlets(self, text: str | None = None) -> set[str | None]:
        """From where it came, with this text (a hash) where one is given; None where it did not say."""
        return {outlet for hash_, outlet in self.versions if text in (None, hash_)}


class Register(Protocol):
    """Where articles are looked up; lists are in order of coming."""

    def at(self, address: str) -> Known | None:
        """The article with this canonical address."""

    def named(self, outlet: str | None, given: str, free: bool, most: int) -> Sequence[Known]:
        """Those of this id of which a version came from this outlet, at most so many; `free`: only those without an
        address."""

    def sharing(self, outlet: str | None, given: str, free: bool, exact: Sequence[int]) -> Sequence[Known]:
        """Those of them that share one of `exact`."""

    def saying(self, hash_: str) -> Sequence[Known]:
        """Those with this text in any version."""

    def runs(self, number: int) -> Runs:
        """The runs of the latest version of an article."""

    def taken(self, article: str) -> bool:
        """Whether an article has this id."""


def recognise(digest: Digest, published: str | None, register: Register) -> tuple[Known | None, Outcome]:
    """Which article it is, and what it is to that; see `Store.put`."""
    known = _identified(digest, published, register)
    if known is None:
        return None, "new"
    if not known.outlets(digest.hash) or _tells_more(digest, published, known):
        return known, "changed"
    return known, "moved" if digest.address and digest.address not in known.addresses else "known"


def distinct(article: str, register: Register) -> str:
    """This id, or with a number behind it that makes it no other article's: `id`, `id#2`, `id#3`.

    Numbers are tried in steps that double, then halve, as a thousand pages may all have been saved as index.html.
    """
    if not register.taken(article):
        return article
    taken, free = 1, 2
    while register.taken(f"{article}#{free}"):
        taken, free = free, free * 2
    while free - taken > 1:
        middle = (taken + free) // 2
        if register.taken(f"{article}#{middle}"):
            taken = middle
        else:
            free = middle
    return f"{article}#{free}"


def same(one: Digest, other: Digest) -> bool:
    """Whether what two digests are of is one version of one article, so that what one gave the other would."""
    return all(getattr(one, name) == getattr(other, name) for name in ("hash", *_OURS, *_TIME))


def tells_more(article: Article, than: Article) -> bool:
    """Whether an article with the text of the latest version of one (`than`) tells of it what was not known.

    What is known otherwise is left as it is: of two dates, who could say which is right?
    """
    told = (article.outlet, than.outlet), (article.title, than.title), (article.url, than.url)
    return _any_new(*told) or _finer(article.published, than.published)


def completed(entry: Entry, article: Article, digest: Digest) -> Entry:
    """An entry that becomes a version, with what the version before it (its article and digest) told and it does not:
    of the same text everything, of another one the outlet alone."""
    came = entry.reading.article
    if digest.hash != entry.digest.hash:
        outlet = came.outlet or article.outlet
        reading = replace(entry.reading, article=replace(came, outlet=outlet))
        return Entry(reading, replace(entry.digest, outlet=outlet))
    missing: dict[str, Any] = {f.name: getattr(article, f.name) for f in fields(Article) if not getattr(came, f.name)}
    told: dict[str, Any] = {
        name: getattr(digest, name) for name in (*_OURS, *_WORDS) if not getattr(entry.digest, name)
    }
    if not came.published or _finer(article.published, came.published):
        missing["published"] = article.published
        told |= {name: getattr(digest, name) for name in _TIME}
    reading = replace(entry.reading, article=replace(came, **missing))
    return Entry(reading, replace(entry.digest, **told))


def _identified(digest: Digest, published: str | None, register: Register) -> Known | None:
    known = register.at(digest.address) if digest.address else None
    if known is not None:
        return known
    # By its text first, and as what it needs not change: so that what was put is known from then on, whatever came since.
    repeated = _repeated(digest, register.saying(digest.hash))
    return (
        next((known for known in repeated if not _tells_more(digest, published, known)), None)
        or next(iter(repeated), None)
        or _named(digest, register)
        or _alike(digest, register)
    )


def _repeated(digest: Digest, saying: Sequence[Known]) -> Sequence[Known]:
    """Of the articles with this text those of this id and outlet, of this outlet, and where one of the two has none."""
    # Two pages with addresses of their own are two articles, even if both were saved as index.html.
    of_id = (k for k in saying if k.given == digest.article and not (digest.address and k.addresses))
    named = (k for k in of_id if digest.outlet in k.outlets())
    ours = (k for k in saying if digest.outlet in k.outlets(digest.hash))
    either = (k for k in saying if digest.outlet is None or k.outlets(digest.hash) == {None})
    return [*named, *ours, *either]


def _named(digest: Digest, register: Register) -> Known | None:
    """The article that came from this outlet with this id."""
    if digest.outlet is None:
        return None
    return next(iter(register.named(digest.outlet, digest.article, free=bool(digest.address), most=1)), None)


def _alike(digest: Digest, register: Register) -> Known | None:
    """The article from no outlet that has this id and, of those that do, the text most like this one.

    The names of files say little: there is a 1.txt in many folders, and what were taken for a version of another
    article would be lost.
    """
    if digest.outlet is not None:
        return None
    of_id = digest.outlet, digest.article, bool(digest.address)
    known = register.named(*of_id, FEW + 1)
    if len(known) > FEW:
        known = register.sharing(*of_id, digest.exact)
    shares = [(_share(digest.runs, register.runs(k.number)), -at) for at, k in enumerate(known)]
    most, place = max(shares, default=(0.0, 0))
    return known[-place] if most >= ALIKE else None


def _share(one: Runs, other: Runs) -> float:
    """Of two texts of which one has hardly words nothing can be told but that their id is the same."""
    return share(one, other) if len(one) and len(other) else 1.0


def _tells_more(digest: Digest, published: str | None, known: Known) -> bool:
    told = (digest.outlet, known.versions[-1][1]), (digest.title, known.title), (digest.address, known.addresses)
    return digest.hash == known.latest and (_any_new(*told) or _finer(published, known.published))


def _any_new(*told: tuple[object, object]) -> bool:
    return any(new and not old for new, old in told)


def _finer(date: str | None, than: str | None) -> bool:
    """Whether a date says more: where there was none, or the day where there was the month."""
    return bool(date) and date != than and str(date).startswith(than or "")
