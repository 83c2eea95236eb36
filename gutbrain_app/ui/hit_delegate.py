"""Draws one row of search results: heading, path, snippet with its matches, and the reason."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
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
from gutbrain_app.ui.theme import INTERFACE_PIXELS, SANS, Theme

Index = QModelIndex | QPersistentModelIndex
PAD_X, PAD_Y, GAP = 13, 9, 2
SNIPPET_LINES = 2


class HitDelegate(QStyledItemDelegate):
    """Rows are as high as their lines; texts from content are never read as markup."""

    def __init__(self, theme: Theme, view: QListView) -> None:
        super().__init__(view)
        self._view = view
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._heading = _font(INTERFACE_PIXELS, bold=True)
        self._small = _font(INTERFACE_PIXELS - 1)
        self._why = _font(INTERFACE_PIXELS - 2)

    def _lines(self, row: Any) -> tuple[str, str, str, str]:
        """Heading, path, snippet and reason of a hit or a suggestion."""
        if isinstance(row, Hit):
            path = row.title if row.heading else " › ".join(row.path[:-1])
            return row.heading or row.title, path, row.snippet, ", ".join(row.why)
        return row.text, row.detail, "", ""

    # Qt overrides

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(Qt.ItemDataRole.UserRole)
        if row is None:
            return
        rect: QRect = option.rect
        state = option.state
        theme = self._theme
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        if chosen or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(
                QColor(theme.accent) if chosen and self._view.hasFocus() else Qt.PenStyle.NoPen
            )
            painter.setBrush(QColor(theme.accent_ground if chosen else theme.hover))
            painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 1.5, -0.5, -1.5), 7, 7)
        self._paint_row(painter, rect.adjusted(PAD_X, PAD_Y, -PAD_X, -PAD_Y), row)
        painter.restore()

    def _paint_row(self, painter: QPainter, body: QRect, row: Any) -> None:
        theme = self._theme
        heading, path, snippet, why = self._lines(row)
        y = float(body.top())
        top = _laid_out(heading, self._heading, body.width(), 1, (), theme)
        painter.setPen(QColor(theme.ink))
        top.draw(painter, QPointF(body.left(), y))
        y += _height(top) + GAP
        room = float(body.width())
        badge = self._badge(row)
        if badge:
            size = badge.deviceIndependentSize()
            room -= size.width() + 6
            painter.drawImage(QPointF(body.right() - size.width() + 1, y), badge)
        for text, font, colour, lines, found in (
            (path, self._small, theme.accent, 1, ()),
            (snippet, self._small, theme.muted, SNIPPET_LINES, getattr(row, "marks", ())),
            (why, self._why, theme.muted, 1, ()),
        ):
            if text:
                width = room if text is path else body.width()
                layout = _laid_out(text, font, width, lines, found, theme)
                painter.setPen(QColor(colour))
                layout.draw(painter, QPointF(body.left(), y))
                y += _height(layout) + GAP

    def _badge(self, row: Any) -> Any:
        if not isinstance(row, Hit) or not row.evidence:
            return None
        return badge_image(row.evidence, self._theme, 9, self._view.devicePixelRatioF())

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row = index.data(Qt.ItemDataRole.UserRole)
        width = self._view.viewport().width()
        if row is None:
            return QSize(width, 40)
        _, path, snippet, why = self._lines(row)
        height = _line_height(self._heading) + GAP
        if path:
            height += _line_height(self._small) + GAP
        if snippet:
            lines = _laid_out(
                snippet, self._small, width - 2 * PAD_X, SNIPPET_LINES, (), self._theme
            )
            height += _height(lines) + GAP
        if why:
            height += _line_height(self._why) + GAP
        return QSize(width, round(height) + 2 * PAD_Y)


def _laid_out(
    text: str, font: QFont, width: float, most_lines: int, marks: Sequence[Mark], theme: Theme
) -> QTextLayout:
    """Text broken into lines, the last one cut short with an ellipsis, its matches in bold ink."""
    shown = _cut(text, font, width * most_lines * 0.97)
    layout = QTextLayout(shown, font)
    options = QTextOption()
    options.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(options)
    layout.setFormats([_bold(start, end, theme) for start, end in marks if end <= len(shown)])
    layout.beginLayout()
    y = 0.0
    for _ in range(most_lines):
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        line.setPosition(QPointF(0, y))
        y += line.height()
    layout.endLayout()
    return layout


def _cut(text: str, font: QFont, room: float) -> str:
    return QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, room)


def _bold(start: int, end: int, theme: Theme) -> QTextLayout.FormatRange:
    shape = QTextCharFormat()
    shape.setFontWeight(QFont.Weight.Bold)
    shape.setForeground(QColor(theme.ink))
    found = QTextLayout.FormatRange()
    found.start = start
    found.length = end - start
    found.format = shape
    return found


def _height(layout: QTextLayout) -> float:
    return sum(layout.lineAt(number).height() for number in range(layout.lineCount()))


def _line_height(font: QFont) -> float:
    return QFontMetricsF(font).height()


def _font(pixels: int, bold: bool = False) -> QFont:
    font = QFont()
    font.setFamilies(list(SANS))
    font.setPixelSize(pixels)
    font.setBold(bold)
    return font
