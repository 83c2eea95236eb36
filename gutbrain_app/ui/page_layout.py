"""How a page lies in its view: measure, margins, headings and figures."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator

from PySide6.QtGui import QTextBlock, QTextCursor, QTextDocument

from gutbrain_app.ui.style_sheets import TextShape

MARGIN = 28
TOP_AIR = 6
# Of QTextFormat.Property: naming them builds a hundred, 2 ms of a start.
FONT_SIZE_ADJUSTMENT = 0x2002
IMAGE_ALT_TEXT = 0x5002
BOTTOM_AIR = 120


class PageLayout:
    """Puts the text in the middle of its view and knows at which height each section begins.

    Heights are pixels from the top of the page; positions are the document's.
    """

    def __init__(self, document: QTextDocument) -> None:
        self._document = document
        self.headings: list[tuple[int, str]] = []  # position and slug, in order
        self._figures: list[tuple[int, float]] = []  # position, and the page's own width for it
        self._foot = -1  # where the list of references begins

    def begin(self) -> None:
        """Call before the document takes another page: nothing is laid out until `lay_out`."""
        self.headings, self._figures = [], []
        self._document.setLayoutEnabled(False)

    def lay_out(self, slugs: Iterable[str], room: int, shape: TextShape) -> None:
        """Call once for every new page, with its sections' slugs and the view's width."""
        self.headings, self._figures, self._foot = [], [], -1
        coming = iter(slugs)
        edit = QTextCursor(self._document)
        edit.beginEditBlock()
        block = self._document.begin()
        levels: dict[int, int] = {}  # of headings, by the number of a block's format
        while block.isValid():
            shaped = block.blockFormatIndex()
            if shaped not in levels:
                levels[shaped] = block.blockFormat().headingLevel()
            level = levels[shaped]
            if level:
                _size_heading(edit, block)
            if level > 1 and (slug := next(coming, "")):
                self.headings.append((block.position(), slug))
            elif level > 1 and self._foot < 0:
                self._foot = block.position()
            elif block.length() == 2 and block.text() == "\ufffc":
                self._figures.append((block.position(), _opened_figure(edit, block)))
            block = block.next()
        self.fit(room, shape)
        edit.endEditBlock()
        self._document.setLayoutEnabled(True)

    def fit(self, room: int, shape: TextShape) -> None:
        """Keep the measure of the text at this width of the view and shape of text."""
        side = _side(room, shape)
        frame = self._document.rootFrame().frameFormat()
        if frame.leftMargin() != side:
            frame.setLeftMargin(side)
            frame.setRightMargin(side)
            frame.setTopMargin(TOP_AIR)
            frame.setBottomMargin(BOTTOM_AIR)
            self._document.rootFrame().setFrameFormat(frame)
        self._fit_figures(room - 2 * side, shape.percent)

    def room(self, width: int, shape: TextShape) -> int:
        """The width of the text in a view of that width."""
        return width - 2 * _side(width, shape)

    def section_at(self, height: float) -> str:
        """The slug of the section at a height of the page; empty before the first heading."""
        at = bisect_right(self.headings, height, key=self._top)
        return self.headings[at - 1][1] if at else ""

    def stretch_of(self, slug: str) -> tuple[int, int]:
        """From a section's heading to the next one or the page's foot; no slug: from its start."""
        starts = [position for position, _ in self.headings]
        at = next((at for at, (_, name) in enumerate(self.headings) if name == slug), -1)
        start = starts[at] if at >= 0 else 0
        end = self._document.characterCount() if self._foot < 0 else self._foot
        return start, next(iter(starts[at + 1 :]), end)

    def section_of(self, position: int) -> str:
        """The slug of the section in which a position lies; empty before the first heading."""
        at = bisect_right(self.headings, position, key=lambda heading: heading[0])
        return self.headings[at - 1][1] if at else ""

    def slug_at(self, position: int) -> str:
        """The slug of the section whose heading stands at a position; empty for none."""
        at = bisect_right(self.headings, position, key=lambda heading: heading[0]) - 1
        return self.headings[at][1] if at >= 0 and self.headings[at][0] == position else ""

    def description_of(self, picture: str) -> str:
        """The description of a figure; empty for none."""
        for position, _ in self._figures:
            block = self._document.findBlock(position)
            image = block.begin().fragment().charFormat().toImageFormat()
            if image.anchorHref() == f"figure:{picture}":
                return str(image.property(IMAGE_ALT_TEXT) or "")
        return ""

    def terms(self) -> Iterator[tuple[int, int]]:
        """Where the links to glossary terms begin and end, down to the page's foot."""
        block = self._document.begin()
        while block.isValid() and (self._foot < 0 or block.position() < self._foot):
            for found in block.textFormats():
                if found.format.anchorHref().startswith("term:"):
                    start = block.position() + found.start
                    yield start, start + found.length
            block = block.next()

    def _top(self, heading: tuple[int, str]) -> float:
        block = self._document.findBlock(heading[0])
        return self._document.documentLayout().blockBoundingRect(block).top()

    def _fit_figures(self, room: int, percent: int) -> None:
        """Let figures grow with the text, and keep them within it.

        Qt's own `max-width: 100%` forgets the margins.
        """
        for position, natural in self._figures:
            width = min(float(room), natural * percent / 100)
            cursor = QTextCursor(self._document)
            cursor.setPosition(position)
            cursor.setPosition(position + 1, cursor.MoveMode.KeepAnchor)
            image = cursor.charFormat().toImageFormat()
            if image.isValid() and natural and image.width() != width:
                image.setWidth(width)
                cursor.setCharFormat(image)


def _side(room: int, shape: TextShape) -> int:
    return max(MARGIN, (room - shape.measure) // 2)


def _opened_figure(edit: QTextCursor, block: QTextBlock) -> float:
    """Let a figure be a link to itself, so that mouse and keyboard open it; its own width."""
    image = block.begin().fragment().charFormat().toImageFormat()
    scheme, _, name = image.name().partition(":")
    if scheme == "picture" and not image.isAnchor():
        image.setAnchor(True)
        image.setAnchorHref(f"figure:{name}")
        edit.setPosition(block.position())
        edit.setPosition(block.position() + 1, edit.MoveMode.KeepAnchor)
        edit.setCharFormat(image)
    return image.width()


def _size_heading(edit: QTextCursor, block: QTextBlock) -> None:
    """Give a heading the size of its style: Qt prefers its own size for `h1` to `h3`."""
    inner, fragments = block.begin(), []
    while not inner.atEnd():
        fragments.append(inner.fragment())
        inner += 1
    for start, length, shape in [(f.position(), f.length(), f.charFormat()) for f in fragments]:
        edit.setPosition(start)
        edit.setPosition(start + length, edit.MoveMode.KeepAnchor)
        shape.clearProperty(FONT_SIZE_ADJUSTMENT)
        edit.setCharFormat(shape)
