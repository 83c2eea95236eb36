"""How a row of the topic tree looks; drawn here, it takes half of what a style sheet takes."""

from PySide6 import QtCore
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPixmap, QStaticText
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTreeView

from gutbrain_app.ui.theme import INTERFACE_PIXELS, Theme, drawing, interface_font

# Roles of a row beside Qt's own: whether it is a part, and whether something in it is kept.
PART_ROLE = 0x101
KEPT_ROLE = 0x102

ROW = 28
PAD = 7
ROUND = 6
SIGN = 12
MOST_LINES = 400
# Of QStyle.StateFlag, as numbers: its operators take as long as drawing the row.
HAS_FOCUS, MOUSE_OVER, SELECTED = 0x100, 0x2000, 0x8000


class TopicDelegate(QStyledItemDelegate):
    """Draws the titles; as long as it sketches, in one ink and without round corners.

    A pen of its own, or the state of a row, would build all of `Qt` or of `QStyle` before the first
    paint.
    """

    def __init__(self, view: QTreeView, theme: Theme) -> None:
        super().__init__(view)
        self.sketching = True
        self._view = view
        self._fonts = (
            interface_font(INTERFACE_PIXELS),
            interface_font(INTERFACE_PIXELS, QFont.Weight.DemiBold),
        )
        self._metrics = tuple(map(QFontMetrics, self._fonts))
        self._lines: dict[tuple[str, int, bool], QStaticText] = {}
        self._chosen = QPixmap(1, 1)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._inks = QColor(theme.ink), QColor(theme.muted)
        self._chosen.fill(QColor(theme.accent_ground))

    def _draw_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        state, theme = option.state.value, self._theme
        is_chosen = bool(state & SELECTED)
        if not is_chosen and not state & MOUSE_OVER:
            return
        edge = theme.line if theme.high_contrast and is_chosen else "#00000000"
        painter.setPen(QColor(theme.accent if state & HAS_FOCUS else edge))
        painter.setBrush(QColor(theme.accent_ground if is_chosen else theme.hover))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.drawRoundedRect(option.rect.adjusted(0, 0, -1, -1), ROUND, ROUND)

    def _line(self, title: str, width: int, is_part: bool) -> QStaticText:
        """A title cut to a width and laid out, which takes longer than drawing it."""
        key = title, width, is_part
        line = self._lines.get(key)
        if line is None:
            right = QtCore.Qt.TextElideMode.ElideRight
            line = QStaticText(self._metrics[is_part].elidedText(title, right, width))
            line.setTextFormat(QtCore.Qt.TextFormat.PlainText)
            line.prepare(font=self._fonts[is_part])
            if len(self._lines) >= MOST_LINES:
                self._lines.clear()
            self._lines[key] = line
        return line

    def _draw_sign(self, painter: QPainter, rect: QRect) -> None:
        spot = QRect(rect.right() - SIGN - PAD, rect.center().y() - SIGN // 2, SIGN, SIGN)
        painter.drawPixmap(spot, drawing("bookmarked", self._theme.accent))

    # Qt overrides

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        is_part, title = bool(index.data(PART_ROLE)), index.data()
        room, rect = self._metrics[is_part], option.rect
        left, top = rect.left() + PAD, rect.top() + (rect.height() - room.height()) // 2
        painter.setFont(self._fonts[is_part])
        if self.sketching:
            if index == self._view.currentIndex():
                painter.drawPixmap(rect, self._chosen)
            painter.drawText(left, top + room.ascent(), title)
            return
        self._draw_ground(painter, option)
        width = rect.width() - 2 * PAD
        if index.data(KEPT_ROLE):
            self._draw_sign(painter, rect)
            width -= SIGN + PAD
        painter.setPen(self._inks[is_part])
        painter.drawStaticText(left, top, self._line(title, width, is_part))

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(2 * PAD + self._metrics[1].horizontalAdvance(index.data()), ROW)
