"""The XML of a feed as a tree: mended where nothing is lost by that, and told where something may be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from html.entities import html5
from typing import Any

from lxml import etree  # type: ignore[import-untyped]

from reportedly.errors import InputError

# Vocabularies by their names in the document, under the prefixes that this package calls them by.
_VOCABULARIES = {
    "http://purl.org/rss/1.0/": "",
    "http://my.netscape.com/rdf/simple/0.9/": "",
    "http://channel.netscape.com/rdf/simple/0.9/": "",
    "http://backend.userland.com/rss2": "",
    "http://www.w3.org/2005/Atom": "atom",
    "http://purl.org/atom/ns#": "atom",
    "http://purl.org/rss/1.0/modules/content/": "content",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/dc/terms/": "dcterms",
    "http://rssnamespace.org/feedburner/ext/1.0": "feedburner",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf",
}
_ENTRIES = ("item", "atom:entry", "entry")
_DECLARATION = re.compile(r"\s*<\?xml\b[^>]*>")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_HTML_NAME = re.compile(r"[A-Za-z][A-Za-z0-9]*")
_LOOSE = re.compile(
    r"<!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z)|&(?P<name>\w+;)|&(?!#)|<(?![^\W\d]|[/!?:])", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Feed:
    """`about` is the element that describes the feed; `fault` tells where the document is broken."""

    about: Any
    entries: tuple[Any, ...]
    fault: InputError | None


def parse_feed(text: str, name: str, url: str | None) -> Feed:
    """The feed in `text`, without an entry that breaks off. Raises InputError where it is none."""
    mended = _mended(text)
    # Entities stay as they are written, and nothing is fetched: the feed may be a stranger's.
    parser = etree.XMLParser(
        encoding="utf-8", recover=True, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(mended.encode(), parser=parser, base_url=url)
    except (etree.LxmlError, ValueError) as error:
        raise InputError(name, "is no XML", "give RSS or Atom") from error
    if root is None:
        raise InputError(name, "is no XML", "give RSS or Atom", _first_fault(parser)[0])
    if name_of(root) not in ("rss", "rdf:rdf", "atom:feed", "feed"):
        problem = f"is XML, but no feed (its outermost element is {_split(root)[1]!r})"
        raise InputError(name, problem, "give RSS or Atom")
    line, problem = _first_fault(parser)
    fault = InputError(name, f"is broken XML: {problem}", "mend it there; the other entries are read", line)
    return Feed(child(root, "channel", default=root), _entries(root, mended), fault if problem else None)


def name_of(element: Any) -> str:
    """In lower case, with the package's own prefix: `title`, `dc:creator`, `atom:link`."""
    if not isinstance(element.tag, str):  # an entity
        return ""
    namespace, name = _split(element)
    prefix = _VOCABULARIES.get(namespace, "?") if namespace else ""
    return f"{prefix}:{name}".lower() if prefix else name.lower()


def _split(element: Any) -> tuple[str, str]:
    """Namespace and name; of a prefix that nobody declared the name is `dc:creator`, which QName refuses."""
    namespace, _, name = str(element.tag).rpartition("}")
    return namespace.removeprefix("{"), name


def children(element: Any, *names: str) -> Iterator[Any]:
    """Of the children, those with one of `names`: those with the first name come first."""
    for name in names:
        yield from (child for child in element if name_of(child) == name)


def child(element: Any, *names: str, default: Any = None) -> Any:
    """The first of `children` that is not empty."""
    return next((found for found in children(element, *names) if len(found) or words(found)), default)


def words(element: Any) -> str:
    """Its text, in one line; nothing for None."""
    return "" if element is None else " ".join("".join(element.itertext()).split())


def markup(element: Any) -> str:
    """What stands in it, as HTML: as text, or as elements of its own (XHTML in Atom)."""
    if not any(isinstance(inner.tag, str) for inner in element):
        return "".join(element.itertext())
    copy = deepcopy(element)
    for inner in copy.iter(etree.Element):
        name = _split(inner)[1].rpartition(":")[2]
        inner.tag = name if _HTML_NAME.fullmatch(name) else "span"
    etree.cleanup_namespaces(copy)
    copy.tag = "div"
    return str(etree.tostring(copy, encoding="unicode", method="html", with_tail=False))


def _entries(root: Any, text: str) -> tuple[Any, ...]:
    found = [element for element in root.iter() if name_of(element) in _ENTRIES]
    for element in found:
        # Where an entry is not closed, the next ones end up in it.
        parent = element.getparent()
        if parent is not None and any(name_of(above) in _ENTRIES for above in element.iterancestors()):
            parent.remove(element)
    return tuple(found[:-1] if found and _breaks_off(found[-1], text) else found)


def _breaks_off(entry: Any, text: str) -> bool:
    """Whether the document ends within `entry`, whose text would be a part that looks like the whole."""
    name = f"{entry.prefix}:{_split(entry)[1]}" if entry.prefix else _split(entry)[1]
    return text.rfind(f"</{name}") < text.rfind(f"<{name}")


def _first_fault(parser: Any) -> tuple[int | None, str]:
    """Line and words of the first break by which something may be lost: an unknown prefix is none."""
    for said in parser.error_log:
        if said.domain_name != "NAMESPACE" and said.level_name != "WARNING":
            return said.line, " ".join(said.message.split()).rstrip(".")
    return None, ""


def _mended(text: str) -> str:
    """`text` with what feeds often get wrong put right, in the same lines: `&nbsp;`, `AT&T`, `a < b`."""
    # The declaration is true of the bytes, no longer of the text; and blanks before it are a fault.
    text = _DECLARATION.sub(lambda match: "\n" * match[0].count("\n"), text, count=1)
    return _LOOSE.sub(_escaped, _FORBIDDEN.sub(" ", text))


def _escaped(match: re.Match[str]) -> str:
    if name := match["name"]:
        meant = html5.get(name, "")
        return match[0] if meant in ("", "<", ">", "&", '"', "'") else meant
    return {"&": "&amp;", "<": "&lt;"}.get(match[0], match[0])
