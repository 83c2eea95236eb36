"""A quiet table of whole rows, sorted by a click or a key on its heads."""

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from gutbrain_app.ui.quiet_table import make_quiet
from gutbrain_app.ui.theme import INTERFACE_PIXELS, Theme

ROW_HEIGHT = 30
PICTURE_SIZE = QSize(160, 20)


class ReadingTable(QTableView):
    """Enter opens a row, Ctrl+C copies the chosen ones, Ctrl+1 to Ctrl+9 sort by a column."""

    open_requested = Signal(QModelIndex)
    copy_requested = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFrameShape(QTableView.Shape.NoFrame)
        make_quiet(self)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setIconSize(PICTURE_SIZE)
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        self.verticalHeader().setMinimumSectionSize(ROW_HEIGHT)
        header = self.horizontalHeader()
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)
        header.setSortIndicatorClearable(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.sortIndicatorChanged.connect(self._sort)
        self.doubleClicked.connect(self.open_requested)

    def set_widths(self, widths: tuple[int, ...]) -> None:
        """Pixels of each column; the one with 0 takes what is left."""
        header = self.horizontalHeader()
        for column, width in enumerate(widths):
            if width:
                header.resizeSection(column, width)
            else:
                header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)

    def set_theme(self, theme: Theme) -> None:
        self.setStyleSheet(table_css(theme))

    def chosen_rows(self) -> list[int]:
        """In the order of the table."""
        return sorted(index.row() for index in self.selectionModel().selectedRows())

    def _sort(self, column: int, order: Qt.SortOrder) -> None:
        self.model().sort(column, order)

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        column = event.key() - Qt.Key.Key_1
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_requested.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.open_requested.emit(self.currentIndex())
        elif (
            event.modifiers() == Qt.KeyboardModifier.ControlModifier
            and 0 <= column < self.model().columnCount()
        ):
            self._sort_by(column)
        else:
            super().keyPressEvent(event)

    def _sort_by(self, column: int) -> None:
        header = self.horizontalHeader()
        same = header.sortIndicatorSection() == column
        ascending = header.sortIndicatorOrder() == Qt.SortOrder.AscendingOrder
        order = Qt.SortOrder.DescendingOrder if same and ascending else Qt.SortOrder.AscendingOrder
        header.setSortIndicator(column, order)


def table_css(theme: Theme) -> str:
    t = theme
    return f"""
QTableView {{ background: {t.ground}; color: {t.ink}; border: 1px solid {t.line};
  border-radius: 7px; font-size: {INTERFACE_PIXELS}px; outline: 0;
  selection-background-color: {t.accent_ground}; selection-color: {t.ink}; }}
QTableView:focus {{ border: 1px solid {t.accent}; }}
QTableView::item {{ padding: 0 8px; border: 0; border-bottom: 1px solid {t.line}; }}
QTableView::item:selected {{ background: {t.accent_ground}; color: {t.ink}; }}
QTableView::item:focus {{ border-bottom: 1px solid {t.accent}; }}
QHeaderView {{ background: {t.ground}; border: 0; }}
QHeaderView::section {{ background: {t.ground}; color: {t.muted}; font-weight: 600;
  font-size: {INTERFACE_PIXELS - 1}px; border: 0; border-bottom: 1px solid {t.line};
  padding: 7px 11px; }}
QHeaderView::section:hover {{ background: {t.hover}; }}
"""
