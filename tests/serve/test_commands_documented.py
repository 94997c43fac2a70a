"""docs/commands.md names every command, option and format."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from reportedly.serve.cli import main

DOCS = (Path(__file__).parents[2] / "docs" / "commands.md").read_text(encoding="utf-8")


def sections(text: str) -> dict[str, str]:
    """The text below each heading of the second level, by the heading."""
    parts = re.split(r"^## (.+)\n", text, flags=re.M)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def missing(command: click.Command, name: str, text: str) -> list[str]:
    """Everything of `command`, and of the commands in it, that `text` does not document; and options that are none."""
    context = click.Context(command, info_name=name, help_option_names=["-h", "--help"])
    section = sections(text).get(name)
    if section is None:
        return [name]
    wanted: set[str] = set()
    for parameter in command.get_params(context):
        if isinstance(parameter, click.Option):
            wanted.update(parameter.opts, parameter.secondary_opts)
            if isinstance(parameter.type, click.Choice):
                wanted.add("\\|".join(parameter.type.choices))
        else:
            wanted.add(parameter.make_metavar(context).strip("[].… "))
    told = set(re.findall(r"(?<![\w-])--?[a-z][a-z-]*", "".join(re.findall(r"^\| (`.*?) \|", section, flags=re.M))))
    faults = [f"{name}: {word}" for word in sorted(wanted) if word not in (told if word[0] == "-" else section)]
    faults += [f"{name}: {word} is none of its options" for word in sorted(told - wanted)]
    if isinstance(command, click.Group):
        for sub in command.list_commands(context):
            child = command.get_command(context, sub)
            faults += missing(child, f"{name} {sub}", text) if child else [f"{name} {sub}: is not there"]
    return faults


def test_everything_is_documented() -> None:
    assert missing(main, "reportedly", DOCS) == []


@pytest.mark.parametrize(
    "word", ["--published", "--version", "`-o FILE`", "text\\|json\\|html\\|csv", "## reportedly read", "INPUT"]
)
def test_a_gap_is_found(word: str) -> None:
    assert missing(main, "reportedly", DOCS.replace(word, "…"))


def test_an_option_that_is_gone_is_found() -> None:
    assert missing(main, "reportedly", DOCS.replace("`--outlet NAME`", "`--outlet NAME`, `--paper NAME`"))
