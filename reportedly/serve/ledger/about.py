"""Actors and countries that claims are asked about, by what people call them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from reportedly.errors import ValueRefused
from reportedly.serve.who import Who, facts, meant

if TYPE_CHECKING:
    from reportedly.store.corpus import Corpus

_SHOWN = 8


def actors(corpus: Corpus, wanted: Iterable[str]) -> tuple[str, ...]:
    """The id of each actor wanted, by its id or a name. Raises ValueRefused where nobody is called so, or several are."""
    return tuple(dict.fromkeys(_actor(corpus, name) for name in wanted))


def country(wanted: str) -> str:
    """The code (ISO 3166-1 alpha-3) of a country by its code or a name. Raises ValueRefused where there is none such."""
    from reportedly.language.gazetteer import fold, known, states  # heavy, and rarely needed

    if wanted.upper() in states():
        return wanted.upper()
    named = known().get(fold(wanted))
    if named is None or named.kind != "country" or named.country is None:
        raise ValueRefused(f"{wanted!r} is no country that we know (expected a name, or a code as UKR)")
    return named.country


def _actor(corpus: Corpus, wanted: str) -> str:
    found = meant(corpus.store, wanted)
    if not found:
        raise ValueRefused(
            f"nobody in the corpus is called {wanted!r} (`reportedly actors` finds actors by their words)"
        )
    if len(found) > 1:
        raise ValueRefused(f"{wanted!r} may be {len(found)} actors; name one in full or by its id: {_shown(found)}")
    return found[0].id


def _shown(found: Sequence[Who]) -> str:
    each = [f"{who.id} {' '.join(who.form.name.split())} ({facts(who.form)})" for who in found[:_SHOWN]]
    return ", ".join(each) + (", …" if len(found) > _SHOWN else "")
