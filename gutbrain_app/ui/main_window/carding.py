"""Cards in the window: when one is shown, where it stands, and when it goes away."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import QObject, QPoint, QRect, Qt, QTimer, QUrl
from PySide6.QtGui import QAction, QCursor, QTextCursor

from gutbrain_app.core.places import Place
from gutbrain_app.ui.main_window.window import MainWindow

if TYPE_CHECKING:
    from gutbrain_app.ui.cards.card import Card

REST_MS = 400  # so long the mouse rests on a link before its card comes
LEAVE_MS = 280  # so long a card waits for the mouse to come into it


class Carding(QObject):
    """One card at a time; those that the reader pins stay until they are closed."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._article = window.article
        self._action: QAction | None = None
        self._card: Card | None = None
        self._pinned: list[Card] = []
        self._url = QUrl()
        self._rest = self._timer(REST_MS, self._show_pointed)
        self._leave = self._timer(LEAVE_MS, self._leave_card)
        self._article.highlighted.connect(self._pointed_at)
        self._article.card_requested.connect(self._show_clicked)
        self._article.place_changed.connect(self.hide)
        self._article.verticalScrollBar().valueChanged.connect(self.hide)
        window.restyled.connect(self._restyle)
        window.library_changed.connect(self._close_all)

    def deeds(self) -> dict[str, Callable[[], object]]:
        return {"card": self.show_by_key, "cards": self._switch}

    def set_action(self, action: QAction) -> None:
        self._action = action
        action.setChecked(self._window.settings.cards)

    def show_by_key(self) -> None:
        """Show the card of the link that has the keyboard or the mouse, else of the first."""
        url, line = self._link_in_sight()
        card = self._show(url, line) if url.isValid() else None
        if card is None:
            self._window.tell("There is no citation, term or link in sight.")
        else:
            card.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def hide(self) -> None:
        """Take the card away, unless it is pinned."""
        self._rest.stop()
        self._leave.stop()
        if self._card is not None:
            if self._card.is_pinned:
                self._pinned.append(self._card)
                self._card = None
            else:
                self._card.close()

    # When

    def _pointed_at(self, url: QUrl) -> None:
        self._url = url
        self._rest.stop()
        if url.isEmpty():
            self._leave.start()
        elif self._window.settings.cards and self._article.viewport().underMouse():
            self._leave.stop()
            self._rest.start()

    def _show_pointed(self) -> None:
        mouse = self._article.viewport().mapFromGlobal(QCursor.pos())
        if not self._url.isEmpty() and self._article.viewport().rect().contains(mouse):
            self._show(self._url, self._line_at(mouse))

    def _show_clicked(self, url: QUrl) -> None:
        self._show(url, self._article.cursorRect())

    def _leave_card(self) -> None:
        card = self._card
        if card is None or card.underMouse() or card.isAncestorOf(self._window.focusWidget()):
            return
        if card is not self._window.focusWidget():
            self.hide()

    def _switch(self) -> None:
        shown = not self._window.settings.cards
        self._window.settings = replace(self._window.settings, cards=shown)
        if self._action is not None:
            self._action.setChecked(shown)
        self.hide()

    # What and where

    def _show(self, url: QUrl, line: QRect) -> "Card | None":
        # Imported when the first card is shown.
        from gutbrain_app.ui.cards.card import Card
        from gutbrain_app.ui.cards.contents import card_text

        library, article = self._window.library, self._article.article
        words = card_text(library, article, url) if library and article else None
        self.hide()
        if words is None:
            return None
        card = Card(words, self._window.theme, self._window)
        card.place_requested.connect(self._open)
        card.closed.connect(lambda: self._forget(card))
        viewport = self._article.viewport()
        top_left = viewport.mapTo(self._window, QPoint())
        room = QRect(top_left, viewport.size())
        card.stand_by(line.translated(top_left), room)
        card.show()
        self._card = card
        return card

    def _open(self, place: Place) -> None:
        self._article.setFocus()
        self._article.open_place(place)

    def _link_in_sight(self) -> tuple[QUrl, QRect]:
        cursor = self._article.textCursor()
        focused = cursor.charFormat().anchorHref() if cursor.hasSelection() else ""
        if focused:
            start = QTextCursor(cursor)
            start.setPosition(cursor.selectionStart())
            return QUrl(focused), self._article.cursorRect(start)
        if not self._url.isEmpty() and self._article.viewport().underMouse():
            mouse = self._article.viewport().mapFromGlobal(QCursor.pos())
            return self._url, self._line_at(mouse)
        return self._first_in_sight()

    def _first_in_sight(self) -> tuple[QUrl, QRect]:
        view = self._article
        bottom = view.viewport().rect().bottom()
        block = view.cursorForPosition(QPoint(0, 0)).block()
        cursor = QTextCursor(block)
        while block.isValid() and view.cursorRect(cursor).top() < bottom:
            for part in block.textFormats():
                cursor.setPosition(block.position() + part.start)
                line = view.cursorRect(cursor)
                if part.format.anchorHref() and 0 <= line.top() < bottom:
                    return QUrl(part.format.anchorHref()), line
            block = block.next()
            if block.isValid():
                cursor.setPosition(block.position())
        return QUrl(), QRect()

    def _line_at(self, mouse: QPoint) -> QRect:
        line = self._article.cursorRect(self._article.cursorForPosition(mouse))
        return QRect(mouse.x(), line.top(), 1, line.height())

    # Those that are there

    def _forget(self, card: "Card") -> None:
        if card is self._card:
            self._card = None
        elif card in self._pinned:
            self._pinned.remove(card)
        if card.isAncestorOf(self._window.focusWidget()) or card is self._window.focusWidget():
            self._article.setFocus()
        card.deleteLater()

    def _restyle(self) -> None:
        for card in (*self._pinned, *((self._card,) if self._card else ())):
            card.set_theme(self._window.theme)

    def _close_all(self) -> None:
        self.hide()
        for card in list(self._pinned):
            card.close()

    def _timer(self, pause: int, then: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(pause)
        timer.timeout.connect(then)
        return timer
