"""Facets: the parts and kinds of evidence of what was found, as chips that narrow the search."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any

from PySide6.QtCore import QModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from gutbrain_app.core.index.outcomes import Count
from gutbrain_app.ui.row_model import ROW_ROLE, Index, RowModel
from gutbrain_app.ui.theme import INTERFACE_PIXELS, Theme, interface_font
from gutbrain_app.ui.typing_keys import is_typing

CHIP = 22
GAP = 4
SIDE = 7
BETWEEN = 5  # a value and its count
WIDEST = 204  # of one chip in the one line
CHOSEN = "✓ "
FEWER = "fewer"


@dataclass(frozen=True)
class Facet:
    """One chip; with an empty value the one that shows the others, or no more of them."""

    value: str
    count: str
    chosen: bool = False


class FacetModel(RowModel[Facet]):
    """Chips as items that are checked while they narrow the search."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_spoken, parent)

    # Qt overrides

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.CheckStateRole and index.isValid():
            facet = self.row_at(index.row())
            chosen = Qt.CheckState.Checked if facet.chosen else Qt.CheckState.Unchecked
            return chosen if facet.value else None
        return super().data(index, role)

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsUserCheckable if index.isValid() else flags


class FacetList(QListView):
    """One line of chips, and behind the last one all the others."""

    toggled = Signal(str)  # a value
    typed = Signal(str)  # letters, which belong to the search box

    def __init__(self, name: str, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._counts: Sequence[Count] = ()
        self._chosen: Collection[str] = ()
        self._unfolded = False
        self._facets = FacetModel(self)
        self.setModel(self._facets)
        self._delegate = FacetDelegate(theme, self, self._facets)
        self.setItemDelegate(self._delegate)
        self.clicked.connect(self._toggle)
        self.setFixedHeight(CHIP + GAP)
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        self._delegate.set_theme(theme)
        self.viewport().update()

    def show_counts(self, counts: Sequence[Count], chosen: Collection[str]) -> None:
        """Counts as a search gave them. One value alone has nothing to narrow."""
        if (counts, chosen) == (self._counts, self._chosen):
            return
        self._counts, self._chosen = counts, chosen
        self.setVisible(len(counts) > 1 or bool(chosen))
        if not self.isHidden():
            self._fill()

    def _fill(self) -> None:
        """Where one line is too short, what is chosen stands in front, always in sight."""
        room = self.viewport().width() - GAP
        self._delegate.widest = room if self._unfolded else min(room, WIDEST)
        known = dict(self._counts)
        counts = [*((value, 0) for value in self._chosen if value not in known), *self._counts]
        facets = [Facet(value, str(count), value in self._chosen) for value, count in counts]
        fit = self._how_many_fit(facets)
        if fit < len(facets) and self._unfolded:
            facets.append(Facet("", FEWER))
        elif fit < len(facets):
            facets.sort(key=lambda facet: not facet.chosen)
            fit = max(self._how_many_fit(facets), len(self._chosen))
            facets = [*facets[:fit], Facet("", f"+{len(facets) - fit}")]
        current = self.currentIndex().data(ROW_ROLE)
        self._facets.set_rows(facets)
        if current is not None:
            same = (at for at, facet in enumerate(facets) if facet.value == current.value)
            self.setCurrentIndex(self._facets.index(next(same, 0)))
        self._fit_height(facets)

    def _how_many_fit(self, facets: Sequence[Facet]) -> int:
        room = self.viewport().width()
        widths = [self._delegate.width(facet) + GAP for facet in facets]
        if sum(widths) <= room:
            return len(facets)
        room -= self._delegate.width(Facet("", f"+{len(facets)}")) + GAP
        fit = 0
        for width in widths:
            room -= width
            if room < 0:
                break
            fit += 1
        return max(1, fit)

    def _fit_height(self, facets: Sequence[Facet]) -> None:
        lines, used, room = 1, 0, self.viewport().width()
        for facet in facets:
            width = self._delegate.width(facet) + GAP
            if used and used + width > room:
                lines, used = lines + 1, 0
            used += width
        self.setFixedHeight(lines * (CHIP + GAP))

    def _toggle(self, index: QModelIndex) -> None:
        facet = index.data(ROW_ROLE)
        if facet is None:
            return
        if facet.value:
            self.toggled.emit(facet.value)
        else:
            self._unfolded = not self._unfolded
            self._fill()

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._toggle(self.currentIndex())
        elif is_typing(event):
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width() and not self.isHidden():
            self._fill()

    def minimumSizeHint(self) -> QSize:
        return QSize(80, CHIP)


class FacetDelegate(QStyledItemDelegate):
    """Draws a chip: its value, muted its count, and a tick while it is chosen."""

    def __init__(self, theme: Theme, view: QListView, facets: RowModel[Facet]) -> None:
        super().__init__(view)
        self._view = view
        self._facets = facets
        self._font = interface_font(INTERFACE_PIXELS - 2)
        self._metrics = QFontMetricsF(self._font)
        self._widths: dict[str, float] = {}
        self.widest = WIDEST
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme

    def width(self, facet: Facet) -> int:
        words = self._advance(_words(facet)) + self._advance(facet.count)
        between = BETWEEN + 2 if facet.value else 0
        return min(self.widest, ceil(words) + 2 * SIDE + between)

    def _advance(self, text: str) -> float:
        if text not in self._widths:
            self._widths[text] = self._metrics.horizontalAdvance(text)
        return self._widths[text]

    # Qt overrides

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        facet = self._facets.row_at(index.row())
        theme, state = self._theme, option.state
        chip = QRectF(option.rect).adjusted(0.5, 1.5, -GAP - 0.5, -GAP + 0.5)
        focused = self._view.hasFocus() and bool(state & QStyle.StateFlag.State_HasFocus)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = theme.accent_ground if facet.chosen else ""
        if not ground and state & QStyle.StateFlag.State_MouseOver:
            ground = theme.hover
        line = theme.accent if focused or facet.chosen else theme.line
        painter.setPen(QPen(QColor(line), 1.6 if focused else 1.0))
        painter.setBrush(QColor(ground) if ground else Qt.BrushStyle.NoBrush)
        if facet.value or focused:
            painter.drawRoundedRect(chip, 6, 6)
        painter.setFont(self._font)
        x = chip.left() + SIDE
        y = chip.center().y() + (self._metrics.ascent() - self._metrics.descent()) / 2
        room = chip.right() - SIDE - x - self._advance(facet.count) - BETWEEN
        if facet.value:
            words = self._metrics.elidedText(_words(facet), Qt.TextElideMode.ElideRight, room)
            painter.setPen(QColor(theme.ink))
            painter.drawText(round(x), round(y), words)
            x += self._advance(words) + BETWEEN
        painter.setPen(QColor(theme.muted))
        painter.drawText(round(x), round(y), facet.count)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(self.width(self._facets.row_at(index.row())) + GAP, CHIP + GAP)


def _words(facet: Facet) -> str:
    return f"{CHOSEN}{facet.value}" if facet.chosen else facet.value


def _spoken(facet: Facet) -> str:
    if not facet.value:
        return "Show fewer" if facet.count == FEWER else f"Show {facet.count[1:]} more"
    return f"{facet.value}, {facet.count} sections"
