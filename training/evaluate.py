"""python -m training.evaluate --data ../shared/data --score ../shared/score --gold ../shared/gold [--model NAME] [--out report.json]

Every dev figure of the model card, measured through the shipped code: the readings are printed and scored by the
project's scorers, the tags and trees given the treebank's tokens and sentences (CoNLL 2018: relations without subtypes).
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import spacy
from spacy.tokens import Doc

from reportedly.attribution.component import pipeline
from reportedly.claims.reading import Reader
from reportedly.language import labels
from reportedly.language.annotate import Annotator
from reportedly.language.network import Network, find
from reportedly.model import Article
from training.corpus import rows, treebank
from training.errors import errors
from training.evaluate_dates import gum
from training.evaluate_events import gsr, plv
from training.kinds import kinds


def readings(reader: Reader, articles: list[Article], out: Path) -> float:
    """Write the articles' readings as JSON lines; the words read a second."""
    began = time.perf_counter()
    with out.open("w", encoding="utf8") as lines:
        for reading in reader.read_many(articles):
            lines.write(reading.to_json() + "\n")
    return sum(len(a.text.split()) for a in articles) / (time.perf_counter() - began)


def scored(script: Path, *arguments: object) -> str:
    """What one of the project's scorers prints."""
    done = subprocess.run(
        [sys.executable, str(script), *map(str, arguments)], capture_output=True, text=True, check=True
    )
    return done.stdout


def polnear(reader: Reader, data: Path, score: Path, work: Path) -> dict[str, Any]:
    """Exact, character and relation figures, the nested ones, and relation F1 by outlet."""
    gold = list(rows(data / "polnear" / "dev.jsonl.gz"))
    out = work / "polnear.jsonl"
    speed = readings(reader, [Article(r["id"], r["text"]) for r in gold], out)
    report = {
        "flat": json.loads(scored(score / "attribution.py", out, data / "polnear" / "dev.jsonl.gz")),
        "nested": json.loads(scored(score / "nested.py", out, data / "nested" / "dev.jsonl.gz")),
        "words_a_second": round(speed),
        "kinds": kinds(out, gold),
        "errors": errors(out, gold),
        "outlets": {},
    }
    by_outlet: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in gold:
        by_outlet[row["outlet"]].append(row)
    for outlet, part in sorted(by_outlet.items()):
        path = work / f"{outlet}.jsonl"
        path.write_text("".join(json.dumps(r) + "\n" for r in part), "utf8")
        figures = json.loads(scored(score / "attribution.py", out, path))
        report["outlets"][outlet] = {r: figures["exact"][r]["f1"] for r in figures["exact"]} | {
            "relation": figures["relation"]["f1"]
        }
    return report


def whole(reader: Reader, gold: Path, score: Path, work: Path) -> dict[str, Any]:
    """The hand-made gold of whole articles: hits, predicted, gold and per cent by kind."""
    files = sorted(gold.glob("*.json"))
    articles = []
    for path in files:
        about = json.loads(path.read_text("utf8"))["article"]
        articles.append(
            Article(path.stem, path.with_suffix(".txt").read_text("utf8"), published=about.get("published"))
        )
    out = work / "gold.jsonl"
    readings(reader, articles, out)
    lines = scored(score / "gold.py", out, *files).splitlines()
    return {line.split()[0]: " ".join(line.split()[1:]) for line in lines}


def trees(network: Network, path: Path) -> dict[str, float]:
    """UPOS accuracy, UAS and LAS (relations without and with subtypes) on gold tokens and sentences, in per cent."""
    sentences = [s["words"] for d in treebank(path) for s in d]
    vocab = spacy.blank("en").vocab
    tally = dict.fromkeys(("words", "upos", "uas", "las", "las_subtypes"), 0)

    def docs() -> Iterator[Doc]:
        for sentence in sentences:
            yield Doc(vocab, [w[1] for w in sentence], sent_starts=[True] + [False] * (len(sentence) - 1))

    for sentence, words in zip(sentences, Annotator(network).pipe(docs()), strict=True):
        for i, gold in enumerate(sentence):
            head = int(words.heads[i]) + 1 if words.heads[i] != i else 0
            relation = network.relations[words.relations[i]]
            right = head == int(gold[6])
            tally["words"] += 1
            tally["upos"] += labels.UPOS[words.upos[i]] == gold[3]
            tally["uas"] += right
            tally["las"] += right and relation.split(":")[0] == gold[7].split(":")[0]
            tally["las_subtypes"] += right and relation == gold[7]
    return {k: round(100 * v / tally["words"], 2) for k, v in tally.items() if k != "words"}


def entities(network: Network, path: Path) -> dict[str, float]:
    """Exact F1 of person, organization and place on Universal NER's words."""
    import gzip

    blocks = gzip.open(path, "rt", encoding="utf8").read().strip().split("\n\n")
    sentences = [[line.split("\t") for line in b.split("\n") if line[:1] != "#"] for b in blocks]
    vocab = spacy.blank("en").vocab
    docs = (Doc(vocab, [w[1] for w in s]) for s in sentences)
    kinds = {"PER": "person", "ORG": "organization", "LOC": "place"}
    hit = said = true = 0
    for sentence, words in zip(sentences, Annotator(network).pipe(docs), strict=True):
        gold = {(kinds[k], s, e) for k, s, e in _marked([w[2] for w in sentence])}
        mine = {(labels.ENTITIES[k], s, e) for k, s, e in words.names if k <= 2}
        hit, said, true = hit + len(gold & mine), said + len(mine), true + len(gold)
    precision, recall = hit / max(said, 1), hit / true
    return {
        "p": round(100 * precision, 1),
        "r": round(100 * recall, 1),
        "f1": round(200 * precision * recall / max(precision + recall, 1e-9), 1),
    }


def _marked(marks: list[str]) -> Iterator[tuple[str, int, int]]:
    start = 0
    for i, mark in enumerate(marks):
        if mark[:2] == "B-":
            start = i
        if mark != "O" and (i + 1 == len(marks) or marks[i + 1][:2] != "I-") and mark[2:] in ("PER", "ORG", "LOC"):
            yield mark[2:], start, i + 1


def main() -> None:
    """Measure from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--score", type=Path, required=True)
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--model")
    parser.add_argument("--out", type=Path)
    arguments = parser.parse_args()
    nlp = pipeline(arguments.model)
    reader, network = Reader(nlp), Network(find(arguments.model))
    with tempfile.TemporaryDirectory() as work:
        report: dict[str, Any] = {
            "polnear": polnear(reader, arguments.data, arguments.score, Path(work)),
            "gold": whole(reader, arguments.gold, arguments.score, Path(work)),
            "ewt": trees(network, arguments.data / "ud" / "en_ewt-dev.conllu.gz"),
            "gum_dates": gum(nlp, arguments.data / "ud" / "en_gum-dev.conllu.gz"),
            "events": {
                "gsr": gsr(nlp, arguments.data / "plover" / "gsr.jsonl"),
                "plv": plv(nlp, arguments.data / "plover" / "plv-train.jsonl"),
            },
            "uner": entities(network, arguments.data / "ner" / "uner_en_ewt-dev.iob2.gz"),
        }
    text = json.dumps(report, indent=1)
    if arguments.out:
        arguments.out.write_text(text + "\n", "utf8")
    print(text)


if __name__ == "__main__":
    main()
