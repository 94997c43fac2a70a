"""Records as JSON lists of their values, without the names: a third of the bytes and of the time of `codec`.

For what we keep ourselves, where a checksum watches over it. What was written can be read as long as fields are only
added behind the others, with a default; tests pin their order.
"""

from __future__ import annotations

import json
import types
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from functools import cache
from operator import attrgetter
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from reportedly.model.span import Span

T = TypeVar("T")
Turn = Callable[[Any], Any]
_encode = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":")).encode


def dumps(record: Any) -> str:
    """One record as JSON; a tuple or list of such too."""
    return _encode(row(record))


def loads(kind: type[T], text: str) -> T:
    """The inverse of `dumps`. What is read is taken as it is: use it for nothing that others wrote."""
    record: T = build(kind, json.loads(text))
    return record


def row(value: Any) -> Any:
    """Records as lists, in whatever depth of tuples they stand; everything else as it is."""
    kind: Any = type(value)
    if kind is tuple or kind is list:
        return [row(item) for item in value]
    turn = _to(kind)
    return value if turn is None else turn(value)


def build(kind: Any, value: Any) -> Any:
    """The inverse of `row`, as a `kind`, of what `json.loads` gave."""
    turn = _from(kind)
    return value if turn is None else turn(value)


@cache
def _to(kind: Any) -> Turn | None:
    """None where JSON has it as it is, as tuples and spans."""
    if is_dataclass(kind) and isinstance(kind, type):
        return _record_to(kind)
    inner = _inner(kind)
    return _each(kind, None if inner is None else _to(inner), list)


def _record_to(kind: type) -> Turn:
    hints = get_type_hints(kind)
    names = [field.name for field in fields(kind)]
    values = attrgetter(*names, names[0])  # the first again, so that it is a tuple even of one
    spots = [(place, turn) for place, name in enumerate(names) if (turn := _to(hints[name])) is not None]

    def to(record: Any) -> list[Any]:
        found = list(values(record))
        del found[-1]
        for place, turn in spots:
            found[place] = turn(found[place])
        return found

    return to


@cache
def _from(kind: Any) -> Turn | None:
    """None where it is as JSON has it."""
    if is_dataclass(kind) and isinstance(kind, type):
        return _record_from(kind)
    if kind is Span:
        return lambda value: Span(value[0], value[1])
    inner = _inner(kind)
    turn = None if inner is None else _from(inner)
    return tuple if turn is None and get_origin(kind) is tuple else _each(kind, turn, tuple)


def _record_from(kind: type) -> Turn:
    hints = get_type_hints(kind)
    names = [field.name for field in fields(kind)]
    spots = [(place, turn) for place, name in enumerate(names) if (turn := _from(hints[name])) is not None]

    def made(values: Any) -> Any:
        known = len(values)
        for place, turn in spots:
            if place < known:
                values[place] = turn(values[place])
        return kind(*values[: len(names)])

    return made


def _each(kind: Any, turn: Turn | None, many: Turn) -> Turn | None:
    """`turn` of each item of a tuple, or of an optional value where it is not None."""
    if turn is None:
        return None
    if get_origin(kind) is tuple:
        return lambda value: many([turn(item) for item in value])
    return lambda value: None if value is None else turn(value)


def _inner(kind: Any) -> Any:
    """What a tuple or an optional value is of; None for everything else."""
    if get_origin(kind) is tuple:
        return get_args(kind)[0]
    if get_origin(kind) in (Union, types.UnionType):
        return next(k for k in get_args(kind) if k is not types.NoneType)
    return None
