"""Relations: the cited arrows of the axis map, from a CSV file."""

import csv
import io
from collections.abc import Iterable

import msgspec

from gutbrain_app.core.errors import Problem

MOST_RELATIONS = 50_000
COLUMNS = (
    "subject",
    "relation",
    "object",
    "evidence",
    "references",
    "note",
    "subject_stage",
    "object_stage",
    "subject_topic",
    "object_topic",
)
_OTHER_NAMES = {"evidence": "evidence_level", "references": "reference_ids"}


class Relation(msgspec.Struct, frozen=True, array_like=True):
    """`subject` `relation` `object`, with the references that show it.

    `line` is the row's line in its file; a stage or topic is empty where none is given.
    """

    subject: str
    relation: str
    object: str
    evidence: str
    references: tuple[str, ...]
    note: str
    subject_stage: str
    object_stage: str
    subject_topic: str
    object_topic: str
    line: int


def read_relations(text: str, file: str) -> tuple[tuple[Relation, ...], tuple[Problem, ...]]:
    """Rows need a subject, a relation and an object; every other column may be missing."""
    relations: list[Relation] = []
    problems = []
    rows = csv.DictReader(io.StringIO(text, newline=""))
    try:
        missing = {"subject", "relation", "object"} - set(rows.fieldnames or ())
        if missing:
            what = f"There is no column named {', '.join(sorted(missing))}."
            return (), (Problem(file, 1, what, "Name the columns in the first line."),)
        for row in rows:
            relation = _relation(row, rows.line_num)
            if relation.subject and relation.relation and relation.object:
                relations.append(relation)
            else:
                what = "A relation lacks its subject, its relation or its object."
                problems.append(Problem(file, rows.line_num, what, "Fill it in or remove the row."))
            if len(relations) == MOST_RELATIONS:
                break
    except csv.Error as error:
        what = f"The table cannot be read further ({error})."
        problems.append(Problem(file, rows.line_num, what, "Save it again as CSV."))
    return tuple(relations), tuple(problems)


def _relation(row: dict[str, str], line: int) -> Relation:
    references = _cell(row, "references").replace(";", "|").replace(",", "|").split("|")
    return Relation(
        subject=_cell(row, "subject"),
        relation=_cell(row, "relation"),
        object=_cell(row, "object"),
        evidence=_cell(row, "evidence"),
        references=tuple(key for key in (one.strip(" @") for one in references) if key),
        note=_cell(row, "note"),
        subject_stage=_cell(row, "subject_stage"),
        object_stage=_cell(row, "object_stage"),
        subject_topic=_cell(row, "subject_topic"),
        object_topic=_cell(row, "object_topic"),
        line=line,
    )


def _cell(row: dict[str, str], column: str) -> str:
    value = row.get(column) or row.get(_OTHER_NAMES.get(column, ""))
    return " ".join((value or "").split())


def relations_csv(relations: Iterable[Relation]) -> str:
    """A table that `read_relations` reads again."""
    text = io.StringIO(newline="")
    rows = csv.DictWriter(text, COLUMNS)
    rows.writeheader()
    for relation in relations:
        cells = {column: getattr(relation, column) for column in COLUMNS}
        rows.writerow({**cells, "references": "|".join(relation.references)})
    return text.getvalue()
