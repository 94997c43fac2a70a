"""The command line: the commands there are, and how each run ends.

Exit codes: 0 done; 1 some inputs could not be read (the others were); 2 wrong usage; 130 interrupted by Ctrl-C.
A command's module is imported when the command is asked for, so that `--help` comes at once.
"""

from __future__ import annotations

import os
import sys
from importlib import import_module, metadata
from typing import NamedTuple

import click

from reportedly.errors import ReportedlyError, ValueRefused

_INTERRUPTED = 130
"""128 and the number of SIGINT, as shells have it."""
_USAGE = 2
"""As click has it."""


class Entry(NamedTuple):
    """A command: where it is, as `module:attribute` below `serve/commands`, and what it does, in a line."""

    where: str
    short: str


COMMANDS = {
    "read": Entry("read:read", "Find who said what in articles."),
    "add": Entry("add:add", "Read articles into a corpus."),
    "bulk": Entry("bulk:bulk", "Read very many articles into Parquet."),
    "status": Entry("status:status", "Tell how much a corpus holds."),
    "claims": Entry("claims:claims", "List what is claimed, and how many stand behind it."),
    "claim": Entry("claim:claim", "Show everything about one claim."),
    "estimates": Entry("estimates:estimates", "Compare what is said of a figure."),
    "timeline": Entry("timeline:timeline", "Show what was claimed when."),
    "sources": Entry("sources:sources", "Show who cites whom."),
    "search": Entry("search:search", "Find articles by their words."),
    "actors": Entry("actors:actors", "Find actors, and the names they go by."),
    "merge": Entry("actors:merge", "Say that two actors are one."),
    "split": Entry("actors:split", "Say that a name is not that actor's."),
    "judge": Entry("judge:judge", "Take in what persons judged elsewhere."),
    "serve": Entry("serve:serve", "Open a corpus in the browser."),
    "export": Entry("export:export", "Write a corpus for other programs."),
}
"""In the order in which they are shown."""
_PACKAGE = "reportedly.serve.commands"


class _Commands(click.Group):
    """Fetches a command when it is asked for, and ends without a traceback on what is nobody's bug."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, attribute = COMMANDS[cmd_name].where.split(":")
        command = getattr(import_module(f"{_PACKAGE}.{module}"), attribute)
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, entry.short) for name, entry in COMMANDS.items()])

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            ctx.exit(_INTERRUPTED)
        except BrokenPipeError:
            # `reportedly read … | head` has all it wanted. Python would complain at its last flush.
            _silence_stdout()
            ctx.exit(0)
        except ValueRefused as error:
            _complain(str(error))
            ctx.exit(_USAGE)
        except ReportedlyError as error:
            _complain(str(error))
        except OSError as error:
            _complain(f"{error.filename}: {error.strerror}" if error.filename else str(error.strerror or error))
        return ctx.exit(1)


def _version(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        try:
            version = metadata.version("reportedly")
        except metadata.PackageNotFoundError:
            version = "(not installed: run from its sources)"
        click.echo(f"reportedly {version}")
        ctx.exit()


@click.group(cls=_Commands, context_settings={"max_content_width": 80, "help_option_names": ["-h", "--help"]})
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=_version, help="Print the version and exit."
)
def main() -> None:
    """Read news and keep, for everything in it, according to whom.

    `reportedly COMMAND --help` explains a command, with examples.
    """


def _complain(problem: str) -> None:
    from reportedly.serve.lines import Spelling

    # On one line, whatever a name of a file or of an actor has in it.
    line = Spelling(getattr(sys.stderr, "encoding", None) or "utf-8")(f"reportedly: {problem}")
    click.echo(line, err=True)


def _silence_stdout() -> None:
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError):  # no real file behind it: nothing will be flushed
        return
