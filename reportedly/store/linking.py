"""The part of a store that knows which articles are compared, which reports hang together for it, and what is left to do."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Protocol

from reportedly.corpus.digest import Digest, Link, Resting
from reportedly.model import Claim


@dataclass(frozen=True, slots=True)
class Component:
    """Reports that hang together by links, directly or over others, and all links between them."""

    reports: tuple[int, ...]
    links: tuple[Link, ...]


class Linking(Protocol):
    """From what is pending to what is settled; see `protocol`."""

    def pending(self, most: int) -> list[str]:
        """Ids of articles that are not linked yet, in order of coming, at most so many."""

    def near(self, digest: Digest, days: int) -> list[str]:
        """Ids, in order, of other current articles (latest versions) that share one of `exact`, or are related by names
        (`corpus.nearness`) and lie at most so many days apart; an undated one lies near every day. Symmetric."""

    def digests(self, articles: Collection[str]) -> dict[str, Digest]:
        """Digests of latest versions by id."""

    def link(self, compared: Collection[Digest], links: Sequence[Link], resting: Sequence[Resting]) -> None:
        """Write what comparing these gave; their articles are pending no more, unless they changed meanwhile. All
        their reports, and every report at an end of one of the links, become dirty. A pair that is there already is
        replaced. A link with an end that is gone, and a derivation of an article that changed, is left out."""

    def dirty(self, most: int) -> list[int]:
        """Reports whose claims must be made anew, in order of number, at most so many."""

    def component(self, report: int, least: float) -> Component:
        """What hangs together with a report by links of at least this score; it alone where it has none."""

    def components(self, reports: Collection[int], least: float) -> list[Component]:
        """The same for many at once, which is much quicker: each component once, in order of its lowest report. What
        is not there is in none."""

    def places(self, reports: Collection[int]) -> dict[int, str]:
        """Which article each report is of; those of latest versions only."""

    def links_of(self, reports: Collection[int], least: float, below: float) -> list[Link]:
        """Links with an end in `reports` and `least` <= score < `below`, strongest first."""

    def settled(self, reports: Collection[int]) -> dict[int, tuple[str, int]]:
        """Those of these reports that are not dirty and stand in a claim: its id, and how many reports it has."""

    def resting(self, articles: Collection[str]) -> list[Resting]:
        """Derivations between two of these articles."""

    def settle(self, reports: Collection[int], claims: Sequence[Claim]) -> None:
        """Replace all claims of `reports` by `claims`, whose reports are these exactly; they are dirty no more. What
        else was in the claims replaced becomes dirty. A claim with a report that is gone meanwhile is left out, and
        its other reports stay dirty. Raises ValueError for a claim with a report that is not in `reports`, or one that
        is in two."""
