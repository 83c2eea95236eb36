"""The marks of a search in the page: every found word on the colour of matches."""

from collections.abc import Sequence

from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QTextEdit


def match_marks(
    document: QTextDocument, words: Sequence[str], colour: str
) -> list[QTextEdit.ExtraSelection]:
    """Marks for the words of a search (as `Hits.words` has them), in the page's order."""
    if not words:
        return []
    # Imported when something was searched: the engine's tables are not needed for a start.
    from gutbrain_app.core.index.marking import matches

    shape = QTextCharFormat()
    shape.setBackground(QColor(colour))
    text = document.toPlainText()
    marks = []
    for start, end in matches(text, words):
        mark = QTextEdit.ExtraSelection()
        cursor = QTextCursor(document)
        cursor.setPosition(_utf16(text, start))
        cursor.setPosition(_utf16(text, end), QTextCursor.MoveMode.KeepAnchor)
        # PySide copies both; the list of marks owns the copies.
        mark.cursor = cursor
        mark.format = shape
        marks.append(mark)
    return marks


def _utf16(text: str, position: int) -> int:
    """Qt counts letters beyond the first plane twice."""
    return position if text.isascii() else len(text[:position].encode("utf-16-le")) // 2
