"""The glossary: terms from a CSV file."""

import pytest

from gutbrain_app.core.glossary import Term, read_glossary


def test_terms_have_definitions_aliases_and_a_topic() -> None:
    terms, problems = read_glossary(
        'term,definition,aliases,topic\nacetate,"A short, fatty acid.",acetic acid|C2,scfa\n', "g"
    )
    assert terms == (Term("acetate", "A short, fatty acid.", ("acetic acid", "C2"), "scfa"),)
    assert not problems


def test_a_short_row_and_a_long_row_are_read_as_far_as_they_go() -> None:
    terms, problems = read_glossary("term,definition,aliases\na\nb,c,d,e,f\n", "g")
    assert terms == (Term("a", ""), Term("b", "c", ("d",)))
    assert not problems


def test_a_term_that_stands_twice_and_one_that_is_missing_are_problems_with_lines() -> None:
    terms, problems = read_glossary("term,definition\na,x\n,y\nA,z\n", "glossary.csv")
    assert [term.term for term in terms] == ["a"]
    assert [(one.line, one.what) for one in problems] == [
        (3, "A row has no term."),
        (4, "The term A stands here twice."),
    ]


@pytest.mark.parametrize("text", ["", "x,y\n1,2\n", '"', "\0", "a\n" * 10])
def test_a_file_without_a_column_of_terms_is_one_problem(text: str) -> None:
    terms, problems = read_glossary(text, "g")
    assert terms == ()
    assert len(problems) == 1


def test_a_field_without_an_end_is_no_error() -> None:
    terms, _ = read_glossary('term,definition\na,"' + "x" * 200_000, "g")
    assert len(terms) <= 1
