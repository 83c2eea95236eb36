"""The bookmarks panel: kept places by folder, with the reader's notes."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QModelIndex,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QLabel,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from gutbrain_app.core.bookmarks.bookmark import Bookmark
from gutbrain_app.ui.bookmark_delegate import BookmarkDelegate
from gutbrain_app.ui.bookmark_shelf import BookmarkShelf
from gutbrain_app.ui.row_model import ROW_ROLE, Index, RowModel
from gutbrain_app.ui.theme import Theme

TYPING_MS = 400


@dataclass(frozen=True)
class FolderRow:
    """The name of a folder above its bookmarks."""

    name: str


class BookmarkModel(RowModel[Bookmark | FolderRow]):
    """Bookmarks in the reader's order, those in folders under their folder's name."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(spoken_row, parent)

    def set_bookmarks(self, bookmarks: Sequence[Bookmark]) -> None:
        rows: list[Bookmark | FolderRow] = [mark for mark in bookmarks if not mark.folder]
        for folder in sorted({mark.folder for mark in bookmarks if mark.folder}):
            rows.append(FolderRow(folder))
            rows.extend(mark for mark in bookmarks if mark.folder == folder)
        self.set_rows(rows)

    def row_of(self, id: str) -> QModelIndex:
        for number, row in enumerate(self._rows):
            if isinstance(row, Bookmark) and row.id == id:
                return self.index(number)
        return QModelIndex()

    # Qt overrides

    def flags(self, index: Index) -> Qt.ItemFlag:
        if index.isValid() and isinstance(self._rows[index.row()], FolderRow):
            return Qt.ItemFlag.ItemIsEnabled
        return super().flags(index)


class BookmarksPanel(QWidget):
    """The list, and below it the note and folder of the chosen bookmark, saved as typed."""

    bookmark_requested = Signal(object)  # Bookmark to open
    remove_requested = Signal()  # of the chosen one

    def __init__(self, shelf: BookmarkShelf, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shelf = shelf
        self._edited = ""
        self._model = BookmarkModel(self)
        self.list = _BookmarkList(self)
        self.list.setModel(self._model)
        self._delegate = BookmarkDelegate(theme, self.list)
        self.list.setItemDelegate(self._delegate)
        self.empty = QLabel("Ctrl+D keeps the section you are reading.", self)
        self.empty.setObjectName("muted")
        self.empty.setWordWrap(True)
        self.note = QPlainTextEdit(self)
        self.note.setAccessibleName("Note on the bookmark")
        self.note.setPlaceholderText("A note on this bookmark")
        self.note.setTabChangesFocus(True)
        self.note.setMaximumHeight(110)
        self.folder = QComboBox(self)
        self.folder.setAccessibleName("Folder of the bookmark")
        self.folder.setEditable(True)
        self._folder_name = QLineEdit(self)
        self._folder_name.setPlaceholderText("No folder")
        self.folder.setLineEdit(self._folder_name)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(TYPING_MS)
        self._place_widgets()
        self.list.clicked.connect(self._open)
        self.list.activated.connect(self._open)
        self.list.remove_pressed.connect(self.remove_requested)
        self.list.selectionModel().currentChanged.connect(self._choose)
        self.note.textChanged.connect(self._typing.start)
        self._folder_name.editingFinished.connect(self.save_edits)
        self.folder.activated.connect(self.save_edits)
        self._typing.timeout.connect(self.save_edits)
        shelf.changed.connect(self.show_bookmarks)
        self.show_bookmarks()

    def set_theme(self, theme: Theme) -> None:
        self._delegate.set_theme(theme)
        self.list.viewport().update()

    def show_bookmarks(self) -> None:
        chosen = self._edited
        self._model.set_bookmarks(self._shelf.bookmarks)
        self.empty.setVisible(not self._shelf.bookmarks)
        self._edited = ""
        row = self._model.row_of(chosen)
        if row.isValid():
            self.list.setCurrentIndex(row)
        else:
            self._choose(QModelIndex())

    def choose(self, id: str) -> None:
        self.list.setCurrentIndex(self._model.row_of(id))

    def edit_note(self, id: str) -> None:
        """Choose a bookmark and put the keyboard into its note."""
        self.choose(id)
        self.note.setFocus()

    def remove_chosen(self) -> bool:
        """Remove the chosen bookmark; False when none is chosen."""
        row = self.list.currentIndex().data(ROW_ROLE)
        if not isinstance(row, Bookmark):
            return False
        self.save_edits()
        self._shelf.remove(row.id)
        return True

    def save_edits(self) -> None:
        """Save what was typed; also called on every way out of the program."""
        self._typing.stop()
        if self._edited and not self.note.isReadOnly():
            self._shelf.change(
                self._edited,
                note=self.note.toPlainText() if self.note.document().isModified() else None,
                folder=self.folder.currentText().strip(),
            )
            self.note.document().setModified(False)

    def _choose(self, index: QModelIndex) -> None:
        row = index.data(ROW_ROLE) if index.isValid() else None
        mark = row if isinstance(row, Bookmark) else None
        if mark is not None and mark.id == self._edited:
            return
        self.save_edits()
        self._edited = mark.id if mark else ""
        self.note.setVisible(mark is not None)
        self.folder.setVisible(mark is not None)
        if mark is None:
            return
        self._show_edited(mark)

    def _show_edited(self, mark: Bookmark) -> None:
        if not self.note.document().isModified() and self.note.toPlainText() != mark.note:
            self.note.blockSignals(True)
            self.note.setPlainText(mark.note)
            self.note.blockSignals(False)
        self.note.document().setModified(False)
        self.note.setReadOnly(not self._shelf.writable)
        self.folder.setEnabled(self._shelf.writable)
        self.folder.clear()
        self.folder.addItems(["", *sorted({m.folder for m in self._shelf.bookmarks if m.folder})])
        self.folder.setCurrentText(mark.folder)

    def _open(self, index: QModelIndex) -> None:
        row = index.data(ROW_ROLE)
        if isinstance(row, Bookmark):
            self.bookmark_requested.emit(row)

    def _place_widgets(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.empty)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.note)
        layout.addWidget(self.folder)


class _BookmarkList(QListView):
    remove_pressed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName("Bookmarks")
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMouseTracking(True)

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.remove_pressed.emit()
            return
        super().keyPressEvent(event)

    def minimumSizeHint(self) -> QSize:
        return QSize(100, 60)


def spoken_row(row: Bookmark | FolderRow) -> str:
    """A row in words, for screen readers."""
    if isinstance(row, FolderRow):
        return f"Folder {row.name}"
    above = row.path[-1] if row.path else ""
    return ". ".join(words for words in (row.title, above, row.note) if words)
