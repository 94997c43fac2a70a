"""Digests as bytes, of which only that is read at once which comparing needs."""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from math import prod
from typing import Any, TypeVar, overload

import numpy as np
from numpy.typing import NDArray

from reportedly.corpus.digest import Digest, Form, Told, Traits
from reportedly.model import rows

FORMAT = 4
BEFORE = (2, 3)
"""Had all but the arrays in the header, and no traits; the first of them one array more, which is not used."""
T = TypeVar("T")


def pack(digest: Digest) -> bytes:
    """All of it: a header in JSON, what is told and the forms in JSON of their own, the arrays, and the traits, which are
    mostly zeros, squeezed to a seventh."""
    traits = digest.traits
    head: dict[str, Any] = {name: getattr(digest, name) for name in _PLAIN}
    bodies = [rows.dumps(tuple(part)).encode() for part in (digest.told, digest.forms)]
    arrays = [np.asarray(getattr(digest, name), kind) for name, kind in _ARRAYS.items()]
    squeezed = [np.asarray(getattr(traits, name), kind) for name, kind in _TRAITS.items()] if traits else []
    head |= {
        "format": FORMAT,
        "cited": traits and sorted(traits.cited),
        "bodies": [len(body) for body in bodies],
        "shapes": [array.shape for array in (*arrays, *squeezed)],
    }
    first = json.dumps(head, ensure_ascii=False).encode()
    last = zlib.compress(_bytes(squeezed), 1) if traits else b""
    return b"".join((len(first).to_bytes(4, "little"), first, *bodies, _bytes(arrays), last))


def unpack(data: bytes) -> Digest:
    """The inverse of `pack`, and of those before it. Raises ValueError where `data` is of another format, or
    damaged."""
    at = 4 + int.from_bytes(data[:4], "little")
    head: dict[str, Any] = json.loads(data[4:at])
    given, shapes = head.pop("format"), head.pop("shapes")
    if given in BEFORE:
        return _before(head, _arrays(data, at, _OLD, shapes)[0])
    if given != FORMAT:
        raise ValueError(f"a digest of another format than {FORMAT}")
    told, forms = head.pop("bodies")
    bodies = data[at : at + told], data[at + told : at + told + forms]
    arrays, at = _arrays(data, at + told + forms, _ARRAYS, shapes)
    cited = head.pop("cited")
    head |= {name: tuple(head[name]) for name in ("credits", "links")}
    head |= {name: tuple(arrays.pop(name).tolist()) for name in ("names", "exact")}
    if cited is not None:
        try:
            whole = zlib.decompress(memoryview(data)[at:])
        except zlib.error as error:
            raise ValueError(f"a damaged digest: {error}") from error
        traits, _ = _arrays(whole, 0, _TRAITS, shapes[len(_ARRAYS) :])
        head["traits"] = Traits(cited=frozenset(cited), **traits)
    return Digest(told=Late(partial(_told, bodies[0])), forms=Late(partial(_forms, bodies[1])), **head, **arrays)


class Late(Sequence[T]):
    """A tuple that is made when somebody looks into it. Most articles are compared and nothing else, for which their
    traits are enough."""

    __slots__ = ("_made", "_make")

    def __init__(self, make: Callable[[], tuple[T, ...]]) -> None:
        self._make = make
        self._made: tuple[T, ...] | None = None

    def _all(self) -> tuple[T, ...]:
        if self._made is None:
            self._made = self._make()
        return self._made

    @overload
    def __getitem__(self, at: int) -> T: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[T]: ...
    def __getitem__(self, at: int | slice) -> T | Sequence[T]:
        return self._all()[at]

    def __len__(self) -> int:
        return len(self._all())

    def __iter__(self) -> Iterator[T]:
        return iter(self._all())

    def __eq__(self, other: object) -> bool:
        return self._all() == (other._all() if isinstance(other, Late) else other)

    def __hash__(self) -> int:
        return hash(self._all())

    def __repr__(self) -> str:
        return repr(self._all())


_PLAIN = ("article", "hash", "outlet", "address", "title", "day", "instant", "credits", "links")
_ARRAYS: dict[str, type[np.generic]] = {
    "names": np.int64,
    "exact": np.int64,
    "runs": np.uint32,
    "quotes": np.uint32,
    "vectors": np.int8,
}
_TRAITS: dict[str, type[np.generic]] = {"ids": np.int64, "sets": np.uint64, "figures": np.float64, "plain": np.float64}
_OLD = {name: _ARRAYS[name] for name in ("runs", "quotes", "vectors")}


def _bytes(arrays: Sequence[NDArray[Any]]) -> bytes:
    return b"".join(array.tobytes() for array in arrays)


def _arrays(
    data: bytes, at: int, kinds: Mapping[str, type[np.generic]], shapes: Sequence[Sequence[int]]
) -> tuple[dict[str, Any], int]:
    """Arrays that lie one behind the other, and where the last one ends. There may be more shapes than are asked for."""
    found: dict[str, Any] = {}
    for (name, kind), shape in zip(kinds.items(), shapes, strict=False):
        count = prod(shape)
        found[name] = np.frombuffer(data, kind, count, at).reshape(shape)
        at += count * np.dtype(kind).itemsize
    return found, at


def _before(head: dict[str, Any], arrays: dict[str, Any]) -> Digest:
    told = rows.build(tuple[Told, ...], head.pop("told"))
    forms = rows.build(tuple[Form, ...], head.pop("forms"))
    head |= {name: tuple(head[name]) for name in ("names", "exact", "credits", "links")}
    return Digest(told=told, forms=forms, **head, **arrays)


def _told(body: bytes) -> tuple[Told, ...]:
    found: tuple[Told, ...] = rows.build(tuple[Told, ...], json.loads(body))
    return found


def _forms(body: bytes) -> tuple[Form, ...]:
    found: tuple[Form, ...] = rows.build(tuple[Form, ...], json.loads(body))
    return found
