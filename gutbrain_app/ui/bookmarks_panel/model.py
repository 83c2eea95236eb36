"""The panel's rows for Qt: in words for screen readers, with titles that can be written over."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QMimeData, QModelIndex, QSize, Qt, Signal
from PySide6.QtWidgets import QWidget

from gutbrain_app.ui.bookmarks_panel.rows import FolderRow, MarkRow, Row
from gutbrain_app.ui.row_model import Index, RowModel

EDIT_ROLE = Qt.ItemDataRole.EditRole
SIZE_ROLE = Qt.ItemDataRole.SizeHintRole


class BookmarkModel(RowModel[Row]):
    """Folders and what is in them, one row each."""

    renamed = Signal(object, str)  # Row, its new name

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(spoken_row, parent)
        self.editable = True
        self._mark_size, self._folder_size = QSize(), QSize()

    def set_heights(self, mark: int, folder: int) -> None:
        """Pixels of a row; its width is the view's."""
        self._mark_size, self._folder_size = QSize(60, mark), QSize(60, folder)

    def row_of(self, id: str) -> QModelIndex:
        """The row of a bookmark, or of a folder by its name with those above it."""
        for number, row in enumerate(self._rows):
            if (row.mark.id if isinstance(row, MarkRow) else row.folder) == id:
                return self.index(number)
        return QModelIndex()

    def rows(self) -> Sequence[Row]:
        return self._rows

    # Qt overrides

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        # Asked for every row that is laid out, so it comes first.
        if role == SIZE_ROLE:
            row = self._rows[index.row()]
            return self._mark_size if isinstance(row, MarkRow) else self._folder_size
        if role == EDIT_ROLE and index.isValid():
            row = self._rows[index.row()]
            return row.mark.called if isinstance(row, MarkRow) else row.name
        return super().data(index, role)

    def setData(self, index: Index, value: Any, role: int = EDIT_ROLE) -> bool:
        name = str(value).strip()
        if role != EDIT_ROLE or not index.isValid() or not name:
            return False
        self.renamed.emit(self._rows[index.row()], name)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        if index.isValid() and self.editable:
            flags |= Qt.ItemFlag.ItemIsEditable
            flags |= Qt.ItemFlag.ItemIsDragEnabled | Qt.ItemFlag.ItemIsDropEnabled
        return flags

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """For other programs: the rows in words."""
        carried = QMimeData()
        carried.setText("\n".join(str(index.data()) for index in indexes))
        return carried

    def mimeTypes(self) -> list[str]:
        return ["text/plain"]


def spoken_row(row: Row) -> str:
    """A row in words."""
    if isinstance(row, FolderRow):
        count = "1 bookmark" if row.held == 1 else f"{row.held} bookmarks"
        return f"Folder {row.folder}, {count}, {'open' if row.open else 'closed'}"
    mark = row.mark
    tags = " ".join(f"#{tag}" for tag in mark.tags)
    kind = f"{mark.colour or 'plain'} highlight: {mark.quote.exact}" if mark.quote else ""
    words = (mark.called, kind, topic_above(row), row.standing, mark.note, tags)
    return ". ".join(word for word in words if word)


def topic_above(row: MarkRow) -> str:
    """The title that says where a bookmark is, unless it is its own."""
    return next((title for title in reversed(row.mark.path) if title != row.mark.title), "")
