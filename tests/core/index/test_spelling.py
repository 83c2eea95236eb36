"""Spellings that are near, and those that are the same."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from gutbrain_app.core.index.folding import folded
from gutbrain_app.core.index.spelling import distance, variants


@pytest.mark.parametrize(
    ("one", "other", "letters"),
    [("gut", "gut", 0), ("gut", "gt", 1), ("gut", "gust", 1), ("gut", "gnt", 1), ("gut", "gtu", 1),
     ("seretonin", "serotonin", 1), ("kitten", "sitting", 3)],
)  # fmt: skip
def test_distance_counts_letters(one: str, other: str, letters: int) -> None:
    assert distance(one, other) == letters


def test_distance_to_a_beginning_leaves_the_rest_out() -> None:
    assert distance("serat", "serotonin", prefix=True) == 1


@pytest.mark.parametrize(
    ("british", "american"),
    [("fibre", "fiber"), ("behaviour", "behavior"), ("oestrogen", "estrogen"),
     ("randomised", "randomized"), ("diarrhoea", "diarrhea"), ("counselling", "counseling")],
)  # fmt: skip
def test_both_englishes_are_variants_of_each_other(british: str, american: str) -> None:
    assert american in variants(british)
    assert british in variants(american)


@given(st.text())
@example("\u1fef")
def test_folding_leaves_nothing_to_fold(text: str) -> None:
    once = folded(text)
    assert folded(once).split() == once.split()
