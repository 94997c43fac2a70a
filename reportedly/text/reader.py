"""Which reader an input goes to."""

from __future__ import annotations

from collections.abc import Iterator

from reportedly.errors import InputError
from reportedly.text import feed, html, json_document, jsonl, parquet, plain, warc
from reportedly.text.encoding import refuse_known_binary
from reportedly.text.source import Item, Reader, Source

# The order counts where an input does not say what it is: the first that recognises it reads it.
READERS: tuple[Reader, ...] = (
    warc.READER,
    parquet.READER,
    jsonl.READER,
    json_document.READER,
    feed.READER,
    html.READER,
    plain.READER,
)


def read_source(source: Source) -> Iterator[Item]:
    """All that is in `source`; a problem with it, or with a part of it, is yielded."""
    try:
        reader = choose(source)
        if not reader.binary:
            refuse_known_binary(source.head, source.name)  # whatever its suffix says
        yield from reader.read(source)
    except InputError as error:
        yield error
    except OSError as error:
        yield cannot_read(source.name, error)


def choose(source: Source) -> Reader:
    """By what the server says, else by suffix, else by the first bytes."""
    for reader in READERS:
        if source.suffix in reader.suffixes:
            return reader
    # A feed is unmistakable, and many servers call it a page.
    if feed.READER.recognises(source.head):
        return feed.READER
    # Servers say text/plain of whatever they do not know.
    if source.content_type not in (None, "", "text/plain"):
        for reader in READERS:
            if source.content_type in reader.content_types:
                return reader
    return next(reader for reader in READERS if reader.recognises(source.head))


def readable_suffixes() -> tuple[str, ...]:
    """Suffixes that files in a folder are chosen by."""
    return tuple(suffix for reader in READERS for suffix in reader.suffixes)


def cannot_read(name: str, error: OSError | ValueError) -> InputError:
    """What the system said, in one line with a remedy."""
    if isinstance(error, FileNotFoundError):
        return InputError(name, "there is no such file", "check the name and the folder")
    if isinstance(error, PermissionError):
        return InputError(name, "may not be read: permission denied", "change its permissions, or copy it")
    said = error.strerror if isinstance(error, OSError) and error.strerror else " ".join(str(error).split())
    return InputError(name, f"cannot be read: {said}", "check the name")
