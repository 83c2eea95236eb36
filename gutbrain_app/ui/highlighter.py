"""Highlights in the page being shown: their marks, the bar at one of them, and walking them."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QCursor, QKeyEvent, QMouseEvent

from gutbrain_app.core.bookmarks.bookmark import COLOURS
from gutbrain_app.ui.article_view import ArticleView
from gutbrain_app.ui.theme import Theme

if TYPE_CHECKING:  # Made when a highlight is first shown or asked for.
    from gutbrain_app.ui.highlight_bar import HighlightBar
    from gutbrain_app.ui.highlight_marks import PageHighlight, Passage

HOVER_MS = 350
BOTTOM_AIR = 60
KEYS = dict(zip((Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_4), COLOURS, strict=True))
BY_KEYBOARD = Qt.TextInteractionFlag.TextSelectableByKeyboard


class Highlighter(QObject):
    """Watches the article for selections, for the mouse on a highlight, and for keys to both."""

    colour_requested = Signal(str)  # for what is selected, or for the highlight at the cursor
    note_requested = Signal()
    remove_requested = Signal()

    def __init__(self, article: ArticleView, theme: Theme) -> None:
        super().__init__(article)
        self._article = article
        self._theme = theme
        self._bar: HighlightBar | None = None
        self.here: list[PageHighlight] = []
        self._by_mouse = False  # the bar is shown because the mouse rests on a highlight
        self._hover = QTimer(self)
        self._hover.setSingleShot(True)
        self._hover.setInterval(HOVER_MS)
        self._hover.timeout.connect(self._show_hovered)
        article.verticalScrollBar().valueChanged.connect(self.hide_bar)
        article.page_shown.connect(self.hide_bar)
        article.installEventFilter(self)
        article.viewport().installEventFilter(self)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        if self._bar is not None:
            self._bar.set_theme(theme)

    def show_passages(self, passages: "Sequence[Passage]") -> None:
        """Find these in the page, mark them, and forget those it had."""
        if not (passages or self.here):
            return
        # Imported when there is a highlight to show.
        from gutbrain_app.ui.highlight_marks import highlight_marks, page_highlights

        document = self._article.document()
        here = page_highlights(document, passages, self._article.stretch_of)
        if here != self.here:
            self.hide_bar()
        self.here = here
        marks = highlight_marks(document, self.here, self._theme)
        self._article.show_marks("highlights", marks)

    def reveal(self, id: str) -> None:
        """Bring a highlight into sight, if it is in the page."""
        found = next((each for each in self.here if each.mark.id == id), None)
        if found is not None:
            self._go(found)

    def step(self, step: int) -> None:
        """Go to the next highlight of the page, or to the one before, and show its note."""
        if not self.here:
            return
        at = self._article.textCursor().position()
        after = [each for each in self.here if each.start > at]
        before = [each for each in self.here if each.start < at]
        found = (after or self.here)[0] if step > 0 else (before or self.here)[-1]
        self._go(found)
        self._article.setFocus()
        self._show_bar(found)

    def current(self) -> "PageHighlight | None":
        """The highlight at the cursor."""
        return self._at(self._article.textCursor().position())

    def selected(self) -> tuple[int, int]:
        """The positions between which the reader has selected something."""
        cursor = self._article.textCursor()
        return cursor.selectionStart(), cursor.selectionEnd()

    def clear_selection(self) -> None:
        cursor = self._article.textCursor()
        cursor.clearSelection()
        self._article.setTextCursor(cursor)
        self.hide_bar()

    def toggle_keyboard(self) -> bool:
        """Let the arrow keys move a cursor in the article, or scroll it again; which of the two."""
        article = self._article
        article.setTextInteractionFlags(article.textInteractionFlags() ^ BY_KEYBOARD)
        article.setFocus()
        if self._by_keyboard:
            article.setTextCursor(article.cursorForPosition(QPoint(article.width() // 2, 8)))
        return self._by_keyboard

    def hide_bar(self) -> None:
        self._hover.stop()
        self._by_mouse = False
        if self._bar is not None:
            self._bar.hide()

    @property
    def bar_is_open(self) -> bool:
        return self._bar is not None and not self._bar.isHidden()

    def _go(self, highlight: "PageHighlight") -> None:
        article = self._article
        cursor = article.textCursor()
        cursor.setPosition(highlight.start)
        spot = article.cursorRect(cursor)
        if not article.viewport().rect().adjusted(0, 0, 0, -BOTTOM_AIR).contains(spot):
            bar = article.verticalScrollBar()
            bar.setValue(bar.value() + spot.top() - article.height() // 3)
        # After the page stands where it is to stand, since setting the cursor scrolls as well.
        article.setTextCursor(cursor)

    def _show_bar(self, highlight: "PageHighlight | None") -> None:
        """At a highlight, or at what is selected."""
        if self._bar is None:
            # Imported when it is first shown.
            from gutbrain_app.ui.highlight_bar import HighlightBar

            self._bar = HighlightBar(self._theme, self._article.viewport())
            self._bar.colour_requested.connect(self.colour_requested)
            self._bar.note_requested.connect(self.note_requested)
            self._bar.remove_requested.connect(self.remove_requested)
        if highlight is None:
            self._bar.show_at(self._spot(*self.selected()))
        else:
            mark, spot = highlight.mark, self._spot(highlight.start, highlight.end)
            self._bar.show_at(spot, colour=mark.colour or COLOURS[0], note=mark.note)

    def _spot(self, start: int, end: int) -> QRect:
        """Where the first and the last line of a passage are in the view."""
        cursor = self._article.textCursor()
        cursor.setPosition(start)
        first = self._article.cursorRect(cursor)
        cursor.setPosition(end)
        return first.united(self._article.cursorRect(cursor))

    def _show_hovered(self) -> None:
        """Show the note of the highlight under the mouse, or take it away again."""
        found = self._at_point(self._article.viewport().mapFromGlobal(QCursor.pos()))
        if found is None or not found.mark.note or self._has_selection:
            if self._by_mouse and self._bar is not None and not self._bar.underMouse():
                self.hide_bar()
        elif not self.bar_is_open:
            self._show_bar(found)
            self._by_mouse = True

    def _at_point(self, point: QPoint) -> "PageHighlight | None":
        position = self._article.cursorForPosition(point).position()
        found = self._at(position)
        return found if found and self._spot(found.start, found.end).contains(point) else None

    def _at(self, position: int) -> "PageHighlight | None":
        """The highlight at a position, the one drawn last where several are."""
        inside = [each for each in self.here if each.start <= position <= each.end]
        return inside[-1] if inside else None

    @property
    def _has_selection(self) -> bool:
        return self._article.textCursor().hasSelection()

    @property
    def _by_keyboard(self) -> bool:
        return bool(self._article.textInteractionFlags() & BY_KEYBOARD)

    def _released(self, point: QPoint) -> None:
        found = self._at_point(point)
        if self._has_selection or found is not None:
            self._show_bar(None if self._has_selection else found)

    def _key(self, event: QKeyEvent) -> bool:
        """Whether a key was meant for the highlight or the selection at the cursor."""
        colour = KEYS.get(Qt.Key(event.key()))
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        meant = self._has_selection or self.current() is not None
        if colour and meant and held == Qt.KeyboardModifier.NoModifier:
            self.colour_requested.emit(colour)
            return True
        if event.key() == Qt.Key.Key_Escape and self.bar_is_open:
            self.hide_bar()
            return True
        return False

    def _in_article(self, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.KeyPress:
            return self._key(cast("QKeyEvent", event))
        if kind == QEvent.Type.KeyRelease and self._by_keyboard and self._has_selection:
            self._show_bar(None)
        # Escape closes the bar, and not what the window would close.
        mine = kind == QEvent.Type.ShortcutOverride and self.bar_is_open
        if mine and cast("QKeyEvent", event).key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        return False

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if watched is self._article:
            return self._in_article(event)
        if kind == QEvent.Type.MouseMove:
            still = not cast("QMouseEvent", event).buttons()
            if still and self.here and (self._by_mouse or not self.bar_is_open):
                self._hover.start()
        elif kind == QEvent.Type.MouseButtonPress:
            self.hide_bar()
        elif kind == QEvent.Type.MouseButtonRelease:
            # When the view itself has taken it, what is selected is known.
            point = cast("QMouseEvent", event).position().toPoint()
            QTimer.singleShot(0, self, partial(self._released, point))
        return False
