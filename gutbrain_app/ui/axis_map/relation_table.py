"""The relations of the map as a table: sorted, filtered, copied, and read by screen readers."""

from collections.abc import Collection, Sequence
from html import escape
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QSortFilterProxyModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from gutbrain_app.core.axis.graph import KINDS, Kind, capitalised, kind_of
from gutbrain_app.core.axis.paths import rank_of
from gutbrain_app.core.relations import Relation
from gutbrain_app.ui.quiet_table import make_quiet
from gutbrain_app.ui.row_model import NOWHERE, Index

HEADS = ("From", "Claim", "To", "Evidence", "References", "Note")
WIDTHS = (230, 170, 210, 140, 190)
SORT_ROLE = Qt.ItemDataRole.UserRole
EVIDENCE_COLUMN = 3


class RelationModel(QAbstractTableModel):
    """One row for each relation, in the order of the file."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._relations: Sequence[Relation] = ()
        self._rows: list[tuple[str, ...]] = []

    def set_relations(self, relations: Sequence[Relation], sources: Sequence[str]) -> None:
        """`sources` are the references of each relation in words."""
        self.beginResetModel()
        self._relations = relations
        self._rows = [_cells(*pair) for pair in zip(relations, sources, strict=True)]
        self.endResetModel()

    def kind(self, row: int) -> Kind:
        return kind_of(self._relations[row].evidence)

    def cells(self, row: int) -> tuple[str, ...]:
        return self._rows[row]

    # Qt overrides

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(HEADS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        text = self._rows[index.row()][index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return text
        if role == Qt.ItemDataRole.ToolTipRole:
            # Qt takes a tip for rich text that looks like it, and would load the files it names.
            return f"<p>{escape(text)}</p>"
        if role == SORT_ROLE:
            if index.column() == EVIDENCE_COLUMN:
                return rank_of(text)
            return text.casefold()
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return HEADS[section]
        return None


class _Filtered(QSortFilterProxyModel):
    """Rows of the kinds that are shown and, while something is looked for, of what was found."""

    def __init__(self, model: RelationModel, parent: QObject) -> None:
        super().__init__(parent)
        self._model = model
        self._kinds: Collection[Kind] = KINDS
        self._found: Collection[int] | None = None
        self._words: tuple[str, ...] = ()
        self.setSourceModel(model)
        self.setSortRole(SORT_ROLE)

    def show_only(self, kinds: Collection[Kind], query: str, found: Collection[int]) -> None:
        """`found` are relations at things the query names; the others must hold its words."""
        self._kinds, self._found = kinds, found
        self._words = tuple(query.casefold().split())
        self.invalidate()

    # Qt overrides

    def filterAcceptsRow(self, row: int, parent: QModelIndex | Any) -> bool:
        if self._model.kind(row) not in self._kinds:
            return False
        if not self._words or (self._found is not None and row in self._found):
            return True
        text = " ".join(self._model.cells(row)).casefold()
        return all(word in text for word in self._words)


class RelationTable(QTableView):
    """Chosen rows are copied as a table; Enter and double click open a claim."""

    relation_opened = Signal(int)
    relation_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Relations")
        self._model = RelationModel(self)
        self._shown = _Filtered(self._model, self)
        self.setModel(self._shown)
        self.setSortingEnabled(True)
        self.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        make_quiet(self)
        self.setWordWrap(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().setDefaultSectionSize(28)
        header = self.horizontalHeader()
        header.setStretchLastSection(True)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        for column, width in enumerate(WIDTHS):
            self.setColumnWidth(column, width)
        self.doubleClicked.connect(self._open)
        self.selectionModel().currentRowChanged.connect(self._choose)

    def set_relations(self, relations: Sequence[Relation], sources: Sequence[str]) -> None:
        self._model.set_relations(relations, sources)

    def show_only(self, kinds: Collection[Kind], query: str, found: Collection[int]) -> None:
        self._shown.show_only(kinds, query, found)

    def choose(self, relation: int) -> None:
        """Go to a relation's row, if it is shown."""
        self.setCurrentIndex(self._shown.mapFromSource(self._model.index(relation, 0)))

    @property
    def shown(self) -> list[int]:
        """The relations in the order of the table."""
        count = range(self._shown.rowCount())
        return [self._shown.mapToSource(self._shown.index(row, 0)).row() for row in count]

    def copy(self) -> None:
        """Put the chosen rows on the clipboard, with tabs between cells."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        numbers = [self._shown.mapToSource(self._shown.index(row, 0)).row() for row in rows]
        lines = ("\t".join(self._model.cells(number)) for number in numbers)
        QGuiApplication.clipboard().setText("\n".join(lines))

    def _choose(self, index: QModelIndex) -> None:
        if index.isValid():
            self.relation_chosen.emit(self._shown.mapToSource(index).row())

    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            self.relation_opened.emit(self._shown.mapToSource(index).row())

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)


def _cells(relation: Relation, sources: str) -> tuple[str, ...]:
    return (
        capitalised(relation.subject),
        relation.relation,
        relation.object,
        relation.evidence,
        sources,
        relation.note,
    )
