"""The words that tell who a source is, taken apart: which body, of what, where, and who speaks for it in which way.

*Ministry spokeswoman Colonel Ilda Maresh* → a ministry, spoken for, by Ilda Maresh.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache, lru_cache

from reportedly.corpus import lists, nations
from reportedly.corpus.spelling import WORDS, generic, spelled_one_way, stem
from reportedly.corpus.tokens import Match, Voice, Word, beginnings, entries, matches, split
from reportedly.language.gazetteer import fold, mastheads

VOICES: dict[str, Voice] = {"speaks": "speaks", "leads": "leads", "member": "member", "worker": "worker"}
SURER: tuple[Voice, ...] = ("speaks", "leads", "member", "worker")
RANKS = frozenset(("ministry", "military"))
"""Kinds whose offices alone (*minister*, *colonel*) tell less of the body than other words do."""
OF_A_PLACE = frozenset(("town", "province"))


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a phrase says. `of` is whose the body is, `at` where it lies, `speaker` who is named as speaking (as written);
    each None where it is not told.

    `kind` is one of `bodies.csv`, *organization* where only a name is told, *unknown* for a bare name, *person* for
    somebody who speaks for nobody else. `surety` (0 to 3) tells phrases that say much of the body from those that say
    little. `rest` is the phrase without determiners and the speaker.
    """

    kind: str
    voice: Voice
    of: str | None
    at: str | None
    speaker: str | None
    surety: int
    rest: str = ""


@lru_cache(maxsize=16384)
def parse(phrase: str, role: bool = False) -> Parsed | None:
    """What a phrase says of its body; None where it says nothing (a pronoun). A `role` is in lower case, names too."""
    words = _told(split(phrase))
    if role:
        words = tuple(w if _is_plain(w) else Word(w.text.capitalize(), w.folded, w.owns) for w in words)
    elif (medium := _medium(words)) is not None:
        return medium
    speaker, words, found = _without_speaker(words, matches(words))
    parsed = _parsed(words, found, speaker)
    rest = " ".join(w.text for w in words if w.folded)
    return replace(parsed, rest=rest) if parsed else None


def _is_plain(word: Word) -> bool:
    """Whether a lower-case word of a role is no name: *kestrel coatings spokesman*."""
    known = word.folded in lists.words(WORDS, "modifier") or word.folded in beginnings() or generic(word.folded)
    return known or word.owns or not word.folded or _leads_in(word)


def _medium(words: tuple[Word, ...]) -> Parsed | None:
    """A newspaper by its name: *Daily Hammer* is no daily of Hammer's, *Inland Register* no document."""
    if len(words) < 2 or not all(word.capital for word in words):
        return None
    name = " ".join(word.text for word in words)
    kinds = {m.what for m in matches(words)}
    if "state media" not in kinds and (kinds & {"media", "document"} or words[-1].folded in mastheads()):
        return Parsed("media", "body", owner(name), None, None, 3, name)
    return None


def _parsed(words: tuple[Word, ...], matches: list[Match], speaker: str | None) -> Parsed | None:
    current = [m for m in matches if m.sort == "noun" or not _past(words, m)]
    offices = [m for m in current if m.sort == "office"]
    voices = [m for m in current if m.sort == "voice"]
    head = _head([m for m in current if m.sort == "noun"], offices)
    told = _told_by(words, head, voices)
    voice = _voice(head, told, bool(offices), bool(speaker))
    if head is not None and voice == "worker" and speaker:
        return Parsed("person", "worker", _owner(words, head), None, speaker, 1)
    if head is not None and head.what == "side" and not _owner(words, head):
        return None
    if head is not None:
        rank = head.sort == "office" and head.what in RANKS
        surety = 1 if rank else 2 if head.sort == "office" else 3
        return Parsed(head.what, voice, _owner(words, head), _place(words, head), speaker, surety)
    if told is not None:
        return _by_voice(words, told, voice, speaker)
    name = _run(words, 0)
    if name and all(_capital(words, i) for i in range(len(words)) if words[i].folded):
        of = owner(name)
        return Parsed("government" if of in nations.codes() else "unknown", "body", of, None, name, 1)
    return Parsed("person", "worker", None, None, speaker, 0) if speaker else None


def owner(name: str) -> str | None:
    """A name in the form in which owners are compared: a state's code, *~* and the stem of a single word, else folded."""
    folded = [w for w in fold(name).split() if w not in ("of", "the", "and")]
    polity = lists.words(WORDS, "polity")
    folded = [w for w in folded if w not in polity] or folded
    whole = " ".join(folded)
    if not whole:
        return None
    return nations.of_word(whole) or (f"~{stem(spelled_one_way(whole))}" if len(folded) == 1 else whole)


