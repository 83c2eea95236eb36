"""The legend of the map, which is also its filter: a chip for each kind of evidence."""

from collections.abc import Mapping

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QWidget

from gutbrain_app.core.axis.graph import KINDS, Kind
from gutbrain_app.ui.axis_map.inks import KIND_WORDS, kind_pen
from gutbrain_app.ui.axis_map.painting import paint_ribbon, paint_tick
from gutbrain_app.ui.theme import INTERFACE_PIXELS, Theme, interface_font

SAMPLE = 34
HEIGHT = 26
FADED = 0.45


class Legend(QWidget):
    """Says which kinds are shown, whenever a chip is switched."""

    kinds_changed = Signal(object)  # frozenset of kinds

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        self.chips: dict[Kind, KindChip] = {}
        for kind in KINDS:
            chip = KindChip(kind, theme, self)
            chip.toggled.connect(self._tell)
            self.chips[kind] = chip
            layout.addWidget(chip)
        layout.addSpacing(10)
        self._signs = _Signs(theme, self)
        layout.addWidget(self._signs)

    @property
    def kinds(self) -> frozenset[Kind]:
        return frozenset(kind for kind, chip in self.chips.items() if chip.isChecked())

    def set_theme(self, theme: Theme) -> None:
        for chip in self.chips.values():
            chip.set_theme(theme)
        self._signs.set_theme(theme)

    def set_counts(self, counts: Mapping[Kind, int]) -> None:
        """How many relations there are of each kind; a kind without any has no chip."""
        for kind, chip in self.chips.items():
            chip.set_count(counts.get(kind, 0))
            chip.setVisible(counts.get(kind, 0) > 0)

    def _tell(self) -> None:
        self.kinds_changed.emit(self.kinds)


class KindChip(QAbstractButton):
    """A sample of a kind's lines with its name; switched off, it is faded and struck through."""

    def __init__(self, kind: Kind, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._kind = kind
        self._theme = theme
        self.setCheckable(True)
        self.setChecked(True)
        self.setFont(interface_font(INTERFACE_PIXELS))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.set_count(0)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def set_count(self, count: int) -> None:
        words = KIND_WORDS[self._kind]
        relations = f"{count} relation{'' if count == 1 else 's'}"
        self.setText(words)
        self.setAccessibleName(f"Show what rests on: {words.lower()}, {relations}")
        self.setToolTip(f"{relations}; click to hide or show {'it' if count == 1 else 'them'}")

    # Qt overrides

    def sizeHint(self) -> QSize:
        return QSize(SAMPLE + 26 + self.fontMetrics().horizontalAdvance(self.text()), HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.hasFocus() or self.underMouse():
            painter.setPen(QColor(self._theme.accent if self.hasFocus() else self._theme.line))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        if not self.isChecked():
            painter.setOpacity(FADED)
        middle = self.height() / 2
        painter.setPen(kind_pen(self._kind, self._theme))
        for stroke in (-0.5, 0.5):
            painter.drawLine(QPointF(8, middle + stroke), QPointF(8 + SAMPLE, middle + stroke))
        painter.setOpacity(1.0)
        font = self.font()
        font.setStrikeOut(not self.isChecked())
        painter.setFont(font)
        painter.setPen(QColor(self._theme.ink if self.isChecked() else self._theme.muted))
        room = QRectF(self.rect()).adjusted(SAMPLE + 16, 0, 0, 0)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, self.text())


class _Signs(QWidget):
    """What the small signs on the boxes mean."""

    _WORDS = ("no effect found", "read", "bookmarked")

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setFont(interface_font(INTERFACE_PIXELS))

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    # Qt overrides

    def sizeHint(self) -> QSize:
        width = sum(self.fontMetrics().horizontalAdvance(word) + 32 for word in self._WORDS)
        return QSize(width, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        x, middle = 8.0, self.height() / 2
        for word in self._WORDS:
            if word == "no effect found":
                painter.setPen(QPen(QColor(self._theme.muted), 1.4))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawEllipse(QPointF(x, middle), 3.4, 3.4)
            elif word == "read":
                paint_tick(painter, self._theme, x, middle)
            else:
                paint_ribbon(painter, self._theme, x, middle - 6)
            painter.setPen(QPen(QColor(self._theme.muted)))
            room = QRectF(x + 10, 0, self.width(), self.height())
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, word)
            x += self.fontMetrics().horizontalAdvance(word) + 32
