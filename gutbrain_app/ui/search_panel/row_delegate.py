"""Draws the rows of the search panel: hits with snippet, badge and reason, and all the others."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QImage,
    QPainter,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from gutbrain_app.core.index.outcomes import Mark
from gutbrain_app.ui.badges import badge_image
from gutbrain_app.ui.row_model import Index, RowModel
from gutbrain_app.ui.search_panel.rows import (
    CaptionRow,
    HitRow,
    LineRow,
    OfferRow,
    Row,
    TableRow,
    TopicRow,
    line_above,
)
from gutbrain_app.ui.theme import INTERFACE_PIXELS, Theme, interface_font

PAD_X, PAD_Y, GAP = 13, 8, 2
INDENT = 10  # of the hits under a topic's line
SNIPPET_LINES = 2
BADGE_PIXELS = 9
BADGE_GAP = 3  # clear pixels at a badge's left
FOOT = 18  # badge and reason below the snippet
LINE, TABLE_LINE, CAPTION, TOPIC = 27, 25, 32, 30
EXAMPLE_SHARE = 0.54
ELLIPSIS = "…"
WIDE = "w"  # hardly a text's letters are as wide on average


class RowDelegate(QStyledItemDelegate):
    """A row's height follows from which lines it has: Qt asks for all heights at every key.

    Texts from content are drawn as they are, never read as markup.
    """

    def __init__(self, theme: Theme, view: QListView, rows: RowModel[Row]) -> None:
        super().__init__(view)
        self._view = view
        self._rows = rows
        self._heading = interface_font(INTERFACE_PIXELS, QFont.Weight.Bold)
        self._plain = interface_font(INTERFACE_PIXELS)
        self._small = interface_font(INTERFACE_PIXELS - 1)
        self._topic = interface_font(INTERFACE_PIXELS - 1, QFont.Weight.DemiBold)
        self._caption = interface_font(INTERFACE_PIXELS - 2, QFont.Weight.DemiBold)
        self._why = interface_font(INTERFACE_PIXELS - 2)
        fonts = (self._heading, self._plain, self._small, self._topic, self._caption, self._why)
        self._metrics = {id(font): QFontMetricsF(font) for font in fonts}
        self._sure = {id(font): self._of(font).horizontalAdvance(WIDE) for font in fonts}
        self._lines = {number: metrics.height() for number, metrics in self._metrics.items()}
        self._ellipsis = self._of(self._small).horizontalAdvance(ELLIPSIS)
        self._wrapping = QTextOption()
        self._wrapping.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._ink, self._muted = QColor(theme.ink), QColor(theme.muted)
        self._accent, self._line_colour = QColor(theme.accent), QColor(theme.line)
        self._bold = QTextCharFormat()
        self._bold.setFontWeight(QFont.Weight.Bold)
        self._bold.setForeground(self._ink)

    def _of(self, font: QFont) -> QFontMetricsF:
        return self._metrics[id(font)]

    def height_of(self, row: Row) -> float:
        small = self._lines[id(self._small)]
        if isinstance(row, HitRow):
            lines = self._lines[id(self._heading)] + GAP + SNIPPET_LINES * small
            if not row.under_topic:
                lines += small + GAP
            if row.why or (row.under_topic and row.hit.evidence):
                lines += FOOT
            return lines + 2 * PAD_Y
        if isinstance(row, TopicRow):
            return TOPIC + (self._lines[id(self._why)] if row.why else 0)
        if isinstance(row, OfferRow):
            return self._lines[id(self._heading)] + GAP + small + 2 * PAD_Y
        if isinstance(row, CaptionRow):
            return CAPTION
        return TABLE_LINE if isinstance(row, TableRow) else LINE

    # Each kind of row

    def _paint_hit(self, painter: QPainter, body: QRectF, row: HitRow) -> None:
        hit, small = row.hit, self._lines[id(self._small)]
        if row.under_topic:
            painter.fillRect(
                QRectF(body.left() - PAD_X + 4, body.top() - PAD_Y, 1, body.height() + 2 * PAD_Y),
                self._line_colour,
            )
            body = body.adjusted(INDENT - 4, 0, 0, 0)
        x, y, width = body.left(), body.top(), body.width()
        y = self._line(painter, x, y, hit.heading or hit.title, self._heading, self._ink, width)
        if not row.under_topic:
            room = width
            if hit.evidence:
                badge = self._badge(hit.evidence)
                size = badge.deviceIndependentSize()
                top = round(y + (small - size.height()) / 2)
                painter.drawImage(QPointF(body.right() - size.width() + 1, top), badge)
                room -= size.width() + 6
            y = self._line(painter, x, y, line_above(hit), self._small, self._accent, room)
        self._snippet(painter, QPointF(x, y), hit.snippet, hit.marks, width)
        y += SNIPPET_LINES * small
        if row.under_topic and hit.evidence:
            badge = self._badge(hit.evidence)
            size = badge.deviceIndependentSize()
            left = x - BADGE_GAP
            painter.drawImage(QPointF(left, round(y + (FOOT + 2 - size.height()) / 2)), badge)
            x += size.width() + 3
        if row.why:
            y += (FOOT + 2 - self._lines[id(self._why)]) / 2
            room = body.right() - x
            self._line(painter, x, y, ", ".join(row.why), self._why, self._muted, room)

    def _badge(self, evidence: str) -> QImage:
        return badge_image(evidence, self._theme, BADGE_PIXELS, self._view.devicePixelRatioF())

    def _paint_topic(self, painter: QPainter, body: QRectF, row: TopicRow) -> None:
        x, width = body.left(), body.width()
        y = body.top() - PAD_Y + TOPIC - self._lines[id(self._topic)] - 4
        end = self._line(painter, x, y, row.title, self._topic, self._accent, width)
        used = min(width, self._of(self._topic).horizontalAdvance(row.title)) + 8
        if row.part and width - used > 40:
            self._line(painter, x + used, y, row.part, self._small, self._muted, width - used)
        if row.why:
            self._line(painter, x, end, ", ".join(row.why), self._why, self._muted, width)

    def _paint_offer(self, painter: QPainter, body: QRectF, row: OfferRow) -> None:
        x, y, width = body.left(), body.top(), body.width()
        y = self._line(painter, x, y, row.text, self._heading, self._ink, width)
        self._line(painter, x, y, row.detail, self._small, self._accent, width)

    def _paint_caption(self, painter: QPainter, body: QRectF, row: CaptionRow) -> None:
        y = body.top() - PAD_Y + CAPTION - self._lines[id(self._caption)] - 5
        text = row.text.upper()
        self._line(painter, body.left(), y, text, self._caption, self._muted, body.width())

    def _paint_line(self, painter: QPainter, body: QRectF, row: LineRow) -> None:
        font, ink = (self._small, self._accent) if row.link else (self._plain, self._ink)
        self._middle_line(painter, body, row.text, font, ink)

    def _paint_table(self, painter: QPainter, body: QRectF, row: TableRow) -> None:
        left = body.width() * EXAMPLE_SHARE
        ink = self._accent if row.wish else self._ink
        first = QRectF(body.left(), body.top(), left - 8, body.height())
        self._middle_line(painter, first, row.text, self._small, ink)
        second = body.adjusted(left, 0, 0, 0)
        self._middle_line(painter, second, row.detail, self._small, self._muted)

    def _middle_line(
        self, painter: QPainter, body: QRectF, text: str, font: QFont, ink: QColor
    ) -> None:
        y = body.center().y() - self._lines[id(font)] / 2
        self._line(painter, body.left(), y, text, font, ink, body.width())

    def _line(
        self,
        painter: QPainter,
        x: float,
        y: float,
        text: str,
        font: QFont,
        ink: QColor,
        room: float,
    ) -> float:
        """Draw one line, cut short where it is too long, and tell where the next begins."""
        metrics = self._of(font)
        painter.setFont(font)
        painter.setPen(ink)
        if len(text) * self._sure[id(font)] > room:
            text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QPointF(x, y + metrics.ascent()), text)
        return y + self._lines[id(font)] + GAP

    def _snippet(
        self, painter: QPainter, at: QPointF, text: str, marks: Sequence[Mark], width: float
    ) -> None:
        """The snippet in two lines, its matches in bold ink, an ellipsis where it goes on."""
        layout = QTextLayout(text, self._small)
        layout.setTextOption(self._wrapping)
        layout.setFormats([self._match(*mark) for mark in marks])
        layout.beginLayout()
        room, y, height = width, at.y(), self._lines[id(self._small)]
        painter.setPen(self._muted)
        for number in range(1, SNIPPET_LINES + 1):
            line = layout.createLine()
            if not line.isValid():
                break
            if number == SNIPPET_LINES:
                room -= self._ellipsis
            line.setLineWidth(room)
            line.setPosition(QPointF(0, (number - 1) * height))
        layout.endLayout()
        layout.draw(painter, at)
        last = layout.lineAt(layout.lineCount() - 1)
        if layout.lineCount() == SNIPPET_LINES and last.textStart() + last.textLength() < len(text):
            baseline = y + (SNIPPET_LINES - 1) * height + last.ascent()
            painter.setFont(self._small)
            painter.drawText(QPointF(at.x() + last.naturalTextWidth(), baseline), ELLIPSIS)

    def _match(self, start: int, end: int) -> QTextLayout.FormatRange:
        found = QTextLayout.FormatRange()
        found.start = start
        found.length = end - start
        found.format = self._bold
        return found

    # Qt overrides

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = self._rows.row_at(index.row())
        rect: QRect = option.rect
        state = option.state
        theme = self._theme
        painter.save()
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        pointed = bool(state & QStyle.StateFlag.State_MouseOver)
        if chosen or (pointed and not isinstance(row, CaptionRow)):
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            focused = chosen and self._view.hasFocus()
            painter.setPen(QColor(theme.accent) if focused else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.accent_ground if chosen else theme.hover))
            ground = QRectF(rect).adjusted(0.5, 1.5, -0.5, -1.5)
            if isinstance(row, HitRow) and row.under_topic:
                ground.adjust(INDENT - 1, 0, 0, 0)
            painter.drawRoundedRect(ground, 7, 7)
        body = QRectF(rect.adjusted(PAD_X, PAD_Y, -PAD_X, -PAD_Y))
        if isinstance(row, HitRow):
            self._paint_hit(painter, body, row)
        elif isinstance(row, TopicRow):
            self._paint_topic(painter, body, row)
        elif isinstance(row, CaptionRow):
            self._paint_caption(painter, body, row)
        elif isinstance(row, OfferRow):
            self._paint_offer(painter, body, row)
        elif isinstance(row, TableRow):
            self._paint_table(painter, body, row)
        else:
            self._paint_line(painter, body, row)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        height = self.height_of(self._rows.row_at(index.row()))
        return QSize(self._view.viewport().width(), round(height))
