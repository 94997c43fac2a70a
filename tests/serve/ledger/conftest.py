"""A small corpus in a file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from reportedly.model import Claim, Hop
from reportedly.serve.cli import main
from reportedly.store.open import open_store
from tests.corpus.hand_made import ACTOR, MINISTRY, claim, clash, report, tolls
from tests.serve.ledger.kept import keep

HOSTILE = "\x1b[2J\u202eevil\u202c\x9b31m\n\n=1+1 <b>“x”</b> [bold]y[/bold] \x00 漢字漢字漢字 🚢 " + "a" * 200
NAMES = {ACTOR: (MINISTRY, "Ministry"), "a00": ("Osip Marrin",), "a01": ("Rosa Marrin",), "a02": ("Marrin",)} | {
    "a03": ("Ana Kell",),
    "a04": ("Ben Kell",),
}
Run = Callable[..., Result]


def hostile() -> Claim:
    """As nobody should write."""
    told = [
        report(f"x{n}", f"{HOSTILE} {n}", HOSTILE, outlet=HOSTILE, chain=(Hop(None, HOSTILE, "said"),), low=float(n),
               high=None, unit="=cmd", date="2026-05", published=f"2026-05-0{n}", **({"rests": "x1"} if n > 1 else {}))
        for n in (1, 2, 3)
    ]  # fmt: skip
    denial = report("x9", f"no {HOSTILE}", stance="denies", outlet=HOSTILE)
    return claim(HOSTILE, [*told, denial], kind="estimate", denied_by=(HOSTILE,))


def single(number: int) -> Claim:
    return claim(
        f"It rained on day {number}.", [report(f"rain{number}", f"It rained, {number}.", "Ana")], kind="statement"
    )


@pytest.fixture(scope="session")
def claims() -> Sequence[Claim]:
    return (clash(), *tolls(), hostile(), *(single(n) for n in range(3)))


@pytest.fixture(scope="session")
def kept(claims: Sequence[Claim], tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Sequence[Claim]]:
    """The file, and the claims as they are in it."""
    path = tmp_path_factory.mktemp("corpus") / "c.db"
    store = open_store(path)
    placed = keep(store, claims, NAMES)
    found = [store.claim(each.id) for each in placed]
    store.close()
    return path, [each for each in found if each is not None]


@pytest.fixture
def run(kept: tuple[Path, Sequence[Claim]], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Runs a command on that corpus, in an empty folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("COLUMNS", raising=False)

    def runs(command: str, *arguments: str, **more: str) -> Result:
        where = () if "--corpus" in arguments else ("--corpus", str(kept[0]))
        return CliRunner(**more).invoke(main, (command, *arguments, *where), prog_name="reportedly")  # type: ignore[arg-type]

    return runs
