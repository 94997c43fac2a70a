"""Names folded: what differs by case, accent, title, romanisation or order of words alone becomes one.

Cheap rules, each with a data file: `spellings.csv` (romanisations), `name_words.csv` (titles, particles, suffixes),
`family_first.csv` (names of East Asia, whose family name stands first).
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from reportedly.corpus import lists
from reportedly.language.gazetteer import adjectives, fold, known, nominals, organs, roles, states

WORDS = "name_words.csv"
LEFT = 3
"""Letters that a word keeps at least when its ending is exchanged."""
STEM = 4
"""The same when an ending of a people is taken off."""
LONGEST = 14
"""Letters of the longest given name of Japan; the pattern for them must not be tried on long words."""
SKELETON = 4
"""Consonants that a word must have to be known by them alone."""
_PEOPLE = re.compile(r"(?:ian|ean|ese|ish|an|ia|ya|i|a|e)$")
_PINYIN = re.compile(
    r"(?:(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?(?:iang|iong|uang|[aeio]ng|ian|iao|uai|uan|ai|ei|ao|ou|[aeiu]n|i[aeu]|u[aioe]"
    r"|er|[aoeiu])){1,2}"
)
_KOREAN = re.compile(
    r"(?:kk|ch|sh|ss|[kgntdrlmbpsjhwy])?(?:[yw]?(?:ae|eo|eu|oe|oo|ee|ui|ou|[aeiou]))(?:ng|ck|[nkglrmpbth])?"
)
_JAPANESE = re.compile(r"(?:(?:[kgsztdnhbpmr]y|sh|ch|ts|[kgsztdnhbpmyrwjf])?(?:[aeiou])|n|[kstp](?=[kstpc]))+")
_HEAD = re.compile(r"(?P<head>ministry|department|office) (?:of|for) (?:the )?(?P<what>.+)")
_INITIALS = re.compile(r"(?:[A-Z]\.?){2,3}|[A-Z]\.(?:-?[A-Z]\.)*")


class Name(NamedTuple):
    """A name in parts, folded: `family` is the word that stands for the whole when alone, `given` the words before.

    Of a body or a place `family` is its last word. `suffix` is what tells namesakes apart (*jr*, *iii*).
    """

    given: tuple[str, ...]
    family: str
    suffix: str = ""

    @property
    def whole(self) -> str:
        """All of it, family name last; equal for equal names only."""
        return " ".join((*self.given, self.family, self.suffix)).rstrip()


@lru_cache(maxsize=65536)
def parts(name: str, person: bool) -> Name:
    """A name in parts. `person` tells whether titles and run-together initials (*JD Vance*) are to be looked for."""
    raw = _split(name, person)
    dropped = lists.words(WORDS, "dropped" if person else "body_dropped")
    while len(raw) > 1 and raw[-1] in dropped:
        raw.pop()
    suffix = raw.pop() if len(raw) > 1 and raw[-1] in lists.words(WORDS, "suffix") else ""
    suffix = "jr" if suffix == "junior" else suffix
    if person:
        raw = _untitled(raw)
    if _family_first(raw):
        raw = [*raw[1:], raw[0]]
    spelled = [spelled_one_way(word) for word in raw]
    return Name(tuple(spelled[:-1]), spelled[-1] if spelled else "", suffix)


@lru_cache(maxsize=65536)
def spelled_one_way(word: str) -> str:
    """One spelling of a folded word for all its romanisations: *zelenskyy*, *zelenskiy* → *zelensky*."""
    if word in _spellings():
        return _spellings()[word]
    for ending, instead in _endings():
        if word.endswith(ending) and len(word) - len(ending) >= LEFT:
            word = word.removesuffix(ending) + instead
            break
    return _spellings().get(word, word)


@lru_cache(maxsize=1 << 17)
def named(name: str, person: bool) -> Name:
    """A name in parts, as all of `corpus` sees it. What a data file knows has its name there, in one part."""
    if person:
        return parts(name, True)
    if fact := known().get(fold(name)):
        return Name((), fold(fact.name))
    told, _ = body(name)
    return parts(name if told == fold(name) else told, False)


def stem(word: str) -> str:
    """A folded word without what turns a country into its people: *keshtan*, *keshtani*, *keshtanis* → *kesht*."""
    if word.endswith(("is", "ans", "ese")) and len(word) > STEM + 1:
        word = word.removesuffix("s")
    for _ in range(2):
        shorter = _PEOPLE.sub("", word)
        if len(shorter) < STEM:
            break
        word = shorter
    return word


def skeleton(word: str) -> str:
    """What stays of a folded word in every romanisation: its stem's consonants, or the word where they are few."""
    bare = re.sub(r"(.)\1+", r"\1", re.sub(r"[aeiouy]", "", stem(word).replace("w", "v")))
    return bare if len(bare) >= SKELETON else stem(word)


