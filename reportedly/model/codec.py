"""Frozen dataclasses to JSON and back, by their field types alone."""

from __future__ import annotations

import json
import types
from collections.abc import Collection
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from reportedly.model.span import Span

T = TypeVar("T")


def dumps(record: Any, indent: int | None = None, only: Collection[str] | None = None) -> str:
    """JSON with the fields in their declared order and characters as they are; of `only` those named, if given."""
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
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value


def build(kind: Any, value: Any, where: str) -> Any:
    """`value`, as `json.loads` gave it, as a `kind`. Unknown fields are ignored, so that older code reads newer files."""
    if is_dataclass(kind) and isinstance(kind, type):
        return _record(kind, value, where)
    if kind is Span:
        if (
            isinstance(value, list)
            and len(value) == 2
            and all(type(n) is int for n in value)
            and 0 <= value[0] <= value[1]
        ):
            return Span(*value)
    elif get_origin(kind) is tuple:
        if isinstance(value, list):
            return tuple(build(get_args(kind)[0], item, f"{where}[{i}]") for i, item in enumerate(value))
    elif get_origin(kind) in (Union, types.UnionType):
        inner = [k for k in get_args(kind) if k is not type(None)]
        return None if value is None else build(inner[0], value, where)
    elif get_origin(kind) is Literal:
        if value in get_args(kind):
            return value
    elif kind is float:
        if type(value) in (int, float):
            return float(value)
    elif type(value) is kind:
        return value
    raise ValueError(f"{where}: expected {getattr(kind, '__name__', kind)}, not {value!r}")


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _record(kind: Any, value: Any, where: str) -> Any:
    if not isinstance(value, dict):
        raise ValueError(f"{where}: expected an object, not {value!r}")
    given = {}
    for field in fields(kind):
        if field.name in value:
            given[field.name] = build(_hints(kind)[field.name], value[field.name], f"{where}.{field.name}")
        elif field.default is MISSING:
            raise ValueError(f"{where}: the field {field.name!r} is missing")
    return kind(**given)
