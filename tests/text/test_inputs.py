"""What the user names: standard input, files, folders, globs, in their order, and what cannot be read."""

from __future__ import annotations

import io
import os
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from reportedly.errors import InputError
from reportedly.model import Article
from reportedly.text import find_furniture, gather, is_english
from reportedly.text.source import Source


def ids(inputs: Sequence[str]) -> list[str]:
    """Ids of articles; of errors their text, in brackets."""
    return [item.id if isinstance(item, Article) else f"[{item}]" for item in gather(inputs)]


def problem(*inputs: str) -> str:
    (item,) = gather(inputs)
    assert isinstance(item, InputError), item
    assert "\n" not in str(item)
    return str(item)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of stories, the current one."""
    for name in (
        "b.txt",
        "a.txt",
        "wire/a.txt",
        "wire/deep/a.text",
        "c.HTML",
        ".hidden.txt",
        ".git/x.txt",
        "x.png",
        "README.md",
    ):
        path = tmp_path / "news" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"The mayor said that {name} was read by everybody in the town.", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path / "news"


def test_a_folder_is_read_to_any_depth_in_order(folder: Path) -> None:
    assert ids(["news"]) == ["a", "b", "c", "wire/a", "deep/a"]


@pytest.mark.parametrize(
    ("inputs", "found"),
    [
        (["news/b.txt", "news/a.txt"], ["b", "a"]),
        (["news/*.txt"], ["a", "b"]),
        (["news/**/*.txt"], ["a", "b", "wire/a"]),
        (["news/w*"], ["a", "deep/a"]),
        (["news/[bc].*"], ["b", "c"]),
        (["news/a.txt", "news"], ["a", "b", "c", "wire/a", "deep/a"]),
        (["news/a.txt", "./news/a.txt", "news/../news/a.txt"], ["a"]),
        (["news/.hidden.txt"], [".hidden"]),
        (["news/x.png"], ["x"]),  # named by itself, it is read for what it holds
    ],
)
def test_files_and_globs(folder: Path, inputs: list[str], found: list[str]) -> None:
    assert ids(inputs) == found


def test_a_name_with_brackets_is_a_file_before_it_is_a_glob(folder: Path) -> None:
    (folder / "d[1]*.txt").write_text("It rained.", encoding="utf-8")
    assert ids(["news/d[1]*.txt"]) == ["d[1]*"]


def test_the_same_ids_again_in_a_second_run(folder: Path) -> None:
    for name in ("x/one/s.txt", "y/one/s.txt", "z/one/s.html", "z/one/s.txt"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("The mayor said that it was so in the town.", encoding="utf-8")
    first = ids(["news/x", "news/y", "news/z"])
    assert first == ["s", "one/s", "z/one/s", "news/z/one/s"]
    assert ids(["news/x", "news/y", "news/z"]) == first


def test_standard_input_among_files_is_read_once(folder: Path) -> None:
    stdin = io.BytesIO(b"It rained.")
    texts = [item.text for item in gather(["news/a.txt", "-", "-"], stdin=stdin) if isinstance(item, Article)]
    assert texts[1:] == ["It rained."]


def test_the_others_are_still_read(folder: Path) -> None:
    first, second, third = ids(["news/a.txt", "news/none.txt", "news/b.txt"])
    assert (first, third) == ("a", "b")
    assert second.startswith("[news/none.txt: there is no such file (")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("none.txt", "there is no such file"),
        ("none/", "there is no such file"),
        ("none/*.txt", "matches no file"),
        ("*.pdf", "matches no file"),
        ("", "names no input"),
        ("a\0b", "no such file"),
        ("a" * 5000, "cannot be read"),
        ("news/a.txt/more", "cannot be read|no such file"),
        ("ftp://a.example/b", "only http and https"),
        ("file:///etc/hostname", "only http and https"),
    ],
)
def test_a_name_that_leads_nowhere(folder: Path, given: str, said: str) -> None:
    assert any(words in problem(given) for words in said.split("|"))


def test_a_folder_without_readable_files(tmp_path: Path) -> None:
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")
    message = problem(str(tmp_path))
    assert "folder without readable files" in message
    assert ".txt" in message
    assert ".jsonl" in message


def test_links_that_break_and_links_that_go_round(tmp_path: Path) -> None:
    (tmp_path / "broken.txt").symlink_to("gone.txt")
    (tmp_path / "round.txt").symlink_to("round.txt")
    (tmp_path / "good.txt").write_text("It rained.", encoding="utf-8")
    (tmp_path / "up").symlink_to(tmp_path, target_is_directory=True)
    broken, good, loop = gather([str(tmp_path)])
    assert "broken link to gone.txt" in str(broken)
    assert isinstance(good, Article)
    assert isinstance(loop, InputError)
    assert "broken link" in problem(str(tmp_path / "broken.txt"))


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "secret.txt"
    path.write_text("It rained.", encoding="utf-8")

    def refuse(*_: Any, **__: Any) -> Any:  # root, as whom a container runs tests, may read anything
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "open", refuse)
    assert "permission denied" in problem(str(path))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read anything")
def test_a_folder_that_may_not_be_read(tmp_path: Path) -> None:
    folder = tmp_path / "secret"
    folder.mkdir()
    folder.chmod(0)
    assert "permission denied" in problem(str(folder))


def test_a_closed_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", None)
    assert "is closed" in problem("-")


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.txt", b"", "is empty"),
        ("a.html", b"", "is empty"),
        ("a.json", b"", "is empty"),
        ("a.jsonl", b"", "is empty"),
        ("a.txt", b"\n\n \t", "is empty"),
        ("a.html", b"%PDF-1.4", "is a PDF"),
        ("a.jsonl", b"PK\x03\x04", "zip archive"),
        ("a.txt", bytes(range(256)), "binary"),
        ("a.html", b"Just a line", "no article"),
    ],
)
def test_files_that_hold_nothing_to_read(tmp_path: Path, name: str, data: bytes, said: str) -> None:
    (tmp_path / name).write_bytes(data)
    message = problem(str(tmp_path / name))
    assert message.startswith(str(tmp_path / name))
    assert said in message


SENTENCE = "SEOUL, July 14 (Yonhap) -- The minister’s office (AP) said by Monday “no” — so it is said. "


@pytest.mark.parametrize("ending", ["\n", ""], ids=["lines", "one endless line"])
def test_twenty_megabytes_in_linear_time(ending: str) -> None:
    text = (SENTENCE + ending) * (20_000_000 // len(SENTENCE))
    start = time.process_time()
    (item,) = gather(["-"], stdin=io.BytesIO(text.encode()))
    assert time.process_time() - start < 3
    assert isinstance(item, Article)
    assert len(item.text) == len(text)
    assert item.text == text


@pytest.mark.parametrize(
    "letter", ["a", "A", " ", "A ", "(", "/", ".", "By A and ", "— ", "1", "é", "\n", "\n ", "A, "]
)
def test_monotonous_texts_in_linear_time(letter: str) -> None:
    text = "The" + letter * (2_000_000 // len(letter)) + "end."
    start = time.process_time()
    assert find_furniture(text).spans is not None
    assert is_english(text) in (True, False)
    assert time.process_time() - start < 1


def test_a_file_over_the_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reportedly.text.source.MAX_BYTES", 1 << 20)
    for name in ("a.txt", "a.jsonl"):
        (tmp_path / name).write_bytes(b"a" * ((1 << 20) + 1))
        assert "1 MiB" in problem(str(tmp_path / name))


def test_lines_of_a_source_are_those_of_its_bytes() -> None:
    data = b"one\n\n" + b"x" * 5000 + b"\nlast"
    assert [line for _, line in Source.begin("a", io.BytesIO(data)).lines()] == data.splitlines(keepends=True)


class Dripping(io.BytesIO):
    """As an unbuffered pipe, gives fewer bytes than it is asked for."""

    def read(self, size: int | None = -1, /) -> bytes:
        return super().read(7 if size is None or size < 0 else min(size, 7))


def test_a_stream_that_gives_little_at_a_time() -> None:
    (item,) = gather(["-"], stdin=Dripping(SENTENCE.encode() * 100))
    assert isinstance(item, Article)
    assert item.text == SENTENCE * 100
    data = b'{"text": "It rained."}\n' * 500
    assert [item.text for item in gather(["-"], stdin=Dripping(data)) if isinstance(item, Article)] == [
        "It rained."
    ] * 500


def test_names_that_a_terminal_cannot_show(tmp_path: Path) -> None:
    names = (b"caf\xe9.txt", b"two\nlines.txt", b"none\x1b.txt")
    for name in names[:2]:
        (tmp_path / os.fsdecode(name)).write_text("It rained.", encoding="utf-8")
    found = ids([str(tmp_path), *(str(tmp_path / os.fsdecode(name)) for name in names)])
    assert found[:2] == ["caf\\udce9", "two\\nlines"]
    assert "none\\x1b.txt: there is no such file" in found[2]
    (tmp_path / os.fsdecode(names[1])).write_bytes(b"")
    assert "two\\nlines.txt: is empty" in problem(str(tmp_path / os.fsdecode(names[1])))


def test_reading_is_lazy(folder: Path) -> None:
    items = gather(["news/a.txt", "news/b.txt"])
    assert isinstance(next(items), Article)
    (folder / "b.txt").unlink()
    assert isinstance(next(items), InputError)
