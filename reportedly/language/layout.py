"""Where paragraphs begin in a running text."""

from __future__ import annotations

import re
from collections.abc import Sequence

BREAK = re.compile(r"[\n\r\u2028\u2029]")


def paragraph_starts(text: str, offsets: Sequence[int]) -> list[bool]:
    """For words that begin at `offsets` (rising code points): whether a line break stands between each and the word before.

    The first word always begins a paragraph.
    """
    breaks = [m.start() for m in BREAK.finditer(text)]
    starts, seen = [], 0
    for i, offset in enumerate(offsets):
        passed = seen
        while passed < len(breaks) and breaks[passed] < offset:
            passed += 1
        starts.append(i == 0 or passed > seen)
        seen = passed
    return starts
