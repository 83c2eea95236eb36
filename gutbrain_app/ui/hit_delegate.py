"""Draws one row of search results: heading, path, snippet with its matches, and the reason."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from gutbrain_app.core.index.outcomes import Hit, Mark
from gutbrain_app.ui.badges import badge_image
from gutbrain_app.ui.row_model import ROW_ROLE, Index
from gutbrain_app.ui.theme import INTERFACE_PIXELS, Theme, interface_font

PAD_X, PAD_Y, GAP = 13, 9, 2
SNIPPET_LINES = 2
BADGE_PIXELS = 9


class HitDelegate(QStyledItemDelegate):
    """A row's height follows from which lines it has: Qt asks for all heights at every key.

    Texts from content are drawn as they are, never read as markup.
    """

    def __init__(self, theme: Theme, view: QListView) -> None:
        super().__init__(view)
        self._view = view
        self._heading = interface_font(INTERFACE_PIXELS, QFont.Weight.Bold)
        self._small = interface_font(INTERFACE_PIXELS - 1)
        self._why = interface_font(INTERFACE_PIXELS - 2)
        self._heading_metrics = QFontMetricsF(self._heading)
        self._small_metrics = QFontMetricsF(self._small)
        self._why_metrics = QFontMetricsF(self._why)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._bold = QTextCharFormat()
        self._bold.setFontWeight(QFont.Weight.Bold)
        self._bold.setForeground(QColor(theme.ink))

    # Qt overrides

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(ROW_ROLE)
        if row is None:
            return
        rect: QRect = option.rect
        state = option.state
        theme = self._theme
        painter.save()
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        if chosen or state & QStyle.StateFlag.State_MouseOver:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            focused = chosen and self._view.hasFocus()
            painter.setPen(QColor(theme.accent) if focused else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.accent_ground if chosen else theme.hover))
            painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 1.5, -0.5, -1.5), 7, 7)
        self._paint_row(painter, rect.adjusted(PAD_X, PAD_Y, -PAD_X, -PAD_Y), row)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row = index.data(ROW_ROLE)
        height = self._heading_metrics.height() + GAP + self._small_metrics.height() + GAP
        if isinstance(row, Hit):
            height += SNIPPET_LINES * self._small_metrics.height() + GAP
            if row.why:
                height += self._why_metrics.height() + GAP
        return QSize(self._view.viewport().width(), round(height) + 2 * PAD_Y)

    def _paint_row(self, painter: QPainter, body: QRect, row: Any) -> None:
        theme, width = self._theme, float(body.width())
        x, y = float(body.left()), float(body.top())
        if not isinstance(row, Hit):
            y = self._line(painter, x, y, row.text, self._heading, theme.ink, width)
            self._line(painter, x, y, row.detail, self._small, theme.accent, width)
            return
        title = row.heading or row.title
        y = self._line(painter, x, y, title, self._heading, theme.ink, width)
        room = width
        if row.evidence:
            ratio = self._view.devicePixelRatioF()
            badge = badge_image(row.evidence, theme, BADGE_PIXELS, ratio)
            badge_width = badge.deviceIndependentSize().width()
            painter.drawImage(QPointF(body.right() - badge_width + 1, y), badge)
            room -= badge_width + 6
        path = row.title if row.heading else " › ".join(row.path[:-1])
        y = self._line(painter, x, y, path, self._small, theme.accent, room)
        painter.setPen(QColor(theme.muted))
        self._snippet(row.snippet, row.marks, width).draw(painter, QPointF(x, y))
        y += SNIPPET_LINES * self._small_metrics.height() + GAP
        self._line(painter, x, y, ", ".join(row.why), self._why, theme.muted, width)

    def _line(
        self,
        painter: QPainter,
        x: float,
        y: float,
        text: str,
        font: QFont,
        colour: str,
        room: float,
    ) -> float:
        """Draw one line, cut short where it is too long, and tell where the next begins."""
        metrics = self._heading_metrics if font is self._heading else self._small_metrics
        painter.setFont(font)
        painter.setPen(QColor(colour))
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QPointF(x, y + metrics.ascent()), shown)
        return y + metrics.height() + GAP

    def _snippet(self, text: str, marks: Sequence[Mark], width: float) -> QTextLayout:
        """The snippet in two lines, its matches in bold ink, an ellipsis where it goes on."""
        layout, end = self._laid_out(text, marks, width)
        if end < len(text):
            layout, _ = self._laid_out(text[: max(1, end - 2)].rstrip() + "…", marks, width)
        return layout

    def _laid_out(self, text: str, marks: Sequence[Mark], width: float) -> tuple[QTextLayout, int]:
        """Text in lines of a width, and how much of it they hold."""
        layout = QTextLayout(text, self._small)
        options = QTextOption()
        options.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(options)
        layout.setFormats([self._match(*mark) for mark in marks if mark[1] <= len(text)])
        layout.beginLayout()
        y, end = 0.0, 0
        for _ in range(SNIPPET_LINES):
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(width)
            line.setPosition(QPointF(0, y))
            y += self._small_metrics.height()
            end = line.textStart() + line.textLength()
        layout.endLayout()
        return layout, end

    def _match(self, start: int, end: int) -> QTextLayout.FormatRange:
        found = QTextLayout.FormatRange()
        found.start = start
        found.length = end - start
        found.format = self._bold
        return found
