"""Who is who across articles: forms that name one actor.

From the fullest name to the barest, and among equal names from the one we know most of to the one we know least of,
each joins the one actor that it fits. Where it fits two, roles and country decide, else it stays by itself: it would
rather leave *Kim* alone than give it to the wrong one. What people judged goes before everything.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, groupby
from operator import itemgetter
from typing import Literal

from reportedly.corpus.actor import Actor, Directory, id_of
from reportedly.corpus.digest import Form
from reportedly.corpus.likeness import given, handles, variants
from reportedly.corpus.sets import Sets
from reportedly.corpus.spelling import Name, named, stem

Verdict = Literal["same", "different"]
Atom = list[Form]
"""Forms that are one actor for certain."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a person said of two forms (by key): they are the same actor, or two. The newest of a pair holds."""

    a: str
    b: str
    verdict: Verdict
    made: str
    by: str | None = None


def actors(forms: Sequence[Form], judgements: Sequence[Judgement]) -> dict[str, str]:
    """The actor of each form: form key → actor id. The same for every order of `forms` and `judgements`.

    `forms` are all forms of one block, or of several; blocks that a judgement joins have to be given together.
    An actor's id is `a` and the first 12 hexadecimal digits of the smallest key among its forms with the fullest name
    (most words before the last spelled out, then most of them at all), so that it changes only when the actor does.

    Of the judgements those about other forms are ignored, and an older one that newer ones exclude.
    """
    by_key: dict[str, list[Form]] = defaultdict(list)
    for form in forms:
        by_key[form.key].append(form)
    same, apart = _judged(by_key, judgements)
    together = Sets()
    for key in by_key if same else ():
        if (root := same.root(key)) != key:
            together.join(by_key[key][0].block, by_key[root][0].block)
    blocks: dict[str, list[Atom]] = defaultdict(list)
    for keys in same.groups(by_key):
        forms_of = [form for key in keys for form in by_key[key]]
        blocks[together.root(forms_of[0].block)].append(forms_of)
    # Part by part: of hundreds of thousands of actors none is kept longer than its name is asked for.
    found: dict[str, str] = {}
    for part in (part for atoms in blocks.values() for part in _parts(atoms)):
        if len(part) == len(part[0]) == 1:
            found[part[0][0].key] = id_of(part[0][0].key)
        else:
            found.update({key: actor.id for actor in _of_part(part, apart) for key in actor.keys})
    return found


def _parts(atoms: list[Atom]) -> Iterable[list[Atom]]:
    """Atoms of a block that may have to do with each other, directly or over others. Of a common family name most are by
    themselves, as long as nobody is known by it alone."""
    names = [{named(form.name, form.kind == "person") for form in atom} for atom in atoms]
    if len(atoms) == 1 or not all(name.given for several in names for name in several):
        return [atoms]
    initials = any(len(word) == 1 for several in names for name in several for word in name.given)
    sets = Sets()
    first: dict[str, str] = {}
    by_key = {atom[0].key: atom for atom in atoms}
    for key, several in zip(by_key, names, strict=True):
        for handle in set().union(*(handles(name, initials) for name in several)):
            if (other := first.setdefault(handle, key)) != key:
                sets.join(key, other)
    return [[by_key[key] for key in part] for part in sets.groups(by_key)]


def _of_part(atoms: list[Atom], apart: Mapping[str, set[str]]) -> list[Actor]:
    made = []
    for forms in atoms:
        atom = Actor.of(forms)
        if apart:
            atom.apart = frozenset(other for key in atom.keys for other in apart.get(key, ()))
        made.append(atom)
    return _peoples(_resolved(made)) if len(made) > 1 else made


def _judged(keys: Iterable[str], judgements: Sequence[Judgement]) -> tuple[Sets, dict[str, set[str]]]:
    """What is the same and what is not, by key; from the newest judgement to the oldest, contradictions left out."""
    known = set(keys)
    same = Sets()
    apart: list[tuple[str, str]] = []
    newest = sorted(judgements, key=lambda j: (j.made, j.verdict, j.a, j.b), reverse=True)
    for judgement in newest:
        a, b = judgement.a, judgement.b
        if a == b or not {a, b} <= known:
            continue
        here, there = same.root(a), same.root(b)
        if judgement.verdict == "different":
            if here != there:
                apart.append((a, b))
        elif all({same.root(x), same.root(y)} != {here, there} for x, y in apart):
            same.join(a, b)
    lists: dict[str, set[str]] = defaultdict(set)
    for a, b in apart:
        lists[a].add(b)
        lists[b].add(a)
    return same, lists


