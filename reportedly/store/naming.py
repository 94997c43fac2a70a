"""The part of a store that knows who is who."""

from __future__ import annotations

from collections.abc import Collection
from typing import Protocol

from reportedly.corpus.actors import Judgement
from reportedly.corpus.digest import Form


class Naming(Protocol):
    """Forms, the actors that they are of, and what people said of them."""

    def forms(self, blocks: Collection[str] | None = None) -> list[Form]:
        """All forms of some blocks, or of all, in order of key; `roles` are those of all articles with the form,
        sorted. A form is there as long as the latest version of an article has it."""

    def unsettled_blocks(self, most: int) -> list[str]:
        """Blocks with forms, roles or judgements that came or went since `assign` was called for them, in order."""

    def assign(self, blocks: Collection[str], actors: dict[str, str]) -> None:
        """Say which actor (id) each form (key) of these blocks is. Reports of articles with a form whose actor changed
        become dirty. A block to which something came after `unsettled_blocks` gave it stays unsettled."""

    def actors(self, forms: Collection[str]) -> dict[str, str]:
        """The actor of each form, by key; a form that has none yet is its own."""

    def forms_of(self, actor: str) -> list[Form]:
        """All forms of an actor, the one in most articles first; empty where there is no such actor."""

    def find_actors(self, words: str, most: int = 20, skip: int = 0) -> list[tuple[str, Form, int]]:
        """Actors with a form whose name holds all these words (case and accents folded): id, commonest form, number of
        articles, the most common first, of equals in order of id."""

    def how_many_actors(self, words: str | None = None) -> int:
        """Number of actors that `find_actors` finds, whatever `most` and `skip` say; of all there are without words."""

    def ranked_actors(self, most: int, skip: int = 0) -> list[tuple[str, Form, int]]:
        """A page of all actors, as `find_actors` gives and sorts them. What it takes to sort them is kept until the
        corpus changes."""

    def named_in(self, actor: str) -> int:
        """Number of articles that name an actor."""

    def judge(self, judgement: Judgement) -> None:
        """Keep what a person said; its blocks become unsettled."""

    def judgements(self) -> list[Judgement]:
        """All of them, oldest first."""
