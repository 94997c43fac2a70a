"""The forms of a word, from its lemma: regular ones by rule, the others from a table. For looking triggers up by form."""

from __future__ import annotations

import re

IRREGULAR = {
    w.split()[0]: tuple(w.split()[1:])
    for w in (
        "meet met", "hold held", "say said", "give gave given", "take took taken", "send sent", "shoot shot", "strike struck stricken",
        "fight fought", "kill killed", "beat beaten", "seek sought", "sell sold", "buy bought", "build built", "lead led",
        "leave left", "withdraw withdrew withdrawn", "forbid forbade forbidden", "break broke broken", "freeze froze frozen",
        "flee fled", "fly flew flown", "cut cutting", "set setting", "hit hitting", "put putting", "shut shutting", "bid bidding",
        "overthrow overthrew overthrown", "throw threw thrown", "swear swore sworn", "steal stole stolen", "blow blew blown",
        "hang hung hanged", "drive drove driven", "speak spoke spoken", "tell told", "make made", "pay paid", "bring brought",
        "hear heard", "win won", "lose lost", "go went gone", "come came", "begin began begun", "forgive forgave forgiven",
        "undertake undertook undertaken", "overrun overran", "arise arose arisen", "bind bound", "burn burnt", "cast casting",
        "free freed freeing", "die died dying", "agree agreed agreeing", "free freed freeing", "decree decreed decreeing",
        "rape raped raping", "stab stabbed stabbing", "ban banned banning", "rob robbed robbing", "jail jailed jailing",
        "plan planned planning", "gun gunned gunning", "bar barred barring", "commit committed committing", "permit permitted permitting",
        "cut cutting", "grab grabbed grabbing", "slam slammed slamming", "expel expelled expelling", "quell quelled quelling",
        "compel compelled compelling", "kidnap kidnapped kidnapping", "shell shelled shelling", "confer conferred conferring",
        "admit admitted admitting", "rebut rebutted rebutting", "drop dropped dropping", "ship shipped shipping", "man men", "woman women",
    )
}  # fmt: skip


MEASURES = frozenset("km m cm mm kg g mg lb oz ft ha mph kph kmh kw mw gw".split())
"""Written the same for one and for many."""


def forms(lemma: str) -> frozenset[str]:
    """A verb's or noun's forms, itself among them; harmless forms that nobody writes may be among them too."""
    found = {lemma}
    stem = lemma.removesuffix("e")
    if re.search(r"[^aeiou]y$", lemma):
        found |= {lemma[:-1] + "ies", lemma[:-1] + "ied", lemma + "ing"}
    else:
        found |= {lemma + ("es" if re.search(r"(?:s|sh|ch|x|z)$", lemma) else "s"), stem + "ed", stem + "ing"}
    return frozenset((*found, *IRREGULAR.get(lemma, ())))


def plural(noun: str) -> str:
    """The plural of a noun's lemma: *regions*, *countries*, *women*."""
    if noun in MEASURES:
        return noun
    if noun in ("person", "percent", "troops", "forces", "man", "woman", "child"):
        return {"person": "people", "man": "men", "woman": "women", "child": "children"}.get(noun, noun)
    if re.search(r"[^aeiou]y$", noun):
        return noun[:-1] + "ies"
    return noun + ("es" if re.search(r"(?:s|sh|ch|x|z)$", noun) else "s")
