"""The reader's highlights in the page: where each passage lies, and how it is marked."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QTextEdit

from gutbrain_app.core.bookmarks.bookmark import Bookmark, Quote
from gutbrain_app.core.bookmarks.quoting import find_quote, quote_of
from gutbrain_app.ui.highlight_colours import highlight_colour
from gutbrain_app.ui.theme import Theme

Stretch = tuple[int, int]
"""Positions of a document, which count letters beyond Unicode's first plane twice."""


@dataclass(frozen=True)
class Passage:
    """What is to be found in a page: an entry, the section it is in now, and its words now."""

    mark: Bookmark
    section: str
    quote: Quote


@dataclass(frozen=True)
class PageHighlight:
    """A highlight and the positions in the document between which it lies."""

    mark: Bookmark
    start: int
    end: int


class PageText:
    """The text of a stretch of a page, as quotes are looked for in it."""

    def __init__(self, document: QTextDocument, stretch: Stretch) -> None:
        self._start = stretch[0]
        text = stretch_cursor(document, stretch).selectedText()
        self.text = text.replace("\u2029", "\n").replace("\u2028", "\n")

    def found(self, quote: Quote) -> Stretch | None:
        found = find_quote(self.text, quote)
        if found is None:
            return None
        return self._position(found.start), self._position(found.end)

    def quote(self, stretch: Stretch) -> Quote:
        """The selector of a stretch within this one."""
        start, end = (self._index(position) for position in stretch)
        return quote_of(self.text, start, end)

    def _position(self, index: int) -> int:
        return self._start + len(self.text[:index].encode("utf-16-le")) // 2

    def _index(self, position: int) -> int:
        before = self.text.encode("utf-16-le")[: 2 * (position - self._start)]
        return len(before.decode("utf-16-le", "ignore"))


def page_highlights(
    document: QTextDocument,
    passages: Sequence[Passage],
    stretch_of: Callable[[str], Stretch],
) -> list[PageHighlight]:
    """Each passage in its section, else anywhere in the page; in the order of the page."""
    texts: dict[Stretch, PageText] = {}
    placed = []
    for passage in passages:
        for stretch in (stretch_of(passage.section), (0, document.characterCount() - 1)):
            if stretch not in texts:
                texts[stretch] = PageText(document, stretch)
            found = texts[stretch].found(passage.quote)
            if found is not None:
                placed.append(PageHighlight(passage.mark, *found))
                break
    return sorted(placed, key=lambda each: (each.start, each.end))


def highlight_marks(
    document: QTextDocument, highlights: Iterable[PageHighlight], theme: Theme
) -> list[QTextEdit.ExtraSelection]:
    """Each colour has a ground and a line of its own, so that none is told by colour alone."""
    marks = []
    for highlight in highlights:
        colour = highlight_colour(highlight.mark.colour)
        ground, line = colour.on(theme)
        shape = QTextCharFormat()
        shape.setBackground(QColor(ground))
        shape.setForeground(QColor(theme.ink))
        shape.setUnderlineStyle(colour.underline)
        shape.setUnderlineColor(QColor(line))
        # PySide copies both; the list of marks owns the copies.
        mark = QTextEdit.ExtraSelection()
        mark.cursor = stretch_cursor(document, (highlight.start, highlight.end))
        mark.format = shape
        marks.append(mark)
    return marks


def stretch_cursor(document: QTextDocument, stretch: Stretch) -> QTextCursor:
    """A cursor that has a stretch of the document selected."""
    cursor = QTextCursor(document)
    end = document.characterCount() - 1
    cursor.setPosition(min(stretch[0], end))
    cursor.setPosition(min(stretch[1], end), QTextCursor.MoveMode.KeepAnchor)
    return cursor
