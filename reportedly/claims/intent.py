"""What is only said that one will do is another event (PLOVER 2021): a promise, a threat, a demand, a refusal."""

from __future__ import annotations

from spacy.tokens import Token

from reportedly.claims.arguments import child, subject
from reportedly.model.found import EventType

KIND = frozenset(("SUPPORT", "COOPERATE", "AID", "CONCEDE", "CONSULT", "AGREE"))
HARSH = frozenset(("SANCTION", "MOBILIZE", "COERCE", "ASSAULT", "PROTEST"))
SAYING = frozenset(
    "say says said announce announces announced declare declares declared confirm confirms confirmed tell told "
    "insist insisted state stated add added warn warned".split()
)
COMMITTING = frozenset(
    "agree agrees agreed promise promises promised pledge pledges pledged vow vows vowed offer offers offered "
    "commit committed ready willing prepared".split()
)
REFUSING = frozenset(
    "refuse refuses refused refusing decline declines declined reject rejects rejected deny denies denied fail failed".split()
)
WILL, MUST = frozenset(("will", "would", "'ll", "’ll", "wo", "shall")), frozenset(("must", "should"))


def intended(trigger: Token, told: EventType) -> EventType:
    """The type of an event told as `told`, by how it is told; the same where it is told as done."""
    verb = trigger if trigger.pos_ == "VERB" else trigger.head
    head = verb.head
    words = {c.lower_ for c in verb.children if c.dep_.startswith("aux")}
    negated = any(c.lower_ in ("not", "n't", "n’t", "never") for c in verb.children)
    governed = verb.dep_ in ("xcomp", "ccomp", "acl") and head.i != verb.i
    if governed and head.lower_ in REFUSING:
        return "REJECT"
    if governed and verb.dep_ == "xcomp" and head.lower_ in COMMITTING:
        return "AGREE" if told == "RETREAT" and not negated else _promise(told, negated)
    said = governed and verb.dep_ == "ccomp" and head.lower_ in SAYING
    if said and words & MUST and not negated:
        return "REQUEST"
    if words & WILL and "have" not in words and _own(verb, head, said):
        return _promise(told, negated)
    return told


def _own(verb: Token, head: Token, said: bool) -> bool:
    """Whether the speaker, or somebody for him (*…, the ministry said*), tells of what he himself will do."""
    if verb.dep_ in ("ROOT", "root"):
        return any(c.dep_ in ("parataxis", "dep") and c.lower_ in SAYING for c in verb.children)
    if not said:
        return False
    speaker, doer = subject(head), child(verb, "nsubj")
    if speaker is None or doer is None:
        return False
    return doer.pos_ == "PRON" or doer.lower_ == speaker.lower_


def _promise(told: EventType, negated: bool) -> EventType:
    if negated:
        return "REJECT" if told in KIND else told
    return "AGREE" if told in KIND else "THREATEN" if told in HARSH else told
