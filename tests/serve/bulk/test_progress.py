"""What is told while a run goes on: written over on a terminal, a line now and then in a log."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from reportedly.serve.bulk.plan import version
from reportedly.serve.bulk.progress import Progress
from reportedly.serve.bulk.run import Bulk
from reportedly.serve.bulk.work import Failure, Settings
from tests.serve.bulk.runs import REST, Here


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def test_in_a_log() -> None:
    log, clock = io.StringIO(), Clock()
    progress = Progress(log, clock)
    progress.phase("Reading articles", "articles", 5000, 14)
    for _ in range(2):
        clock.now += 10
        progress.advance(100)
    assert log.getvalue() == ""
    clock.now += 10
    progress.advance(0, more=2, failures=[Failure("model", "a", "failed")])
    clock.now += 1
    progress.advance(40, failures=[Failure("ended", "b", "ended")] * 2)
    progress.close()
    assert log.getvalue() == "Reading articles: 200 of 5,000, 6.7 articles/s, 13 tasks left; failed: 1 model\n"
    assert progress.line() == (
        "Reading articles: 240 of 5,000, 7.7 articles/s, 12 tasks left; failed: 2 ended, 1 model"
    )


def test_on_a_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    terminal, clock = Terminal(), Clock()
    progress = Progress(terminal, clock)
    progress.phase("Writing days", "days", 3, 3)
    for wait in (0.1, 0.2, 1.7):
        clock.now += wait
        progress.advance()
    progress.say("trouble")
    progress.close()
    clear = "\r\x1b[K"
    assert terminal.getvalue() == (
        f"{clear}Writing days: 2 of 3, 6.7 days/s, 1 task left{clear}Writing days: 3 of 3, 1.5 days/s, 0 tasks left{clear}"
    )
    assert capsys.readouterr().err == "reportedly: trouble\n"


def test_what_an_earlier_call_did_is_not_the_pace_for_long() -> None:
    clock = Clock()
    progress = Progress(io.StringIO(), clock)
    progress.phase("Reading articles", "articles", 5000, 100)
    progress.advance(3000)
    for _ in range(10):
        clock.now += 10
        progress.advance(20)
    assert "3,200 of 5,000, 2.0 articles/s" in progress.line()


@pytest.mark.usefixtures("fake_reader")
def test_a_run_tells_what_fails_as_its_report_does(tmp_path: Path) -> None:
    for name, said in (("a", "it"), ("b", "BREAKS"), ("c", "that")):
        (tmp_path / f"{name}.txt").write_text(f"Ana said {said}.{REST}")
    (tmp_path / "d.jsonl").write_text("{")
    inputs = [str(tmp_path / name) for name in ("a.txt", "b.txt", "c.txt", "d.jsonl", "gone")]
    job = Bulk(inputs, Settings(str(tmp_path / "out"), version()))
    job.prepare()
    report = job.run(Here())
    assert [(each.name, each.count) for each in report.failed] == [("model", 1), ("unreadable", 2)]
    assert job.progress.failures == {"model": 1, "unreadable": 2}
    assert report.pace > 0