def body(name: str) -> tuple[str, str | None]:
    """A body's folded name in one order, and the state (ISO 3166-1 alpha-3) that it names.

    *Ministry of Defence* → *defence ministry*; *the Russian government*, *Russia's government* → *rus government*.
    """
    key = fold(name)
    if match := _HEAD.fullmatch(key):
        key = f"{match['what'].removesuffix(' affairs')} {match['head']}"
    tokens = key.split()
    if len(tokens) > 1 and generic(tokens[-1]):
        for size in (2, 1):
            code = adjectives().get(" ".join(tokens[:size])) or _by_name().get(" ".join(tokens[:size]))
            if code and len(tokens) > size:
                return " ".join((code.lower(), *tokens[size:])), code
    return key, None


@cache
def generic(word: str) -> bool:
    """Whether a folded word says what something is instead of naming it: *ministry*, *government*, *spokesman*."""
    return word in organs() or word in nominals() or word in roles()


def _split(name: str, person: bool) -> list[str]:
    """Folded words of a name without particles, initials apart."""
    if not name.isalpha():
        name = _prefix().sub("", name)
    always, perhaps = lists.words(WORDS, "particle"), lists.words(WORDS, "particle_or_name")
    found: list[str] = []
    given = name.split()
    for at, word in enumerate(given):
        if person and at < len(given) - 1 and _INITIALS.fullmatch(word):
            found += [c.lower() for c in word if c.isalpha()]
            continue
        folded = fold(word)
        if at < len(given) - 1 and (folded in always or (folded in perhaps and (at > 0 or word.islower()))):
            continue
        found += folded.split()
    return found or fold(name).split()


@cache
def _prefix() -> re.Pattern[str]:
    return re.compile(rf"(?i)\b(?:{'|'.join(sorted(lists.words(WORDS, 'prefix')))})[-‐‑–](?=\w)")


def _untitled(words: list[str]) -> list[str]:
    """Without the titles before it, unless only a word that names nobody would be left."""
    count = 0
    titles, before = lists.words(WORDS, "title"), lists.words(WORDS, "prefix_title")
    while count < len(words) - 1 and (words[count] in titles or words[count] in before):
        count += 1
    while count and words[count - 1] in before:
        count -= 1  # "First Minister" has a title after it, "First Solar" has not
    return words if not words or generic(words[count]) else words[count:]


def _family_first(words: list[str]) -> bool:
    if len(words) == 2:
        first, last = words
        if first in _families("japanese") and last not in _families("japanese"):
            return len(last) <= LONGEST and bool(_JAPANESE.fullmatch(last))
        return first in _families("chinese") and bool(_PINYIN.fullmatch(last))
    if len(words) == 3 and words[0] in _families("korean") | _families("chinese"):
        return all(_KOREAN.fullmatch(w) or _PINYIN.fullmatch(w) for w in words[1:])
    return False


@cache
def _families(order: str) -> frozenset[str]:
    return frozenset(w for r in lists.table("family_first.csv") if r["order"] == order for w in r["names"].split("|"))


@cache
def _spellings() -> dict[str, str]:
    rows = [row for row in lists.table("spellings.csv") if row["kind"] == "word"]
    return {fold(word) or word: row["to"] for row in rows for word in row["from"].split("|")}


@cache
def _endings() -> tuple[tuple[str, str], ...]:
    """The longest first."""
    rows = [row for row in lists.table("spellings.csv") if row["kind"] == "ending"]
    pairs = [(ending, row["to"]) for row in rows for ending in row["from"].split("|")]
    return tuple(sorted(pairs, key=lambda pair: (-len(pair[0]), pair)))


@cache
def _by_name() -> dict[str, str]:
    return {fold(state.name): code for code, state in states().items()}
