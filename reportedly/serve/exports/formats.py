"""All formats, and the one way to write them. A new one is a module and a line here."""

from __future__ import annotations

from pathlib import Path

from reportedly.errors import ValueRefused
from reportedly.serve.exports.annotations import ANNOTATIONS
from reportedly.serve.exports.chosen import Chosen
from reportedly.serve.exports.format import Format
from reportedly.serve.exports.graphml import GRAPHML
from reportedly.serve.exports.jsonl import CLAIMS, READINGS
from reportedly.serve.exports.judgements import JUDGEMENTS
from reportedly.serve.exports.polecat import POLECAT
from reportedly.serve.exports.prov_json import PROV
from reportedly.serve.exports.prov_o import PROV_O
from reportedly.serve.exports.schema_org import SCHEMA_ORG
from reportedly.serve.exports.table_files import CSV, PARQUET
from reportedly.serve.exports.ucdp import UCDP
from reportedly.store.protocol import Asked, Store

FORMATS: tuple[Format, ...] = (
    READINGS,
    CLAIMS,
    JUDGEMENTS,
    CSV,
    PARQUET,
    UCDP,
    POLECAT,
    PROV,
    PROV_O,
    ANNOTATIONS,
    SCHEMA_ORG,
    GRAPHML,
)


def named(name: str) -> Format:
    """The format of this name. Raises ValueRefused where there is none."""
    for each in FORMATS:
        if each.name == name:
            return each
    raise ValueRefused(f"{name!r} is no format of export: choose from {', '.join(each.name for each in FORMATS)}")


def export(
    store: Store,
    to: Path | None,
    format: str,  # noqa: A002 - as on the command line
    asked: Asked | None = None,
) -> int:
    """Write a corpus to `to` (a file, for tables a folder; None is standard output) and give the number of records.

    With `asked`, only the claims asked for and the articles that carry them. A file appears when it is whole. Raises
    ValueRefused for an unknown format or a place of the wrong kind, Missing where an optional library is not there,
    OSError where the place cannot be written.
    """
    chosen_format = named(format)
    if chosen_format.folder:
        if to is None:
            raise ValueRefused(f"{format} is a folder of files: name a folder to write it to")
        if to.exists() and not to.is_dir():
            raise ValueRefused(f"{to} is a file, and {format} is a folder of files: name a folder")
        to.mkdir(exist_ok=True)
    elif to is not None and to.is_dir():
        raise ValueRefused(f"{to} is a folder, and {format} is one file: name a file in it")
    return chosen_format.write(Chosen(store, asked), to)
