"""The line being read, kept at its height on the screen while a page is laid out anew."""

from PySide6.QtCore import QPoint
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QTextBrowser


class LineKeeper:
    """Remembers the first visible line of a view; it stays the same one until the reader scrolls.

    Otherwise each of many changes would take the beginning of a longer line, further up.
    """

    def __init__(self, view: QTextBrowser) -> None:
        self._view = view
        self._kept = -1, 0, 0  # the scroll value, where in the text the line begins, its height

    def note(self) -> None:
        """Call before the page is laid out anew."""
        scroll = self._view.verticalScrollBar().value()
        if scroll == 0:
            self._kept = 0, 0, 0  # the beginning of the page stays in sight
        elif scroll != self._kept[0]:
            position = self._view.cursorForPosition(QPoint(0, 0))
            self._kept = scroll, position.position(), self._height_of(position.position())

    def restore(self) -> None:
        """Call after that."""
        _, position, height = self._kept
        bar = self._view.verticalScrollBar()
        if not position:
            return
        end = self._view.document().characterCount() - 1
        bar.setValue(bar.value() + self._height_of(min(position, end)) - height)
        self._kept = bar.value(), position, height

    def _height_of(self, position: int) -> int:
        cursor = QTextCursor(self._view.document())
        cursor.setPosition(position)
        return self._view.cursorRect(cursor).top()
