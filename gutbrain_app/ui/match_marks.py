"""The matches of a search in the page: all of them marked, the current one more strongly."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextBrowser, QTextEdit

from gutbrain_app.core.index.outcomes import Mark
from gutbrain_app.ui.theme import Theme

Search = Callable[[str], Iterable[Mark]]
"""Finds in a page's text what is looked for: starts and ends, in order."""

BOTTOM_AIR = 40
TOP_AIR = 10  # in the air above the first line of a long page Qt finds a line far below
MANY = 400  # matches
AROUND = 5000  # letters before and after what is in sight

_BEYOND = re.compile("[\U00010000-\U0010ffff]")
_GAP = re.compile(r"[ \-\u2010-\u2015]?")


def word_search(words: Sequence[str]) -> Search:
    """For the words of a search as `Hits.words` has them; words side by side are one match."""
    # Imported when something was searched: the engine's tables are not needed for a start.
    from gutbrain_app.core.index.marking import matches

    return lambda text: _joined(text, matches(text, words))


def pattern_search(pattern: re.Pattern[str]) -> Search:
    """For what a pattern matches, but for matches of no letter at all."""
    return lambda text: (found.span() for found in pattern.finditer(text) if found.group())


class PageMatches(QObject):
    """What a search finds in the page of a view; places are the document's own positions."""

    changed = Signal(int, int)  # the current match, from 1 (0: none chosen), and all
    scrolled = Signal()  # to where no marks were made yet

    def __init__(self, view: QTextBrowser) -> None:
        super().__init__(view)
        self._view = view
        self._search: Search | None = None
        self._spans: list[Mark] = []
        self._current = 0  # counted from 1; 0 while none was chosen
        self._marked = 0, 0  # the stretch of the page in which there are marks
        view.verticalScrollBar().valueChanged.connect(self._note_scroll)

    def show_words(self, words: Sequence[str], start: int, end: int) -> None:
        """Look for the words of a search; the current match is the first in a stretch, if any."""
        self._look_for(word_search(words) if words else None)
        at = bisect_left(self._spans, (start, start))
        found = at < len(self._spans) and self._spans[at][0] < end
        self._choose(at + 1 if found else 0)

    def find(self, search: Search | None) -> None:
        """Look for something else; the current match is the first from where the reader is."""
        start = self._spans[self._current - 1][0] if self._current else self._top()
        self._look_for(search)
        self._step(1, start)

    def mark(self, search: Search | None) -> None:
        """Look for something else and leave the reader where he is."""
        self._look_for(search)
        self._choose(0)

    def step(self, step: int) -> None:
        """Go on by some matches, round the ends of the page."""
        self._step(step, self._top())

    def clear(self) -> None:
        self._look_for(None)
        self._choose(0)

    def look_again(self) -> None:
        """In a page that was laid out anew."""
        current = self._current
        self._look_for(self._search)
        self._current = min(current, len(self._spans))
        self.changed.emit(self._current, len(self._spans))

    def marks(self, theme: Theme) -> list[QTextEdit.ExtraSelection]:
        """The current one is drawn in reverse and underlined: not told by its colour alone.

        Of very many, those in sight and around: a mark costs 20 µs, at every step.
        """
        usual, current = QTextCharFormat(), QTextCharFormat()
        usual.setBackground(QColor(theme.match))
        usual.setForeground(QColor(theme.ink))
        current.setBackground(QColor(theme.accent))
        current.setForeground(QColor(theme.ground))
        current.setFontUnderline(True)
        marks = []
        first, last = self._to_mark()
        for number, span in enumerate(self._spans[first:last], start=first + 1):
            # PySide copies both; the list of marks owns the copies.
            mark = QTextEdit.ExtraSelection()
            mark.cursor = self._cursor(span)
            mark.format = current if number == self._current else usual
            marks.append(mark)
        return marks

    def _to_mark(self) -> tuple[int, int]:
        """Which of the matches get marks, first and after the last."""
        if len(self._spans) <= MANY:
            return 0, len(self._spans)
        start, end = self._in_sight()
        self._marked = start - AROUND, end + AROUND
        first, last = (bisect_left(self._spans, (place, place)) for place in self._marked)
        return max(0, first - 1), last

    def _note_scroll(self) -> None:
        if len(self._spans) > MANY:
            start, end = self._in_sight()
            if start < self._marked[0] or end > self._marked[1]:
                self.scrolled.emit()

    def _in_sight(self) -> tuple[int, int]:
        """The stretch of the page that is in sight."""
        corner = self._view.viewport().rect().bottomRight()
        return self._top(), self._view.cursorForPosition(corner).position()

    def _look_for(self, search: Search | None) -> None:
        self._search = search
        text = self._view.document().toPlainText() if search else ""
        self._spans = list(_as_qt_counts(text, search(text))) if search else []
        self._current = 0

    def _step(self, step: int, start: int) -> None:
        """With no current match, on from `start`."""
        at = self._current
        if not at:
            before = bisect_left(self._spans, (start, start))
            at = before if step > 0 else before + 1
        self._choose((at - 1 + step) % len(self._spans) + 1 if self._spans else 0)

    def _choose(self, number: int) -> None:
        self._current = number
        if number:
            self._reveal(self._cursor(self._spans[number - 1]))
        self.changed.emit(number, len(self._spans))

    def _reveal(self, cursor: QTextCursor) -> None:
        view = self._view
        place = view.cursorRect(cursor)
        if not view.viewport().rect().adjusted(0, 0, 0, -BOTTOM_AIR).contains(place):
            bar = view.verticalScrollBar()
            bar.setValue(bar.value() + place.top() - view.height() // 3)

    def _top(self) -> int:
        """Where in the text the first visible line begins."""
        return self._view.cursorForPosition(QPoint(0, TOP_AIR)).position()

    def _cursor(self, span: Mark) -> QTextCursor:
        cursor = QTextCursor(self._view.document())
        cursor.setPosition(span[0])
        cursor.setPosition(span[1], QTextCursor.MoveMode.KeepAnchor)
        return cursor


def _joined(text: str, marks: Iterable[Mark]) -> Iterator[Mark]:
    """With marks that only a space or a dash keeps apart made one."""
    start = end = -1
    for mark in marks:
        if start >= 0 and _GAP.fullmatch(text, end, mark[0]):
            end = mark[1]
            continue
        if start >= 0:
            yield start, end
        start, end = mark
    if start >= 0:
        yield start, end


def _as_qt_counts(text: str, marks: Iterable[Mark]) -> Iterator[Mark]:
    """Qt counts letters beyond the first plane twice."""
    beyond = [] if text.isascii() else [found.start() for found in _BEYOND.finditer(text)]
    for start, end in marks:
        yield start + bisect_left(beyond, start), end + bisect_left(beyond, end)
