"""Everything that the user named, as articles."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from reportedly.errors import InputError
from reportedly.model import Article, Reading
from reportedly.text.fetch import Fetch, fetch
from reportedly.text.inputs import Named, expand
from reportedly.text.reader import cannot_read, read_source
from reportedly.text.source import NO_DEFAULTS, Defaults, Item, Reference, Source, shown, suffix_of


def gather(
    inputs: Sequence[str],
    *,
    stdin: BinaryIO | None = None,
    defaults: Defaults = NO_DEFAULTS,
    fetch: Fetch = fetch,
) -> Iterator[Article | InputError]:
    """The articles of `inputs`, in their order, one at a time.

    An input is "-" (`stdin`, else the process's own), a file, a folder (its readable files, to any depth), a glob,
    or an http(s) URL, for which `fetch` is asked; of an entry of a feed from the web that has only the first lines,
    also for its link. What cannot be read is yielded as an InputError in its place, and the rest goes on. An id that
    an earlier article of this run has is made distinct: by the folders above the file, else by a number (`lavrov`,
    `kyodo/lavrov`, `lavrov#2`). The same file named twice is read once.
    """
    for item in _gather(inputs, stdin, defaults, fetch):
        assert not isinstance(item, Reading)
        yield item


def gather_all(
    inputs: Sequence[str],
    *,
    stdin: BinaryIO | None = None,
    defaults: Defaults = NO_DEFAULTS,
    fetch: Fetch = fetch,
) -> Iterator[Article | Reading | InputError]:
    """As `gather`, and records that are whole readings as they are: nothing in them need be found again."""
    return _gather(inputs, stdin, replace(defaults, readings=True), fetch)


def _gather(
    inputs: Sequence[str], stdin: BinaryIO | None, defaults: Defaults, fetch: Fetch
) -> Iterator[Article | Reading | InputError]:
    taken: set[str] = set()
    for named in expand(inputs):
        if isinstance(named, InputError):
            yield _in_one_line(named)
            continue
        for item in _read(named, stdin, defaults, fetch):
            yield _in_one_line(item) if isinstance(item, InputError) else _distinct(item, named, taken)


def _read(
    named: Named, stdin: BinaryIO | None, defaults: Defaults, fetch: Fetch
) -> Iterator[Article | Reading | InputError]:
    try:
        for item in _opened(named, stdin, defaults, fetch):
            if isinstance(item, Reference):
                yield from _followed(item, defaults, fetch)
            else:
                yield item
    except InputError as error:
        yield error
    except (OSError, ValueError) as error:
        yield cannot_read(named.name, error)


def _opened(named: Named, stdin: BinaryIO | None, defaults: Defaults, fetch: Fetch) -> Iterator[Item]:
    if named.kind == "stdin":
        yield from _of_stream(named.name, stdin, defaults)
    elif named.kind == "url":
        yield from _of_url(named.name, defaults, fetch)
    else:
        yield from _of_file(named.name, defaults)


def _of_stream(name: str, stdin: BinaryIO | None, defaults: Defaults) -> Iterator[Item]:
    stream = stdin if stdin is not None else getattr(sys.stdin, "buffer", None)
    if stream is None:
        raise InputError(name, "is closed", "pipe a text into the command, or name a file")
    yield from read_source(Source.begin(name, stream, defaults=defaults))


def _of_url(url: str, defaults: Defaults, fetch: Fetch) -> Iterator[Item]:
    page = fetch(url)
    stream = io.BytesIO(page.body)
    yield from read_source(
        Source.begin(url, stream, url=page.url, charset=page.charset, content_type=page.content_type, defaults=defaults)
    )


def _followed(reference: Reference, defaults: Defaults, fetch: Fetch) -> Iterator[Article | InputError]:
    """The whole article; where its page has not more of it, the teaser, after what is wrong with the page."""
    teaser = reference.teaser
    whole = _page(reference.url, defaults, fetch)
    if isinstance(whole, Article) and len(whole.text.split()) > len(teaser.text.split()):
        yield _merged(whole, teaser)
        return
    if isinstance(whole, InputError):
        yield whole
    if teaser.text:
        yield defaults.fill(teaser)


def _page(url: str, defaults: Defaults, fetch: Fetch) -> Article | InputError:
    """The one article at `url`."""
    try:
        found = list(islice(_of_url(url, defaults, fetch), 2))
    except InputError as error:
        return error
    except (OSError, ValueError) as error:
        return cannot_read(url, error)
    if len(found) == 1 and isinstance(found[0], Article | InputError):
        return found[0]
    return InputError(url, "is a feed or a list of articles, not the one", "name it as an input of its own")


def _merged(whole: Article, teaser: Article) -> Article:
    """`whole`, with what the feed says of it: one feed's articles shall all have the same outlet."""
    return replace(
        whole,
        id=teaser.id,
        outlet=teaser.outlet or whole.outlet,
        title=teaser.title or whole.title,
        byline=teaser.byline or whole.byline,
        published=teaser.published or whole.published,
        credit=whole.credit or teaser.credit,
        language=whole.language or teaser.language,
    )


def _of_file(name: str, defaults: Defaults) -> Iterator[Item]:
    path = Path(name)
    with path.open("rb") as stream:
        source = Source.begin(name, stream, suffix=suffix_of(name), stem=shown(path.stem), defaults=defaults)
        yield from read_source(source)


def _in_one_line(error: InputError) -> InputError:
    """`error`, without what a name may hold and a line of a terminal may not."""
    return type(error)(shown(error.where), shown(error.problem), error.remedy, error.line)


def _distinct(item: Article | Reading, named: Named, taken: set[str]) -> Article | Reading:
    """`item` with an id that is not `taken` yet, and from now on is."""
    article = item.article if isinstance(item, Reading) else item
    for candidate in candidates(article.id, named):
        if candidate not in taken:
            taken.add(candidate)
            article = article if candidate == article.id else replace(article, id=candidate)
            return replace(item, article=article) if isinstance(item, Reading) else article
    raise AssertionError("there is always a next number")


def candidates(given: str, named: Named) -> Iterator[str]:
    """What an article from there may be called, the best first, without end: see `gather`."""
    yield given
    path = Path(named.name)
    if named.kind == "file" and given == shown(path.stem):
        longer = given
        for folder in reversed(path.parent.parts):
            if folder not in ("/", "..", path.anchor):
                longer = f"{shown(folder)}/{longer}"
                yield longer
    number = 2
    while True:
        yield f"{given}#{number}"
        number += 1
