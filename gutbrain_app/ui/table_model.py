"""The model of a sortable table: a row in words, column by column."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QIcon

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()

Row = TypeVar("Row")


@dataclass(frozen=True)
class Column(Generic[Row]):
    """`key` sorts the rows; `picture` is drawn instead of the words where there is one."""

    title: str
    words: Callable[[Row], str]
    key: Callable[[Row], Any]
    is_number: bool = False
    picture: Callable[[Row], QIcon | None] | None = None


class TableModel(QAbstractTableModel, Generic[Row]):
    """Rows in the order they came in, until the reader sorts them."""

    def __init__(self, columns: Sequence[Column[Row]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._given: tuple[Row, ...] = ()
        self._rows: list[Row] = []
        self._sorting: tuple[int, Qt.SortOrder] = (-1, Qt.SortOrder.AscendingOrder)

    @property
    def rows(self) -> Sequence[Row]:
        return self._rows

    def set_rows(self, rows: Iterable[Row]) -> None:
        self.beginResetModel()
        self._given = tuple(rows)
        self._order()
        self.endResetModel()

    def _order(self) -> None:
        self._rows = list(self._given)
        column, order = self._sorting
        if column >= 0:
            descending = order == Qt.SortOrder.DescendingOrder
            self._rows.sort(key=self.columns[column].key, reverse=descending)

    # Qt overrides

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row, column = self._rows[index.row()], self.columns[index.column()]
        picture = column.picture(row) if column.picture else None
        if role == Qt.ItemDataRole.DisplayRole:
            return None if picture else column.words(row)
        if role == Qt.ItemDataRole.DecorationRole:
            return picture
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{column.title}: {column.words(row) or 'none'}"
        if role == Qt.ItemDataRole.TextAlignmentRole and column.is_number:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        is_title = orientation == Qt.Orientation.Horizontal and section < len(self.columns)
        if is_title and role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        if is_title and role == Qt.ItemDataRole.TextAlignmentRole:
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            return right if self.columns[section].is_number else left
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        rows = [self._rows[index.row()] for index in before]
        self._sorting = (column, order)
        self._order()
        places = {id(row): number for number, row in enumerate(self._rows)}
        now = [
            self.index(places[id(row)], index.column())
            for row, index in zip(rows, before, strict=True)
        ]
        self.changePersistentIndexList(before, now)
        self.layoutChanged.emit()
