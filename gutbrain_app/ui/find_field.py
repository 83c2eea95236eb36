"""The field of the bar below the article in which the reader says what to look for."""

import re

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QToolButton, QWidget

LONGEST = 1000
# What is typed for signs that a keyboard lacks.
_LOOKALIKES = {"-": r"[-\u2010-\u2015]", "'": "['\u2018\u2019]", '"': '["\u201c\u201d]'}


class FindField(QWidget):
    """Emits the pattern to look for, or None; Enter and Shift+Enter walk the matches."""

    pattern_changed = Signal(object)  # re.Pattern[str] | None
    step_requested = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.edit = _FindEdit(self)
        self.edit.setAccessibleName("Find on this page")
        self.edit.setPlaceholderText("Find on this page")
        self.edit.setMaxLength(LONGEST)
        self.edit.setMinimumWidth(120)
        self.edit.setMaximumWidth(260)
        self.edit.setClearButtonEnabled(True)
        self.case = _switch("Aa", "Match case", self)
        self.whole = _switch("“w”", "Whole words", self)
        self.edit.textChanged.connect(self._tell)
        self.edit.step_requested.connect(self.step_requested)
        self.case.toggled.connect(self._tell)
        self.whole.toggled.connect(self._tell)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 6, 0)
        layout.setSpacing(3)
        layout.addWidget(self.edit)
        layout.addWidget(self.case)
        layout.addWidget(self.whole)
        self.setFocusProxy(self.edit)

    @property
    def pattern(self) -> re.Pattern[str] | None:
        return find_pattern(
            self.edit.text(), case=self.case.isChecked(), whole=self.whole.isChecked()
        )

    def begin(self, text: str) -> None:
        """Put the keyboard into the field, with the selected words of the page if there are any."""
        if text:
            self.edit.setText(text)
        self.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.edit.selectAll()
        self._tell()

    def _tell(self) -> None:
        self.pattern_changed.emit(self.pattern)


class _FindEdit(QLineEdit):
    step_requested = Signal(int)

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self.step_requested.emit(-1 if back else 1)
        else:
            super().keyPressEvent(event)


def find_pattern(text: str, *, case: bool, whole: bool) -> re.Pattern[str] | None:
    """What to look for in a page; spaces stand for any run of them. None for nothing."""
    words = text.split()
    if not words:
        return None
    looked_for = r"\s+".join(
        "".join(_LOOKALIKES.get(letter) or re.escape(letter) for letter in word) for word in words
    )
    if whole:
        looked_for = rf"(?<!\w){looked_for}(?!\w)"
    return re.compile(looked_for, 0 if case else re.IGNORECASE)


def _switch(words: str, meaning: str, parent: QWidget) -> QToolButton:
    button = QToolButton(parent)
    button.setObjectName("switch")
    button.setText(words)
    button.setToolTip(meaning)
    button.setAccessibleName(meaning)
    button.setCheckable(True)
    button.setAutoRaise(True)
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return button
