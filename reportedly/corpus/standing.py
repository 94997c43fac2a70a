"""How a claim stands: who denies it, what excludes it, its status and its grade, from the evidence alone."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from reportedly.attribution.manner import lexicon as cues
from reportedly.corpus.digest import Link
from reportedly.corpus.lineage import Carried
from reportedly.corpus.matching import OPPOSED
from reportedly.corpus.origins import reporter, sourced, witnessed
from reportedly.corpus.words import fold, words
from reportedly.model import Interval, Polarity, Status

DOUBT, DENIAL = 0.45, 0.65
"""What the encoder says of denial: from the first on a report is no plain assertion, from the second on it denies."""

STRAY = 2
"""A claim is contested by others that exclude it where these are more than one to so many of its reports."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Status, NATO Admiralty credibility 1 to 6, and why in words."""

    status: Status
    credibility: int
    why: tuple[str, ...]


def stances(reports: Sequence[Carried], within: Sequence[Link] = ()) -> dict[int, Polarity]:
    """What each report does with the claim, by its number.

    Where pairs are known to agree or to oppose each other, reports fall into two camps, so that as few pairs as can be
    are against their camps; the camp with fewer denials, and of equals the larger, asserts. A report with another
    figure than most of those that assert denies theirs.
    """
    told = {r.told.id: _own(r) for r in reports}
    pairs = [(link.a, link.b, link.score, OPPOSED in link.why) for link in within if link.a in told and link.b in told]
    camp = {n: stance == "asserts" for n, stance in told.items()}
    if pairs:
        firm = {r.told.id: SAID if _disowned(r) else OWN for r in reports}
        camp = _camps(camp, pairs, {r.told.id: max(r.told.denial, _disowned(r)) for r in reports}, firm)
    contrary = _contrary_figures([r for r in reports if camp[r.told.id]])
    return {
        n: ("asserts" if n not in contrary else "denies") if held else told[n] if told[n] != "asserts" else "denies"
        for n, held in camp.items()
    }


def _camps(
    camp: dict[int, bool],
    pairs: Sequence[tuple[int, int, float, bool]],
    denial: Mapping[int, float],
    firm: Mapping[int, float],
) -> dict[int, bool]:
    """Which reports are in the camp that asserts: from what each is by itself, moved one by one while that helps."""
    beside: dict[int, list[tuple[int, float]]] = {n: [] for n in camp}
    for a, b, score, opposed in pairs:
        beside[a].append((b, -score if opposed else score))
        beside[b].append((a, -score if opposed else score))
    camp = dict(camp)
    for _ in range(len(camp)):
        pull = {
            n: (firm[n] if held else -firm[n])
            + sum(w if camp[m] == held else -w for m, w in beside[n]) * (1 if held else -1)
            for n, held in camp.items()
        }
        moved = min(sorted(n for n in camp if (pull[n] < 0) == camp[n]), key=lambda n: -abs(pull[n]), default=None)
        if moved is None or abs(pull[moved]) < 1e-9:
            break
        camp[moved] = not camp[moved]
    for_it, against = ([n for n, held in camp.items() if held is side] for side in (True, False))
    if against and (not for_it or (_mean(denial, against), -len(against)) < (_mean(denial, for_it), -len(for_it))):
        camp = {n: not held for n, held in camp.items()}
    return camp


OWN, SAID = 1.0, 4.0
"""Weight of what a report is by itself against the pairs that it stands in, and of what its source expressly denies."""


def _mean(denial: Mapping[int, float], numbers: Sequence[int]) -> float:
    return round(sum(denial[n] for n in numbers) / len(numbers), 6)


