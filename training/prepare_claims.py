"""python -m training.prepare_claims --shared ../shared/scenarios --out build/training/claims.pkl

Reads our stories and scenarios with the reader that ships, and says which proposition reports which claim.
"""

from __future__ import annotations

import argparse
import pickle
from pathlib import Path

from training.labelled import examples, holder
from training.stories import HERE, scenario, stories


def main() -> None:
    """Prepare from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True, help="scenarios to measure on, never learned from")
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    found = [examples(story, False) for story in stories()]
    found += [examples(scenario(folder), False) for folder in sorted((HERE / "scenarios").glob("*"))]
    found += [examples(scenario(f), True) for f in sorted(arguments.shared.glob("*")) if f.is_dir()]
    marks = sum(len(t.text.marks) for e in found for t in e.texts)
    held = sum(holder(m, t.reading) is not None for e in found for t in e.texts for m in t.text.marks)
    arguments.out.parent.mkdir(parents=True, exist_ok=True)
    arguments.out.write_bytes(pickle.dumps(found))
    print(f"{len(found)} stories, {marks} marks, {held} of them held by a proposition")


if __name__ == "__main__":
    main()
