"""How the typed line is read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gutbrain_app.core.index.query_line import Filter, QueryLine, Text, read_query


def _clauses(line: str) -> list[list[str]]:
    return [[text.text for text in clause] for clause in read_query(line).clauses]


@pytest.mark.parametrize(
    ("line", "clauses"),
    [
        ("gut brain", [["gut"], ["brain"]]),
        ("gut OR brain", [["gut", "brain"]]),
        ("a b OR c d", [["a"], ["b", "c"], ["d"]]),
        ("OR", [["OR"]]),
        ("gut OR", [["gut"]]),
        ("gut or brain", [["gut"], ["or"], ["brain"]]),
        ("a - b", [["a"], ["b"]]),
        ("-gut", [["gut"]]),
        ("-5 degrees", [["-5"], ["degrees"]]),
        ("gut-brain", [["gut-brain"]]),
        ("std::vector", [["std::vector"]]),
        ("https://example.org/x", [["https://example.org/x"]]),
        ("subtitle:x", [["subtitle:x"]]),
        ("title: x", [["x"]]),
        ('a "', [["a"]]),
        ('"open phrase', [["open"], ["phrase"]]),
    ],
)
def test_only_what_is_meant_as_an_operator_is_one(line: str, clauses: list[list[str]]) -> None:
    assert _clauses(line) == clauses


def test_phrases_exclusions_and_filters_are_told_apart() -> None:
    assert read_query('x "leaky gut" -stress -"in mice" Part:"daily life" -evidence:animal') == (
        QueryLine(
            clauses=((Text("x"),), (Text("leaky gut", phrase=True),)),
            excluded=(Text("stress"), Text("in mice", phrase=True)),
            filters=(Filter("part", "daily life"), Filter("evidence", "animal", excludes=True)),
            unfinished=False,
            shortened=False,
        )
    )


@pytest.mark.parametrize(
    ("line", "unfinished"),
    [("gut", True), ("gut ", False), ("gut -br", False), ('"gut"', False), ("tag:x", False)],
)
def test_the_last_word_may_go_on_until_something_follows(line: str, unfinished: bool) -> None:
    assert read_query(line).unfinished is unfinished


@given(st.text())
def test_any_line_can_be_read(line: str) -> None:
    read = read_query(line)
    assert bool(read.clauses or read.filters) >= bool(read.excluded)