def _contrary_figures(reports: Sequence[Carried]) -> set[int]:
    """Of reports with figures, those whose figure excludes that of most others."""
    counted = [r for r in reports if r.told.low is not None or r.told.high is not None]
    if len(counted) < 3:
        return set()
    agreeing = {r.told.id: sum(_meet(r, other) for other in counted) for r in counted}
    most = max(agreeing.values())
    if most * 2 <= len(counted):
        return set()
    centre = next(r for r in counted if agreeing[r.told.id] == most)
    return {r.told.id for r in counted if not _meet(r, centre)}


def _meet(a: Carried, b: Carried) -> bool:
    low = max((r.told.low for r in (a, b) if r.told.low is not None), default=None)
    high = min((r.told.high for r in (a, b) if r.told.high is not None), default=None)
    return low is None or high is None or low <= high


def _own(report: Carried) -> Polarity:
    told = report.told
    if told.polarity == "doubts" or (
        told.polarity == "asserts" and DOUBT <= told.denial < DENIAL and _doubting(told.quote)
    ):
        return "doubts"
    return "denies" if told.denial >= DENIAL or _disowned(report) else "asserts"


def _disowned(report: Carried) -> bool:
    """Whether the words before it deny it: *the company denies that it has hired anybody*. The encoder does not see them."""
    cue = report.told.chain[-1].cue if report.told.chain else None
    return report.told.polarity == "denies" and not cues()["denies"].isdisjoint(fold(cue or "").split())


def _doubting(quote: str) -> bool:
    return bool(set(words(quote)) & lexicon()["doubt"])


@cache
def lexicon() -> dict[str, frozenset[str]]:
    """Words that doubt, and words that say of a claim that it was made up or withdrawn."""
    given = json.loads(files("reportedly.corpus").joinpath("data", "standing.json").read_text("utf8"))
    return {name: frozenset(given[name].split()) for name in ("doubt", "debunk")}


def standing(
    reports: Sequence[Carried],
    stance: Mapping[int, Polarity],
    interval: Interval,
    deniers: Sequence[str],
    rivals: int,
    withdrawn: bool = False,
) -> Standing:
    """`deniers` are labels of those who deny or doubt, `rivals` how many claims of others exclude this one.

    `withdrawn` says that the origin itself takes it back.
    """
    denials = [r for r in reports if stance[r.told.id] == "denies"]
    asserting = [r for r in reports if stance[r.told.id] == "asserts"]
    made_up = [r for r in denials if set(words(r.told.quote)) & lexicon()["debunk"]]
    if interval.low <= 1 and (made_up or (withdrawn and denials)):
        said = f"“{made_up[0].told.quote}”" if made_up else "its origin takes it back"
        return Standing("debunked", 5, (f"said to be false: {said}",))
    if deniers and not asserting:
        return Standing("denied", 5, ("reported only by who denies it",))
    if deniers and not sourced(asserting):
        return Standing(
            "debunked", 5, (f"nobody is named who knows it, and denied or doubted by {', '.join(deniers)}",)
        )
    knowing = _knowing(deniers, reports, stance)
    excluded = rivals * STRAY > len(reports)
    if knowing or excluded:
        why = [f"denied or doubted by {', '.join(knowing)}"] if knowing else []
        why += [f"excluded by {rivals} other claim{'s' if rivals > 1 else ''}"] if excluded else []
        return Standing("contested", 4 if interval.low < 2 else 3, tuple(why))
    if interval.low >= 2:
        return Standing(
            "confirmed", 2 if interval.low == 2 else 1, (f"at least {interval.low} independent origins, none denies",)
        )
    return Standing("single-origin", 3 if interval.high > 1 else 6, ("one origin that can be told",))


def _knowing(deniers: Sequence[str], reports: Sequence[Carried], stance: Mapping[int, Polarity]) -> list[str]:
    """Those of who denies that are more than an outlet with no source: it knows nothing of it."""
    outlets: dict[str, bool] = {}
    for report in reports:
        if stance[report.told.id] != "asserts":
            label = reporter(report)
            outlets[label] = outlets.get(label, False) or witnessed(report)
    return [denier for denier in deniers if outlets.get(denier, True)]
