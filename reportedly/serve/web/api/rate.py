"""How often a client may ask: a bucket of tokens each, which fills by itself."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable

from reportedly.serve.web.settings import Rate

CLIENTS = 4096
"""Remembered; of more, who has not asked for longest is forgotten, whose bucket has filled since."""


class Limiter:
    """Counts for one rate. `clock` tells seconds."""

    def __init__(self, rate: Rate, clock: Callable[[], float] = time.monotonic) -> None:
        self._rate, self._clock = rate, clock
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._lock = threading.Lock()

    def wait(self, client: str) -> float:
        """Take a token. 0 where there is one, else how many seconds there is none."""
        rate = self._rate
        with self._lock:
            now = self._clock()
            left, then = self._left.pop(client, (float(rate.at_once), now))
            left = min(float(rate.at_once), left + (now - then) * rate.per_second)
            waits = 0.0 if left >= 1 else (1 - left) / rate.per_second
            self._left[client] = (left if waits else left - 1, now)
            if len(self._left) > CLIENTS:
                self._left.popitem(last=False)
            return waits
