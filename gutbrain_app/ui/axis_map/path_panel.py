"""Asking for a path: from one thing to another, the shortest and the best supported."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtWidgets import (
    QCompleter,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QListWidget,
    QListWidgetItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from gutbrain_app.ui.style_sheets import popup_css
from gutbrain_app.ui.theme import Theme, icon

MOST_ROWS_HIGH = 4
ROW = 44


@dataclass(frozen=True)
class PathText:
    """A path in words, with the relations it leads along."""

    steps: str
    detail: str
    relations: tuple[int, ...]


class PathPanel(QWidget):
    """Two boxes for names and the list of paths between them."""

    asked = Signal(str, str)
    path_chosen = Signal(object)  # relations by number
    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names = QStringListModel(self)
        self._popups: list[QListView] = []
        self.start = self._box("From, for example Lactobacillus", "Path from")
        self.end = self._box("to, for example anxiety", "Path to")
        self._swap = QToolButton(self)
        self._swap.setAccessibleName("Exchange the two ends")
        self._swap.setToolTip("Exchange the two ends")
        self._swap.clicked.connect(self._exchange)
        self._close = QToolButton(self)
        self._close.setAccessibleName("Close the paths")
        self._close.setToolTip("Close the paths (Esc)")
        self._close.clicked.connect(self.closed)
        self.status = QLabel(self)
        self.status.setObjectName("muted")
        self.status.setTextFormat(Qt.TextFormat.PlainText)
        self.status.setWordWrap(True)
        self.list = QListWidget(self)
        self.list.setObjectName("paths")
        self.list.setAccessibleName("Paths")
        self.list.setWordWrap(True)
        self.list.currentRowChanged.connect(self._choose)
        self._paths: Sequence[PathText] = ()
        self._lay_out()
        self.set_theme(theme)
        self.show_paths((), "")

    def set_theme(self, theme: Theme) -> None:
        self._swap.setIcon(icon("swap", theme))
        self._close.setIcon(icon("close", theme))
        for popup in self._popups:
            popup.setStyleSheet(popup_css(theme))

    def set_names(self, names: Sequence[str]) -> None:
        """What the boxes complete."""
        self._names.setStringList(list(names))

    def show_paths(self, paths: Sequence[PathText], status: str) -> None:
        """List the paths, choose the first, and say something of them all."""
        self._paths = paths
        self.status.setText(status)
        self.status.setVisible(bool(status))
        self.list.clear()
        for path in paths:
            item = QListWidgetItem(f"{path.steps}\n{path.detail}")
            item.setToolTip("")
            self.list.addItem(item)
        self.list.setVisible(bool(paths))
        self.list.setFixedHeight(ROW * min(len(paths), MOST_ROWS_HIGH) + 6)
        if paths:
            self.list.setCurrentRow(0)

    def _lay_out(self) -> None:
        boxes = QHBoxLayout()
        boxes.setSpacing(6)
        for part, stretch in ((self.start, 1), (self._swap, 0), (self.end, 1), (self._close, 0)):
            boxes.addWidget(part, stretch)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 4, 16, 4)
        layout.setSpacing(4)
        layout.addLayout(boxes)
        layout.addWidget(self.status)
        layout.addWidget(self.list)

    def _box(self, hint: str, name: str) -> QLineEdit:
        box = QLineEdit(self)
        box.setPlaceholderText(hint)
        box.setAccessibleName(name)
        completer = QCompleter(self._names, box)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        # After the box has taken the text over, so that the answer is about the whole of it.
        completer.activated.connect(self._ask, Qt.ConnectionType.QueuedConnection)
        # Its own list has a delegate that knows no style sheets.
        popup = QListView()
        completer.setPopup(popup)
        self._popups.append(popup)
        box.setCompleter(completer)
        box.returnPressed.connect(self._ask)
        return box

    def _ask(self) -> None:
        start, end = self.start.text().strip(), self.end.text().strip()
        if start and end:
            self.asked.emit(start, end)
        elif start:
            self.end.setFocus()

    def _exchange(self) -> None:
        start, end = self.start.text(), self.end.text()
        self.start.setText(end)
        self.end.setText(start)
        self._ask()

    def _choose(self, row: int) -> None:
        if 0 <= row < len(self._paths):
            self.path_chosen.emit(self._paths[row].relations)
