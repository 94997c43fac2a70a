import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

from reportedly.language.network import find
from reportedly.language.wordpiece import WordPiece

VOCABULARY = find() / "vocab.txt"
SHARED = WordPiece.from_file(VOCABULARY)


@pytest.fixture(scope="module")
def ours() -> WordPiece:
    return WordPiece.from_file(VOCABULARY)


@pytest.fixture(scope="module")
def theirs() -> Tokenizer:
    numbers = {p: i for i, p in enumerate(VOCABULARY.read_text("utf8").rstrip("\n").split("\n"))}
    made = Tokenizer(models.WordPiece(numbers, unk_token="[UNK]", max_input_chars_per_word=100))
    made.normalizer = normalizers.BertNormalizer()
    made.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    return made


@pytest.mark.parametrize(
    "word", ["Kim", "Zelenskyy", "Володимир", "n’t", "北京市", "Ångström", "a\u200db", "😀", "x" * 101, "U.S."]
)
def test_equals_hugging_face(ours: WordPiece, theirs: Tokenizer, word: str) -> None:
    assert list(ours.pieces(word)) == (theirs.encode(word).ids or [ours.unknown])


@given(
    st.text(
        alphabet=st.characters(codec="utf-8", max_codepoint=0x2FFF, exclude_categories=["Cn", "Cs", "Co"]),
        min_size=1,
        max_size=12,
    )
)
def test_any_word_has_a_piece(word: str) -> None:
    pieces = SHARED.pieces(word)
    assert pieces
    assert pieces == SHARED.pieces(word)  # the second time from the cache
