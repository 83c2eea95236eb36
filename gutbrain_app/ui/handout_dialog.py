"""Putting a handout together: which bookmarks, in what order, in which form; with a preview."""

from collections.abc import Callable, Collection, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QByteArray, QSize, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSplitter,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from gutbrain_app.core.bookmarks.bookmark import Bookmark

if TYPE_CHECKING:
    from gutbrain_app.core.handout.handout import Handout

SETTLE_MS = 150
MARK_ROLE = Qt.ItemDataRole.UserRole
FORMS = {"PDF": ".pdf", "HTML": ".html", "Markdown": ".md"}
Maker = Callable[[Sequence[Bookmark], str, bool], "Handout"]


class HandoutDialog(QDialog):
    """`make` makes the handout of some bookmarks, with a title, and with texts or without."""

    save_requested = Signal(object, str)  # Handout, the file's ending

    def __init__(
        self,
        marks: Sequence[Bookmark],
        chosen: Collection[str] | None,
        make: Maker,
        parent: QWidget,
    ) -> None:
        """`chosen` are the ids that are ticked at first; all of them when it is None."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Handout")
        self.resize(980, 640)
        self._make = make
        self.list = _EntryList(self)
        for mark in marks:
            words = " ".join((mark.quote.exact if mark.quote else mark.called).split())
            item = QListWidgetItem(f"“{words}”" if mark.quote else words)
            item.setData(MARK_ROLE, mark)
            item.setSizeHint(QSize(60, 26))
            ticked = chosen is None or mark.id in chosen
            item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.title = QLineEdit("Handout", self)
        self.title.setAccessibleName("Title of the handout")
        self.texts = QCheckBox("With the &text of bookmarked sections", self)
        self.form = QComboBox(self)
        self.form.setAccessibleName("Form of the file")
        self.form.addItems(list(FORMS))
        self.preview = _Preview(self)
        self.save = QPushButton("&Save…", self)
        self.save.setDefault(True)
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(SETTLE_MS)
        self._settled.timeout.connect(self.show_preview)
        self._place_widgets()
        self.list.itemChanged.connect(self._settled.start)
        self.list.model().rowsMoved.connect(self._settled.start)
        self.title.textChanged.connect(self._settled.start)
        self.texts.toggled.connect(self._settled.start)
        self.save.clicked.connect(self._save)
        self.show_preview()

    def marks(self) -> list[Bookmark]:
        """Those that are ticked, in the order of the list."""
        items = [self.list.item(row) for row in range(self.list.count())]
        ticked = [each for each in items if each.checkState() == Qt.CheckState.Checked]
        return [each.data(MARK_ROLE) for each in ticked]

    def handout(self) -> "Handout":
        title = self.title.text().strip() or "Handout"
        return self._make(self.marks(), title, self.texts.isChecked())

    def show_preview(self) -> None:
        # Imported when it is first asked for.
        from gutbrain_app.core.handout.page import handout_page

        self.save.setEnabled(bool(self.marks()))
        at = self.preview.verticalScrollBar().value()
        self.preview.setHtml(handout_page(self.handout()))
        self.preview.verticalScrollBar().setValue(at)

    def _save(self) -> None:
        self.save_requested.emit(self.handout(), FORMS[self.form.currentText()])

    def _tick_all(self) -> None:
        items = [self.list.item(row) for row in range(self.list.count())]
        all_ticked = len(self.marks()) == len(items)
        for item in items:
            item.setCheckState(Qt.CheckState.Unchecked if all_ticked else Qt.CheckState.Checked)

    def _place_widgets(self) -> None:
        about = QLabel("Tick what goes in; drag, or Alt and an arrow, puts it in order.", self)
        about.setObjectName("muted")
        about.setTextFormat(Qt.TextFormat.PlainText)
        about.setWordWrap(True)
        tick_all = QPushButton("&All or none", self)
        tick_all.setAutoDefault(False)
        tick_all.clicked.connect(self._tick_all)
        left = QWidget(self)
        inner = QVBoxLayout(left)
        inner.setContentsMargins(0, 0, 8, 0)
        for widget in (self.title, about):
            inner.addWidget(widget)
        inner.addWidget(self.list, 1)
        inner.addWidget(tick_all)
        inner.addWidget(self.texts)
        split = QSplitter(self)
        split.addWidget(left)
        split.addWidget(self.preview)
        split.setSizes([340, 620])
        close = QPushButton("Close", self)
        close.setAutoDefault(False)
        close.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.addStretch(1)
        for button in (self.form, self.save, close):
            row.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 16, 14)
        layout.setSpacing(10)
        layout.addWidget(split, 1)
        layout.addLayout(row)


class _EntryList(QListWidget):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("entries")
        self.setAccessibleName("Bookmarks of the handout")
        self.setDragDropMode(QListWidget.DragDropMode.InternalMove)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        step = steps.get(Qt.Key(event.key()), 0)
        row = self.currentRow()
        alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
        if not (alt and step):
            super().keyPressEvent(event)
        elif 0 <= row + step < self.count():
            self.insertItem(row + step, self.takeItem(row))
            self.setCurrentRow(row + step)
            self.itemChanged.emit(self.currentItem())


class _Preview(QTextEdit):
    """Shows a page on white, as it is printed, and loads nothing for it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("paper")
        self.setReadOnly(True)
        self.setAccessibleName("Preview of the handout")
        self.document().setDocumentMargin(22)

    # Qt overrides

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        return QByteArray()
