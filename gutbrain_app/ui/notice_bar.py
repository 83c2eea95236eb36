"""A small notice in the window: one sentence, perhaps one thing to do about it."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from gutbrain_app.ui.theme import Theme, icon

PASSING_MS = 9000


class NoticeBar(QFrame):
    """Shows the newest notice; serious ones stay until they are closed, others pass."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self._deed: Callable[[], object] | None = None
        self._text = QLabel(self)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setWordWrap(True)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._button = QPushButton(self)
        self._button.clicked.connect(self._do)
        self._close = QToolButton(self)
        self._close.setAccessibleName("Close this notice")
        self._close.setToolTip("Close this notice")
        self._close.clicked.connect(self.hide)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 7, 8, 7)
        layout.addWidget(self._text, 1)
        layout.addWidget(self._button)
        layout.addWidget(self._close)
        self._passing = QTimer(self)
        self._passing.setSingleShot(True)
        self._passing.setInterval(PASSING_MS)
        self._passing.timeout.connect(self.hide)
        self.set_theme(theme)
        self.hide()

    @property
    def text(self) -> str:
        return self._text.text() if not self.isHidden() else ""

    def set_theme(self, theme: Theme) -> None:
        self._close.setIcon(icon("close", theme))

    def tell(
        self,
        sentence: str,
        *,
        serious: bool = False,
        deed: str = "",
        do: Callable[[], object] | None = None,
    ) -> None:
        """Show a sentence, with a button named `deed` where there is something to do."""
        self._text.setText(sentence)
        self._text.setAccessibleName(sentence)
        self._deed = do
        self._button.setVisible(do is not None)
        self._button.setText(deed)
        self.setProperty("serious", "true" if serious else "false")
        self.style().unpolish(self)
        self.style().polish(self)
        self.show()
        self._passing.stop()
        if not serious:
            self._passing.start()

    def _do(self) -> None:
        self.hide()
        if self._deed is not None:
            self._deed()
