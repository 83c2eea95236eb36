"""What was read lately: a list to go back to, to shorten and to wipe."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from gutbrain_app.core.history import Visit
from gutbrain_app.ui.quiet_table import make_quiet, show_only

VISIT_ROLE = Qt.ItemDataRole.UserRole
PRIVATE = "Private reading: nothing is recorded in this window"


class RecentDialog(QDialog):
    """Emits wishes; the list is what it was told last."""

    visit_requested = Signal(object)  # Visit
    forget_requested = Signal(object)  # Visit
    wipe_requested = Signal()
    private_requested = Signal(bool)

    def __init__(self, private: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Recently read")
        self.resize(620, 520)
        self.filter = QLineEdit(self)
        self.filter.setAccessibleName("Filter what was read")
        self.filter.setPlaceholderText("Filter")
        self.filter.setClearButtonEnabled(True)
        self.filter.textChanged.connect(self._filter)
        self.table = _table(self)
        self.table.open_requested.connect(self._open)
        self.table.forget_requested.connect(self._forget)
        self.private = QCheckBox(PRIVATE, self)
        self.private.setChecked(private)
        self.private.toggled.connect(self.private_requested)
        self._note = QLabel(self)
        self._note.setObjectName("muted")
        self._note.setTextFormat(Qt.TextFormat.PlainText)
        self._note.setWordWrap(True)
        buttons = QDialogButtonBox(self)
        self.go = buttons.addButton("Open", QDialogButtonBox.ButtonRole.AcceptRole)
        self.forget = buttons.addButton("Forget", QDialogButtonBox.ButtonRole.ActionRole)
        self.wipe = buttons.addButton("Forget all", QDialogButtonBox.ButtonRole.ActionRole)
        buttons.addButton(QDialogButtonBox.StandardButton.Close)
        self.go.clicked.connect(self._open)
        self.forget.clicked.connect(self._forget)
        self.wipe.clicked.connect(self.wipe_requested)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setSpacing(10)
        for widget in (self.filter, self.table, self._note, self.private, buttons):
            layout.addWidget(widget)

    def show_visits(self, visits: Sequence[Visit], sections: Sequence[str]) -> None:
        """Visits, latest first, with the heading of the section each ended in."""
        row = self.table.currentRow()
        self.table.setRowCount(len(visits))
        for number, (visit, section) in enumerate(zip(visits, sections, strict=True)):
            for column, text in enumerate((visit.title, section, moment_words(visit.read))):
                item = QTableWidgetItem(text)
                item.setData(VISIT_ROLE, visit)
                self.table.setItem(number, column, item)
        self.table.setCurrentCell(min(max(0, row), len(visits) - 1), 0)
        self._filter(self.filter.text())
        self._note.setText(
            "An article opens where you left it. Del forgets one."
            if visits
            else "Nothing was read yet, or it was forgotten."
        )
        for button in (self.go, self.forget, self.wipe):
            button.setEnabled(bool(visits))

    def _filter(self, text: str) -> None:
        show_only(self.table, text, 2)

    def _open(self) -> None:
        visit = self._chosen()
        if visit is not None:
            self.visit_requested.emit(visit)
            self.accept()

    def _forget(self) -> None:
        visit = self._chosen()
        if visit is not None:
            self.forget_requested.emit(visit)

    def _chosen(self) -> Visit | None:
        item = self.table.currentItem()
        if item is None or self.table.isRowHidden(item.row()):
            return None
        visit = item.data(VISIT_ROLE)
        return visit if isinstance(visit, Visit) else None


class _VisitTable(QTableWidget):
    open_requested = Signal()
    forget_requested = Signal()

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.open_requested.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.forget_requested.emit()
        else:
            super().keyPressEvent(event)


def _table(parent: QWidget) -> _VisitTable:
    table = _VisitTable(0, 3, parent)
    table.setAccessibleName("Recently read")
    table.setHorizontalHeaderLabels(["Article", "Section", "Read"])
    make_quiet(table)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    header = table.horizontalHeader()
    for column in (0, 1):
        header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
    header.setSectionResizeMode(2, QHeaderView.ResizeMode.ResizeToContents)
    table.cellDoubleClicked.connect(lambda *_: table.open_requested.emit())
    return table


def moment_words(read: str) -> str:
    """A moment as ISO 8601 writes it, in the reader's own time; as it is when it is none."""
    try:
        return datetime.fromisoformat(read).astimezone().strftime("%Y-%m-%d %H:%M")
    except (ValueError, OverflowError, OSError):
        return read
