"""One card: a small frame over the window that can be pinned, moved and closed."""

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QMouseEvent, QPixmap
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from gutbrain_app.ui.badges import badge_image
from gutbrain_app.ui.cards.contents import CardText
from gutbrain_app.ui.theme import Theme, icon

WIDTH = 372
BADGE_PIXELS = 11
GAP = 6
EDGE = 8


class Card(QFrame):
    """Goes away when the reader leaves it, unless it is pinned; Esc closes it."""

    place_requested = Signal(object)  # Place
    closed = Signal()

    def __init__(self, words: CardText, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("card")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(f"{words.kind}: {words.title or words.text}")
        self._window = window
        self._grip: QPoint | None = None
        self._badge = QLabel(self)
        self._evidence = words.evidence
        self.pin = QToolButton(self)
        self.pin.setCheckable(True)
        self.pin.setAccessibleName("Pin this card")
        self.pin.setToolTip("Pin this card")
        self._close = QToolButton(self)
        self._close.setAccessibleName("Close this card")
        self._close.setToolTip("Close this card (Esc)")
        self._close.clicked.connect(self.close)
        self._lay_out(words)
        self.set_theme(theme)
        self.ensurePolished()
        width = min(WIDTH, max(200, window.width() - 2 * EDGE))
        self.setFixedSize(width, self._layout.totalHeightForWidth(width))

    @property
    def is_pinned(self) -> bool:
        return self.pin.isChecked()

    def set_theme(self, theme: Theme) -> None:
        t = theme
        self.setStyleSheet(
            f"QFrame#card {{ background: {t.field}; border: 1px solid {t.scroll};"
            " border-radius: 9px; }"
            f"QFrame#card:focus {{ border: 1px solid {t.accent}; }}"
            f"QLabel#cardKind {{ color: {t.muted}; font-size: 11px; font-weight: 600; }}"
            "QLabel#cardTitle { font-size: 14px; font-weight: 600; }"
            f"QLabel#cardMuted {{ color: {t.muted}; font-size: 12px; }}"
            f"QLabel#cardCaution {{ color: {t.warning}; background: {t.warning_ground};"
            " border-radius: 5px; padding: 5px 8px; }"
            f"QPushButton {{ color: {t.link}; background: transparent; text-align: left;"
            " border: 1px solid transparent; border-radius: 5px; padding: 3px 5px; }"
            f"QPushButton:hover {{ background: {t.hover}; }}"
            f"QPushButton:focus {{ border: 1px solid {t.accent}; }}"
            f"QToolButton:checked {{ background: {t.accent_ground};"
            f" border: 1px solid {t.accent}; }}"
        )
        self.pin.setIcon(icon("pin", theme))
        self._close.setIcon(icon("close", theme))
        if self._evidence:
            ratio = self.devicePixelRatioF()
            image = badge_image(self._evidence, theme, BADGE_PIXELS, ratio)
            self._badge.setPixmap(QPixmap.fromImage(image))

    def stand_by(self, line: QRect, room: QRect) -> None:
        """Stand under a line of text, or over it where there is no room, and never on it.

        Both are in the window's pixels.
        """
        top = line.bottom() + GAP
        if top + self.height() > room.bottom() - EDGE and line.top() - GAP - self.height() > EDGE:
            top = line.top() - GAP - self.height()
        left = min(line.left() - 16, room.right() - self.width() - EDGE)
        self.move(max(room.left() + EDGE, left), max(EDGE, top))
        self.raise_()

    def _lay_out(self, words: CardText) -> None:
        head = QHBoxLayout()
        head.setSpacing(2)
        kind = self._label(words.kind, "cardKind")
        kind.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        head.addWidget(kind, 1)
        head.addWidget(self.pin)
        head.addWidget(self._close)
        layout = self._layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 8, 8, 12)
        layout.setSpacing(6)
        layout.addLayout(head)
        for text, name in ((words.title, "cardTitle"), (words.text, "cardText")):
            if text:
                layout.addWidget(self._label(text, name))
        self._badge.setVisible(bool(words.evidence))
        self._badge.setAccessibleName(f"Kind of study: {words.evidence}")
        layout.addWidget(self._badge)
        if words.caution:
            layout.addWidget(self._label(f"⚠ {words.caution}", "cardCaution"))
        if words.heading:
            layout.addWidget(self._label(words.heading, "cardMuted"))
        for title, place in words.places:
            layout.addWidget(self._place_button(title, place))
        if words.more > 0:
            layout.addWidget(self._label(f"and {words.more} more", "cardMuted"))

    def _label(self, text: str, name: str) -> QLabel:
        label = QLabel(text, self)
        label.setObjectName(name)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        return label

    def _place_button(self, title: str, place: object) -> QPushButton:
        button = QPushButton(self)
        room = WIDTH - 44
        button.setText(
            self.fontMetrics()
            .elidedText(title, Qt.TextElideMode.ElideRight, room)
            .replace("&", "&&")
        )
        button.setAccessibleName(title)
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.clicked.connect(lambda: self.place_requested.emit(place))
        return button

    # Qt overrides

    def event(self, event: QEvent) -> bool:
        # Otherwise the window's own Esc would come first.
        if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return super().event(event)
        event.setAccepted(event.key() == Qt.Key.Key_Escape)
        return event.isAccepted()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._grip = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._grip is not None:
            self.pin.setChecked(True)
            spot = self.mapToParent(event.position().toPoint() - self._grip)
            room = self._window.rect().adjusted(0, 0, -self.width(), -self.height())
            self.move(max(0, min(spot.x(), room.width())), max(0, min(spot.y(), room.height())))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._grip = None

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.closed.emit()
