"""The bar below the article: how many matches there are, which is the current one, and on."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QWidget

from gutbrain_app.ui.actions import follow_key
from gutbrain_app.ui.theme import Theme, icon


class MatchBar(QFrame):
    """Shows the count of matches in the page and emits wishes; what is looked for it does not know.

    A widget that says what to look for, such as a field, may stand before the count.
    """

    step_requested = Signal(int)
    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("matches")
        self.setAccessibleName("Matches on this page")
        self._count = QLabel(self)
        self._count.setTextFormat(Qt.TextFormat.PlainText)
        self._previous = self._button("Previous match")
        self._next = self._button("Next match")
        self._close = self._button("Take the marks away")
        self._previous.clicked.connect(lambda: self.step_requested.emit(-1))
        self._next.clicked.connect(lambda: self.step_requested.emit(1))
        self._close.clicked.connect(self.closed)
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(16, 4, 8, 4)
        self._layout.setSpacing(4)
        self._layout.addWidget(self._count)
        self._layout.addSpacing(4)
        self._layout.addWidget(self._previous)
        self._layout.addWidget(self._next)
        self._layout.addStretch(1)
        self._layout.addWidget(self._close)
        self.set_theme(theme)

    @property
    def text(self) -> str:
        return self._count.text()

    def set_theme(self, theme: Theme) -> None:
        self._previous.setIcon(icon("up", theme))
        self._next.setIcon(icon("down", theme))
        self._close.setIcon(icon("close", theme))

    def follow_keys(self, previous: QAction, following: QAction, away: QAction) -> None:
        """Tell the keys of the actions that do the same."""
        follow_key(self._previous, previous)
        follow_key(self._next, following)
        follow_key(self._close, away)

    def set_field(self, field: QWidget) -> None:
        """Put what says what to look for at the bar's beginning."""
        self._layout.insertWidget(0, field)

    def show_count(self, current: int, total: int) -> None:
        """`current` counts from 1; 0 where no match was chosen yet."""
        noun = "match" if total == 1 else "matches"
        if not total:
            words = "No matches on this page"
        elif current:
            words = f"{current} of {total} {noun}"
        else:
            words = f"{total} {noun}"
        self._count.setText(words)
        self._count.setAccessibleName(words)
        self._previous.setEnabled(total > 0)
        self._next.setEnabled(total > 0)

    def _button(self, words: str) -> QToolButton:
        button = QToolButton(self)
        button.setAutoRaise(True)
        button.setToolTip(words)
        button.setAccessibleName(words)
        return button
