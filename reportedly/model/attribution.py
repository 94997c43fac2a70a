"""Who is said to have said it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from reportedly.model.span import Span

Mode = Literal["direct", "indirect", "mixed"]
Polarity = Literal["asserts", "denies", "doubts"]


@dataclass(frozen=True, slots=True)
class Hop:
    """One step of a chain of sources.

    `entity` is the id of an entity of the reading, None for an unnamed source; `label` its name, or the
    words for an unnamed source (*some intelligence sources*); both None where nobody is named (*reportedly*).
    `cue` are the words that attribute at this step, None where there are none (an embedded post).
    """

    entity: str | None
    label: str | None
    cue: str | None


@dataclass(frozen=True, slots=True)
class Attribution:
    """A relation of cue, source and content, as in PARC3 and PolNeAR (Newell et al., LREC 2018).

    Each role is a tuple of spans in order of appearance: several where discontinuous, none where absent.
    `parent` is the id of the attribution in whose content this one stands.
    `mode` is direct where all of the content is in quotation marks, mixed where a part is.
    `hedged` where the article or the cue holds back (*reportedly*, *is believed*).
    `confidence` lies in 0 to 1.
    `chain` runs from the outermost source to the innermost, without the outlet.
    """

    id: str
    cue: tuple[Span, ...]
    source: tuple[Span, ...]
    content: tuple[Span, ...]
    parent: str | None = None
    mode: Mode = "indirect"
    polarity: Polarity = "asserts"
    hedged: bool = False
    confidence: float = 1.0
    chain: tuple[Hop, ...] = ()
