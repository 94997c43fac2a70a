"""A run that breaks off at any of its tasks, and one of which tasks are lost: gone on with, it gives the same bytes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest

from reportedly.errors import StoreError, ValueRefused
from reportedly.model import codec
from reportedly.serve.bulk.extract import extract
from reportedly.serve.bulk.files import note, noted, whole
from reportedly.serve.bulk.plan import version
from reportedly.serve.bulk.read import read_unit
from reportedly.serve.bulk.report import Report, sentence
from reportedly.serve.bulk.run import Bulk
from reportedly.serve.bulk.work import Counted, Failure, Outcome, Part, Settings, Unit
from reportedly.text import article_from_text
from tests.serve.bulk.runs import REST, Here, bulk, ids

pytestmark = pytest.mark.usefixtures("fake_reader")
T = TypeVar("T")
R = TypeVar("R")


@pytest.fixture
def news(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Twelve articles in three shards of two parts each."""
    monkeypatch.setattr("reportedly.serve.bulk.plan._FILES", 1)
    monkeypatch.setattr("reportedly.serve.bulk.extract.PART", 300)
    folder = tmp_path / "news"
    folder.mkdir()
    for file in range(3):
        articles = (
            article_from_text(f"Ana said {file}{n}.{REST}", f"{file}{n}", published=f"2031-01-1{n}") for n in range(4)
        )
        (folder / f"{file}.jsonl").write_text("".join(codec.dumps(each) + "\n" for each in articles))
    return folder


def tables(out: Path) -> dict[Path, bytes]:
    return {path.relative_to(out): path.read_bytes() for path in sorted(out.rglob("*.parquet"))}


class Gone(Exception):
    """The driver is killed."""


class Breaking(Here):
    """Ends after so many tasks; the last of them is done, and nobody was told."""

    def __init__(self, after: int) -> None:
        self.left = after

    def run(self, do: Callable[[Settings, T], R], settings: Settings, tasks: Iterable[T]) -> Iterator[Outcome[T, R]]:
        for outcome in super().run(do, settings, tasks):
            self.left -= 1
            if self.left < 0:
                raise Gone
            yield outcome


def job(out: Path, news: Path, resume: bool) -> Bulk:
    return Bulk([str(news)], Settings(str(out), version()), resume)


def test_broken_off_after_any_task(news: Path, tmp_path: Path) -> None:
    bulk(tmp_path / "whole", news)
    expected = tables(tmp_path / "whole")
    assert len(expected) == 40
    for after in range(100):
        out = tmp_path / f"after-{after}"
        broken = job(out, news, False)
        assert broken.prepare() is None
        try:
            broken.run(Breaking(after))
            break
        except Gone:
            # Once more, in the middle of what is left.
            again = job(out, news, True)
            assert again.prepare() is None
            try:
                again.run(Breaking(2))
            except Gone:
                assert bulk(out, news, resume=True).readings == 12
        assert tables(out) == expected
    assert after == 3 + 6 + 4


class Losing(Breaking):
    """Units with one of these places end every process."""

    def __init__(self, lost: set[tuple[str, int]], after: int = 1000) -> None:
        super().__init__(after)
        self._lost = lost

    def run(self, do: Callable[[Settings, T], R], settings: Settings, tasks: Iterable[T]) -> Iterator[Outcome[T, R]]:
        kept = []
        for task in tasks:
            if isinstance(task, Unit) and any(task.part == p and task.first <= n < task.last for p, n in self._lost):
                yield Outcome(task, None)
            else:
                kept.append(task)
        yield from super().run(do, settings, kept)


def test_lost_units_are_halved_until_one_article_is_told(news: Path, tmp_path: Path) -> None:
    lost = {("000001-0000", 1), ("000002-0001", 0)}
    for after in range(12):
        out = tmp_path / f"after-{after}"
        first = job(out, news, False)
        first.prepare()
        try:
            first.run(Losing(lost, after))
        except Gone:
            again = job(out, news, True)
            again.prepare()
            again.run(Losing(lost))
        report = noted(out / "report.json", Report)
        assert report is not None
        assert [(f.cause, f.where) for f in report.failures] == [("ended", "11"), ("ended", "22")]
        assert ids(out) == [f"{file}{n}" for file in range(3) for n in range(4) if f"{file}{n}" not in ("11", "22")]


