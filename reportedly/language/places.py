"""Places to coordinates."""

from __future__ import annotations

from collections.abc import Sequence

from reportedly.model import Entity, Place


def places(entities: Sequence[Entity]) -> tuple[Place, ...]:
    """Where the entities that are places lie, in their order; those that no gazetteer knows are left out."""
    return ()
