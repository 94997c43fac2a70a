"""One text is read at a time: the model takes all cores for it anyway, and is not made for several at once."""

from __future__ import annotations

import threading

READING = threading.Lock()
"""To be held while a text is read; a few texts at a time, so that others come in between."""
