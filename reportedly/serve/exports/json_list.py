"""A JSON object around a list that is written as it comes: JSON-LD of a corpus that fits in no memory."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import BinaryIO


def write_list(raw: BinaryIO, before: str, items: Iterable[object], after: str | None = None) -> int:
    """Writes `before`, the items between brackets, one a line, and `after`; gives their number.

    `before` ends where the list begins, `after` (made of closing brackets, or with `{count}` in it) is what follows.
    """
    raw.write(before.encode() + b"[")
    count = 0
    for item in items:
        raw.write((",\n" if count else "\n").encode())
        # What callers let through as a lone surrogate would be no JSON; its escape is.
        raw.write(json.dumps(item, ensure_ascii=False).encode("utf-8", "backslashreplace"))
        count += 1
    raw.write(b"\n]" + (after or "}").replace("{count}", str(count)).encode() + b"\n")
    return count
