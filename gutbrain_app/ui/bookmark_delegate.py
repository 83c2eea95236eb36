"""Draws one row of the bookmarks panel: title, then its topic and the reader's note."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from gutbrain_app.core.bookmarks.bookmark import Bookmark
from gutbrain_app.ui.row_model import ROW_ROLE, Index
from gutbrain_app.ui.theme import INTERFACE_PIXELS, Theme, interface_font

PAD_X, PAD_Y = 8, 6


class BookmarkDelegate(QStyledItemDelegate):
    """Texts are drawn as they are, never read as markup."""

    def __init__(self, theme: Theme, view: QListView) -> None:
        super().__init__(view)
        self._view = view
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._title = interface_font(INTERFACE_PIXELS)
        self._small = interface_font(INTERFACE_PIXELS - 2)
        self._note = interface_font(INTERFACE_PIXELS - 2)
        self._note.setItalic(True)

    # Qt overrides

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(ROW_ROLE)
        rect: QRect = option.rect
        state = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(row, Bookmark):
            chosen = bool(state & QStyle.StateFlag.State_Selected)
            if chosen or state & QStyle.StateFlag.State_MouseOver:
                focused = chosen and self._view.hasFocus()
                painter.setPen(QColor(self._theme.accent) if focused else Qt.PenStyle.NoPen)
                painter.setBrush(QColor(self._theme.accent_ground if chosen else self._theme.hover))
                painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
            self._paint_bookmark(painter, rect.adjusted(PAD_X, PAD_Y, -PAD_X, -PAD_Y), row)
        elif row is not None:
            painter.setFont(self._small)
            painter.setPen(QColor(self._theme.muted))
            painter.drawText(
                rect.adjusted(PAD_X, 0, -PAD_X, -3),
                Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom,
                row.name,
            )
        painter.restore()

    def _paint_bookmark(self, painter: QPainter, body: QRect, mark: Bookmark) -> None:
        title = QFontMetricsF(self._title)
        small = QFontMetricsF(self._small)
        right = Qt.TextElideMode.ElideRight
        painter.setFont(self._title)
        painter.setPen(QColor(self._theme.ink))
        painter.drawText(
            round(body.left()),
            round(body.top() + title.ascent()),
            title.elidedText(mark.title, right, body.width()),
        )
        line = round(body.top() + title.height() + small.ascent())
        above = next((title for title in reversed(mark.path) if title != mark.title), "")
        lead = f"{above} — " if above and mark.note else above
        painter.setFont(self._small)
        painter.setPen(QColor(self._theme.muted))
        painter.drawText(body.left(), line, small.elidedText(lead, right, body.width()))
        if mark.note:
            used = small.horizontalAdvance(lead)
            note = QFontMetricsF(self._note)
            words = note.elidedText(mark.note.replace("\n", " "), right, body.width() - used)
            painter.setFont(self._note)
            painter.drawText(round(body.left() + used), line, words)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        width = self._view.viewport().width()
        if not isinstance(index.data(ROW_ROLE), Bookmark):
            return QSize(width, 26)
        lines = QFontMetricsF(self._title).height() + QFontMetricsF(self._small).height()
        return QSize(width, round(lines) + 2 * PAD_Y)
