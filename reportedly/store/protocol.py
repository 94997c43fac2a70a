"""What every store can do. `memory.py` is the reference, `database.py` speaks SQL; one contract suite runs over all.

How a corpus grows, each step a transaction, so that a kill loses nothing and repeats nothing:

    put      articles with their digests           they are *pending*
    link     pending ones compared with all        their reports, and those they touch, are *dirty*
    settle   dirty reports' claims made anew        nothing is left to do

Another process may `put` between any two of these, also while `exclusive` is held. What was worked out for a version
that is not the latest any more is left out when it comes to be written, and what it was for stays to be done.

A claim of which a report is gone (its article has a new version) is gone too, until its other reports, which are dirty
then, are settled: a claim never shows what is not there.

Numbers of reports, links and forms are as in `corpus.digest`. Link and settle some hundred reports at a time.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Literal, Protocol

from reportedly.corpus.actors import Judgement, Verdict
from reportedly.corpus.digest import Digest
from reportedly.model import Article, Claim, ClaimKind, Reading, Status
from reportedly.store.linking import Linking
from reportedly.store.marking import Marking
from reportedly.store.naming import Naming
from reportedly.store.parts import Part
from reportedly.store.sights import Sights

__all__ = [
    "ArticleOrder",
    "Asked",
    "Count",
    "Entry",
    "Hit",
    "Judgement",
    "Order",
    "Outcome",
    "Outlet",
    "Part",
    "Placed",
    "Sought",
    "Store",
    "Verdict",
    "Version",
]

Outcome = Literal["new", "changed", "known", "moved"]
"""Of an article put: not there before; a new version of one that was (another text, or more told of the same); there
already, to the letter; there already under another address, which is now known too."""
Order = Literal["origins", "reports", "first", "last"]
ArticleOrder = Literal["best", "newest", "oldest"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One article to be put."""

    reading: Reading
    digest: Digest


@dataclass(frozen=True, slots=True)
class Placed:
    """What became of an entry: `article` is the id that it has in the corpus, which differs from its own where another
    article had that id first."""

    article: str
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Version:
    """A version of an article: `number` from 1, `added` the UTC time when it came, `hash` of its text, which is that of
    the version before where only more is told of it."""

    number: int
    added: str
    hash: str


@dataclass(frozen=True, slots=True)
class Asked:
    """Which claims are wanted; what is None or empty is not asked for.

    `about` are ids of actors: claims that name any of them, or have them in a chain; with a `part`, those in which one
    of them has it (*about*: that name one and are said by none). `since` and `until` are ISO dates, date-times, months
    or years, inclusive, of the last report, as it is written there. `min_origins` is of the lower bound, `min_reports`
    of their number. `words` is a query as `search` takes it, which one of the quotes must answer (of which the
    statement is one). `outlet` is one that carries it, in whatever case. `country` (ISO 3166-1 alpha-3) is one that an
    actor whom it names is of, by any of the actor's forms. `articles`: only claims with a report in one of them.

    `order`: by the lower bound of origins or the number of reports, most first, and of equals those with the newest
    last report first; or by the first or last report, newest first, undated ones last. Of equals by the claim's number.
    """

    about: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    status: tuple[Status, ...] = ()
    kind: tuple[ClaimKind, ...] = ()
    min_origins: int = 0
    min_reports: int = 0
    outlet: str | None = None
    country: str | None = None
    words: str | None = None
    articles: tuple[str, ...] = ()
    part: Part | None = None
    order: Order = "origins"
    most: int | None = None
    skip: int = 0


@dataclass(frozen=True, slots=True)
class Sought:
    """Which articles are wanted, of their latest versions; what is None is not asked for.

    `words` is a query as `search` takes it, `outlet` a name in whatever case. `since` and `until` are ISO dates,
    date-times, months or years, inclusive, of publication as it is written there; undated articles are left out then.

    `order`: `best` answers to `words` first (without words, the newest); the newest or oldest first, undated ones
    last; of equals in order of coming.
    """

    words: str | None = None
    outlet: str | None = None
    since: str | None = None
    until: str | None = None
    order: ArticleOrder = "best"
    most: int = 20
    skip: int = 0


