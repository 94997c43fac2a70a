"""Whether something told happened, is planned, is possible or is denied (after FactBank, Saurí & Pustejovsky 2009)."""

from __future__ import annotations

from spacy.tokens import Token

from reportedly.model.found import Factuality

NEGATIONS = frozenset(("not", "n't", "n’t", "never", "no", "neither", "nor"))
WILL = frozenset(("will", "shall", "'ll", "’ll", "wo"))
MAY = frozenset(("may", "might", "could", "can", "should", "must", "would", "ca"))
PLANS = frozenset(
    "plan plans planned planning intend intends intended intending prepare prepares preparing prepared set "
    "scheduled expected due vow vows vowed promise promises promised pledge pledges pledged agree agreed agrees "
    "decide decided decides order ordered orders ready going vowing".split()
)
HOPES = frozenset(
    "want wants wanted hope hopes hoped hoping seek seeks sought try tries tried trying threaten threatens "
    "threatened threatening urge urged urges ask asked asks offer offered offers able willing attempt attempted "
    "consider considered considering demand demanded call called need needs help fear feared fears risk avoid "
    "prevent prevented authorize propose proposed".split()
)
DENIALS = frozenset(
    [
        "fail",
        "failed",
        "fails",
        "refuse",
        "refused",
        "refuses",
        "decline",
        "declined",
        "declines",
        "stop",
        "stopped",
        "deny",
        "denied",
        "denies",
        "cancel",
        "canceled",
        "cancelled",
    ]
)


def factuality(trigger: Token) -> Factuality:
    """Of the verb or noun that tells it, by its own auxiliaries and by what governs it."""
    own = _own(trigger)
    if own != "happened":
        return own
    head = trigger.head
    governed = trigger.dep_ in ("xcomp", "acl", "ccomp", "obj", "advcl", "conj", "nsubj:pass", "obl")
    if head.i == trigger.i or not governed:
        return "happened"
    if trigger.dep_ == "conj":
        return factuality(head) if head.pos_ == trigger.pos_ else "happened"
    infinitive = any(c.dep_ == "mark" and c.lower_ == "to" for c in trigger.children)
    if trigger.dep_ == "advcl":
        conditional = any(c.dep_ == "mark" and c.lower_ in ("if", "unless", "should") for c in trigger.children)
        return "possible" if conditional else "planned" if infinitive else "happened"
    if trigger.pos_ == "VERB" and not infinitive and trigger.dep_ != "xcomp":
        return "happened"
    if head.lower_ in DENIALS:
        return "denied"
    if head.lower_ in PLANS:
        return "planned"
    if head.lower_ in HOPES or infinitive:
        return "possible"
    return factuality(head) if trigger.dep_ in ("xcomp", "obj", "nsubj:pass") and head.pos_ == "VERB" else "happened"


def _own(trigger: Token) -> Factuality:
    words = {c.lower_ for c in trigger.children if c.dep_ in ("aux", "advmod", "det", "cop", "cc:preconj")}
    if words & NEGATIONS:
        return "denied"
    if words & WILL:
        return "planned"
    if words & MAY:
        perfect = "have" in words
        reported = trigger.dep_ == "ccomp" and "would" in words
        return "planned" if reported and not perfect else "possible"
    return "happened"
