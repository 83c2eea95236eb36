"""Any text is a query."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gutbrain_app.core.index.outcomes import Hits, NoHits, NoQuery
from gutbrain_app.core.index.query_line import read_query
from gutbrain_app.core.index.search import SearchIndex

_PIECES = st.sampled_from(
    [
        "gut",
        "OR",
        "-",
        '"',
        "title:",
        "part:",
        "evidence:human",
        "5-HT",
        "seretonin",
        "α",
        " ",
        ":",
        "\ud800",
    ]
)


def _holds_together(outcome: NoQuery | NoHits | Hits) -> None:
    if not isinstance(outcome, Hits):
        return
    assert outcome.hits
    assert outcome.total >= len(outcome.hits)
    for hit in outcome.hits:
        for start, end in hit.marks:
            assert 0 <= start < end <= len(hit.snippet)


@settings(deadline=None, max_examples=200)
@given(query=st.text(st.characters(exclude_categories=()), max_size=80), exact=st.booleans())
def test_any_text_is_answered(library: SearchIndex, query: str, exact: bool) -> None:
    _holds_together(library.search(query, exact=exact))


@pytest.mark.parametrize(
    "query", ["0\ud800", "gut\udcff", '"gut \ud800"', "-gut\udfff", "part:\udcff", "title:\ud83d"]
)
@pytest.mark.parametrize("exact", [False, True])
def test_half_a_character_is_answered(library: SearchIndex, query: str, exact: bool) -> None:
    _holds_together(library.search(query, exact=exact))


@settings(deadline=None, max_examples=300)
@given(query=st.lists(_PIECES, max_size=12).map("".join))
def test_any_mixture_of_operators_is_answered(library: SearchIndex, query: str) -> None:
    _holds_together(library.search(query))


@pytest.mark.parametrize(
    "piece",
    ["a", " ", '"', "gut ", "gut OR ", "gut -brain ", 'title:"gut', "evidence:human ", "α", "日",
     "\u0301", "\0", "\ud800", "\ufdfa", "1 ", "gut-", "qzx "],
)  # fmt: skip
def test_a_million_characters_are_answered(library: SearchIndex, piece: str) -> None:
    query = (piece * (1_000_000 // len(piece) + 1))[:1_000_000]
    _holds_together(library.search(query))


@pytest.mark.parametrize(
    "line",
    ["gut - brain", "a:b", "http://x", "3-4", "or", "OR", "gut OR", "C++", "x:title", "(gut)",
     "gut*", "~2", "^3", "[a TO b]", "AND NOT", "\\"],
)  # fmt: skip
def test_nothing_is_syntax_by_accident(line: str) -> None:
    read = read_query(line)
    assert not read.filters
    assert not read.excluded
    assert all(len(clause) == 1 and not clause[0].phrase for clause in read.clauses)


def test_the_same_choice_many_times_is_one(library: SearchIndex) -> None:
    assert library.search('"gut wall" OR ' * 50) == library.search('"gut wall"')


def test_a_long_query_says_that_its_end_was_not_read(hits: Callable[..., Hits]) -> None:
    assert hits("serotonin " * 1000).why[-1] == "only the beginning of the query was read"
