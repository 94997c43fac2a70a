"""Bytes to characters, or a plain word about why not."""

from __future__ import annotations

import codecs
import json
import logging
import re
from functools import cache
from importlib import resources

import charset_normalizer

from reportedly.errors import NotText

# Longest first: the mark of UTF-32-LE begins with that of UTF-16-LE.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MARKED = ["utf_16", "utf_16_be", "utf_16_le", "utf_32", "utf_32_be", "utf_32_le", "utf_7"]  # never without a mark
_CONTROL = re.compile(r"[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f-\x84\x86-\x9f]")
_CONTROL_SHARE = 0.01  # of all characters; a stray one from a copied terminal does no harm
_SAMPLE = 50_000  # bytes that the detector sees: it is slow, and they decide
_REMEDY = "save it as UTF-8"

# Detector's remarks are no business of the user's terminal; a configured root logger still gets them.
logging.getLogger("charset_normalizer").addHandler(logging.NullHandler())


def decode(data: bytes, name: str, declared: str | None = None) -> str:
    """The text of `data` without a byte order mark, its line ends as they are.

    By byte order mark, else UTF-8, else `declared`, else what charset-normalizer finds likeliest.
    Raises NotText, naming `name`, where `data` is empty, binary or in no encoding that we can tell.
    """
    refuse_known_binary(data, name)
    text = _decoded(data, name, declared)
    if not text.strip():
        raise NotText(name, "is empty", "give a file with a text in it")
    check_characters(text, name)
    return text


def check_characters(text: str, name: str, line: int | None = None) -> None:
    """Raises NotText where `text` holds what no text holds: NUL, lone surrogates, control characters in number."""
    if "\0" in text:
        raise NotText(name, "is binary, not text (it has NUL characters)", f"if it is a text, {_REMEDY}", line)
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise NotText(name, "has half a character (a lone surrogate)", _REMEDY, line) from error
    if len(_CONTROL.findall(text)) > _CONTROL_SHARE * len(text):
        raise NotText(name, "is binary, not text (it has control characters)", f"if it is a text, {_REMEDY}", line)


def refuse_known_binary(data: bytes, name: str) -> None:
    """Raises NotText where `data` begins as a PDF, an archive, a picture or the like does."""
    for mark, kind, remedy in _signatures():
        if data.startswith(mark):
            raise NotText(name, f"is {kind}, not text", remedy)


def _decoded(data: bytes, name: str, declared: str | None) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(data, encoding, name)
    if unmarked := _unmarked_utf16(data[:_SAMPLE]):
        return _strict(data, unmarked, name)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if b"\0" in data:
            raise NotText(name, "is binary, not text (it has NUL bytes)", f"if it is a text, {_REMEDY}") from error
        odd = error.start
    if declared and (text := _as_declared(data, declared)) is not None:
        return text
    likeliest = _likeliest(data, odd)
    if likeliest is None:
        raise NotText(name, "is binary, or in an encoding that cannot be told", f"if it is a text, {_REMEDY}")
    return _strict(data, likeliest, name)


def _unmarked_utf16(sample: bytes) -> str | None:
    """UTF-16 of mostly ASCII shows itself: every other byte is NUL, and those between never are."""
    for here, encoding in ((0, "utf-16-be"), (1, "utf-16-le")):
        highs, lows = sample[here::2], sample[1 - here :: 2]
        if len(lows) > 1 and 0 not in lows and highs.count(0) > 0.5 * len(highs):
            return encoding
    return None


def _strict(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        problem = f"looks like {encoding.removesuffix('-sig')} but byte {error.start} does not fit"
        raise NotText(name, problem, _REMEDY) from error


def _as_declared(data: bytes, declared: str) -> str | None:
    try:
        canonical = codecs.lookup(declared).name
        # As browsers do (WHATWG Encoding): who writes Latin-1 or ASCII means Windows-1252.
        return data.decode("cp1252" if canonical in ("iso8859-1", "ascii") else canonical)
    except (LookupError, UnicodeError):
        return None


def _likeliest(data: bytes, odd: int) -> str | None:
    """The likeliest encoding by the bytes around `odd`, the first one that is no UTF-8."""
    start = max(0, odd - _SAMPLE // 2)
    matches = charset_normalizer.from_bytes(data[start : start + _SAMPLE], cp_exclusion=_MARKED)
    best = matches.best()
    if best is None:
        return None
    # Short texts fit many code pages equally; of those, English newsrooms use this one.
    equals = {match.encoding for match in matches if match.chaos <= best.chaos}
    return "cp1252" if "cp1252" in equals | set(best.could_be_from_charset) else best.encoding


@cache
def _signatures() -> tuple[tuple[bytes, str, str], ...]:
    table = json.loads(resources.files("reportedly.text").joinpath("data/signatures.json").read_text("utf-8"))
    return tuple((bytes.fromhex(row["hex"]), row["kind"], row["remedy"]) for row in table["signatures"])
