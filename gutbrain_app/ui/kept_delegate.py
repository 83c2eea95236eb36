"""Draws a small bookmark at the end of a row that stands for something kept."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem

from gutbrain_app.ui.row_model import Index
from gutbrain_app.ui.theme import Theme, icon

KEPT_ROLE = 0x102
SIZE = 12
GAP = 4


class KeptDelegate(QStyledItemDelegate):
    """For a view whose model says by `KEPT_ROLE` which rows are kept."""

    def __init__(self, theme: Theme, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._theme = theme

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme

    # Qt overrides

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        if not index.data(KEPT_ROLE):
            super().paint(painter, option, index)
            return
        rect: QRect = option.rect
        narrower = QStyleOptionViewItem(option)
        narrower.rect = rect.adjusted(0, 0, -SIZE - GAP, 0)
        super().paint(painter, narrower, index)
        top = rect.center().y() - SIZE // 2
        spot = QRect(rect.right() - SIZE - GAP, top, SIZE, SIZE)
        icon("bookmarked", self._theme, self._theme.accent).paint(painter, spot)
