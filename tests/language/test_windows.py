from hypothesis import given
from hypothesis import strategies as st

from reportedly.language.features import features, quotes
from reportedly.language.layout import paragraph_starts
from reportedly.language.windows import breaks, cut


@given(st.lists(st.tuples(st.integers(1, 9), st.sampled_from([0, 0, 0, 1, 2])), max_size=80), st.integers(5, 40))
def test_every_word_is_owned_once(drawn: list[tuple[int, int]], own: int) -> None:
    sizes, cost = [d[0] for d in drawn], [d[1] for d in drawn]
    windows = cut(sizes, cost, own, 6, 3)
    assert [i for w in windows for i in range(w.own_first, w.own_last)] == list(range(len(sizes)))
    for w in windows:
        assert w.first <= w.own_first < w.own_last <= w.last
        assert sum(sizes[w.first : w.last]) <= max(own, sizes[w.own_first]) + 9


def test_a_window_ends_where_a_paragraph_does() -> None:
    words = ["One", "two", "three", ".", "Four", "five", "six", "seven", "eight", "."]
    paragraph = [0, 0, 0, 0, 1, 1, 1, 1, 1, 1]
    windows = cut([1] * 10, breaks(words, paragraph), 7, 0, 0)
    assert [(w.own_first, w.own_last) for w in windows] == [(0, 4), (4, 10)]


def test_a_long_paragraph_is_cut_between_sentences() -> None:
    words = ["One", "two", "three", ".", "Four", "five", "six", "seven", "eight", "."]
    windows = cut([1] * 10, breaks(words, [0] * 10), 7, 0, 0)
    assert windows[0].own_last == 4


def test_a_quotation_ends_with_its_paragraph() -> None:
    words = ["“", "We", "go", "Then", "“", "Yes", "”", "he", '"', "x", '"']
    starts = [True, False, False, True] + [False] * 7
    assert features(words, starts).quote.tolist() == [2, 1, 1, 0, 2, 1, 3, 0, 2, 1, 3]
    assert len(quotes([], features([], []).quote.astype(bool))) == 0


def test_paragraphs_begin_after_line_breaks() -> None:
    assert paragraph_starts("a b\n\nc\r\nd", [0, 2, 5, 8]) == [True, False, True, True]
