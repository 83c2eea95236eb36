"""A small bar at a selected passage or a highlight: its colour, its note, and removing it."""

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QKeyEvent, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from gutbrain_app.ui.highlight_colours import HIGHLIGHTS
from gutbrain_app.ui.theme import Theme, icon

WIDEST_NOTE = 300
MOST_OF_NOTE = 400
GAP = 6
SWATCH = 18


class HighlightBar(QFrame):
    """Lies over the article and never takes the keyboard by itself; its keys are 1 to 4."""

    colour_requested = Signal(str)
    note_requested = Signal()
    remove_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._page = parent
        self.setObjectName("highlightBar")
        self.setAccessibleName("Highlight")
        self.setAutoFillBackground(True)
        self._note = QLabel(self)
        self._note.setTextFormat(Qt.TextFormat.PlainText)
        self._note.setWordWrap(True)
        self._colours = {
            name: self._button(f"{number} {name}, {look.line}")
            for number, (name, look) in enumerate(HIGHLIGHTS.items(), start=1)
        }
        self._write = self._button("Write a note")
        self._remove = self._button("Remove the highlight")
        row = QHBoxLayout()
        row.setSpacing(2)
        for name, button in self._colours.items():
            button.clicked.connect(lambda _=False, name=name: self.colour_requested.emit(name))
            button.setCheckable(True)
            row.addWidget(button)
        row.addWidget(self._write)
        row.addWidget(self._remove)
        row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(6, 5, 6, 5)
        layout.setSpacing(4)
        layout.addWidget(self._note)
        layout.addLayout(row)
        self._write.clicked.connect(self.note_requested)
        self._remove.clicked.connect(self.remove_requested)
        self.hide()
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        for (name, button), look in zip(self._colours.items(), HIGHLIGHTS.values(), strict=True):
            button.setIcon(_swatch(*look.on(theme), look.pen, theme.ink))
            button.setObjectName(f"highlight_{name}")
        self._write.setIcon(icon("note", theme))
        self._remove.setIcon(icon("remove", theme))

    def show_at(self, spot: QRect, *, colour: str = "", note: str = "") -> None:
        """Show it at a passage; `colour` is the highlight's, and empty for a mere selection."""
        self._remove.setVisible(bool(colour))
        for name, button in self._colours.items():
            button.setChecked(name == colour)
        self._note.setVisible(bool(note))
        self._note.setText(note if len(note) <= MOST_OF_NOTE else note[:MOST_OF_NOTE] + "…")
        self._note.setFixedWidth(WIDEST_NOTE)
        self.setAccessibleDescription(note)
        self.adjustSize()
        self.move(self._place(spot))
        self.show()
        self.raise_()

    def _place(self, spot: QRect) -> QPoint:
        """Below the passage, or above it where there is no room; always within the page."""
        room = self._page.rect()
        top = spot.bottom() + GAP
        if top + self.height() > room.bottom():
            top = max(room.top(), spot.top() - GAP - self.height())
        left = max(room.left() + GAP, min(spot.left(), room.right() - GAP - self.width()))
        return QPoint(left, top)

    def _button(self, name: str) -> QToolButton:
        button = QToolButton(self)
        button.setAccessibleName(name)
        button.setToolTip(name)
        button.setAutoRaise(True)
        button.setIconSize(QSize(SWATCH, SWATCH))
        return button

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
            self._page.setFocus()
            return
        super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        # Clicks beside the buttons are not the article's.
        if event.type() in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease):
            return True
        return super().event(event)


def _swatch(ground: str, line: str, pen: Qt.PenStyle, ink: str) -> QIcon:
    """A letter on the colour's ground, with the colour's line below."""
    scale = 3
    pixmap = QPixmap(SWATCH * scale, SWATCH * scale)
    pixmap.fill(Qt.GlobalColor.transparent)
    pixmap.setDevicePixelRatio(scale)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(ground))
    painter.drawRoundedRect(QRectF(1, 1, SWATCH - 2, SWATCH - 2), 3, 3)
    painter.setPen(QColor(ink))
    painter.drawText(QRect(0, 0, SWATCH, SWATCH - 2), Qt.AlignmentFlag.AlignCenter, "a")
    painter.setPen(QPen(QColor(line), 1.8, pen))
    painter.drawLine(3, SWATCH - 3, SWATCH - 3, SWATCH - 3)
    painter.end()
    return QIcon(pixmap)
