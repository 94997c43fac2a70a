"""The things that ask for a look."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import islice

from reportedly.corpus.digest import Digest, Told
from reportedly.corpus.marks import Mark, alike, held, one_cue
from reportedly.corpus.matching import SAME, SUGGESTED
from reportedly.errors import Missing
from reportedly.model import Attribution, Claim, Derivation, Reading, Report, id_of, number_of
from reportedly.serve.web.review import items
from reportedly.serve.web.review.address import Address
from reportedly.serve.web.review.items import Item
from reportedly.store.corpus import Corpus
from reportedly.store.marking import Likely
from reportedly.store.protocol import Asked, Store

SIZE = 20
"""Things on a page."""
_AT_ONCE = 24
_SEARCHED, _RESTING = 2000, 120
"""Claims that are gone through for attributions, one by one, and for derivations, all at once; those with most reports
come first."""
_LOT = 8
"""Claims that are fetched first of those."""
_CLAIMS = 5000
"""Claims whose pairs are looked at where only some are asked for."""


def queue(corpus: Corpus, address: Address, by: str | None) -> Iterator[Item]:
    """Things not judged yet; in blind mode not by `by`, who may see what others judged as if they had not."""
    store = corpus.store
    asked = address.asked(corpus)
    every = _EVERY[address.of](store, address, asked)
    while some := list(islice(every, _AT_ONCE)):
        marked = _marks(store, some, address, by)
        yield from (item for item in some if item.key not in marked)


def judged(store: Store, address: Address, skip: int, most: int) -> tuple[list[Item], int]:
    """What was judged and holds, newest first, and how many there are."""
    every = [mark for mark in held(store.marks()) if mark.kind == address.of]
    some = every[skip : skip + most]
    articles = store.articles({place.article for mark in some for place in mark.places})
    return [items.of_mark(mark, articles) for mark in some], len(every)


def found(store: Store, address: Address, a: str, b: str, by: str | None) -> Item:
    """One thing by what names it in a form, with what was said of it. Raises Missing where it is not there any more."""
    item = _ONE[address.of](store, a, b)
    if item is None:
        raise Missing(f"the {address.of} is not there any more (it was read anew; go back to the list)")
    return replace(item, mark=_marks(store, [item], address, by).get(item.key))


# matches


def _matches(store: Store, address: Address, asked: Asked | None) -> Iterator[Item]:
    likely = Likely(
        SAME,
        max(SUGGESTED, address.least or 0.0),
        2.0 if address.most is None else address.most + 1e-9,
        None if not address.now else address.now == "one",
        None if asked is None else replace(asked, most=_CLAIMS),
        _AT_ONCE,
    )
    while links := store.likely(likely):
        ends = _reports(store, {end for link in links for end in (link.a, link.b)})
        articles = store.articles({report.article for report in ends.values()})
        claims = {end: store.claim(id_of(end)) for end in ends}
        for link in links:
            a, b = ends.get(link.a), ends.get(link.b)
            if a and b and {a.article, b.article} <= articles.keys():
                both = [articles[a.article], articles[b.article]]
                yield items.match(a, b, both, link.score, link.why, _are_one(claims[link.a], claims[link.b]))
        likely = replace(likely, skip=likely.skip + likely.most)


def _reports(store: Store, numbers: set[int]) -> dict[int, Report]:
    """Reports by number, without what their claims add."""
    places = store.places(numbers)
    digests = store.digests(set(places.values()))
    told = {one.id: (one, digest) for digest in digests.values() for one in digest.told if one.id in places}
    return {number: _report(*both) for number, both in told.items()}


def _report(told: Told, digest: Digest) -> Report:
    return Report(
        id_of(told.id), digest.article, told.span, told.quote, told.chain, told.polarity, published=digest.instant
    )


def _pair(store: Store, a: str, b: str) -> Item | None:
    try:
        numbers = number_of(a), number_of(b)
    except ValueError:
        return None
    reports = _reports(store, set(numbers))
    if len(reports) < 2:
        return None
    one, other = (reports[number] for number in numbers)
    claims = [store.claim(report.id) for report in (one, other)]
    link = next((k for k in store.links_of(numbers[:1], 0.0, 2.0) if {k.a, k.b} == set(numbers)), None)
    articles = store.articles([one.article, other.article])
    score, why = (link.score, link.why) if link else (None, ())
    both = [articles[one.article], articles[other.article]]
    return items.match(one, other, both, score, why, _are_one(*claims))


def _are_one(one: Claim | None, other: Claim | None) -> bool:
    return one is not None and other is not None and one.id == other.id


# derivations


def _derivations(store: Store, address: Address, asked: Asked | None) -> Iterator[Item]:
    asked = asked or Asked(order="reports")
    pairs: dict[tuple[str, str], tuple[float, Report, Report | None]] = {}
    for claim in store.claims(replace(asked, min_reports=max(2, asked.min_reports), most=_RESTING)):
        for report, on, base in _resting(claim):
            if _within(address, on.score) and address.article in (None, report.article, on.article):
                pairs.setdefault((report.article, on.article), (on.score, report, base))
    for (later, earlier), (_, report, base) in sorted(pairs.items(), key=lambda pair: (pair[1][0], pair[0])):
        there = store.articles([later, earlier])
        if len(there) == 2:
            yield items.derivation(there[later], there[earlier], report.derived_from, report, base)


def _resting(claim: Claim) -> Iterator[tuple[Report, Derivation, Report | None]]:
    """Each report that rests on an article, with how and with that article's own report."""
    for report in claim.reports:
        on = report.derived_from
        if on is not None:
            yield report, on, next((r for r in claim.reports if r.article == on.article), None)


