"""A run from its inputs to its report, on the driver."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from reportedly.errors import StoreError, ValueRefused
from reportedly.serve.bulk.choose import choose
from reportedly.serve.bulk.extract import extract
from reportedly.serve.bulk.files import STEPS, note, noted, work
from reportedly.serve.bulk.lay import lay
from reportedly.serve.bulk.locked import locked
from reportedly.serve.bulk.plan import shards
from reportedly.serve.bulk.progress import Progress
from reportedly.serve.bulk.read import given_up, read_unit
from reportedly.serve.bulk.report import Report, finish, finished, with_claims
from reportedly.serve.bulk.result import described
from reportedly.serve.bulk.work import Counted, Day, Done, Engine, Extracted, Failure, Part, Settings, Shard, Unit
from reportedly.text.inputs import STDIN

_RESUME = "what was done is kept; the same call with --resume goes on with it"


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run was asked for, kept so that it is gone on with and not begun as another."""

    inputs: tuple[str, ...]
    settings: Settings
    shards: tuple[Shard, ...]
    failures: tuple[Failure, ...]


@dataclass(slots=True)
class Bulk:
    """What to do, as the command line says it. Without inputs, claims are made of what is in the folder."""

    inputs: Sequence[str]
    settings: Settings
    resume: bool = False
    claims: bool = False
    progress: Progress = field(default_factory=Progress)

    def prepare(self) -> Report | None:
        """Make the folder, or look whether it is the one to go on with; the report of a run that is done already.

        Raises ValueRefused where the folder is something else, or a run with other inputs or options; StoreError where
        there are no inputs and no result.
        """
        report = self._prepared() if self.inputs else described(Path(self.settings.out))
        return None if report and self.claims and report.claims is None else report

    def _prepared(self) -> Report | None:
        out = Path(self.settings.out)
        if out.exists() and not out.is_dir():
            raise ValueRefused(f"{out} is a file (name a folder)")
        if STDIN in self.inputs:
            raise ValueRefused("standard input cannot be shared among processes (write it to a file and name that)")
        before = finished(out)
        plan = noted(work(self.settings, "plan.json"), Plan)
        if not self.resume:
            if out.exists() and any(out.iterdir()):
                hint = "go on with --resume, or name another" if plan or before else "name an empty one, or a new one"
                raise ValueRefused(f"{out} is not empty ({hint})")
        elif plan and (plan.inputs, plan.settings) != (tuple(self.inputs), self.settings):
            asked = " ".join(plan.inputs)
            raise ValueRefused(
                f"{out} is of another run: {asked} (give the same inputs and options, or another folder)"
            )
        elif before and not plan and before.inputs != tuple(self.inputs):
            raise ValueRefused(f"{out} is of another run: {' '.join(before.inputs)} (name another folder)")
        elif before and not plan:
            return before
        for step in STEPS:
            work(self.settings, step).mkdir(parents=True, exist_ok=True)
        return None

    def start(self, address: str | None, workers: int | None) -> Report:
        """All of it on the cluster at `address`, or on `workers` of this machine. Raises as `run` does, and
        KeyboardInterrupt after Ctrl-C; what was done before is kept."""
        from reportedly.serve.bulk.engine import engine

        try:
            with engine(address, workers) as running:
                return self.run(running)
        except KeyboardInterrupt:
            self.progress.say(f"interrupted: {_RESUME}")
            raise
        except OSError as error:
            where = str(error.filename or self.settings.out)
            raise StoreError(where, f"the run broke off: {error.strerror or error}", _RESUME) from error

    def run(self, engine: Engine) -> Report:
        """All of it. Raises StoreError, ModelError, and OSError where the disk is full: then --resume goes on."""
        with closing(self.progress):
            report = finished(Path(self.settings.out)) or self._readings(engine)
            if self.claims and report.claims is None:
                report = self._claims(engine, report)
            return report

    def _readings(self, engine: Engine) -> Report:
        with locked(work(self.settings, "lock")):
            began = time.monotonic()
            plan = self._plan()
            extracted = self._extract(engine, plan)
            chosen = choose(self.settings, [part for one in extracted for part in one.parts])
            done, pace = self._read(engine, chosen.parts)
            self._lay(engine, done)
            failures = [*plan.failures, *(f for one in extracted for f in one.failures)]
            failures += [f for one in done for f in one.failures]
            bare = sum(one.bare for one in extracted)
            left_out = [*chosen.left_out, *([Counted("no article", bare)] if bare else [])]
            return finish(self.settings, plan.inputs, left_out, done, failures, time.monotonic() - began, pace)

    def _claims(self, engine: Engine, report: Report) -> Report:
        from reportedly.serve.bulk.claims.run import Claims

        work(self.settings).mkdir(exist_ok=True)
        with locked(work(self.settings, "lock")):
            return with_claims(self.settings, report, Claims(self.settings, engine, self._watch).run())

    def _watch(self, what: str, tasks: int) -> Callable[[], None]:
        self.progress.phase(what, "tasks", tasks, tasks)
        return self.progress.advance

    def _plan(self) -> Plan:
        kept = work(self.settings, "plan.json")
        plan = noted(kept, Plan)
        if plan is None:
            found, failures = shards(self.inputs)
            plan = Plan(tuple(self.inputs), self.settings, tuple(found), tuple(failures))
            note(kept, plan)
        return plan

    def _extract(self, engine: Engine, plan: Plan) -> list[Extracted]:
        """What each shard has, in their order; a shard that ends every process is told and left out."""
        self.progress.phase(
            "Opening inputs", "inputs", sum(len(shard.inputs) for shard in plan.shards), len(plan.shards)
        )
        self.progress.failures.update(failure.cause for failure in plan.failures)
        found: dict[int, Extracted] = {}
        for outcome in engine.run(extract, self.settings, plan.shards):
            one = found[outcome.task.number] = outcome.result or self._without(outcome.task)
            self.progress.advance(len(outcome.task.inputs), failures=one.failures)
        return [found[number] for number in sorted(found)]

    def _without(self, shard: Shard) -> Extracted:
        problem = "the process that opened it ended, each time that it was tried (out of memory?)"
        failures = tuple(Failure("ended", each.name, problem, "give it in smaller pieces") for each in shard.inputs)
        extracted = Extracted(failures=failures)
        note(work(self.settings, "extracted", f"{shard.name}.json"), extracted)
        return extracted

    def _read(self, engine: Engine, parts: Sequence[Part]) -> tuple[list[Done], float]:
        """What became of every unit, in the order of the input, and how many articles a second this call read. A unit
        that ends every process is halved until the article is found in which they end."""
        began = time.monotonic()
        earlier = self._earlier()
        units = [u for part in parts for u in _as_before(Unit(part.name, 0, part.articles), earlier.get(part.name, []))]
        self.progress.phase("Reading articles", "articles", sum(part.articles for part in parts), len(units))
        done: list[Done] = []
        while units:
            halves: list[Unit] = []
            for outcome in engine.run(read_unit, self.settings, units):
                unit, result = outcome.task, outcome.result
                if result is None and len(unit) > 1:
                    halves += unit.halves()
                    self.progress.advance(0, more=2)
                else:
                    done.append(result or given_up(self.settings, unit))
                    self.progress.advance(len(unit), failures=done[-1].failures)
            units = halves
        before = {unit for units in earlier.values() for unit in units}
        read = sum(len(one.unit) for one in done if one.unit not in before)
        return sorted(done, key=lambda one: (one.unit.part, one.unit.first)), read / (time.monotonic() - began)

    def _earlier(self) -> dict[str, list[Unit]]:
        """Units that an earlier run has done, by their parts."""
        found: dict[str, list[Unit]] = {}
        for path in work(self.settings, "read").glob("[0-9]*.json"):
            unit = Unit.named(path.stem)
            found.setdefault(unit.part, []).append(unit)
        return found

    def _lay(self, engine: Engine, done: Sequence[Done]) -> None:
        units: dict[str, list[str]] = {}
        for one in done:
            for day in one.days:
                units.setdefault(day, []).append(one.unit.name)
        days = [Day(day, tuple(names)) for day, names in sorted(units.items())]
        self.progress.phase("Writing days", "days", len(days), len(days))
        for outcome in engine.run(lay, self.settings, days):
            if outcome.result is None:
                problem = "every process that wrote its tables ended (out of memory?)"
                raise OSError(None, problem, outcome.task.name)
            self.progress.advance()


def _as_before(unit: Unit, earlier: Sequence[Unit]) -> Iterator[Unit]:
    """`unit`, or its halves where an earlier run came so far with them: else what they hold would come twice."""
    inside = [one for one in earlier if unit.first <= one.first and one.last <= unit.last]
    if not inside or unit in inside:
        yield unit
    else:
        for half in unit.halves():
            yield from _as_before(half, inside)
