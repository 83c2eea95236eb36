"""Rows of relations.csv that an author should mend are problems, with their line."""

from pathlib import Path

import pytest

from gutbrain_app.core.build.building import build_library
from gutbrain_app.core.build.relation_rows import row_problems
from gutbrain_app.core.library import Library
from gutbrain_app.core.references import read_references
from gutbrain_app.core.relations import read_relations

HEAD = "subject,relation,object,evidence,references,subject_stage,object_stage,subject_topic\n"
REFERENCES, _ = read_references('[{"id": "one", "title": "A"}]', "r")


@pytest.mark.parametrize(
    ("rows", "line", "said"),
    [
        ("a,b,c,humans,one,,,\n", 2, "humans is no known kind of evidence."),
        ("a,b,c,animal,two,,,\n", 2, "The reference two is not in references.json."),
        ("a,b,c,animal,,,,gone\n", 2, "There is no topic gone."),
        ("a,b,c,,,gut,,\nc,b,A,,,,mind,\n", 3, "A has the stage mind here and gut in line 2."),
    ],
)
def test_a_row_that_cannot_be_right_is_a_problem(rows: str, line: int, said: str) -> None:
    relations, _ = read_relations(HEAD + rows, "relations.csv")
    (problem,) = row_problems(relations, REFERENCES, {"here"})
    assert (problem.file, problem.line, problem.what) == ("relations.csv", line, said)


def test_rows_without_fault_or_without_the_optional_cells_are_no_problem() -> None:
    rows = "a,b,c,animal,one,gut,mind,here\na,b,d,,,,,\nc,b,a,human RCT,,mind,gut,\n"
    relations, _ = read_relations(HEAD + rows, "relations.csv")
    assert list(row_problems(relations, REFERENCES, {"here"})) == []


def test_the_built_library_lists_them_and_opens(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "here.md").write_text("# Here\n")
    (folder / "relations.csv").write_text(HEAD + "a,b,c,humans,,,,here\n")
    library = Library.open(build_library(folder, tmp_path / "cache", report=lambda _: None))
    try:
        assert [problem.line for problem in library.problems()] == [2]
        assert len(library.relations()) == 1
    finally:
        library.close()