def _resolved(atoms: list[Actor]) -> list[Actor]:
    """Atoms joined, level by level; those of one level see only what earlier levels made."""
    groups = _name_groups({name for atom in atoms for name in atom.names})
    directory = Directory(groups)
    levels = [(atom.level, atom.least, atom) for atom in atoms]
    ordered = sorted(levels, key=itemgetter(0, 1), reverse=True)
    for _, level in groupby(ordered, key=itemgetter(0)):
        chosen: dict[str, list[Actor]] = defaultdict(list)
        alone: list[Actor] = []
        fitting: dict[str, Actor] = {}
        for *_, atom in level:
            actor = directory.find(atom)
            if actor is None:
                alone.append(atom)
            else:
                chosen[actor.least].append(atom)
                fitting[actor.least] = actor
        for least, joining in sorted(chosen.items()):
            agreed = [a for a in joining if all(a is b or a.compatible(b) for b in joining)]
            alone += [a for a in joining if a not in agreed]
            for atom in agreed:
                directory.join(fitting[least], atom)
        for actor in _namesakes(alone, groups):
            directory.add(actor)
    return directory.actors


def _namesakes(atoms: list[Actor], groups: dict[Name, Name]) -> list[Actor]:
    """Atoms of one level with the same name joined where nothing speaks against any two of them."""
    sets = Sets()
    by_name: dict[Name, list[Actor]] = defaultdict(list)
    for atom in atoms:
        for name in {groups[n] for n in atom.names}:
            by_name[name].append(atom)
    for held in by_name.values():
        for a, b in combinations(held, 2):
            if a.compatible(b):
                sets.join(a.least, b.least)
    return [joined for group in _sorted_out(sets, atoms) for joined in group]


def _sorted_out(sets: Sets, atoms: list[Actor]) -> Iterable[list[Actor]]:
    """Each set as one actor if all of it fits together, else each atom by itself."""
    if not sets:
        yield from ([atom] for atom in atoms)
        return
    by_least = {atom.least: atom for atom in atoms}
    for keys in sets.groups(by_least):
        members = [by_least[key] for key in keys]
        if all(a.compatible(b) for a, b in combinations(members, 2)):
            for other in members[1:]:
                members[0].take(other)
            members = members[:1]
        yield members


def _name_groups(names: set[Name]) -> dict[Name, Name]:
    """One name for each set of names that are spellings of one: equal given names, family names a letter or two apart."""
    sets = Sets()
    alike: dict[tuple[str, str], list[Name]] = defaultdict(list)
    for name in names:
        alike[given(name), name.suffix].append(name)
    for (before, _), held in alike.items():
        if len(held) == 1:
            continue
        spelled = any(len(word) > 1 for word in before.split())
        for a, b in combinations(held, 2):
            if a.family == b.family or (spelled and variants(a.family, b.family)):
                sets.join(_text(a), _text(b))
    if not sets:
        return {name: name for name in names}
    by_text = {_text(name): name for name in names}
    return {by_text[text]: by_text[group[0]] for group in sets.groups(by_text) for text in group}


def _text(name: Name) -> str:
    return "\0".join((name.family, name.suffix, *name.given))


def _peoples(found: list[Actor]) -> list[Actor]:
    """A country and its people joined where no data file knows them: *Keshtan*, *Keshtani*; never two persons."""
    sets = Sets()
    by_stem: dict[str, list[Actor]] = defaultdict(list)
    for actor in found:
        if actor.whole_people and (names := {stem(name.family) for name in actor.names}):
            by_stem[min(names)].append(actor)
    for held in by_stem.values():
        if any(not actor.person_only for actor in held):
            for actor in held[1:]:
                sets.join(held[0].least, actor.least)
    return [joined for group in _sorted_out(sets, found) for joined in group]
