"""The spaCy component: `nlp.add_pipe("reportedly")` gives any pipeline attributions.

What the pipeline before it has set (tags, trees, names) stays; what is missing, the network adds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from reportedly.attribution.extract import attributions
from reportedly.attribution.frames import Finder
from reportedly.language.annotate import Annotator
from reportedly.language.entities import Entities, resolve
from reportedly.language.network import Network, find
from reportedly.language.write import write
from reportedly.model import Attribution

MOST = 100_000_000  # code points; spaCy's own limit guards pipelines that need far more memory a word


class Component:
    """Sets `doc._.attributions` and `doc._.entities`, tuples of the records in `reportedly.model`.

    `doc._.resolved` is the `Entities` that tells what a phrase refers to.
    """

    def __init__(self, network: Network) -> None:
        self.network = network
        for name, default in (("attributions", ()), ("entities", ()), ("resolved", None)):
            if not Doc.has_extension(name):
                Doc.set_extension(name, default=default)

    def __call__(self, doc: Doc) -> Doc:
        """Read one document."""
        return next(self.pipe([doc]))

    def pipe(self, docs: Iterable[Doc], batch_size: int = 16) -> Iterator[Doc]:
        """Read many; quicker than one by one, with the same findings."""
        finder = Finder(self.network)
        for words in Annotator(self.network).pipe(docs, finder):
            doc = write(words, self.network)
            entities = resolve(doc)
            doc._.resolved = entities
            doc._.entities = entities.entities
            doc._.attributions = attributions(words, finder.take(words), entities)
            yield doc


@Language.factory(
    "reportedly",
    default_config={"model": None, "threads": None},
    assigns=["doc._.attributions", "doc._.entities", "token.pos", "token.morph", "token.dep", "token.head", "doc.ents"],
)
def make(nlp: Language, name: str, model: str | None, threads: int | None) -> Component:
    """spaCy's factory; `model` as `reportedly read --model` takes it."""
    return Component(Network(find(model), threads))


def pipeline(model: str | None = None, threads: int | None = None) -> Language:
    """A pipeline of the English tokenizer and our component alone. Raises ModelError."""
    nlp = spacy.blank("en")
    nlp.max_length = MOST
    nlp.add_pipe("reportedly", config={"model": model, "threads": threads})
    return nlp


def found(doc: Doc) -> tuple[Entities, tuple[Attribution, ...]]:
    """What the component wrote into the document."""
    return doc._.resolved, doc._.attributions
