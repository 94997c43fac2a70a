"""The interface in the words of OpenAPI 3.1, from its operations and the records' own types."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

from reportedly.model.schema import schema
from reportedly.serve.web.api.operations import OPERATIONS, ROOT, Operation, Parameter
from reportedly.serve.web.api.records import VERSION
from reportedly.serve.web.faults import Problem

_REFERENCE = "#/components/schemas/"
_FAILS: Mapping[int, str] = {
    304: "The client has it already.",
    400: "A parameter is wrong.",
    401: "The token is missing.",
    403: "Another site's page asks.",
    404: "There is nothing of this id.",
    413: "The body is too large.",
    415: "The body is not JSON.",
    422: "The body is no text to read.",
    429: "Asked too often.",
    503: "Busy, or the corpus cannot be read.",
}


@cache
def description() -> str:
    """The whole of it, as JSON."""
    return json.dumps(_described(), ensure_ascii=False, indent=1) + "\n"


def _described() -> dict[str, Any]:
    paths: dict[str, Any] = {}
    for operation in OPERATIONS:
        paths.setdefault(operation.plain_path, {})[operation.method.lower()] = _operation(operation)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "reportedly",
            "version": VERSION,
            "summary": "What articles report, and according to whom.",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": "/"}],
        "externalDocs": {"url": ROOT, "description": "The same as a page"},
        "security": [{}, {"token": []}],
        "paths": paths,
        "components": {
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
            "schemas": _schemas(),
            "headers": {
                "ETag": {"schema": {"type": "string"}, "description": "Of the state that the corpus is in"},
                "Link": {"schema": {"type": "string"}, "description": "RFC 8288: first, prev, next, last"},
                "Retry-After": {"schema": {"type": "string"}, "description": "Seconds"},
            },
        },
    }


def _schemas() -> dict[str, Any]:
    """All records, each once. Records of two modules may not share a name."""
    kinds = {each for operation in OPERATIONS for each in (operation.gives, operation.takes) if each}
    found: dict[str, Any] = {}
    for kind in (*sorted(kinds, key=lambda kind: kind.__name__), Problem):
        for name, defined in schema(kind)["$defs"].items():
            made = _moved(defined)
            if found.setdefault(name, made) != made:
                raise ValueError(f"two records are called {name}")
    return dict(sorted(found.items()))


def _moved(node: Any) -> Any:
    """With references to where the description has its records."""
    if isinstance(node, dict):
        return {
            key: value.replace("#/$defs/", _REFERENCE) if key == "$ref" else _moved(value)
            for key, value in node.items()
        }
    return [_moved(each) for each in node] if isinstance(node, list) else node


def _operation(operation: Operation) -> dict[str, Any]:
    made: dict[str, Any] = {
        "operationId": operation.name,
        "summary": operation.summary,
        "description": operation.told,
        "parameters": [_parameter(each) for each in operation.parameters],
        "responses": _responses(operation),
    }
    if operation.takes:
        taken = {"schema": {"$ref": f"{_REFERENCE}{operation.takes.__name__}"}}
        made["requestBody"] = {"required": True, "content": {"application/json": taken}}
    return made


def _parameter(parameter: Parameter) -> dict[str, Any]:
    of: dict[str, Any] = {"type": "string"}
    if parameter.choices:
        of["enum"] = list(parameter.choices)
    elif parameter.least is not None:
        of = {"type": "integer", "minimum": parameter.least, "maximum": parameter.most}
    elif parameter.needed:
        of["minLength"] = 1
    if parameter.usual is not None:
        of["default"] = parameter.usual
    return {
        "name": parameter.name,
        "in": "path" if parameter.in_path else "query",
        "required": parameter.needed,
        "description": parameter.told,
        "schema": {"type": "array", "items": of} if parameter.several else of,
    }


def _responses(operation: Operation) -> dict[str, Any]:
    record: dict[str, Any] = {"$ref": f"{_REFERENCE}{operation.gives.__name__}"}
    headers = {} if operation.takes else {"ETag": {"$ref": "#/components/headers/ETag"}}
    if operation.listed:
        whole = {"type": "integer", "minimum": 0}
        properties = {"total": whole, "limit": whole, "offset": whole, "items": {"type": "array", "items": record}}
        record = {"type": "object", "properties": properties, "required": list(properties)}
        headers["Link"] = {"$ref": "#/components/headers/Link"}
    done = {"description": operation.summary, "content": {"application/json": {"schema": record}}, "headers": headers}
    fails = {code: told for code, told in _FAILS.items() if _may_fail(operation, code)}
    return {"200": done, **{str(code): _fail(code, told) for code, told in fails.items()}}


def _may_fail(operation: Operation, code: int) -> bool:
    if code == 304:
        return operation.takes is None
    if code == 404:
        return any(each.in_path for each in operation.parameters)
    return operation.takes is not None if code in (403, 415, 422) else True


def _fail(code: int, told: str) -> dict[str, Any]:
    made: dict[str, Any] = {"description": told}
    if code != 304:
        made["content"] = {"application/problem+json": {"schema": {"$ref": f"{_REFERENCE}Problem"}}}
    if code == 429:
        made["headers"] = {"Retry-After": {"$ref": "#/components/headers/Retry-After"}}
    return made
