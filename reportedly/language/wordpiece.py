"""Words to word pieces: the uncased BERT vocabulary, greedy longest match first (Wu et al. 2016; Devlin et al. 2019).

A word that has been seen costs one dictionary look-up, which is what makes this as quick as a compiled
tokenizer on news; a test holds it equal to Hugging Face's `tokenizers`, which would bring a network client along.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from pathlib import Path

LONGEST_WORD = 100  # characters; beyond, BERT's own tokenizer gives the unknown piece as well
CACHED_WORDS = 200_000  # bounds the memory in a run over an archive


class WordPiece:
    """A vocabulary, one piece a line, its line number being the piece's number."""

    def __init__(self, vocabulary: Iterable[str]) -> None:
        self._number = {piece: i for i, piece in enumerate(vocabulary)}
        self.pad, self.unknown = self._number["[PAD]"], self._number["[UNK]"]
        self.first, self.last = self._number["[CLS]"], self._number["[SEP]"]
        self._seen: dict[str, tuple[int, ...]] = {}

    @classmethod
    def from_file(cls, path: Path) -> WordPiece:
        """Read `vocab.txt`. Raises OSError."""
        return cls(path.read_text("utf8").rstrip("\n").split("\n"))

    def pieces(self, word: str) -> tuple[int, ...]:
        """The numbers of the word's pieces; at least one, so that every word has a place in the network."""
        found = self._seen.get(word)
        if found is None:
            found = tuple(n for part in _parts(word) for n in self._split(part)) or (self.unknown,)
            if len(self._seen) >= CACHED_WORDS:
                self._seen.clear()
            self._seen[word] = found
        return found

    def _split(self, part: str) -> list[int]:
        if len(part) > LONGEST_WORD:
            return [self.unknown]
        numbers, start = [], 0
        while start < len(part):
            end = len(part)
            while end > start:
                number = self._number.get(part[start:end] if start == 0 else "##" + part[start:end])
                if number is not None:
                    break
                end -= 1
            else:
                return [self.unknown]
            numbers.append(number)
            start = end
        return numbers


def _parts(word: str) -> list[str]:
    """Lower case without accents or control characters, cut at white space, punctuation and ideographs."""
    clean = "".join(" " if c.isspace() else c for c in word if not _control(c))
    lowered = unicodedata.normalize("NFD", clean.lower())
    spaced = "".join(f" {c} " if _alone(c) else c for c in lowered if unicodedata.category(c) != "Mn")
    return spaced.split()


def _control(c: str) -> bool:
    return c in "\0\ufffd" or (unicodedata.category(c)[0] == "C" and c not in "\t\n\r")


def _alone(c: str) -> bool:
    code = ord(c)
    if code < 128:
        return 33 <= code <= 47 or 58 <= code <= 64 or 91 <= code <= 96 or 123 <= code <= 126
    return unicodedata.category(c)[0] == "P" or _ideograph(code)


def _ideograph(code: int) -> bool:
    return (
        0x4E00 <= code <= 0x9FFF
        or 0x3400 <= code <= 0x4DBF
        or 0x20000 <= code <= 0x2A6DF
        or 0x2A700 <= code <= 0x2B81F
        or 0x2B820 <= code <= 0x2CEAF
        or 0xF900 <= code <= 0xFAFF
        or 0x2F800 <= code <= 0x2FA1F
    )
