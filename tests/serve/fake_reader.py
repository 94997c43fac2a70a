"""A reader without a model: what stands before and after *said*. As a program: the command line with it."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterable, Iterator
from types import ModuleType
from typing import Any

NAME = "reportedly.claims.reading"


class Reader:
    def read(self, article: Any) -> Any:
        from reportedly.model import Attribution, Hop, Reading, Span

        at = article.text.find("said")
        if at < 0:
            return Reading(article)
        chain = (Hop(None, article.text[:at].strip() or None, "said"),)
        cue, content = Span(at, at + 4), Span(at + 4, len(article.text))
        return Reading(article, (), (Attribution("a1", (cue,), (Span(0, at),), (content,), chain=chain),))

    def read_many(self, articles: Iterable[Any]) -> Iterator[Any]:
        for article in articles:
            yield self.read(article)
            time.sleep(float(os.environ.get("SLOW", "0")))


def load(model: str | None = None) -> Reader:
    from reportedly.errors import ModelError

    if model not in (None, "small"):
        raise ModelError(f"there is no model {model!r} (leave --model out for the built-in one)")
    return Reader()


def module() -> ModuleType:
    """Stands in for the module that loads the real one."""
    fake = ModuleType(NAME)
    fake.__dict__.update(Reader=Reader, load=load)
    return fake


if __name__ == "__main__":
    sys.modules[NAME] = module()
    from reportedly.serve.cli import main

    main(prog_name="reportedly")
