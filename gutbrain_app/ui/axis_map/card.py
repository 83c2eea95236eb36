"""The card over the map: a claim with its evidence and references, or what a node stands for."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QPixmap
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from gutbrain_app.core.places import Place
from gutbrain_app.ui.badges import badge_image
from gutbrain_app.ui.theme import Theme, icon, interface_font

WIDTH = 520
BADGE = 11


@dataclass(frozen=True)
class CardText:
    """One card: `muted` are quieter lines below the text; a place may be missing."""

    title: str
    evidence: str
    text: str
    muted: tuple[str, ...]
    place: Place | None
    place_title: str


class Card(QFrame):
    """Shows one of several cards at a time."""

    place_requested = Signal(object)  # Place
    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("mapCard")
        self._around = parent
        self._theme = theme
        self._cards: Sequence[CardText] = ()
        self._at = 0
        self._title = _label(self, "mapCardTitle")
        self._title.setFont(interface_font(13, QFont.Weight.DemiBold))
        self._badge = QLabel(self)
        self._text = _label(self, "")
        self._muted = _label(self, "muted")
        self._count = _label(self, "muted")
        self._count.setWordWrap(False)
        self._before = self._tool("chevron-left", "The claim before", -1)
        self._after = self._tool("chevron-right", "The next claim", 1)
        self._close = QToolButton(self)
        self._close.setAccessibleName("Close this card")
        self._close.setToolTip("Close this card (Esc)")
        self._close.clicked.connect(self.closed)
        self.open_button = QPushButton(self)
        self.open_button.clicked.connect(self._open)
        self._layout = QVBoxLayout(self)
        self._lay_out()
        self.set_theme(theme)
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._close.setIcon(icon("close", theme))
        self._before.setIcon(icon("chevron-left", theme))
        self._after.setIcon(icon("chevron-right", theme))
        if self._cards:
            self._show()

    @property
    def shown(self) -> CardText | None:
        return self._cards[self._at] if self._cards else None

    @property
    def words(self) -> str:
        """All that the card says, line by line."""
        labels = (self._title, self._text, self._muted)
        return "\n".join(label.text() for label in labels if label.text())

    def show_cards(self, cards: Sequence[CardText]) -> None:
        """Show the first of them; none hides the card."""
        self._cards, self._at = cards, 0
        self.setVisible(bool(cards))
        if cards:
            self._show()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self._title, 1)
        top.addWidget(self._badge)
        for part in (self._before, self._count, self._after, self._close):
            top.addWidget(part)
        bottom = QHBoxLayout()
        bottom.addStretch(1)
        bottom.addWidget(self.open_button)
        layout = self._layout
        layout.setContentsMargins(16, 10, 10, 12)
        layout.setSpacing(5)
        layout.addLayout(top)
        layout.addWidget(self._text)
        layout.addWidget(self._muted)
        layout.addLayout(bottom)

    def _show(self) -> None:
        card = self._cards[self._at]
        self._title.setText(card.title)
        self._badge.setVisible(bool(card.evidence))
        if card.evidence:
            image = badge_image(card.evidence, self._theme, BADGE, self.devicePixelRatioF())
            self._badge.setPixmap(QPixmap.fromImage(image))
            self._badge.setAccessibleName(f"Evidence: {card.evidence}")
        self._text.setText(card.text)
        self._text.setVisible(bool(card.text))
        self._muted.setText("\n".join(card.muted))
        for part in (self._before, self._count, self._after):
            part.setVisible(len(self._cards) > 1)
        self._count.setText(f"{self._at + 1} of {len(self._cards)}")
        self.open_button.setVisible(card.place is not None)
        self.open_button.setText(f"Open “{card.place_title}”".replace("&", "&&"))
        self.setAccessibleName(self.words)
        self.adjust()

    def adjust(self) -> None:
        """Take the width there is, and the height its words need."""
        width = min(WIDTH, self._around.width() - 24)
        self.setFixedSize(width, self._layout.totalHeightForWidth(width))

    def _tool(self, name: str, words: str, step: int) -> QToolButton:
        button = QToolButton(self)
        button.setAccessibleName(words)
        button.setToolTip(words)
        button.clicked.connect(lambda: self._step(step))
        return button

    def _step(self, step: int) -> None:
        self._at = (self._at + step) % len(self._cards)
        self._show()

    def _open(self) -> None:
        if self.shown is not None:
            self.place_requested.emit(self.shown.place)


def _label(parent: QWidget, name: str) -> QLabel:
    label = QLabel(parent)
    label.setObjectName(name)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
