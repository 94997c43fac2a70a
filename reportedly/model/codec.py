"""Frozen dataclasses to JSON and back, by their field types alone.

A reader and a writer are made once for each type and kept: a corpus reads and writes millions of records.
"""

from __future__ import annotations

import json
import types
from collections.abc import Callable, Collection
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from json.encoder import encode_basestring
from math import isfinite
from operator import attrgetter, call
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from reportedly.model.span import Span

T = TypeVar("T")
Make = Callable[[Any], Any]
Write = Callable[[Any], str]


def dumps(record: Any, indent: int | None = None, only: Collection[str] | None = None) -> str:
    """JSON with the fields in their declared order and characters as they are; of `only` those named, if given."""
    if indent is None and only is None:
        kind: Any = type(record)
        return _writer(kind)(record)
    given = plain(record)
    if only is not None:
        given = {name: value for name, value in given.items() if name in only}
    return json.dumps(given, ensure_ascii=False, indent=indent)


def loads(kind: type[T], text: str) -> T:
    """The inverse of `dumps`. Raises ValueError naming the field where `text` does not fit `kind`."""
    record = build(kind, json.loads(text), kind.__name__)
    assert isinstance(record, kind)
    return record


def plain(value: Any) -> Any:
    """Records as dicts, tuples as lists, whole numbers without a point, everything else unchanged."""
    kind: Any = type(value)
    if kind in _AS_THEY_ARE:
        return value
    if kind is float:
        return int(value) if value.is_integer() else value
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    names = _names(kind)
    return value if names is None else {name: plain(getattr(value, name)) for name in names}


def build(kind: Any, value: Any, where: str) -> Any:
    """`value`, as `json.loads` gave it, as a `kind`. Unknown fields are ignored, so that older code reads newer files.

    Raises ValueError that begins with `where` and the fields' names from there.
    """
    try:
        return _maker(kind)(value)
    except _Unfit as unfit:
        raise ValueError(f"{where}{unfit.place}: {unfit.problem}") from None


_AS_THEY_ARE = frozenset({str, int, bool, types.NoneType})


@cache
def _names(kind: Any) -> tuple[str, ...] | None:
    return tuple(field.name for field in fields(kind)) if is_dataclass(kind) else None


# Writing: what `json.dumps(plain(record))` gives, without making the dictionaries in between.


@cache
def _writer(kind: Any) -> Write:
    if is_dataclass(kind) and isinstance(kind, type):
        return _object(kind)
    if get_origin(kind) is tuple:
        return _list(_writer(get_args(kind)[0]))
    if get_origin(kind) in (Union, types.UnionType):
        inner = _writer(next(k for k in get_args(kind) if k is not types.NoneType))
        return lambda value: "null" if value is None else inner(value)
    if kind is str or get_origin(kind) is Literal:
        return encode_basestring
    if kind is int:
        return int.__repr__
    if kind is float:
        return _number
    if kind is Span:
        return "[{0[0]}, {0[1]}]".format
    return _whatever


def _object(kind: type) -> Write:
    hints = get_type_hints(kind)
    names = [field.name for field in fields(kind)]
    template = "{" + ", ".join(f'"{name}": %s' for name in names) + "}"
    writers = [_writer(hints[name]) for name in names]
    values = attrgetter(*names, names[0])  # the first again, so that it is a tuple even of one; `map` leaves it out
    return lambda record: template % tuple(map(call, writers, values(record)))


def _list(writer: Write) -> Write:
    return lambda value: f"[{', '.join(map(writer, value))}]"


def _number(value: float) -> str:
    if isfinite(value):
        return repr(int(value) if value == int(value) else value)
    return _whatever(value)


def _whatever(value: Any) -> str:
    return json.dumps(plain(value), ensure_ascii=False)


# Reading.


class _Unfit(Exception):
    """`place` grows at its front on the way out: the reason is found innermost, where the path is not known yet."""

    def __init__(self, problem: str) -> None:
        self.problem, self.place = problem, ""


def _expected(kind: Any, value: Any) -> _Unfit:
    return _Unfit(f"expected {getattr(kind, '__name__', kind)}, not {value!r}")


@cache
def _maker(kind: Any) -> Make:
    if is_dataclass(kind) and isinstance(kind, type):
        return _record(kind)
    if kind is Span:
        return _span
    if get_origin(kind) is tuple:
        return _items(kind)
    if get_origin(kind) in (Union, types.UnionType):
        return _optional(next(k for k in get_args(kind) if k is not types.NoneType))
    if get_origin(kind) is Literal:
        return _one_of(kind)
    if kind is float:
        return _float
    return _atom(kind)


def _record(kind: type) -> Make:
    hints = get_type_hints(kind)
    parts = [(field.name, _maker(hints[field.name]), field.default is MISSING) for field in fields(kind)]

    def make(value: Any) -> Any:
        if not isinstance(value, dict):
            raise _Unfit(f"expected an object, not {value!r}")
        given = {}
        for name, make_field, needed in parts:
            if name in value:
                try:
                    given[name] = make_field(value[name])
                except _Unfit as unfit:
                    unfit.place = f".{name}{unfit.place}"
                    raise
            elif needed:
                raise _Unfit(f"the field {name!r} is missing")
        return kind(**given)

    return make


def _items(kind: Any) -> Make:
    make_item = _maker(get_args(kind)[0])

    def make(value: Any) -> Any:
        if not isinstance(value, list):
            raise _expected(kind, value)
        made: list[Any] = []
        try:
            made.extend(make_item(item) for item in value)
        except _Unfit as unfit:
            unfit.place = f"[{len(made)}]{unfit.place}"
            raise
        return tuple(made)

    return make


def _optional(kind: Any) -> Make:
    make_inner = _maker(kind)
    return lambda value: None if value is None else make_inner(value)


def _one_of(kind: Any) -> Make:
    allowed = get_args(kind)

    def make(value: Any) -> Any:
        if value in allowed:
            return value
        raise _expected(kind, value)

    return make


def _atom(kind: Any) -> Make:
    def make(value: Any) -> Any:
        if type(value) is kind:
            return value
        raise _expected(kind, value)

    return make


def _span(value: Any) -> Span:
    if isinstance(value, list) and len(value) == 2:
        start, end = value
        if type(start) is int and type(end) is int and 0 <= start <= end:
            return Span(start, end)
    raise _expected(Span, value)


def _float(value: Any) -> float:
    if type(value) in (int, float):
        return float(value)
    raise _expected(float, value)