def _rest(store: Store, a: str, b: str) -> Item | None:
    """Also a pair that does not rest on each other now, so that what was said can be said otherwise."""
    there = store.articles([a, b])
    if len(there) < 2:
        return None
    for claim in store.claims(Asked(articles=(a,), min_reports=2, most=_RESTING)):
        for report, on, base in _resting(claim):
            if (report.article, on.article) == (a, b):
                return items.derivation(there[a], there[b], on, report, base)
    return items.derivation(there[a], there[b], None)


# attributions


def _attributions(store: Store, address: Address, asked: Asked | None) -> Iterator[Item]:
    """Of claims that are asked for, who tells each; without a question all of an article together, which is quicker to
    judge and to fetch, those first that carry what most report."""
    if address.article is not None:
        yield from _all_of(store, address, address.article)
        return
    reading = lru_cache(64)(store.reading)
    seen: set[tuple[str, str]] = set()
    for claim in _lots(store, asked or Asked(order="reports"), _SEARCHED):
        for report in claim.reports:
            if not report.chain:  # in the outlet's own voice
                continue
            if asked is None:
                if (report.article, "") not in seen:
                    seen.add((report.article, ""))
                    yield from _all_of(store, address, report.article)
                continue
            kept = reading(report.article)
            attribution = None if kept is None else _telling(kept, report)
            if kept is None or attribution is None or not _within(address, attribution.confidence):
                continue
            item = items.attribution(kept, attribution)
            if item is not None and (item.a, item.b) not in seen:
                seen.add((item.a, item.b))
                yield item


def _lots(store: Store, asked: Asked, most: int) -> Iterator[Claim]:
    """So many claims, a few at first and twice as many each time: a page is full after one claim, or after hundreds."""
    skip, lot = 0, _LOT
    while skip < most:
        some = list(store.claims(replace(asked, most=min(lot, most - skip), skip=skip)))
        yield from some
        if len(some) < min(lot, most - skip):
            return
        skip += len(some)
        lot *= 2


def _all_of(store: Store, address: Address, article: str) -> Iterator[Item]:
    """Of one article, in its order, those also that tell no report."""
    kept = store.reading(article)
    if kept is not None:
        made = (items.attribution(kept, each) for each in kept.attributions if _within(address, each.confidence))
        yield from {item.key: item for item in made if item is not None}.values()


def _telling(reading: Reading, report: Report) -> Attribution | None:
    """The innermost that tells a report."""
    told = next((p.attribution for p in reading.propositions if p.span == report.span), None)
    return next((a for a in reading.attributions if a.id == told), None) if told else None


def _attributed(store: Store, a: str, b: str) -> Item | None:
    reading = store.reading(a)
    made = (items.attribution(reading, each) for each in reading.attributions) if reading else iter(())
    return next((item for item in made if item is not None and item.b == b), None)


_EVERY = {"match": _matches, "derivation": _derivations, "attribution": _attributions}
_ONE = {"match": _pair, "derivation": _rest, "attribution": _attributed}


def _within(address: Address, score: float) -> bool:
    return (address.least or 0.0) <= score <= (2.0 if address.most is None else address.most)


# what was said of them


def _marks(store: Store, some: Sequence[Item], address: Address, by: str | None) -> dict[str, Mark]:
    """What was said of these and holds, by `Item.key`; to who is blind only what they said themselves."""
    about = store.marks({place.article for item in some for place in item.places})
    holding = held(mark for mark in about if not address.blind or mark.by == by)
    found = ((item.key, next((mark for mark in holding if _is_about(mark, item)), None)) for item in some)
    return {key: mark for key, mark in found if mark is not None}


def _is_about(mark: Mark, item: Item) -> bool:
    if mark.kind != item.kind:
        return False
    pairs = list(zip(mark.places, item.places, strict=True))
    if item.kind == "derivation":  # it holds for all versions
        return all(a.article == b.article for a, b in pairs)
    one = item.found is None or one_cue(mark, item.found, item.places[0])
    return one and all(alike(a, b) for a, b in pairs)
