"""References: read from CSL-JSON, one problem for each entry that cannot be."""

import json

import pytest

from gutbrain_app.core.references import (
    Reference,
    authors_line,
    read_references,
    source_line,
    strongest,
    strongest_primary,
)


def read(*items: object) -> tuple[Reference, ...]:
    return read_references(json.dumps(items), "references.json")[0]


def problems(text: str) -> list[tuple[int, str]]:
    return [(one.line, one.what) for one in read_references(text, "references.json")[1]]


def test_a_reference_says_who_what_where_and_when() -> None:
    (found,) = read(
        {
            "id": "a",
            "title": "On <i>E. coli</i>",
            "author": [
                {"family": "Beek", "given": "Anna-Maria C.", "non-dropping-particle": "van"},
                {"literal": "The Consortium"},
            ],
            "container-title": "Gut",
            "issued": {"date-parts": [[2020, 5]]},
            "volume": 12,
            "page": "1-9",
            "DOI": "https://doi.org/10.1/x",
            "custom": {"evidence": "book", "caution": "Erratum"},
        }
    )
    assert found.title == "On E. coli"
    assert found.authors == ("van Beek AMC", "The Consortium")
    assert source_line(found) == "2020;12:1-9"
    assert (found.doi, found.evidence, found.caution) == ("10.1/x", "review", "Erratum")


def test_six_authors_are_named_and_the_rest_are_others() -> None:
    people = [{"family": f"F{n}", "given": "A"} for n in range(8)]
    (found,) = read({"id": "a", "author": people})
    assert authors_line(found) == "F0 A, F1 A, F2 A, F3 A, F4 A, F5 A, et al."


def test_a_list_of_authors_that_stops_early_says_so() -> None:
    (found,) = read({"id": "a", "author": [{"family": "F"}], "custom": {"authors_truncated": True}})
    assert authors_line(found) == "F, et al."


def test_a_reference_without_anything_but_an_id_is_kept() -> None:
    (found,) = read({"id": "a"})
    assert (authors_line(found), source_line(found)) == ("", "")


@pytest.mark.parametrize(
    "item",
    [
        {"id": "a", "author": "Bravo", "issued": "2011", "custom": []},
        {"id": "a", "author": [None, 5, {}], "issued": {"date-parts": []}, "title": None},
        {"id": 5, "title": ["a"], "volume": True, "issued": {"date-parts": [[[[]]]]}},
    ],
)
def test_entries_of_odd_kinds_are_read_as_far_as_they_go(item: object) -> None:
    assert len(read(item)) == 1


def test_each_entry_that_cannot_be_read_is_a_problem_and_the_rest_is_used() -> None:
    text = '[\n{"title": "x"},\n5,\n{"id": "a"},\n{"id": "a"}\n]'
    found, _ = read_references(text, "references.json")
    assert [one.id for one in found] == ["a"]
    assert [what for _, what in problems(text)] == [
        "Reference 1: It has no id.",
        "Reference 2: It is not a set of names and values.",
        "Reference 4: The id a is used twice.",
    ]


def test_an_unknown_kind_of_evidence_is_a_problem() -> None:
    text = '[\n{"id": "a", "custom": {"evidence": "hearsay"}}]'
    assert problems(text) == [(2, "a has an evidence of no known kind (hearsay).")]


@pytest.mark.parametrize(
    "text", ["", "{", '{"a": 1}', "[" * 100_000, '"x"', "[1e999999]", "NaN"], ids=range(7)
)
def test_a_file_that_is_no_list_of_references_is_one_problem(text: str) -> None:
    found, wrong = read_references(text, "references.json")
    assert found == ()
    assert wrong


def test_evidence_is_ordered_and_a_review_counts_only_without_a_study() -> None:
    assert strongest(("review", "animal", "human RCT", "animal")) == (
        "human RCT",
        "animal",
        "review",
    )
    assert strongest_primary(["review", "in vitro"]) == "in vitro"
    assert strongest_primary(["method", "review"]) == "review"
    assert strongest_primary([""]) == ""


def test_half_a_character_is_replaced_and_a_whole_one_stays() -> None:
    text = r'[{"id": "a", "title": "Mice \ud800 and \ud83d\ude00"}]'
    (reference,), problems = read_references(text, "references.json")
    assert reference.title == "Mice ? and 😀"
    assert reference.csl.encode("utf-8")
    assert problems == ()
