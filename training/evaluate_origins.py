"""python -m training.evaluate_origins training/scenarios/* ../shared/scenarios/* [--show]

Origins and status of claims whose reports are given by the gold: what is lost after matching, not in it.
"""

from __future__ import annotations

import argparse
import itertools
import json
import pickle
from pathlib import Path

import reportedly
from reportedly.corpus.assembling import Surroundings, assemble
from reportedly.corpus.compared import Compared
from reportedly.corpus.derivation import resting
from reportedly.corpus.digest import Digest
from reportedly.corpus.lineage import Carried
from reportedly.corpus.making import digest
from reportedly.corpus.matching import links
from reportedly.text import gather
from training.labelled import holder
from training.stories import scenario

READ = Path("build/training/read")


def digests(folder: Path) -> dict[str, Digest]:
    """Of all articles of a scenario."""
    reader = reportedly.load()
    articles = [a for a in gather([str(folder / "articles.jsonl")]) if not isinstance(a, Exception)]
    found = list(reader.read_many(articles))
    READ.mkdir(parents=True, exist_ok=True)
    (READ / f"{folder.name}.pkl").write_bytes(pickle.dumps(found))
    return {r.article.id: digest(r) for r in found}


def main() -> None:
    """Measure from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--show", action="store_true")
    arguments = parser.parse_args()
    counts: dict[str, list[int]] = {}
    for folder in arguments.folders:
        if not folder.is_dir():
            continue
        made = digests(folder)
        readings = {r.article.id: r for r in pickle.loads((READ / f"{folder.name}.pkl").read_bytes())}
        rests = {}
        for a, b in itertools.combinations(made.values(), 2):
            if found := resting(a, b):
                rests[found.later, found.earlier] = found
        compared = {name: Compared(d) for name, d in made.items()}
        joined = {
            (link.a, link.b): link
            for a, b in itertools.combinations(compared.values(), 2)
            for link in links(a, b, least=0.0)
        }
        gold = json.loads((folder / "gold.json").read_text("utf8"))
        marks = {(t.id, m.start, m.claim): m for t in scenario(folder).texts for m in t.marks}
        texts = {t.id: t.text for t in scenario(folder).texts}
        for claim in gold["claims"]:
            reports: dict[int, tuple[Carried, str, str | None]] = {}
            for report in claim["reports"]:
                mark = marks[report["article"], texts[report["article"]].find(report["quote"]), claim["id"]]
                span = holder(mark, readings[report["article"]])
                told = next((t for t in made[report["article"]].told if t.span == span), None)
                if told:
                    reports[told.id] = (
                        Carried(told, made[report["article"]]),
                        report["stance"],
                        report["derived_from"],
                    )
            if not reports:
                continue
            within = [x for x in joined.values() if x.a in reports and x.b in reports]
            result = assemble([r for r, _, _ in reports.values()], Surroundings(rests, {}, within))
            interval, want = result.independent_origins, claim["independent_origins"]
            inside = interval.low <= want <= interval.high
            stances = {int(r.id, 16): r.stance for r in result.reports}
            right = sum(stances[n & (2**64 - 1)] == s for n, (_, s, _) in reports.items())
            derived = {r.id: r.derived_from.article if r.derived_from else None for r in result.reports}
            lines = sum(derived[f"{n & (2**64 - 1):016x}"] == d for n, (_, _, d) in reports.items())
            for name, a, b in (
                ("origins", inside, 1), ("tight", inside and interval.high - interval.low <= 1, 1),
                ("exact high", interval.high == want, 1), ("status", result.status == claim["status"], 1),
                ("stance", right, len(reports)), ("derived from", lines, len(reports)),
            ):  # fmt: skip
                entry = counts.setdefault(f"{'shared' if 'shared' in str(folder) else 'ours':7} {name}", [0, 0])
                entry[0] += a
                entry[1] += b
            if arguments.show:
                print(f"{'' if inside else '!!'} {folder.name} {claim['id']} {claim['statement']}")
                print(f"     want {want} {claim['origins']} {claim['status']} by {claim.get('denied_by')}")
                print(f"     have {interval.low}-{interval.high} {[o.label for o in result.origins]}", end=" ")
                print(f"{result.status} by {result.denied_by} {result.why}")
                for r in result.reports:
                    told, stance, source = reports[next(n for n in reports if f"{n & (2**64 - 1):016x}" == r.id)]
                    chain = " > ".join(h.label or "?" for h in r.chain)
                    print(
                        f"       {r.article} {r.stance[:3]}/{stance[:3]} {derived[r.id] or '-'}/{source or '-'}"
                        f" [{chain}] ({told.told.voice}) d{told.told.denial} {r.quote[:80]!r} → {r.origin}"
                    )
    for name, (a, b) in sorted(counts.items()):
        print(f"{name:22} {a:4} of {b:4} = {100 * a / b:.1f} %")


if __name__ == "__main__":
    main()
