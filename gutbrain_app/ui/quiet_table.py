"""Tables of whole rows in dialogs: without a grid, read only, and filtered as the reader types."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QTableView, QTableWidget


def make_quiet(table: QTableView) -> None:
    """Tab leaves the table, and a row is chosen as a whole."""
    table.verticalHeader().hide()
    table.setShowGrid(False)
    table.setTabKeyNavigation(False)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    header = table.horizontalHeader()
    header.setHighlightSections(False)
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


def show_only(table: QTableWidget, text: str, columns: int) -> None:
    """Hide rows that do not hold a text in their first columns; what is chosen is in sight."""
    model, shown = table.model(), []
    for row in range(table.rowCount()):
        words = " ".join(str(model.index(row, column).data()) for column in range(columns))
        fits = text.casefold() in words.casefold()
        table.setRowHidden(row, not fits)
        if fits:
            shown.append(row)
    if shown and table.currentRow() not in shown:
        table.setCurrentCell(shown[0], 0)
