"""The backups of the bookmarks: what each holds, and bringing one back."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from gutbrain_app.core.bookmarks.bookmark import Bookmark
from gutbrain_app.core.errors import GutbrainError
from gutbrain_app.core.jsonfile.backups import Backup

ROW = 28
MOST_SHOWN = 2000


class BackupsDialog(QDialog):
    """Newest first; a backup is read when it is chosen."""

    restore_requested = Signal(object)  # Backup

    def __init__(
        self,
        backups: Sequence[Backup],
        now: Sequence[Bookmark],
        look_into: Callable[[Backup], Sequence[Bookmark]],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Backups of the bookmarks")
        self.resize(760, 480)
        self._backups = backups
        self._now = {mark.id: mark for mark in now}
        self._look_into = look_into
        about = _label(self)
        about.setText(
            "A backup is kept at a session's first change and then each hour, ten in all. Bringing "
            "one back can be undone; what you have now becomes a backup too."
            if backups
            else "There is no backup yet: the first is kept before the next change."
        )
        self.list = QListWidget(self)
        self.list.setObjectName("entries")
        self.list.setAccessibleName("Backups, newest first")
        for backup in backups:
            item = QListWidgetItem(f"{backup.date}   number {backup.number}")
            item.setSizeHint(QSize(60, ROW))
            self.list.addItem(item)
        self.said = _label(self)
        self.held = QListWidget(self)
        self.held.setAccessibleName("What the backup holds")
        self.held.setObjectName("entries")
        self.held.setUniformItemSizes(True)
        self.held.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.held.setSpacing(3)
        self.restore = QPushButton("&Bring it back", self)
        self.restore.setEnabled(False)
        self.restore.clicked.connect(self._restore)
        right = QWidget(self)
        inner = QVBoxLayout(right)
        inner.setContentsMargins(8, 0, 0, 0)
        inner.addWidget(self.said)
        inner.addWidget(self.held, 1)
        split = QSplitter(self)
        split.addWidget(self.list)
        split.addWidget(right)
        split.setSizes([220, 520])
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.addButton(self.restore, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 16, 14)
        layout.setSpacing(10)
        layout.addWidget(about)
        layout.addWidget(split, 1)
        layout.addWidget(buttons)
        self.list.currentRowChanged.connect(self._show_backup)
        self.list.setCurrentRow(0)

    def _show_backup(self, row: int) -> None:
        self.held.clear()
        self.restore.setEnabled(False)
        if not 0 <= row < len(self._backups):
            return
        try:
            marks = self._look_into(self._backups[row])
        except GutbrainError as error:
            self.said.setText(str(error))
            return
        self.said.setText(self._compared(marks))
        for mark in marks[:MOST_SHOWN]:
            self.held.addItem(self._line(mark))
        self.restore.setEnabled(True)

    def _compared(self, marks: Sequence[Bookmark]) -> str:
        """How it differs from what the reader has now."""
        there = {mark.id: mark for mark in marks}
        back = sum(id not in self._now for id in there)
        gone = sum(id not in there for id in self._now)
        other = sum(id in self._now and self._now[id] != mark for id, mark in there.items())
        parts = []
        for count, words in ((back, "not there now"), (other, "other than now")):
            if count:
                parts.append(f"{count} {words}")
        if gone:
            parts.append(f"without {gone} that you have now")
        difference = ", ".join(parts) or "the same as now"
        return f"{len(marks)} bookmark{'s' if len(marks) != 1 else ''}: {difference}."

    def _line(self, mark: Bookmark) -> str:
        now = self._now.get(mark.id)
        sign = "+ " if now is None else "≠ " if now != mark else "   "
        words = f"“{mark.quote.exact}”" if mark.quote else mark.called
        note = f" — {mark.note}" if mark.note else ""
        return sign + " ".join((words + note).split())

    def _restore(self) -> None:
        self.restore_requested.emit(self._backups[self.list.currentRow()])
        self.accept()


def _label(parent: QWidget) -> QLabel:
    label = QLabel(parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label
