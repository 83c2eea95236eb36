"""The dots under glossary terms in the page; style sheets have none."""

from collections.abc import Iterable

from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QTextEdit

_QUIET = 128, 128, 128  # stands back on light and dark ground alike


def term_marks(
    document: QTextDocument, terms: Iterable[tuple[int, int]]
) -> list[QTextEdit.ExtraSelection]:
    """A dotted line under each stretch, given by where it begins and ends."""
    dots = QTextCharFormat()
    dots.setUnderlineColor(QColor(*_QUIET))
    dots.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
    marks = []
    for start, end in terms:
        mark = QTextEdit.ExtraSelection()
        cursor = QTextCursor(document)
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        mark.cursor = cursor
        mark.format = dots
        marks.append(mark)
    return marks
