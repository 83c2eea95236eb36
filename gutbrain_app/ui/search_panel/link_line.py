"""A line of text that does something on a click; cut short where there is no room for it."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

AIR = 6  # at both ends together


class LinkLine(QPushButton):
    """Its words are content's or the reader's own, and shown as they are."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._words = ""
        self.setObjectName("link")
        self.setFlat(True)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_words(self, words: str) -> None:
        self._words = words
        self.setAccessibleName(words)
        self._fit()

    def _fit(self) -> None:
        room = self.width() - AIR
        shown = self.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, room)
        # A single & would underline the letter after it and make it a key.
        self.setText(shown.replace("&", "&&"))

    # Qt overrides

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
