"""The list in the bookmarks panel: choosing, folding, dragging, and the keys for it."""

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QDragMoveEvent, QDropEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from gutbrain_app.core.bookmarks.bookmark import Bookmark
from gutbrain_app.ui.bookmarks_panel.rows import FolderRow, MarkRow, Row
from gutbrain_app.ui.row_model import ROW_ROLE
from gutbrain_app.ui.typing_keys import WINDOW_KEYS, is_typing

# Rows laid out before the first of them is painted; the others follow while nothing else is done.
BATCH = 40
Position = QAbstractItemView.DropIndicatorPosition


class BookmarkList(QListView):
    """Rows may be thousands: those out of sight cost nothing when a key changes them all."""

    open_requested = Signal(object)  # Row
    fold_requested = Signal(str, bool)  # a folder, and whether it is to be open
    remove_requested = Signal()
    step_requested = Signal(int)  # the chosen rows one up or down
    typed = Signal(str)
    dropped = Signal(object, object)  # the Row (None: below all), and the Position to it

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName("Bookmarks")
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setBatchSize(BATCH)
        self.setMouseTracking(True)
        self.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QListView.EditTrigger.EditKeyPressed)
        self.setDragDropMode(QListView.DragDropMode.InternalMove)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._plain_click = True
        self.clicked.connect(self._click)
        self.activated.connect(self._open)

    def chosen(self) -> tuple[Bookmark, ...]:
        """The bookmarks that are selected, in their order."""
        return tuple(row.mark for row in self._selected_rows() if isinstance(row, MarkRow))

    def chosen_folder(self) -> str:
        """The folder that alone is selected, or nothing."""
        rows = self._selected_rows()
        return rows[0].folder if len(rows) == 1 and isinstance(rows[0], FolderRow) else ""

    def show_row(self, index: QModelIndex) -> None:
        """Choose a row that may not be laid out yet, and bring it into sight."""
        self.setBatchSize(max(BATCH, index.row() + BATCH))
        self.setCurrentIndex(index)
        self.doItemsLayout()
        self.scrollTo(index)
        self.setBatchSize(BATCH)

    def _selected_rows(self) -> list[Row]:
        numbers = sorted(index.row() for index in self.selectedIndexes())
        return [self.model().index(number, 0).data(ROW_ROLE) for number in numbers]

    def _open(self, index: QModelIndex) -> None:
        row = index.data(ROW_ROLE)
        if isinstance(row, FolderRow):
            self.fold_requested.emit(row.folder, not row.open)
        elif row is not None:
            self.open_requested.emit(row)

    def _click(self, index: QModelIndex) -> None:
        """A click opens; one with Ctrl or Shift only chooses."""
        if self._plain_click:
            self._open(index)

    # Qt overrides

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._plain_click = event.modifiers() == Qt.KeyboardModifier.NoModifier
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, alt = event.key(), event.modifiers() == Qt.KeyboardModifier.AltModifier
        row = self.currentIndex().data(ROW_ROLE)
        if key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.remove_requested.emit()
        elif alt and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.step_requested.emit(-1 if key == Qt.Key.Key_Up else 1)
        elif isinstance(row, FolderRow) and key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.fold_requested.emit(row.folder, key == Qt.Key.Key_Right)
        elif isinstance(row, MarkRow) and row.depth and key == Qt.Key.Key_Left:
            self._choose_folder_above()
        elif is_typing(event) and event.text() not in WINDOW_KEYS:
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)

    def _choose_folder_above(self) -> None:
        number = self.currentIndex().row()
        while number >= 0:
            index = self.model().index(number, 0)
            if isinstance(index.data(ROW_ROLE), FolderRow):
                self.setCurrentIndex(index)
                return
            number -= 1

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        super().dragMoveEvent(event)
        if event.source() is self:
            event.acceptProposedAction()
        else:
            event.ignore()

    def dropEvent(self, event: QDropEvent) -> None:
        """Qt would move rows of the model; the order is the store's."""
        row = self.indexAt(event.position().toPoint()).data(ROW_ROLE)
        position = self.dropIndicatorPosition()
        self.setState(QListView.State.NoState)
        # Nothing is to be taken away where it was dragged from.
        event.setDropAction(Qt.DropAction.IgnoreAction)
        event.accept()
        self.dropped.emit(row, position)

    def minimumSizeHint(self) -> QSize:
        return QSize(100, 60)
