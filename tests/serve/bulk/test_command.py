"""`reportedly bulk` and `reportedly add --from` as they are called, up to where the work begins."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from reportedly.serve.bulk import rows
from reportedly.serve.cli import main


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        ("bulk in", "'--out'"),
        ("bulk in --out out --address tcp://a:1 --workers 2", "give one of the two"),
        ("bulk in --out out --workers 0", "'--workers'"),
        ("bulk --out out", "give INPUT, or --claims"),
        ("bulk in --out s3://archive/out", "not an address such as s3:/archive/out"),
        ("bulk in --out out --model nosuch", "no model 'nosuch'"),
        ("bulk in --out full", "full is not empty (name an empty one, or a new one)"),
        ("bulk in --out full/file", "file is a file (name a folder)"),
        ("bulk - --out out --workers 1", "standard input cannot be shared"),
        ("add in --from full", "give neither INPUT nor"),
        ("add --from full --outlet X", "give neither INPUT nor"),
        ("add --from gone", "'gone'"),
    ],
)
def test_wrong_usage(arguments: str, problem: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "file").touch()
    (tmp_path / "in").mkdir()
    result = CliRunner().invoke(main, arguments.split())
    assert result.exit_code == 2
    assert problem in result.output
    assert not (tmp_path / "reportedly.db").exists()


def test_what_is_no_result(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["add", "--from", str(tmp_path), "--corpus", str(tmp_path / "c.db")])
    assert result.exit_code == 1
    assert "is no result of `reportedly bulk` (name the folder given to its --out)" in result.output
    assert not (tmp_path / "c.db").exists()


def test_claims_of_what_is_no_result(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["bulk", "--claims", "--out", str(tmp_path)])
    assert result.exit_code == 1
    assert "is no result of `reportedly bulk`" in result.output
    assert list(tmp_path.iterdir()) == []


def test_without_the_libraries(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rows, "find_spec", lambda name: None)
    result = CliRunner().invoke(main, ["bulk", "in", "--out", str(tmp_path / "out")])
    assert result.exit_code == 1
    assert "pip install 'reportedly[bulk]'" in result.output
    assert not (tmp_path / "out").exists()
