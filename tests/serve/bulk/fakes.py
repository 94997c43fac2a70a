"""A reader without a model that breaks where a text says so. Workers load this file before their work (Dask's preload).

BREAKS      the reader raises
ENDS        the process ends, each time
ENDS ONCE   the process ends the first time (a file in the folder FLAGS tells)
"""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

from reportedly.model import Article, Attribution, Hop, Reading, Span


class Reader:
    def read(self, article: Article) -> Reading:
        if "BREAKS" in article.text:
            raise ValueError("a text that the model fails on")
        if "ENDS ONCE" in article.text:
            flag = Path(os.environ["FLAGS"], article.id)
            if not flag.exists():
                flag.touch()
                os.kill(os.getpid(), signal.SIGKILL)
        elif "ENDS" in article.text:
            os.kill(os.getpid(), signal.SIGKILL)
        at = article.text.find("said")
        if at < 0:
            return Reading(article)
        chain = (Hop(None, article.text[:at].strip(), "said"),)
        cue, content = Span(at, at + 4), Span(at + 4, len(article.text))
        time.sleep(float(os.environ.get("SLOW", "0")))
        return Reading(article, (), (Attribution("a1", (cue,), (Span(0, at),), (content,), chain=chain),))

    def read_many(self, articles: Iterable[Article]) -> Iterator[Reading]:
        return map(self.read, articles)


def load(model: str | None = None, threads: int | None = None) -> Reader:
    return Reader()


def module() -> ModuleType:
    fake = ModuleType("reportedly.claims.reading")
    values: dict[str, Any] = {"Reader": Reader, "load": load}
    fake.__dict__.update(values)
    return fake


def dask_setup(worker: object) -> None:
    """What Dask calls in each worker: units are small, too."""
    from reportedly.serve.bulk import extract

    extract.PART = 3_000
    sys.modules["reportedly.claims.reading"] = module()
