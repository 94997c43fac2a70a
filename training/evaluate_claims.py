"""python -m training.evaluate_claims --score ../shared/score ../shared/scenarios/* [--out FOLDER] [--best]

What `reportedly add` and `reportedly claims` make of scenarios, by `score/scenario.py`; with `--best` what they would if
every proposition stood in the claim that it reports, in the larger one where it reports several.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from reportedly.model import Claim, Span, codec
from reportedly.store.corpus import Corpus
from reportedly.text import gather
from training.labelled import shared


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


def measure(
    folders: Iterable[Path], score: Path, at_best: bool = False
) -> Iterator[tuple[str, dict[str, tuple[int, int]], list[Claim]]]:
    """Name, counts and claims of each scenario; the reader is loaded once. Counts `at_best` are those of `best`."""
    module, reader = scorer(score), None
    for folder in folders:
        with Corpus("memory:") as corpus:
            if reader is not None:
                corpus.__dict__["reader"] = reader
            reader = corpus.reader
            found = claims(folder, corpus)
        plain = [codec.plain(c) for c in found]
        yield folder.name, module.score(best(plain, folder) if at_best else plain, folder), found


def best(found: Iterable[dict[str, Any]], folder: Path) -> list[dict[str, Any]]:
    """The same reports in claims as the gold has them: of several that one proposition reports, in that which most report.
    A proposition of two claims is then wrong for one: no bound on precision, for it could stand by itself."""
    gold = json.loads((folder / "gold.json").read_text("utf8"))["claims"]
    rows = map(json.loads, (folder / "articles.jsonl").read_text("utf8").splitlines())
    texts = {row["id"]: row["text"] for row in rows}
    reports = [r for claim in found for r in claim["reports"]]
    together: dict[str, list[dict[str, Any]]] = defaultdict(list)
    told: dict[str, str] = {}
    for claim in sorted(gold, key=lambda c: len(c["reports"])):
        for mark in claim["reports"]:
            start = texts[mark["article"]].find(mark["quote"])
            quote = Span(start, start + len(mark["quote"]))
            near = [(shared(Span(*r["span"]), quote), r["id"]) for r in reports if r["article"] == mark["article"]]
            told[max(near, key=lambda pair: pair[0])[1]] = claim["id"]
    for r in reports:
        together[told.get(r["id"], r["id"])].append(r)
    return [{"reports": each, "independent_origins": {"low": 0, "high": 0}} for each in together.values()]


def main() -> None:
    """Measure from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--score", type=Path, required=True)
    parser.add_argument("--out", type=Path, help="a folder for the claims of each scenario as JSON")
    parser.add_argument(
        "--best", action="store_true", help="with the matches of the gold; only pairs mean anything then"
    )
    arguments = parser.parse_args()
    total: dict[str, list[int]] = {}
    for name, counts, found in measure(arguments.folders, arguments.score, arguments.best):
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
