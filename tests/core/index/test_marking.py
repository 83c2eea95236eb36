"""Finding the words of a query in a text, and cutting out a snippet."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gutbrain_app.core.index.marking import Found, matches
from gutbrain_app.core.index.snippets import snippet


@pytest.mark.parametrize(
    ("text", "words", "marked"),
    [
        ("Neurons and a neuron", ["neuron"], ["Neurons", "neuron"]),
        ("Anxiety, anxieties", ["anxieti"], ["Anxiety", "anxieties"]),
        ("Parkinson’s and Parkinson's", ["parkinson"], ["Parkinson", "Parkinson"]),
        ("naïve naive", ["naiv"], ["naïve", "naive"]),
        ("α-synuclein", ["alpha", "synuclein"], ["α", "synuclein"]),
        ("gut–brain, but a gut. Brains.", ["gut brain"], ["gut", "brain", "gut", "Brains"]),
        ("5 mg of 5-HT", ["5 ht"], ["5", "HT"]),
        ("İstanbul gut", ["gut"], ["gut"]),
        ("gutter", ["gut"], []),
    ],
)
def test_words_are_marked_in_all_their_forms(
    text: str, words: list[str], marked: list[str]
) -> None:
    assert [text[start:end] for start, end in matches(text, words)] == marked


@given(st.text(max_size=300), st.lists(st.sampled_from(["gut", "brain axi", "5 ht", "e"])))
def test_marks_lie_within_any_text(text: str, words: list[str]) -> None:
    marks = matches(text, words)
    assert list(marks) == sorted(marks)
    assert all(0 <= start < end <= len(text) for start, end in marks)


def test_a_snippet_shows_where_most_different_words_are() -> None:
    text = "gut " + "filler " * 60 + "the gut speaks to the brain. " + "filler " * 60
    place = text.index("gut speaks")
    found = [Found((0, 3), "gut"), Found((place, place + 3), "gut"),
             Found((place + 18, place + 23), "brain")]  # fmt: skip
    shown, marks = snippet(text, found)
    assert [shown[start:end] for start, end in marks] == ["gut", "brain"]
    assert shown.startswith("…")
    assert shown.endswith("…")


def test_a_snippet_without_a_match_is_the_beginning() -> None:
    shown, marks = snippet("First words. " + "More of them. " * 40, [])
    assert shown.startswith("First words.")
    assert marks == ()


def test_a_snippet_is_one_line() -> None:
    assert snippet("a\nb\tc", [])[0] == "a b c"
