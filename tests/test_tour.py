"""The tour runs as it is, and is committed as it ran: with what it shows, small enough for a repository."""

from __future__ import annotations

import shutil
from copy import deepcopy
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

TOUR = Path(__file__).parents[1] / "examples" / "tour.ipynb"
HAVE = {"text/html", "text/plain", "image/png"}


@pytest.fixture(scope="module")
def committed() -> Any:
    return nbformat.read(TOUR, as_version=4)


def shown(tour: Any) -> list[list[set[str]]]:
    """For each cell of code the kinds of what it shows."""
    return [
        [set(output.get("data", {output.output_type: None})) for output in cell.outputs]
        for cell in tour.cells
        if cell.cell_type == "code"
    ]


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning")
def test_every_cell_runs_and_shows_what_is_committed(committed: Any, tmp_path: Path) -> None:
    shutil.copy(TOUR.parent / "articles.jsonl", tmp_path)
    again = deepcopy(committed)
    for cell in again.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    ran = NotebookClient(
        again, timeout=600, kernel_name="python3", resources={"metadata": {"path": str(tmp_path)}}
    ).execute()
    assert shown(ran) == shown(committed)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["articles.jsonl"]


def test_it_is_committed_as_it_ran(committed: Any) -> None:
    cells = [cell for cell in committed.cells if cell.cell_type == "code"]
    assert [cell.execution_count for cell in cells] == list(range(1, len(cells) + 1))
    assert {kind for cell in shown(committed) for output in cell for kind in output} >= HAVE
    assert all(output.output_type != "error" and output.get("name") != "stderr" for c in cells for output in c.outputs)
    assert TOUR.stat().st_size < 300_000
    assert str(Path.home()) not in TOUR.read_text(encoding="utf-8")
