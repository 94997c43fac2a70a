from __future__ import annotations

import itertools

from reportedly.corpus.derivation import resting
from reportedly.corpus.digest import Digest, Resting
from reportedly.corpus.lineage import Source, lineage
from tests.corpus.told import carried, made

WIRE = made(
    "wire",
    ("the ministry", "three guards were killed in a firefight at the ford"),
    outlet="Meridian Wire",
    published="2026-04-14T06:00",
)
COPY = made(
    "copy",
    ("the ministry", "three guards were killed in a firefight at the ford"),
    outlet="Gazette",
    published="2026-04-14T08:00",
)
DIGEST = made(
    "digest", ("", "Three dead at the ford, per the Gazette"), outlet="NewsHeap", published="2026-04-14T21:00"
)
DOCTORS = made(
    "doctors",
    ("two doctors", "seven bodies were brought to the hospital"),
    outlet="Courier",
    published="2026-04-14T17:00",
)
ALL = (WIRE, COPY, DIGEST, DOCTORS)


def found(digests: tuple[Digest, ...]) -> dict[str, str]:
    rests = [r for a, b in itertools.combinations(digests, 2) if (r := resting(a, b))]
    sources = lineage([carried(d) for d in digests], {(r.later, r.earlier): r for r in rests})
    names = {d.told[0].id: d.article for d in digests}
    return {names[n]: names[s.report] for n, s in sources.items()}


def test_who_rests_on_whom() -> None:
    assert found(ALL) == {"copy": "wire", "digest": "copy"}


def test_the_order_does_not_matter() -> None:
    assert all(found(order) == found(ALL) for order in itertools.permutations(ALL))


def test_a_shared_quotation_is_evidence_and_says_so() -> None:
    live = made(
        "live", ("Len Abara", "“That alarm's been off since Friday”"), outlet="Echo", published="2026-03-03T18:00"
    )
    flash = made(
        "flash", ("workers", "“That alarm's been off since Friday,”"), outlet="Flash", published="2026-03-03T20:00"
    )
    (source,) = lineage([carried(live), carried(flash)], {}).values()
    assert isinstance(source, Source)
    assert source.why == ("quotation: “been off since friday”",) or source.why[0].startswith("quotation: “")


def test_nothing_rests_on_what_came_later() -> None:
    late = made("late", ("", "Three dead, per the Gazette"), outlet="Early Bird", published="2026-04-14T05:00")
    assert "late" not in found((*ALL, late))


def test_what_a_person_said_of_two_articles_settles_it() -> None:
    both = [carried(WIRE), carried(DOCTORS)]
    said = Resting("doctors", "wire", 1.0, ("said: by Ana",))
    (source,) = lineage(both, {("doctors", "wire"): said}).values()
    assert source == Source(WIRE.told[0].id, 1.0, ("said: by Ana",))
    never = Resting("copy", "wire", 0.0, ("said: by Ana",))
    assert lineage([carried(WIRE), carried(COPY)], {("copy", "wire"): never}) == {}
    late = Resting("wire", "copy", 1.0, ("said: by Ana",))
    assert lineage([carried(WIRE), carried(COPY)], {("wire", "copy"): late}) == {}, "not even then on what came later"
