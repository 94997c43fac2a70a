"""python -m training.evaluate_claims --score ../shared/score ../shared/scenarios/* [--out FILE]

What `reportedly add` and `reportedly claims` make of scenarios, by `score/scenario.py`.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from reportedly.model import Claim, codec
from reportedly.store.corpus import Corpus
from reportedly.text import gather


def scorer(folder: Path) -> Any:
    """The module `scenario.py`."""
    spec = importlib.util.spec_from_file_location("scenario", folder / "scenario.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def claims(folder: Path, corpus: Corpus) -> list[Claim]:
    """All claims of a scenario's articles, put into an empty corpus."""
    articles = [item for item in gather([str(folder / "articles.jsonl")]) if not isinstance(item, Exception)]
    for _ in corpus.add(corpus.reader.read_many(articles)):
        pass
    return list(corpus.claims())


def measure(folders: Iterable[Path], score: Path) -> Iterator[tuple[str, dict[str, tuple[int, int]], list[Claim]]]:
    """Name, counts and claims of each scenario; the reader is loaded once."""
    module, reader = scorer(score), None
    for folder in folders:
        with Corpus("memory:") as corpus:
            if reader is not None:
                corpus.__dict__["reader"] = reader
            reader = corpus.reader
            found = claims(folder, corpus)
        yield folder.name, module.score([codec.plain(c) for c in found], folder), found


def main() -> None:
    """Measure from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--score", type=Path, required=True)
    parser.add_argument("--out", type=Path, help="a folder for the claims of each scenario as JSON")
    arguments = parser.parse_args()
    total: dict[str, list[int]] = {}
    for name, counts, found in measure(arguments.folders, arguments.score):
        print(
            f"{name:20}",
            "  ".join(f"{k} {100 * a / b if b else 0:.0f}" for k, (a, b) in counts.items()),
            file=sys.stderr,
        )
        if arguments.out:
            arguments.out.mkdir(parents=True, exist_ok=True)
            (arguments.out / f"{name}.json").write_text(
                json.dumps([codec.plain(c) for c in found], ensure_ascii=False, indent=1)
            )
        for key, (a, b) in counts.items():
            entry = total.setdefault(key, [0, 0])
            entry[0] += a
            entry[1] += b
    for key, (a, b) in total.items():
        print(f"{key:15} {a:4} of {b:4} = {100 * a / b if b else 0:5.1f} %")


if __name__ == "__main__":
    main()
