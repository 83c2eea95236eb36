"""The one search box: it keeps the keyboard while the results below it are walked."""

from PySide6 import QtCore
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget


class SearchBox(QLineEdit):
    """Says what was typed, and which of the keys for the results were pressed."""

    step_requested = QtCore.Signal(int)
    open_requested = QtCore.Signal(bool)  # whether the keyboard stays here
    left = QtCore.Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("search")
        self.setAccessibleName("Search the reference")
        self.setPlaceholderText("Search the reference      Ctrl+K")

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {
            QtCore.Qt.Key.Key_Down: 1,
            QtCore.Qt.Key.Key_Up: -1,
            QtCore.Qt.Key.Key_PageDown: 5,
            QtCore.Qt.Key.Key_PageUp: -5,
        }
        key = QtCore.Qt.Key(event.key())
        if key in steps:
            self.step_requested.emit(steps[key])
        elif key in (QtCore.Qt.Key.Key_Return, QtCore.Qt.Key.Key_Enter):
            control = event.modifiers() & QtCore.Qt.KeyboardModifier.ControlModifier
            self.open_requested.emit(bool(control))
        elif key == QtCore.Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
