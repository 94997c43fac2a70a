"""What a run says at its end: as JSON, as a page, and every failure on a line of its own."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from reportedly.errors import StoreError
from reportedly.model import codec
from reportedly.serve.bulk.claims.tasks import Claimed
from reportedly.serve.bulk.files import note, noted, whole, work
from reportedly.serve.bulk.work import Counted, Done, Failure, Settings

if TYPE_CHECKING:
    from jinja2 import Template

NAMED = 20
"""Failures that the report shows; all are in `failures.jsonl`."""
REPORT, FAILURES, PAGE = "report.json", "failures.jsonl", "report.html"


@dataclass(frozen=True, slots=True)
class Report:
    """Numbers of articles and inputs. `seconds` are those of the last call, which an earlier one may have helped;
    `most_memory` is in bytes, of the worker that needed most."""

    version: str
    inputs: tuple[str, ...]
    readings: int
    words: int
    days: int
    undated: int
    left_out: tuple[Counted, ...]
    failed: tuple[Counted, ...]
    failures: tuple[Failure, ...]
    seconds: float
    most_memory: int
    pace: float = 0.0
    """Articles a second while the last call read."""
    claims: Claimed | None = None

    @property
    def failing(self) -> int:
        """How many failed, whatever the cause."""
        return sum(each.count for each in self.failed)


def finish(
    settings: Settings,
    inputs: Sequence[str],
    left_out: Iterable[Counted],
    done: Sequence[Done],
    failures: Sequence[Failure],
    seconds: float,
    pace: float,
) -> Report:
    """Write the report, and remove what was kept to go on with: the run is done when it is there."""
    causes = Counter(failure.cause for failure in failures)
    days = {day for one in done for day in one.days}
    report = Report(
        version=settings.version,
        inputs=tuple(inputs),
        readings=sum(one.readings for one in done),
        words=sum(one.words for one in done),
        days=len(days - {""}),
        undated=sum(one.undated for one in done),
        left_out=tuple(left_out),
        failed=tuple(Counted(cause, count) for cause, count in sorted(causes.items())),
        failures=tuple(failures[:NAMED]),
        seconds=round(seconds, 1),
        most_memory=max((one.most_memory for one in done), default=0),
        pace=round(pace, 2),
    )
    with whole(Path(settings.out, FAILURES)) as part:
        lines = "".join(f"{codec.dumps(failure)}\n" for failure in failures)
        part.write_text(lines, encoding="utf-8", errors="backslashreplace")
    return _written(settings, report)


def with_claims(settings: Settings, report: Report, claims: Claimed) -> Report:
    """Write the report of a run whose claims are made too, and remove what was kept to go on with."""
    return _written(settings, replace(report, claims=claims))


def _written(settings: Settings, report: Report) -> Report:
    out = Path(settings.out)
    with whole(out / PAGE) as part:
        part.write_text(_page(report), encoding="utf-8", errors="backslashreplace")
    note(out / REPORT, report)
    shutil.rmtree(work(settings), ignore_errors=True)
    return report


def finished(out: Path) -> Report | None:
    """The report of a run that is done; None where there is none. Raises StoreError where it is something else."""
    try:
        return noted(out / REPORT, Report)
    except UnicodeDecodeError as error:
        raise StoreError(str(out / REPORT), "is no report", "name another folder") from error


def sentence(report: Report, out: str) -> str:
    """*812 readings of 14 days in out/; 31 left out (20 duplicate, 11 language); 2 failed (2 unreadable).*"""
    days = f"{report.days} {'day' if report.days == 1 else 'days'}"
    undated = f" and {report.undated:,} without a date" if report.undated else ""
    parts = [f"{report.readings:,} {'reading' if report.readings == 1 else 'readings'} of {days}{undated} in {out}"]
    for what, counted in (("left out", report.left_out), ("failed", report.failed)):
        if counted:
            causes = ", ".join(f"{each.count:,} {each.name}" for each in counted)
            parts.append(f"{sum(each.count for each in counted):,} {what} ({causes})")
    if report.claims:
        parts.append(f"{report.claims.claims:,} claims from {report.claims.reports:,} reports")
    return f"{'; '.join(parts)}."


def _page(report: Report) -> str:
    return _template().render(report=report)


@cache
def _template() -> Template:
    from jinja2 import Environment, PackageLoader

    loader = PackageLoader("reportedly.serve.bulk", "data")
    return Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True).get_template(
        "report.html.j2"
    )