@dataclass(frozen=True, slots=True)
class Hit:
    """An article that was found: `snippet` has what matched between \\x02 and \\x03; the beginning of the text where
    nothing was looked for."""

    article: str
    title: str | None
    outlet: str | None
    published: str | None
    snippet: str


@dataclass(frozen=True, slots=True)
class Count:
    """How much there is; `pending` and `dirty` are work left, `schema` the schema's version (0 in memory), `bytes` on
    disk or None."""

    articles: int
    versions: int
    reports: int
    claims: int
    pending: int
    dirty: int
    schema: int
    bytes: int | None = None


@dataclass(frozen=True, slots=True)
class Outlet:
    """An outlet, None for articles of none: how many articles, of them how many undated, and the first and last dates of
    the others as they are written there. Latest versions only."""

    name: str | None
    articles: int
    undated: int
    first: str | None
    last: str | None


class Store(Linking, Naming, Marking, Sights, Protocol):
    """A corpus kept. Every method is one transaction; after an exception nothing of it has happened.

    One store may be used by several threads. Raises StoreError (`errors.py`) where the place is no corpus, of a newer
    schema, read-only, full, busy or damaged, naming the place and the remedy.
    """

    def put(self, entries: Sequence[Entry]) -> list[Placed]:
        """Keep articles. Idempotent: an article is known by its canonical address, else by its text from the same outlet
        (or where one of the two has none), else by outlet and id (unless both have addresses, and other ones).
        From no outlet an id alone does not tell, as 1.txt is in many folders: a text under it is of the article with
        that id whose text is most like it, if it is (`placing.ALIKE`), else of a new one.

        A text that is there, of whatever version, is *known*, and *moved* where its address is new, which is known
        from then on. Another text of a known article is a new version; the old one is kept, its reports and links
        gone. So is the latest text where it comes with an outlet, title, date or address that was not known, or with
        the time of a day that was: what the date means is in the reading, and what the article is near to hangs on
        it. What the version before told and this one does not is kept (`placing.completed`).

        An id that another article has is made distinct (`id#2`), in the reading and the digest too.
        """

    def exclusive(self) -> AbstractContextManager[None]:
        """Hold this while linking and settling: of two processes (or threads), one waits, as long as it takes. Reading
        and `put` go on meanwhile. Not to be taken twice by one thread."""

    # reading

    def reading(self, article: str, version: int | None = None) -> Reading | None:
        """The reading of an article by its id (or canonical address), of its latest version unless told."""

    def readings(self) -> Iterator[Reading]:
        """Readings of all latest versions, in order of coming, one at a time, of one moment."""

    def articles(self, articles: Collection[str]) -> dict[str, Article]:
        """Articles as of their latest versions, by id; those that are there. Quicker than their readings."""

    def versions(self, article: str) -> list[Version]:
        """Of an article, oldest first; empty where there is none."""

    def claim(self, claim_or_report: str) -> Claim | None:
        """By the id of the claim or of any of its reports; the beginning of an id does where all that begin so are of
        one claim. Raises ValueRefused, naming some, where they are of several."""

    def claims(self, asked: Asked) -> Iterator[Claim]:
        """In the order asked for, of one moment. `actors` of a claim are those that its forms are of now. Raises
        ValueRefused at once for words or dates that cannot be read."""

    def how_many(self, asked: Asked) -> int:
        """Number of claims asked for, whatever `most` and `skip` say."""

    def search(self, query: str, most: int = 20, skip: int = 0) -> list[Hit]:
        """Articles by words of title and text, case and accents folded, best first: `two words` both, `"a phrase"`,
        `a OR b`, `NOT a` or `-a`, `pre*`, parentheses. Raises ValueRefused for a query that cannot be read."""

    def find(self, sought: Sought) -> list[Hit]:
        """A page of the articles that are sought, in their order. Raises ValueRefused for words or dates that cannot be
        read."""

    def how_many_articles(self, sought: Sought) -> int:
        """Number of articles sought, whatever `most` and `skip` say."""

    def count(self) -> Count:
        """How much there is."""

    def outlets(self) -> list[Outlet]:
        """All outlets, those of most articles first, of equals in order of name, the one of None last."""

    def state(self) -> str:
        """Another after every change, and never the same again; cheap to ask."""

    def close(self) -> None:
        """Let go of it."""
