"""The JSON Schema of a reading, made from the records' type hints: `python -m reportedly.model.schema`."""

from __future__ import annotations

import inspect
import json
import sys
import types
from dataclasses import MISSING, fields, is_dataclass
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from reportedly.model.reading import Reading
from reportedly.model.span import Span

_PLAIN = {str: "string", int: "integer", float: "number", bool: "boolean"}


def schema(kind: type = Reading) -> dict[str, Any]:
    """JSON Schema 2020-12 of the record `kind`. Unknown fields are allowed, as newer versions may write them."""
    defined: dict[str, Any] = {}
    top = _typed(kind, defined)
    definitions = {name: defined[name] for name in sorted(defined)}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": kind.__name__,
        **top,
        "$defs": definitions,
    }


def _typed(kind: Any, defined: dict[str, Any]) -> dict[str, Any]:
    """What JSON holds for the type `kind`; records go to `defined`."""
    arguments = get_args(kind)
    if kind is Span:
        # Before records and tuples, for it is written as a pair.
        defined["Span"] = {
            "description": _told(Span),
            "type": "array",
            "prefixItems": [{"type": "integer", "minimum": 0}] * 2,
            "items": False,
            "minItems": 2,
        }
        return _reference(kind)
    if is_dataclass(kind) and isinstance(kind, type):
        if kind.__name__ not in defined:
            defined[kind.__name__] = {}  # a record may hold itself
            defined[kind.__name__] = _record(kind, defined)
        return _reference(kind)
    if get_origin(kind) is tuple:
        return {"type": "array", "items": _typed(arguments[0], defined)}
    if get_origin(kind) is Literal:
        return {"enum": list(arguments)}
    if get_origin(kind) in (Union, types.UnionType):
        return {"anyOf": [_typed(argument, defined) for argument in arguments]}
    return {"type": "null" if kind is type(None) else _PLAIN[kind]}


def _record(kind: Any, defined: dict[str, Any]) -> dict[str, Any]:
    hints = get_type_hints(kind)
    return {
        "description": _told(kind),
        "type": "object",
        "properties": {field.name: _typed(hints[field.name], defined) for field in fields(kind)},
        "required": [field.name for field in fields(kind) if field.default is MISSING],
    }


def _reference(kind: type) -> dict[str, Any]:
    return {"$ref": f"#/$defs/{kind.__name__}"}


def _told(kind: type) -> str:
    return inspect.cleandoc(kind.__doc__ or "")


def text() -> str:
    """The schema as `docs/reading.schema.json` has it."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    sys.stdout.buffer.write(text().encode())
