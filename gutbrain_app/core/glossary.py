"""The glossary: a library's terms, from a CSV file."""

import csv
import io

import msgspec

from gutbrain_app.core.errors import Problem

MOST_TERMS = 50_000
_NO = ("no", "false", "0")


class Term(msgspec.Struct, frozen=True, array_like=True):
    """`topic` is the id of the topic that explains the term, or empty.

    A word with a second meaning is best not `marked`: its mentions in the text stay plain.
    """

    term: str
    definition: str
    aliases: tuple[str, ...] = ()
    topic: str = ""
    marked: bool = True


def read_glossary(text: str, file: str) -> tuple[tuple[Term, ...], tuple[Problem, ...]]:
    """Columns term, definition, aliases (`a|b`) and, if wanted, topic and marked (yes or no)."""
    terms: dict[str, Term] = {}
    problems = []
    rows = csv.DictReader(io.StringIO(text, newline=""))
    try:
        if "term" not in (rows.fieldnames or ()):
            remedy = "Begin the file with the line term,definition,aliases."
            return (), (Problem(file, 1, "There is no column named term.", remedy),)
        for row in rows:
            term = _term(row)
            if not term.term:
                problems.append(
                    Problem(file, rows.line_num, "A row has no term.", "Name it or remove the row.")
                )
            elif term.term.casefold() in terms:
                what = f"The term {term.term} stands here twice."
                problems.append(Problem(file, rows.line_num, what, "Remove one of the two."))
            elif len(terms) < MOST_TERMS:
                terms[term.term.casefold()] = term
    except csv.Error as error:
        what = f"The table cannot be read further ({error})."
        problems.append(Problem(file, rows.line_num, what, "Save it again as CSV."))
    return tuple(terms.values()), tuple(problems)


def _term(row: dict[str, str]) -> Term:
    aliases = (alias.strip() for alias in _cell(row, "aliases").split("|"))
    return Term(
        _cell(row, "term"),
        _cell(row, "definition"),
        tuple(alias for alias in aliases if alias),
        _cell(row, "topic"),
        _cell(row, "marked").casefold() not in _NO,
    )


def _cell(row: dict[str, str], column: str) -> str:
    # A short row has None in its last columns, a long one a list under the name None.
    return " ".join((row.get(column) or "").split())
