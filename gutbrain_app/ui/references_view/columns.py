"""What the table of references shows, and which of them a reader wants to see."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtGui import QIcon

from gutbrain_app.core.references import EVIDENCE, Reference, authors_line
from gutbrain_app.ui.table_model import Column

WIDTHS = (160, 64, 0, 150, 152, 84)


@dataclass(frozen=True)
class Wish:
    """Words, all of which must be found; a kind of study; the first and last year, 0 for any."""

    words: str = ""
    evidence: str = ""
    first: int = 0
    last: int = 0

    def fits(self, reference: Reference, haystack: str) -> bool:
        if self.evidence and reference.evidence != self.evidence:
            return False
        if self.first or self.last:
            year = year_of(reference)
            if not year or year < self.first or (self.last and year > self.last):
                return False
        return all(word in haystack for word in self.words.casefold().split())


def haystack_of(reference: Reference) -> str:
    """All words by which a reference is found."""
    parts = (*reference.authors, reference.title, reference.journal, reference.year)
    more = (reference.doi, reference.evidence, reference.caution, reference.publisher, reference.id)
    return " ".join((*parts, *more)).casefold()


def year_of(reference: Reference) -> int:
    """0 for a year that is no number."""
    return int(reference.year) if reference.year.isascii() and reference.year.isdecimal() else 0


def reference_columns(
    citing: Callable[[str], int], badge: Callable[[str], QIcon]
) -> tuple[Column[Reference], ...]:
    """`citing` tells how many sections rest on a reference."""
    levels = {level: number for number, level in enumerate(EVIDENCE)}

    def caution_mark(one: Reference) -> str:
        return f"⚠ {one.title}" if one.caution else one.title

    return (
        Column(
            "Authors", lambda one: authors_line(one, 3), lambda one: authors_line(one).casefold()
        ),
        Column("Year", lambda one: one.year, year_of, is_number=True),
        Column("Title", caution_mark, lambda one: one.title.casefold()),
        Column(
            "Journal",
            lambda one: one.journal or one.publisher,
            lambda one: (one.journal or one.publisher).casefold(),
        ),
        Column(
            "Kind of study",
            lambda one: one.evidence,
            lambda one: levels.get(one.evidence, len(levels)),
            picture=lambda one: badge(one.evidence) if one.evidence else None,
        ),
        Column(
            "Sections",
            lambda one: str(citing(one.id)),
            lambda one: citing(one.id),
            is_number=True,
        ),
    )
