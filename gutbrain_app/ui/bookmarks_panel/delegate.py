"""Draws the rows of the bookmarks panel: folders, and bookmarks with topic, note and tags."""

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import (
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from gutbrain_app.core.bookmarks.bookmark import Bookmark
from gutbrain_app.ui.bookmarks_panel.model import topic_above
from gutbrain_app.ui.bookmarks_panel.rows import FolderRow, MarkRow
from gutbrain_app.ui.highlight_colours import highlight_colour
from gutbrain_app.ui.row_model import ROW_ROLE, Index
from gutbrain_app.ui.theme import INTERFACE_PIXELS, Theme, icon, interface_font

PAD_X, PAD_Y = 8, 5
GAP = 3  # between a title, or the line under a passage, and what is said below
STEP = 14
FOLDER_HEIGHT = 28
CHEVRON = 12
SIGN = 7  # a coloured bookmark's square before its title
RIGHT = Qt.TextElideMode.ElideRight
# What an entry says of itself when the library has changed; an unchanged one says nothing.
SERIOUS = ("edited", "retired")


class BookmarkDelegate(QStyledItemDelegate):
    """Texts are drawn as they are, never read as markup."""

    def __init__(self, theme: Theme, view: QListView) -> None:
        super().__init__(view)
        self._view = view
        self._title = interface_font(INTERFACE_PIXELS)
        self._small = interface_font(INTERFACE_PIXELS - 2)
        self._folder = interface_font(INTERFACE_PIXELS - 1, QFont.Weight.DemiBold)
        self._note = interface_font(INTERFACE_PIXELS - 2)
        self._note.setItalic(True)
        self._title_size = QFontMetricsF(self._title)
        self._small_size = QFontMetricsF(self._small)
        self._note_size = QFontMetricsF(self._note)
        lines = self._title_size.height() + self._small_size.height()
        self.mark_height = round(lines) + GAP + 2 * PAD_Y
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        state = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        focused = self._view.hasFocus() and bool(state & QStyle.StateFlag.State_HasFocus)
        if not (chosen or focused or state & QStyle.StateFlag.State_MouseOver):
            return
        painter.setPen(QColor(self._theme.accent) if focused else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._theme.accent_ground if chosen else self._theme.hover))
        painter.drawRoundedRect(QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)

    def _paint_folder(self, painter: QPainter, body: QRect, row: FolderRow) -> None:
        top = body.top() + (body.height() - CHEVRON) // 2
        chevron = icon("chevron-down" if row.open else "chevron-right", self._theme)
        chevron.paint(painter, QRect(body.left(), top, CHEVRON, CHEVRON))
        middle = Qt.AlignmentFlag.AlignVCenter
        count = str(row.held)
        painter.setPen(QColor(self._theme.muted))
        painter.setFont(self._small)
        painter.drawText(body, middle | Qt.AlignmentFlag.AlignRight, count)
        room = body.adjusted(
            CHEVRON + 5, 0, -round(self._small_size.horizontalAdvance(count)) - 8, 0
        )
        painter.setFont(self._folder)
        name = QFontMetricsF(self._folder).elidedText(row.name, RIGHT, room.width())
        painter.drawText(room, middle | Qt.AlignmentFlag.AlignLeft, name)

    def _paint_mark(self, painter: QPainter, body: QRect, row: MarkRow) -> None:
        mark = row.mark
        base = QPoint(body.left(), round(body.top() + self._title_size.ascent()))
        painter.setFont(self._title)
        if mark.quote is not None:
            self._paint_quote(painter, base, body.width(), mark)
        else:
            at = self._paint_sign(painter, base, mark.colour)
            painter.setPen(QColor(self._theme.ink))
            width = body.right() - at
            painter.drawText(at, base.y(), self._title_size.elidedText(mark.called, RIGHT, width))
        below = round(body.top() + self._title_size.height() + GAP + self._small_size.ascent())
        self._paint_second_line(painter, QPoint(body.left(), below), body.width(), row)

    def _paint_quote(self, painter: QPainter, base: QPoint, width: int, mark: Bookmark) -> None:
        """The passage as it stands in the page: on its ground, with its line below."""
        exact = " ".join(mark.quote.exact.split()) if mark.quote else ""
        words = self._title_size.elidedText(exact, RIGHT, width - 4)
        colour = highlight_colour(mark.colour)
        ground, line = colour.on(self._theme)
        long = self._title_size.horizontalAdvance(words)
        top = base.y() - self._title_size.ascent()
        spot = QRectF(base.x() - 2, top, long + 4, self._title_size.height() + 1)
        painter.fillRect(spot, QColor(ground))
        painter.setPen(QColor(self._theme.ink))
        painter.drawText(base, words)
        painter.setPen(QPen(QColor(line), 1.4, colour.pen))
        under = spot.bottom() - 0.5
        painter.drawLine(QPointF(spot.left(), under), QPointF(spot.right(), under))

    def _paint_sign(self, painter: QPainter, base: QPoint, colour: str | None) -> int:
        """The colour of a bookmark before its title; where the title begins."""
        if not colour:
            return base.x()
        look = highlight_colour(colour)
        ground, line = look.on(self._theme)
        spot = QRectF(base.x(), base.y() - SIGN - 2, SIGN * 2, SIGN + 2)
        painter.fillRect(spot, QColor(ground))
        painter.setPen(QPen(QColor(line), 1.6, look.pen))
        painter.drawLine(spot.bottomLeft(), spot.bottomRight())
        return base.x() + SIGN * 2 + 6

    def _paint_second_line(self, painter: QPainter, base: QPoint, width: int, row: MarkRow) -> None:
        mark, theme = row.mark, self._theme
        where = topic_above(row) if mark.quote is None else mark.called
        tags = " ".join(f"#{tag}" for tag in mark.tags)
        left = float(base.x())
        end = left + width
        painter.setFont(self._small)
        if row.standing:
            ink = theme.warning if row.standing in SERIOUS else theme.accent
            left = self._piece(painter, left, base.y(), end, f"{row.standing.capitalize()} · ", ink)
        lead = where + (" — " if where and mark.note else "")
        left = self._piece(painter, left, base.y(), end, lead, theme.muted)
        if mark.note:
            painter.setFont(self._note)
            note = self._note_size.elidedText(" ".join(mark.note.split()), RIGHT, end - left)
            painter.setPen(QColor(theme.muted))
            painter.drawText(round(left), base.y(), note)
            left += self._note_size.horizontalAdvance(note)
            painter.setFont(self._small)
        if tags and left < end:
            gap = "  " if left > base.x() else ""
            self._piece(painter, left, base.y(), end, gap + tags, theme.accent)

    def _piece(
        self, painter: QPainter, left: float, base: int, end: float, words: str, ink: str
    ) -> float:
        """Draw words of the second line as far as there is room; where they end."""
        words = self._small_size.elidedText(words, RIGHT, end - left)
        painter.setPen(QColor(ink))
        painter.drawText(round(left), base, words)
        return left + self._small_size.horizontalAdvance(words)

    # Qt overrides

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(ROW_ROLE)
        if row is None:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, option)
        rect: QRect = option.rect
        indent = PAD_X + STEP * row.depth
        if isinstance(row, FolderRow):
            self._paint_folder(painter, rect.adjusted(indent - 2, 0, -PAD_X, 0), row)
        else:
            self._paint_mark(painter, rect.adjusted(indent, PAD_Y, -PAD_X, -PAD_Y), row)
        painter.restore()

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = QLineEdit(parent)
        editor.setAccessibleName("Name")
        return editor
