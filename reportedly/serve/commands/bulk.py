"""`reportedly bulk`: an archive of articles, on as many cores or machines as there are."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import click

from reportedly.serve.commands.options import model_option, outlet_option, published_option


@click.command()
@click.argument("inputs", metavar="[INPUT...]", nargs=-1)
@click.option(
    "--out",
    metavar="FOLDER",
    type=click.Path(path_type=Path),
    required=True,
    help="Where the result goes: a new or empty folder; on several machines one that they share.",
)
@click.option("--claims", is_flag=True, help="Make claims of the readings too; without INPUT, of those in FOLDER.")
@click.option("--resume", is_flag=True, help="Go on with what an earlier call left unfinished in FOLDER.")
@click.option(
    "--address",
    metavar="URL",
    help="A cluster of Dask, e.g. tcp://head:8786.  [default: processes of this machine]",
)
@click.option(
    "--workers",
    metavar="N",
    type=click.IntRange(1),
    help="Processes of this machine, one thread each.  [default: one a core]",
)
@click.option("--all", "everything", is_flag=True, help="Read also what seems not to be English, or no article.")
@published_option
@outlet_option
@model_option
def bulk(
    inputs: tuple[str, ...],
    out: Path,
    claims: bool,
    resume: bool,
    address: str | None,
    workers: int | None,
    everything: bool,
    published: str | None,
    outlet: str | None,
    model: str | None,
) -> None:
    """Read very many articles into Parquet, on all cores or on a cluster.

    INPUT is a file, a folder or a pattern, here or at an address that fsspec
    knows (s3://…, https://…): JSON Lines, Parquet, HTML, WARC (as CC-NEWS has
    it) and all else that `reportedly read` takes.

    \b
    Examples:
      reportedly bulk archive/ --out result
      reportedly bulk 's3://archive/2031/*.warc.gz' --out /shared/result --address tcp://head:8786
      reportedly bulk archive/ --out result --resume
      reportedly bulk --claims --out result
      reportedly add --from result --corpus archive.db

    FOLDER gets the readings and their tables by day of publication, a report,
    and a line for each input that failed. A reading is what `reportedly read`
    gives. What is there twice is read once; what seems to be in another
    language, and pages that are no articles, are left out and counted.
    Claims are those of `reportedly add` and `reportedly claims`.

    \b
    Exit codes:
      0  done
      1  some inputs failed, or the run broke off: --resume goes on with it
      2  wrong usage: an option or a value that means nothing
    """
    from reportedly.serve.bulk.rows import need

    if address is not None and workers is not None:
        raise click.UsageError("--workers are of this machine, and --address has its own: give one of the two")
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]+:[/\\]", str(out)):  # a path has lost the second stroke; C: is a disk
        raise click.UsageError(f"--out is a folder that all machines see, not an address such as {out}")
    if not inputs and not claims:
        raise click.UsageError("give INPUT, or --claims to make claims of the readings in FOLDER")
    need()
    from reportedly.serve.bulk.plan import version
    from reportedly.serve.bulk.report import sentence
    from reportedly.serve.bulk.run import Bulk
    from reportedly.serve.bulk.work import Settings
    from reportedly.serve.lines import Spelling

    settings = Settings(str(out.absolute()), version(), outlet, published, model, everything)
    job = Bulk(inputs, settings, resume, claims)
    report = job.prepare()
    if report is None:
        _check_model(model)
        report = job.start(address, workers)
    click.echo(Spelling(getattr(sys.stdout, "encoding", None) or "utf-8")(sentence(report, str(out))))
    if report.failed:
        sys.exit(1)


def _check_model(model: str | None) -> None:
    """Here, before anything is read, and not on every worker."""
    from reportedly.errors import ModelError
    from reportedly.language.network import find

    try:
        find(model)
    except ModelError as error:
        raise click.BadParameter(str(error), param_hint="'--model'") from error
