"""Quotes: a passage is found again, as it was or as it has become."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gutbrain_app.core.bookmarks import quoting
from gutbrain_app.core.bookmarks.bookmark import Quote
from gutbrain_app.core.bookmarks.quoting import (
    MOST_PAIRS,
    changed_pieces,
    find_quote,
    quote_of,
)

TEXT = (
    "The vagus is a long mixed nerve that joins the brain to the inner organs. Most of its fibres "
    "run towards the brain, and 20% run away from it. Cutting the nerve blocks the effect in mice."
)


def quote(text: str, passage: str, nth: int = 0) -> Quote:
    start = -1
    for _ in range(nth + 1):
        start = text.index(passage, start + 1)
    return quote_of(text, start, start + len(passage))


def found(text: str, sought: Quote) -> str | None:
    at = find_quote(text, sought)
    return None if at is None else text[at.start : at.end]


def test_a_quote_holds_whole_words_around_the_passage() -> None:
    made = quote(TEXT, "run away from it")

    assert made.exact == "run away from it"
    assert made.prefix == "of its fibres run towards the brain, and 20% "
    assert made.suffix == ". Cutting the nerve blocks the effect in mice."


def test_a_page_quotes_as_its_section_does() -> None:
    page = TEXT.replace("organs.", "organs.1,12\ufffc").replace("away", "\n  away")
    made = quote_of(page, page.index("inner"), page.index("Most"))

    assert made.exact == "inner organs."
    assert made.suffix == quote(TEXT, "inner organs. ").suffix
    assert found(page, quote(TEXT, "run away from it")) == "run \n  away from it"


def test_of_equal_passages_the_one_with_the_same_surroundings_is_found() -> None:
    for nth in range(TEXT.count("the")):
        sought = quote(TEXT, "the", nth)
        at = find_quote(TEXT, sought)
        assert at is not None
        assert quote_of(TEXT, at.start, at.end) == sought


@pytest.mark.parametrize(
    ("old", "new", "wanted"),
    [
        ("Most of its", "Nearly all of its", "fibres run towards the brain"),
        ("run towards", "travel up to", "fibres travel up to the brain"),
        ("towards the brain,", "towards the brain alone,", "fibres run towards the brain"),
        ("its fibres run", "its many fibres run", "fibres run towards the brain"),
        ("Most of", "A sentence was put in here. Most of", "fibres run towards the brain"),
    ],
)
def test_an_edit_in_or_beside_a_passage_does_not_hide_it(old: str, new: str, wanted: str) -> None:
    sought = quote(TEXT, "fibres run towards the brain")

    assert found(TEXT.replace(old, new), sought) == wanted


@pytest.mark.parametrize(
    ("passage", "text"),
    [
        ("fibres run towards the brain", "Quite another text about bread and butter. " * 3),
        ("fibres run towards the brain", ""),
        # One common word says nothing where all that was around it is gone.
        ("the", "In the sea there are fish."),
    ],
)
def test_what_is_gone_is_not_found(passage: str, text: str) -> None:
    assert find_quote(text, quote(TEXT, passage)) is None


def test_a_passage_that_was_cut_out_is_not_found_between_its_neighbours() -> None:
    sought = quote(TEXT, "Most of its fibres run towards the brain, and 20% run away from it. ")

    assert find_quote(TEXT.replace(sought.exact, ""), sought) is None


def test_letters_and_signs_do_not_matter_where_the_words_are_the_same() -> None:
    at = find_quote(TEXT.upper().replace(",", " –"), quote(TEXT, "the brain, and 20% run"))

    assert at is not None
    assert at.same


@given(st.text(), st.text(), st.text(), st.text())
def test_any_text_may_be_sought_in_any(text: str, exact: str, prefix: str, suffix: str) -> None:
    at = find_quote(text, Quote(exact, prefix, suffix))

    assert at is None or 0 <= at.start < at.end <= len(text)


words = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1)


@given(st.lists(words, min_size=1).map(" ".join), st.data())
def test_every_passage_is_found_in_its_own_text(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    sought = quote_of(text, start, data.draw(st.integers(start + 1, len(text))))

    if any(each.isalnum() for each in sought.exact):
        at = find_quote(text, sought)
        assert at is not None
        assert at.same


@given(st.text(), st.text(), st.sampled_from([0, 9, MOST_PAIRS]))
def test_pieces_hold_all_of_both_texts(before: str, now: str, most: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(quoting, "MOST_PAIRS", most)
        pieces = changed_pieces(before, now)

    assert "".join(each.text for each in pieces if each.kind != "added") == before
    assert "".join(each.text for each in pieces if each.kind != "removed") == now


def test_long_texts_are_compared_from_both_ends() -> None:
    words = [f"word{number}" for number in range(5_000)]
    now = [*words[:2], "another", *words[3:]]

    pieces = changed_pieces(" ".join(words), " ".join(now))
    assert [(each.kind, each.text) for each in pieces if each.kind != "same"] == [
        ("removed", "word2"),
        ("added", "another"),
    ]


def test_of_a_whole_text_kept_around_a_passage_only_what_is_near_is_looked_at() -> None:
    far = " ".join(f"far{number}" for number in range(9_000))
    made = quote(TEXT, "Most of its fibres run")
    sought = Quote(made.exact, f"{far} {made.prefix}", f"{made.suffix} {far}")

    assert found(TEXT.replace("run", "go", 1), sought) == "Most of its fibres go"
