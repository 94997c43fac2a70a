"""How a claim stands: who denies it, what excludes it, its status and its grade, from the evidence alone."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from reportedly.corpus.lineage import Carried
from reportedly.corpus.words import fold, words
from reportedly.model import Interval, Polarity, Status

DOUBT, DENIAL = 0.35, 0.6
"""What the encoder says of denial: from the first on a report is no plain assertion, from the second on it denies."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Status, NATO Admiralty credibility 1 to 6, and why in words."""

    status: Status
    credibility: int
    why: tuple[str, ...]


def stances(reports: Sequence[Carried]) -> dict[int, Polarity]:
    """What each report does with the claim, by its number. The claim is what most of its reports assert.

    A report that is negated like most others (*no one was killed*) asserts; one that differs from them denies.
    """
    told = {r.told.id: _own(r) for r in reports}
    negated = sum(stance == "denies" for stance in told.values())
    turned = negated * 2 > len(told)
    if not turned:
        return told
    return {
        n: "denies" if s == "asserts" and _contrary(n, reports) else "asserts" if s == "denies" else s
        for n, s in told.items()
    }


def _contrary(number: int, reports: Sequence[Carried]) -> bool:
    """Whether a plain assertion stands among denials because it says what they deny, and not in other words the same."""
    report = next(r for r in reports if r.told.id == number)
    return report.told.denial < DOUBT / 2


def _own(report: Carried) -> Polarity:
    told = report.told
    if told.polarity == "doubts" or (
        told.polarity == "asserts" and DOUBT <= told.denial < DENIAL and _doubting(told.quote)
    ):
        return "doubts"
    return "denies" if told.polarity == "denies" or told.denial >= DENIAL else "asserts"


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
    asserting = len(reports) - sum(s != "asserts" for s in stance.values())
    made_up = [r for r in denials if set(words(r.told.quote)) & lexicon()["debunk"]]
    if interval.high <= 1 and (made_up or (withdrawn and denials)):
        said = f"“{made_up[0].told.quote}”" if made_up else "its origin takes it back"
        return Standing("debunked", 5, (f"said to be false: {said}",))
    if deniers and not asserting:
        return Standing("denied", 5, ("reported only by who denies it",))
    if deniers or rivals:
        why = [f"denied or doubted by {', '.join(deniers)}"] if deniers else []
        why += [f"excluded by {rivals} other claim{'s' if rivals > 1 else ''}"] if rivals else []
        return Standing("contested", 4 if interval.low < 2 else 3, tuple(why))
    if interval.low >= 2:
        return Standing(
            "confirmed", 2 if interval.low == 2 else 1, (f"at least {interval.low} independent origins, none denies",)
        )
    return Standing("single-origin", 3 if interval.high > 1 else 6, ("one origin that can be told",))


def same_name(a: str, b: str) -> bool:
    """Whether two labels are one."""
    return fold(a) == fold(b)