def test_a_shard_that_ends_every_process_is_told(news: Path, tmp_path: Path) -> None:
    class NoOpening(Here):
        def run(
            self, do: Callable[[Settings, T], R], settings: Settings, tasks: Iterable[T]
        ) -> Iterator[Outcome[T, R]]:
            for task in tasks:
                lost = getattr(task, "name", "") == "000001"
                yield Outcome(task, None) if lost else next(super().run(do, settings, [task]))

    run = job(tmp_path / "out", news, False)
    run.prepare()
    report = run.run(NoOpening())
    assert report.readings == 8
    assert [(f.cause, f.where) for f in report.failures] == [("ended", str(news / "1.jsonl"))]


def test_other_inputs_are_another_run(news: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    bulk(out, news)
    assert bulk(out, news, resume=True).readings == 12
    for resume, inputs in ((False, news), (True, news / "0.jsonl")):
        with pytest.raises(ValueRefused, match=r"not empty|another run"):
            bulk(out, inputs, resume=resume)
    with pytest.raises(ValueRefused, match="not empty"):
        bulk(news, news)


def test_workers_that_are_of_no_use(news: Path, tmp_path: Path) -> None:
    run = job(tmp_path / "out", news, False)
    run.prepare()
    shard = run._plan().shards[0]
    with pytest.raises(StoreError, match="install the same version"):
        extract(Settings(str(tmp_path / "out"), "0.0"), shard)
    with pytest.raises(StoreError, match="all machines share"):
        read_unit(Settings(str(tmp_path / "elsewhere"), version()), Unit("000000-0000", 0, 1))


def test_two_runs_at_once(news: Path, tmp_path: Path) -> None:
    class Second(Here):
        def run(
            self, do: Callable[[Settings, T], R], settings: Settings, tasks: Iterable[T]
        ) -> Iterator[Outcome[T, R]]:
            second = job(tmp_path / "out", news, True)
            assert second.prepare() is None
            with pytest.raises(StoreError, match="another run writes to it"):
                second.run(Here())
            yield from super().run(do, settings, tasks)

    first = job(tmp_path / "out", news, False)
    first.prepare()
    assert first.run(Second()).readings == 12


def test_a_file_is_whole_or_not_there(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    note(path, Part("a", 1))

    def fail() -> None:
        with whole(path) as part:
            part.write_text("half of")
            raise OSError("full")

    with pytest.raises(OSError, match="full"):
        fail()
    assert noted(path, Part) == Part("a", 1)
    assert list(tmp_path.iterdir()) == [path]
    path.write_text("half of")
    with pytest.raises(StoreError, match="is damaged"):
        noted(path, Part)


def test_the_page_says_what_the_report_says(tmp_path: Path) -> None:
    (tmp_path / "a<b>.txt").write_text("")
    report = bulk(tmp_path / "out", tmp_path / "a<b>.txt", tmp_path / "gone")
    page = (tmp_path / "out" / "report.html").read_text()
    assert "a&lt;b&gt;.txt" in page
    assert "<b>" not in page
    assert "there is no such file" in page
    assert (report.readings, [each.count for each in report.failed]) == (0, [2])


def test_in_a_sentence() -> None:
    left_out, failed = (Counted("duplicate", 20), Counted("language", 11)), (Counted("unreadable", 2),)
    report = Report("1", ("in",), 1812, 9, 14, 1, left_out, failed, (Failure("unreadable", "a", "b"),), 1.0, 0)
    assert sentence(report, "out/") == (
        "1,812 readings of 14 days and 1 without a date in out/; 31 left out (20 duplicate, 11 language); "
        "2 failed (2 unreadable)."
    )
