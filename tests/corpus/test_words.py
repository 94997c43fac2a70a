from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.corpus.derivation import share
from reportedly.corpus.words import cited, exact, name_stems, quotations, quoted_runs, runs, sentence

TEXT = (
    "Three border guards were killed at the ford early on Tuesday, the ministry said. “Our men did not shoot first. They "
    "only answered what came from the ridge,” its spokeswoman Ilda Maresh told the Halden Courier.\n\nThe ford is closed."
)


def test_runs_ignore_case_and_typography() -> None:
    assert np.array_equal(runs("“Our MEN did not shoot”"), runs('"our men did not shoot"'))


def test_a_copy_shares_all_of_its_runs() -> None:
    assert share(runs(TEXT), runs("Brief: " + TEXT + " More to follow.")) == 1


@given(st.text())
def test_any_text_has_runs(text: str) -> None:
    found = runs(text)
    assert list(found) == sorted(set(found.tolist()))


def test_quotations() -> None:
    assert [" ".join(q[:4]) for q in quotations(TEXT)] == ["our men did not"]
    assert set(quoted_runs(quotations(TEXT)).tolist()) <= set(runs(TEXT).tolist())


def test_one_long_quotation_is_enough_to_be_compared() -> None:
    other = "A colonel said: “Our men did not shoot first. They only answered what came from the ridge.” Rain fell."
    assert set(exact(runs(TEXT), quotations(TEXT))) & set(exact(runs(other), quotations(other)))


def test_texts_with_nothing_in_common_share_no_key() -> None:
    other = "Apricot growers on both banks of the river say that a late frost has killed most of the blossom this year."
    assert not set(exact(runs(TEXT), quotations(TEXT))) & set(exact(runs(other), quotations(other)))


def test_names_are_told_by_how_they_begin() -> None:
    assert name_stems("He met Keshtani guards.") == name_stems("It is in Keshtan's army.")
    assert not name_stems("On Tuesday the Russian President spoke."), "what stands in half of all news"
    assert not name_stems("Apricots are late."), "a capital that may only begin a sentence"


@pytest.mark.parametrize(
    ("words", "found"),
    [("Seven, per Halden Courier.", "halden courier"), ("as the Courier’s report has it", "the courier")],
)
def test_cited(words: str, found: str) -> None:
    assert found in cited(words)


def test_sentence() -> None:
    at = TEXT.index("answered")
    assert sentence(TEXT, at, at + 8).startswith("They only answered")
    assert sentence(TEXT, 0, len(TEXT)) == TEXT
