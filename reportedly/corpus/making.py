"""Reading → Digest: the pure step before an article is compared with others."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime

from reportedly.corpus.digest import Digest, Told, report_id
from reportedly.corpus.forms import Formed, forms
from reportedly.corpus.issuing import issuer
from reportedly.corpus.meaning import Floats, Meaning, meaning
from reportedly.corpus.traits import traits
from reportedly.corpus.wording import wordings
from reportedly.corpus.words import cited, exact, fold, name_stems, number, quotations, quoted_runs, runs, sentence
from reportedly.model import Date, Estimate, Hop, Proposition, Reading, Span
from reportedly.text import canonical

CITING = re.compile(r"(?:cit|quot)(?:e|es|ed|ing)$", re.IGNORECASE)
DENIES = 0.65
"""From this on, what the encoder says of denial is believed."""


def digest(reading: Reading, encoder: Meaning | None = None) -> Digest:
    """Of one reading. Raises ModelError where the encoder that ships cannot be used."""
    article = reading.article
    quotes = quotations(article.text)
    text_runs = runs(article.text)
    vectors, denials = (encoder or meaning())(article.title, wordings(reading))
    formed = forms(reading)
    hash_ = hashlib.sha256(article.text.encode()).hexdigest()
    told = tuple(_told(reading, hash_, formed, denials))
    day, instant = moment(article.published)
    return Digest(
        article=article.id,
        hash=hash_,
        told=told,
        forms=formed.forms,
        outlet=article.outlet,
        address=canonical(article.url) if article.url else None,
        title=article.title,
        day=day,
        instant=instant,
        names=_names(reading),
        exact=exact(text_runs, quotes),
        credits=tuple(fold(words) for words in (article.byline, article.credit) if words),
        links=tuple(dict.fromkeys(canonical(link) for link in article.links)),
        runs=text_runs,
        quotes=quoted_runs(quotes),
        vectors=vectors,
        traits=traits(told, formed.forms),
    )


def moment(published: str | None) -> tuple[int | None, str | None]:
    """The day as a proleptic Gregorian ordinal, in UTC where the zone is known, and the instant in ISO 8601.

    The instant is a date alone where no time was told. Both None where `published` is.
    """
    if not published:
        return None, None
    if "T" not in published:
        return date.fromisoformat(published).toordinal(), published
    when = datetime.fromisoformat(published)
    when = when.astimezone(UTC) if when.tzinfo else when
    return when.toordinal(), when.replace(tzinfo=None).isoformat(timespec="seconds")


def _names(reading: Reading) -> tuple[int, ...]:
    named = [e.name for e in reading.entities if e.kind not in ("country", "group")]
    text = f"{reading.article.title or ''}\n{reading.article.text}"
    return tuple(sorted(number(stem) for stem in name_stems(text, named)))


def _told(reading: Reading, hash_: str, formed: Formed, denials: Floats) -> Iterable[Told]:
    estimates = {q.id: q for q in reading.estimates}
    direct = {a.id for a in reading.attributions if a.mode == "direct"}
    issued = issuer(reading)
    voices = {a.id: _voice(reading.article.text, a.source) for a in reading.attributions}
    for proposition, denial in zip(reading.propositions, denials, strict=True):
        span = proposition.span
        figure = _figure(proposition, estimates)
        inside = [formed.index[e.id] for e in reading.entities if e.id in formed.index and _meets(e.mentions, span)]
        chain = _carried(proposition.chain, reading.article.outlet) or ((issued,) if issued else ())
        source = next((formed.index[h.entity] for h in reversed(chain) if h.entity in formed.index), None)
        polarity = proposition.polarity
        if polarity == "asserts" and denial > DENIES:
            polarity = "denies"
        yield Told(
            id=report_id(reading.article.id, hash_, span.start, span.end),
            span=span,
            kind=proposition.kind,
            polarity=polarity,
            quote=span.of(reading.article.text),
            chain=chain,
            forms=tuple(dict.fromkeys(inside)),
            source=source,
            low=figure.low if figure else None,
            high=figure.high if figure else None,
            unit=figure.unit if figure else None,
            quantity=figure.quantity if figure else None,
            date=_date(reading.dates, span) or (figure.as_of if figure else None),
            quoted=proposition.attribution in direct,
            denial=round(float(denial), 3),
            voice=_cited(chain) or voices.get(proposition.attribution or "", ""),
            cited=cited(sentence(reading.article.text, span.start, span.end)),
        )


def _carried(chain: tuple[Hop, ...], outlet: str | None) -> tuple[Hop, ...]:
    """Without the outlet itself before whoever told it so (*told this newspaper*)."""
    own = len(chain) > 1 and outlet and fold(chain[0].label or "") == fold(outlet)
    return chain[1:] if own else chain


def _cited(chain: Sequence[Hop]) -> str:
    """The words for the innermost source where it is one that another cites: those of the attribution are the other's."""
    last = chain[-1] if chain else None
    return (last.label or "") if last is not None and CITING.match(last.cue or "") else ""


def _voice(text: str, source: Sequence[Span]) -> str:
    words = " ".join(" ".join(s.of(text) for s in source).split())
    return words if len(words) > PRONOUN else ""


PRONOUN = 4
"""Letters that a source must have to tell anything: *he*, *they*, *who* do not."""


def _meets(mentions: Sequence[Span], span: Span) -> bool:
    return any(m.meets(span) for m in mentions)


MEASURES = frozenset("kilometre kilometer mile metre meter hour minute day week month year degree foot".split())


def _figure(proposition: Proposition, estimates: dict[str, Estimate]) -> Estimate | None:
    """The figure that the proposition is about: one that counts, rather than measures."""
    found = [estimates[i] for i in proposition.items if i in estimates]
    return next((q for q in found if q.unit not in MEASURES), found[0] if found else None)


def _date(dates: Sequence[Date], span: Span) -> str | None:
    return next((d.value for d in dates if d.span.meets(span) and d.value and d.value[:4].isdigit()), None)
