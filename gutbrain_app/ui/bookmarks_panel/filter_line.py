"""The line above the bookmarks into which a filter is typed."""

from typing import cast

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget


class FilterLine(QLineEdit):
    """Says when the reader goes on to what was found, or wants to see all again."""

    entered = Signal()
    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setPlaceholderText("Filter bookmarks")
        self.setAccessibleName("Filter bookmarks")
        self.setClearButtonEnabled(True)

    # Qt overrides

    def event(self, event: QEvent) -> bool:
        """Escape leaves the filter, not what the window would leave."""
        is_asked = event.type() == QEvent.Type.ShortcutOverride
        if is_asked and cast("QKeyEvent", event).key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        else:
            super().keyPressEvent(event)
