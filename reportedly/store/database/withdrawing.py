"""What stood on a version that is not the latest any more is taken away, and what it leaves behind becomes dirty."""

from __future__ import annotations

from reportedly.corpus.digest import Digest
from reportedly.model import Article
from reportedly.store.database import blob
from reportedly.store.database.backend import Work
from reportedly.store.database.happenings import forget_happenings
from reportedly.store.database.scenes import forget_scenes
from reportedly.store.words import spaced

HOLDS = "(a.pending = 0 OR a.version = 1)"
"""That what was worked out for an article `a` is of its latest version: a changed one that is still pending was not
what was compared."""


def withdraw(work: Work, article: int) -> tuple[Digest, Article]:
    """Take away all that stands on the latest version of an article, its reading and forms aside; what that was."""
    row = work.row(
        """SELECT v.reading, d.digest FROM articles a JOIN digests d ON d.article = a.number
           JOIN versions v ON v.article = a.number AND v.version = a.version WHERE a.number = :article""",
        article=article,
    )
    if row is None:
        raise blob.Damaged
    digest, told = blob.to_digest(row[1]), blob.to_reading(row[0]).article
    quotes = {report.id: report.quote for report in digest.told}
    reports = work.rows("SELECT number, id, claim FROM reports WHERE article = :article", article=article)
    forget_claims(work, sorted({claim for _, _, claim in reports if claim is not None}))
    numbers = [number for number, _, _ in reports]
    _untie(work, numbers)
    work.run("DELETE FROM report_keys WHERE report IN MANY(:reports)", reports=numbers)
    forget_scenes(work, numbers)
    work.run("DELETE FROM reports WHERE article = :article", article=article)
    work.backend.index.drop_reports(work, [(number, spaced(quotes[id_])) for number, id_, _ in reports])
    words = spaced(told.title or ""), spaced(told.text)
    work.backend.index.drop_articles(work, [(article, *words)])
    day = digest.day or 0
    work.many("DELETE FROM names WHERE name = ? AND day = ? AND article = ?", [(n, day, article) for n in digest.names])
    work.many("DELETE FROM exact WHERE key = ? AND article = ?", [(key, article) for key in digest.exact])
    work.run("DELETE FROM digests WHERE article = :article", article=article)
    work.run("DELETE FROM resting WHERE later = :article", article=article)
    work.run("DELETE FROM resting WHERE earlier = :article", article=article)
    return digest, told


def _untie(work: Work, reports: list[int]) -> None:
    """Their links are gone, and what was at the other ends is dirty."""
    others = [y for (y,) in work.rows("SELECT y FROM links WHERE x IN MANY(:reports)", reports=reports)]
    work.run("DELETE FROM links WHERE x IN MANY(:others) AND y IN MANY(:reports)", others=others, reports=reports)
    work.run("DELETE FROM links WHERE x IN MANY(:reports)", reports=reports)
    mark(work, others)


def forget_claims(work: Work, claims: list[int]) -> None:
    """These claims are gone, and all reports that were in them are dirty."""
    if not claims:
        return
    kept = work.rows("SELECT low, last, number, keys FROM claims WHERE number IN MANY(:claims)", claims=claims)
    keys = [(key, *place) for *place, packed in kept for key in blob.to_numbers(packed)]
    work.many("DELETE FROM claim_keys WHERE key = ? AND low = ? AND last = ? AND claim = ?", sorted(keys))
    work.run("DELETE FROM claims WHERE number IN MANY(:claims)", claims=claims)
    work.run("DELETE FROM bodies WHERE claim IN MANY(:claims)", claims=claims)
    forget_happenings(work, claims)
    mark(work, [n for (n,) in work.rows("SELECT number FROM reports WHERE claim IN MANY(:claims)", claims=claims)])
    work.run("UPDATE reports SET claim = NULL WHERE claim IN MANY(:claims)", claims=claims)


def mark(work: Work, reports: list[int]) -> None:
    """These become dirty, those of pending articles aside: they do so when they are linked."""
    if reports:
        work.run(
            """UPDATE reports SET dirty = 1 WHERE dirty = 0 AND number IN MANY(:reports)
               AND EXISTS (SELECT 1 FROM articles a WHERE a.number = reports.article AND a.pending = 0)""",
            reports=reports,
        )
