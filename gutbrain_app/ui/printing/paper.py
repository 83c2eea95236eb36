"""Paper: HTML laid out on pages of one size, each with a running head and its number."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from PySide6.QtCore import QLocale, QMarginsF, QPointF, QRectF, QSizeF, Qt, QUrl
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QImage,
    QPageLayout,
    QPageSize,
    QPainter,
    QPalette,
    QPen,
    QTextBlock,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)

from gutbrain_app.core.references import EVIDENCE
from gutbrain_app.ui.badges import badge_image
from gutbrain_app.ui.pictures import no_picture
from gutbrain_app.ui.style_sheets import TextShape, article_css, article_font
from gutbrain_app.ui.theme import Theme, interface_font, named_theme

# Pages are laid out in pixels of 1/96 inch, whatever they are painted on afterwards.
PIXELS_TO_A_POINT = 96 / 72
MARGINS = QMarginsF(22, 24, 22, 22)  # mm
HEAD_GAP, FOOT_GAP = 22.0, 20.0
SHAPE = TextShape(percent=84, spacing=140)
BADGE_PIXELS, BADGE_SHARPNESS = 8, 4.0
SMALL_PIXELS = 11
LINE = 26.0  # and the page must have room for one behind a heading
MOST_PASSES = 12
BREAK_BEFORE = QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore
_LEVELS = {level.replace(" ", "-").lower(): level for level in EVIDENCE}
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_ELIDE_RIGHT = Qt.TextElideMode.ElideRight
_PRINT_CSS = """
h1.volume {{ font-size: 26px; margin-top: 0; }}
table.contents {{ margin-top: 14px; margin-bottom: 18px; }}
td.entry1 {{ font-weight: 600; padding-top: 5px; }}
td.entry2 {{ padding-left: 16px; color: {muted}; }}
td.page {{ color: {muted}; }}
"""

Line = tuple[int, str, str]
"""A line of the contents: its level (1 or 2), its words, and the anchor it leads to."""


@dataclass(frozen=True)
class Sheet:
    """What is printed: clean HTML as an article's page has it, its title and its running foot.

    The title is also the heading of the first page, unless the HTML has its own (`titled`).
    `pictures` hands over what the addresses that begin with `picture:` mean.
    """

    html: str
    title: str
    foot: str = ""
    contents: Sequence[Line] = ()
    pictures: Callable[[str], QImage | None] = lambda name: None
    titled: bool = True


def usual_page() -> QPageLayout:
    """A4, or Letter where that is what the reader's country uses."""
    size = QPageSize(QPageSize.PageSizeId.A4)
    if QLocale.system().measurementSystem() == QLocale.MeasurementSystem.ImperialUSSystem:
        size = QPageSize(QPageSize.PageSizeId.Letter)
    unit = QPageLayout.Unit.Millimeter
    return QPageLayout(size, QPageLayout.Orientation.Portrait, MARGINS, unit)


