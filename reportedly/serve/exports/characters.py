"""What a format cannot hold of a text: each such character becomes U+FFFD, so that offsets stay right."""

from __future__ import annotations

import re

_SURROGATES = re.compile("[\ud800-\udfff]")
_NO_TABLE = re.compile("[\0\ud800-\udfff]")
_NO_XML = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_INSTEAD = "\ufffd"


def encodable(text: str) -> str:
    """Without lone surrogates, which no encoding of Unicode has: for JSON-LD, whose strings become RDF literals."""
    return _SURROGATES.sub(_INSTEAD, text)


def tabular(text: str) -> str:
    """Without NUL too, at which half the readers of CSV stop."""
    return _NO_TABLE.sub(_INSTEAD, text)


def xml(text: str) -> str:
    """Only the characters of XML 1.0, section 2.2."""
    return _NO_XML.sub(_INSTEAD, text)


def one_line(text: str) -> str:
    """For a table in which a line is a row: every run of blanks, tabs and line ends as one blank."""
    return " ".join(tabular(text).split())
