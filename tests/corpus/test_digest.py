"""Digests as bytes."""

from __future__ import annotations

import json
from dataclasses import asdict, replace

import numpy as np
import pytest

from reportedly.corpus.compared import Compared
from reportedly.corpus.digest import Digest
from reportedly.corpus.packing import Late, pack, unpack
from reportedly.corpus.traits import traits
from reportedly.model import rows
from tests.store.made import entry

ARRAYS = ("runs", "quotes", "vectors")


@pytest.fixture
def digest() -> Digest:
    return entry("a", "One. Lavrov denies it. Nine ships sank.", names=[1, -5], exact=[7]).digest


def packed_before(digest: Digest, format_: int) -> bytes:
    """As versions before this one packed it."""
    names = [name for name in digest.__dataclass_fields__ if name not in (*ARRAYS, "traits")]
    plain = {name: rows.row(getattr(digest, name)) for name in names}
    arrays = [getattr(digest, name) for name in ARRAYS] + ([np.ones(4, np.int8)] if format_ == 2 else [])
    head = json.dumps({"format": format_, "shapes": [array.shape for array in arrays], **plain}).encode()
    return b"".join((len(head).to_bytes(4, "little"), head, *(array.tobytes() for array in arrays)))


def same(one: Digest, other: Digest) -> bool:
    return all(
        np.array_equal(getattr(one, name), getattr(other, name))
        if name in ARRAYS
        else getattr(one, name) == getattr(other, name)
        for name in one.__dataclass_fields__
        if name != "traits"
    )


def test_there_and_back(digest: Digest) -> None:
    digest = replace(digest, traits=traits(digest.told, digest.forms))
    back = unpack(pack(digest))
    assert isinstance(back.told, Late)
    assert same(back, digest)
    assert pack(back) == pack(digest)
    assert digest.traits
    assert back.traits
    assert back.traits.cited == digest.traits.cited
    for name, array in digest.traits._asdict().items():
        assert name == "cited" or np.array_equal(getattr(back.traits, name), array)


def test_what_nobody_worked_out_is_worked_out_where_it_is_asked_for(digest: Digest) -> None:
    without = replace(digest, traits=None)
    back = unpack(pack(without))
    assert back.traits is None
    assert same(back, without)
    assert Compared(back).ids == [told.id for told in digest.told]


def test_another_name_gives_other_numbers(digest: Digest) -> None:
    other = replace(digest, traits=traits(digest.told, digest.forms)).renamed("b")
    assert Compared(other).ids == [told.id for told in other.told] != [told.id for told in digest.told]


@pytest.mark.parametrize("format_", [2, 3])
def test_one_of_a_format_before_is_read(digest: Digest, format_: int) -> None:
    back = unpack(packed_before(digest, format_))
    assert same(back, digest)
    assert asdict(back.told[1]) == asdict(digest.told[1])


def test_a_damaged_one_is_told(digest: Digest) -> None:
    data = pack(replace(digest, traits=traits(digest.told, digest.forms)))
    with pytest.raises(ValueError, match="damaged"):
        unpack(data[:-20] + bytes(20))


def test_one_of_a_format_to_come_is_refused(digest: Digest) -> None:
    with pytest.raises(ValueError, match="another format"):
        unpack(packed_before(digest, 99))