class Paper:
    """A sheet laid out for a page size; pages count from 0 here and from 1 for the reader."""

    def __init__(self, sheet: Sheet, layout: QPageLayout) -> None:
        points = QPageLayout.Unit.Point
        inner = layout.paintRect(points)
        self._inner = QRectF(
            inner.x() * PIXELS_TO_A_POINT,
            inner.y() * PIXELS_TO_A_POINT,
            inner.width() * PIXELS_TO_A_POINT,
            inner.height() * PIXELS_TO_A_POINT,
        )
        self._sheet = sheet
        self._theme = named_theme("light")
        self.document = _PaperDocument(sheet, self._theme)
        _fit_pictures(self.document, self._inner.width(), self._inner.height())
        self._lay_out()
        self._keep_headings_with_text()
        self._pages = self._anchor_pages()
        self._number_contents()
        self._heads = self._running_heads()

    @property
    def page_count(self) -> int:
        return self.document.pageCount()

    def page_of(self, anchor: str) -> int:
        """The page an anchor stands on, from 1; 0 for one that is not there."""
        return self._pages.get(anchor, 0)

    def head_of(self, page: int) -> str:
        """The topic that a page is about, for its running head."""
        return self._heads[page] if page < len(self._heads) else ""

    def paint(self, painter: QPainter, page: int, pixels_to_an_inch: float) -> None:
        """Paint one page; the painter's origin is the corner of the paper."""
        painter.save()
        smooth = QPainter.RenderHint.SmoothPixmapTransform | QPainter.RenderHint.Antialiasing
        painter.setRenderHints(smooth)
        painter.scale(pixels_to_an_inch / 96, pixels_to_an_inch / 96)
        self._paint_edges(painter, page)
        height = self._inner.height()
        painter.translate(self._inner.x(), self._inner.y() - page * height)
        shown = QRectF(0, page * height, self._inner.width(), height)
        painter.setClipRect(shown)
        context = QAbstractTextDocumentLayout.PaintContext()
        context.clip = shown
        context.palette.setColor(QPalette.ColorRole.Text, QColor(self._theme.ink))
        self.document.documentLayout().draw(painter, context)
        painter.restore()

    def _paint_edges(self, painter: QPainter, page: int) -> None:
        painter.setFont(interface_font(SMALL_PIXELS))
        painter.setPen(QPen(QColor(self._theme.muted)))
        inner = self._inner
        top = QRectF(inner.x(), inner.y() - HEAD_GAP - 16, inner.width(), 16)
        bottom = QRectF(inner.x(), inner.bottom() + FOOT_GAP - 6, inner.width(), 16)
        metrics = painter.fontMetrics()
        if page:
            head, topic = self._sheet.title, self.head_of(page)
            half = int(inner.width() / 2) - 8
            painter.drawText(top, _LEFT, metrics.elidedText(head, _ELIDE_RIGHT, half))
            if topic and topic != head:
                painter.drawText(top, _RIGHT, metrics.elidedText(topic, _ELIDE_RIGHT, half))
            line = inner.y() - HEAD_GAP + 6
            painter.setPen(QPen(QColor(self._theme.line), 0.8))
            painter.drawLine(QPointF(inner.x(), line), QPointF(inner.right(), line))
            painter.setPen(QPen(QColor(self._theme.muted)))
        number = f"{page + 1} / {self.page_count}"
        room = int(inner.width()) - metrics.horizontalAdvance(number) - 24
        painter.drawText(bottom, _LEFT, metrics.elidedText(self._sheet.foot, _ELIDE_RIGHT, room))
        painter.drawText(bottom, _RIGHT, number)

    def _page_at(self, height: float) -> int:
        return int(height // self._inner.height())

    def _top(self, block: QTextBlock) -> float:
        return self.document.documentLayout().blockBoundingRect(block).top()

    def _lay_out(self) -> None:
        """All of it anew: after changes in a long text, Qt lays lines out over one another."""
        self.document.setPageSize(QSizeF())
        self.document.setPageSize(QSizeF(self._inner.width(), self._inner.height()))

    def _keep_headings_with_text(self) -> None:
        """A heading at the foot of a page goes over to the next, with the text below it."""
        for _ in range(MOST_PASSES):
            lonely = self._lonely_headings()
            if not lonely:
                return
            shape = QTextBlockFormat()
            shape.setPageBreakPolicy(BREAK_BEFORE)
            for block in lonely:
                QTextCursor(block).mergeBlockFormat(shape)
            self._lay_out()

    def _lonely_headings(self) -> list[QTextBlock]:
        """Of those between two fixed page breaks the first: the others will move with it."""
        found = []
        is_settled = True
        block = self.document.begin()
        while block.isValid():
            following = block.next()
            if block.blockFormat().pageBreakPolicy() & BREAK_BEFORE:
                is_settled = True
            elif is_settled and block.blockFormat().headingLevel() and following.isValid():
                top = self._top(block)
                if top and self._page_at(self._top(following) + LINE) != self._page_at(top):
                    found.append(block)
                    is_settled = False
            block = following
        return found

    def _anchor_pages(self) -> dict[str, int]:
        found: dict[str, int] = {}
        block = self.document.begin()
        while block.isValid():
            for part in block.textFormats():
                for name in part.format.anchorNames():
                    found.setdefault(name, self._page_at(self._top(block)) + 1)
            block = block.next()
        return found

    def _number_contents(self) -> None:
        """Write the pages into the contents, where a placeholder keeps the room for each."""
        for number, (_, _, anchor) in enumerate(self._sheet.contents):
            cursor = self.document.find(_placeholder(number))
            if not cursor.isNull():
                cursor.insertText(str(self.page_of(anchor) or ""))
        self._lay_out()

    def _running_heads(self) -> list[str]:
        """The topic that each page ends with; a page that begins one has it already."""
        begins = {
            self.page_of(anchor): words
            for level, words, anchor in reversed(self._sheet.contents)
            if level == 1
        }
        heads, current = [], ""
        for page in range(1, self.page_count + 1):
            current = begins.get(page, current)
            heads.append(current)
        return heads


class _PaperDocument(QTextDocument):
    """The text of the sheet; it loads its own pictures and badges and nothing else."""

    def __init__(self, sheet: Sheet, theme: Theme) -> None:
        super().__init__()
        self._sheet = sheet
        self._theme = theme
        self.setUseDesignMetrics(True)
        self.setDocumentMargin(0)
        self.setDefaultFont(article_font(SHAPE))
        self.setDefaultStyleSheet(article_css(theme, SHAPE) + _PRINT_CSS.format(muted=theme.muted))
        self.setHtml(_contents_html(sheet) + sheet.html)

    # Qt overrides

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        name = QUrl(name)
        if name.scheme() == "badge":
            return _on_white(_LEVELS.get(name.path(), ""), self._theme)
        if name.scheme() == "picture":
            return self._sheet.pictures(name.path()) or no_picture()
        return no_picture()


def _on_white(evidence: str, theme: Theme) -> QImage:
    """A badge without clear edges: many readers of PDF draw a line around those."""
    badge = badge_image(evidence, theme, BADGE_PIXELS, BADGE_SHARPNESS)
    ground = QImage(badge.size(), QImage.Format.Format_RGB32)
    ground.setDevicePixelRatio(BADGE_SHARPNESS)
    ground.fill(0xFFFFFFFF)
    painter = QPainter(ground)
    painter.drawImage(QPointF(), badge)
    painter.end()
    return ground


def _contents_html(sheet: Sheet) -> str:
    if not sheet.titled:
        return ""
    rows = [
        f'<tr><td class="entry{level}">{escape(words)}</td>'
        f'<td class="page entry{level}" align="right" width="60">'
        f"{_placeholder(number)}</td></tr>"
        for number, (level, words, anchor) in enumerate(sheet.contents)
    ]
    table = f'<table class="contents" width="100%" cellspacing="0">{"".join(rows)}</table>'
    return (
        f'<h1 class="volume">{escape(sheet.title)}</h1><p class="meta">{escape(sheet.foot)}</p>'
        f"{table if rows else ''}"
    )


def _placeholder(number: int) -> str:
    """As wide as a page number may be, and found nowhere else."""
    return f"\ue100{number}\ue101"


def _fit_pictures(document: QTextDocument, width: float, height: float) -> None:
    """Keep every picture within its page, in its own shape."""
    block = document.begin()
    while block.isValid():
        for part in block.textFormats():
            image = part.format.toImageFormat()
            if image.isValid() and image.name().startswith("picture:"):
                natural = document.resource(
                    QTextDocument.ResourceType.ImageResource.value, QUrl(image.name())
                )
                if isinstance(natural, QImage) and natural.width():
                    wanted = min(image.width() * SHAPE.percent / 100, width)
                    shape = natural.height() / natural.width()
                    wanted = min(wanted, height * 0.8 / shape) if shape else wanted
                    image.setWidth(wanted)
                    image.setHeight(wanted * shape)
                    cursor = QTextCursor(document)
                    cursor.setPosition(block.position() + part.start)
                    cursor.setPosition(
                        block.position() + part.start + 1, QTextCursor.MoveMode.KeepAnchor
                    )
                    cursor.setCharFormat(image)
        block = block.next()
