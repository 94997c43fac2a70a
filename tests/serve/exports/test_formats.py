"""What holds of every format."""

from __future__ import annotations

import builtins
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from reportedly.errors import Missing, ValueRefused
from reportedly.serve.exports import FORMATS, Format, export, frames, named
from reportedly.store.protocol import Asked

DOCS = (Path(__file__).parents[3] / "docs" / "exports.md").read_text(encoding="utf8")
every = pytest.mark.parametrize("format_", FORMATS, ids=lambda format_: format_.name)


def test_names_are_pinned() -> None:
    assert [format_.name for format_ in FORMATS] == [
        "readings", "claims", "judgements", "csv", "parquet", "ucdp", "polecat", "prov", "prov-o", "annotations", "schema-org", "graphml",
    ]  # fmt: skip
    assert [format_.name for format_ in FORMATS if format_.folder] == ["csv", "parquet"]
    assert [format_.name for format_ in FORMATS if format_.addable] == ["readings"]
    assert all(bool(format_.ending) != format_.folder for format_ in FORMATS)
    assert all(len(format_.about) <= 100 for format_ in FORMATS)


@every
def test_is_documented(format_: Format) -> None:
    section = re.split(r"^## ", DOCS, flags=re.M)
    assert any(f"`{format_.name}`" in each.split("\n")[0] for each in section)


@every
def test_writes_where_it_is_told_and_leaves_nothing_else(format_: Format, corpus: Any, tmp_path: Path) -> None:
    to = tmp_path / f"out{format_.ending}"
    count = export(corpus, to, format_.name)
    assert count > 0
    assert [path.name for path in tmp_path.iterdir()] == [to.name]
    assert not list(tmp_path.rglob(".*"))


@every
def test_same_bytes_twice(format_: Format, corpus: Any, tmp_path: Path) -> None:
    export(corpus, tmp_path / "a", format_.name)
    export(corpus, tmp_path / "b", format_.name)
    assert _bytes(tmp_path / "a") == _bytes(tmp_path / "b")


def _bytes(path: Path) -> list[bytes]:
    return [each.read_bytes() for each in (sorted(path.iterdir()) if path.is_dir() else [path])]


@every
def test_an_empty_corpus_gives_an_empty_export(format_: Format, corpus: Any, tmp_path: Path) -> None:
    corpus.articles, corpus.found = (), ()
    to = tmp_path / f"out{format_.ending}"
    if not format_.folder:
        to.write_text("of last week")
    assert export(corpus, to, format_.name) == 0
    assert to.is_dir() or to.read_text() != "of last week"


@every
def test_what_goes_wrong_half_way_leaves_the_old_file(format_: Format, corpus: Any, tmp_path: Path) -> None:
    to = tmp_path / f"out{format_.ending}"
    export(corpus, to, format_.name)
    before = _bytes(to)
    found, articles = list(corpus.claims(Asked())), list(corpus.readings())
    corpus.claims = lambda _: _then_break(found[:1])
    corpus.readings = lambda: _then_break(articles[:1])
    corpus.marks = lambda: _then_break([])
    with pytest.raises(OSError, match="gone"):
        export(corpus, to, format_.name)
    assert _bytes(to) == before
    assert not list(tmp_path.rglob(".*"))


def _then_break(items: list[Any]) -> Iterator[Any]:
    yield from items
    raise OSError("gone")


@every
def test_hostile_text_does_not_break_it(format_: Format, hostile: Any, tmp_path: Path) -> None:
    assert export(hostile, tmp_path / f"out{format_.ending}", format_.name) > 0


@every
def test_only_what_is_asked_for(format_: Format, corpus: Any, tmp_path: Path) -> None:
    asked = Asked(articles=("gazette",))
    some = export(corpus, tmp_path / "some", format_.name, asked)
    assert some < export(corpus, tmp_path / "all", format_.name) or format_.name == "ucdp"
    # `full` carries none of the claims, and what is written of it would name its outlet.
    assert not any(b"Harbour" in each for each in _bytes(tmp_path / "some"))


@pytest.mark.parametrize("format_", [f for f in FORMATS if not f.folder], ids=lambda format_: format_.name)
def test_standard_output(format_: Format, corpus: Any, tmp_path: Path, capfdbinary: Any) -> None:
    export(corpus, tmp_path / "file", format_.name)
    export(corpus, None, format_.name)
    assert capfdbinary.readouterr().out == (tmp_path / "file").read_bytes()


def test_an_unknown_format_is_refused_with_the_known_ones(corpus: Any, tmp_path: Path) -> None:
    with pytest.raises(ValueRefused, match=r"'stix'.*readings.*graphml"):
        export(corpus, tmp_path / "x", "stix")
    assert named("ucdp").ending == ".csv"


def test_a_folder_is_no_file_and_the_reverse(corpus: Any, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(ValueRefused, match="name a folder"):
        export(corpus, tmp_path / "file", "csv")
    with pytest.raises(ValueRefused, match="name a folder"):
        export(corpus, None, "parquet")
    with pytest.raises(ValueRefused, match="name a file in it"):
        export(corpus, tmp_path, "claims")


@pytest.mark.parametrize(
    ("library", "extra", "run"),
    [
        ("pyarrow", "tables", lambda corpus, to: export(corpus, to, "parquet")),
        ("pandas", "tables", lambda corpus, to: frames(corpus)),
        ("prov", "exports", lambda corpus, to: export(corpus, to, "prov")),
    ],
)
def test_a_missing_library_is_told_with_the_remedy(
    library: str, extra: str, run: Callable[[Any, Path], object], corpus: Any, tmp_path: Path, monkeypatch: Any
) -> None:
    real = builtins.__import__

    def without(name: str, *rest: Any, **more: Any) -> Any:
        if name.split(".")[0] == library:
            raise ImportError(name)
        return real(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(Missing, match=re.escape(f"pip install 'reportedly[{extra}]'")):
        run(corpus, tmp_path / "out")
