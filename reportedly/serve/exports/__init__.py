"""A corpus in the formats that others use: one module a format, one tuple of them all."""

from reportedly.serve.exports.format import Format
from reportedly.serve.exports.formats import FORMATS, export, named
from reportedly.serve.exports.frames import frames

__all__ = ["FORMATS", "Format", "export", "frames", "named"]