def _told(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """Without what is said at the end of somebody's manner or age (*, her voice breaking*), and who for his office."""
    while (commas := [i for i, w in enumerate(words) if not w.folded]) and not any(
        w.text[0].isupper() or w.folded in entries() for w in words[commas[-1] + 1 :]
    ):
        words = words[: commas[-1]]
    if len(words) > 1 and words[-1].folded in lists.words(WORDS, "office_of") and words[-2].owns and words[-2].capital:
        return (*words[:-2], Word(words[-2].text, words[-2].folded, False))
    return words


def _without_speaker(words: tuple[Word, ...], matches: list[Match]) -> tuple[str | None, tuple[Word, ...], list[Match]]:
    """Who is named as speaking, and the rest: a name at the end behind title or comma, or at the beginning before one."""
    covered = {i for m in matches for i in range(m.start, m.end)}
    last = len(words)
    while last and not words[last - 1].folded:
        last -= 1
    first = last
    while first and words[first - 1].folded and _capital(words, first - 1) and first - 1 not in covered:
        first -= 1
    before = words[first - 1] if first else None
    if first < last and before is not None and (not before.folded or before.owns or first - 1 in covered):
        return " ".join(w.text for w in words[first:last]), words[:first], [m for m in matches if m.end <= first]
    comma = next((i for i, w in enumerate(words) if not w.folded), len(words))
    if comma < last and comma > 0 and all(_capital(words, i) and i not in covered for i in range(comma)):
        rest = [Match(m.sort, m.what, m.start - comma - 1, m.end - comma - 1) for m in matches if m.start > comma]
        return " ".join(w.text for w in words[:comma]), words[comma + 1 :], rest
    return None, words, matches


def _leads_in(word: Word) -> bool:
    prepositions = lists.words(WORDS, "belongs") | lists.words(WORDS, "lies")
    return word.folded in prepositions or word.folded in ("and", "or", "by", "on", "de")


def _head(nouns: list[Match], offices: list[Match]) -> Match | None:
    """What names the body. Of nouns that follow each other without a gap (*police union*) the last."""
    if not nouns:
        return offices[0] if offices else None
    if offices and offices[0].what in OF_A_PLACE and offices[0].end <= nouns[0].start:
        return offices[0]  # the mayor of a town is none of its garrison
    head = nouns[0]
    for following in nouns[1:]:
        if following.start != head.end:
            break
        head = following
    return head


def _voice(head: Match | None, told: Match | None, led: bool, named: bool) -> Voice:
    """How somebody speaks: `told` by a word for that, or `led` by an office."""
    if told is not None and (head is None or head.sort == "noun" or told.start < head.start):
        voice: Voice = VOICES[told.what]
        return "speaks" if voice == "member" and named else voice
    return "leads" if led else "speaks" if named else "body"


def _told_by(words: tuple[Word, ...], head: Match | None, voices: list[Match]) -> Match | None:
    """The word that tells how somebody speaks: behind the body, or before it and a preposition (*a clerk at the
    ministry*); in *the miners' union* it tells of the union. Of several without a gap it is the one that speaks most
    for the body, else the last."""
    found, end = None, 0
    for match in voices:
        if head is not None and match.end <= head.start and not any(map(_leads_in, words[match.end : head.start])):
            continue
        if found is None:
            found, end = match, match.end
        elif end == match.start:
            found, end = min((match, found), key=lambda m: SURER.index(VOICES[m.what])), match.end
    return found


def _by_voice(words: tuple[Word, ...], match: Match, voice: Voice, speaker: str | None) -> Parsed:
    """*Kestrel Coatings spokesman Hugo Prell*, *a grim-faced engineer at Norgrid*: no kind of body is told."""
    of, at = _owner(words, match), _place(words, match)
    if voice == "worker":
        return Parsed("person", voice, of, at, speaker, 1)
    if of is None:
        for_some_body = voice == "speaks" or (voice == "leads" and speaker is not None)
        return Parsed("organization" if for_some_body else "person", voice, None, at, speaker, 1)
    left = words[match.start - 1].folded if match.start else ""
    state = of in nations.codes() or (voice in ("speaks", "member") and nations.is_people(left))
    return Parsed("government" if state else "organization", voice, of, at, speaker, 2)


def _owner(words: tuple[Word, ...], head: Match) -> str | None:
    """The name right before the head (*Keshtan's defence ministry*), or behind *of* (*mayor of Lask*)."""
    modifiers = lists.words(WORDS, "modifier")
    last = head.start
    while last and words[last - 1].folded in modifiers:
        last -= 1
    first = last
    while first and words[first - 1].folded and _capital(words, first - 1):
        first -= 1
    if first < last:
        return owner(" ".join(w.text for w in words[first:last]))
    found = None
    for at in range(head.end, len(words) - 1):
        if words[at].folded in lists.words(WORDS, "belongs") and (name := _run(words, at + 1)):
            found = owner(name)
    before = [
        nations.of_word(w.folded) or (f"~{stem(w.folded)}" if nations.is_people(w.folded) else None)
        for w in words
        if w.capital
    ]
    return found or next((code for code in before if code), None)


def _place(words: tuple[Word, ...], head: Match) -> str | None:
    for at in range(head.end, len(words) - 1):
        if words[at].folded in lists.words(WORDS, "lies") and (name := _run(words, at + 1)):
            return owner(name)
    return None


def _run(words: tuple[Word, ...], at: int) -> str:
    """The words of a name that begins here, with *of* inside."""
    last = at
    while (
        last < len(words)
        and words[last].folded
        and (
            words[last].capital
            or (words[last].folded == "of" and last > at and last + 1 < len(words) and words[last + 1].capital)
        )
    ):
        last += 1
    return " ".join(w.text for w in words[at:last])


def _capital(words: tuple[Word, ...], at: int) -> bool:
    """Whether a word is written as a name is; the first one only if a name or what it owns goes on behind it."""
    if not words[at].capital or words[at].folded in _no_names():
        return False
    if at or not words[0].begins or words[0].owns or len(words) == 1:
        return True
    following = words[1]
    return (
        not following.folded
        or following.capital
        or following.folded in beginnings()
        or nations.is_people(words[0].folded)
    )


@cache
def _no_names() -> frozenset[str]:
    return lists.words(WORDS, "nobody") | lists.words(WORDS, "number") | lists.words(WORDS, "many")


def _past(words: tuple[Word, ...], match: Match) -> bool:
    """Whether the office is one that somebody had: *the retired general*."""
    return any(w.folded in lists.words(WORDS, "past") for w in words[max(0, match.start - 2) : match.start])
