"""Relations: the arrows of the axis map from a CSV file."""

import pytest

from gutbrain_app.core.relations import read_relations, relations_csv

FULL = (
    "subject,relation,object,evidence,references,note,subject_stage,object_stage,subject_topic,"
    "object_topic\n"
    "E. coli,makes,serotonin,in vitro,shishov2009|b; @c,in a dish,microbe,messenger,,serotonin\n"
)


def test_a_relation_has_its_ends_evidence_references_and_places() -> None:
    (found,), problems = read_relations(FULL, "r")
    assert (found.subject, found.relation, found.object) == ("E. coli", "makes", "serotonin")
    assert (found.evidence, found.references) == ("in vitro", ("shishov2009", "b", "c"))
    assert (found.subject_stage, found.object_topic, found.line) == ("microbe", "serotonin", 2)
    assert not problems


def test_only_three_columns_are_needed_and_older_names_are_known() -> None:
    (found,), problems = read_relations(
        "subject,relation,object,evidence_level,reference_ids\na,b,c,animal,x\n", "r"
    )
    assert (found.evidence, found.references, found.note) == ("animal", ("x",), "")
    assert not problems


def test_a_row_without_an_end_is_a_problem_with_its_line() -> None:
    found, problems = read_relations("subject,relation,object\na,b,\nd,e,f\n", "r")
    assert [one.subject for one in found] == ["d"]
    assert [one.line for one in problems] == [2]


@pytest.mark.parametrize("text", ["", "a,b\n", "subject,object\n1,2\n", "\0"])
def test_a_file_without_the_columns_is_one_problem(text: str) -> None:
    found, problems = read_relations(text, "r")
    assert found == ()
    assert len(problems) == 1


def test_a_written_table_is_read_again() -> None:
    text = FULL + '"a, ""b""",=c,d,animal,,"e\tf",,,,\n'
    found, _ = read_relations(text, "r")
    assert read_relations(relations_csv(found), "r") == (found, ())
