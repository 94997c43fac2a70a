"""What the tests of entities have in common."""

from __future__ import annotations

from typing import Any

from starlette.testclient import TestClient

from reportedly.store.corpus import Corpus
from tests.serve.web.shown import parsed


def id_of(corpus: Corpus, name: str) -> str:
    """The first actor with these words in a name."""
    return corpus.store.find_actors(name)[0][0]


def says(client: TestClient, path: str, **form: str) -> Any:
    """The answer to a form, before it is followed anywhere."""
    return client.post(path, data=form, follow_redirects=False)


def names_of(client: TestClient, path: str) -> list[str]:
    """All names of an entity, as its page has them."""
    return [each.text_content().strip() for each in parsed(client, path).xpath('//table//td[@class="what"]')]
