"""The map on paper and in files: SVG, PNG, PDF and a printer, always on a white ground."""

from collections.abc import Collection
from dataclasses import dataclass

from msgspec.structs import replace
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QImage,
    QImageWriter,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
)

from gutbrain_app.core.axis.graph import KINDS, Kind
from gutbrain_app.ui.axis_map.drawing import MARGIN, MapDrawing
from gutbrain_app.ui.axis_map.inks import KIND_WORDS, kind_pen
from gutbrain_app.ui.axis_map.painting import (
    NO_MARKS,
    Marks,
    node_font,
    paint_headings,
    paint_lines,
    paint_nodes,
)
from gutbrain_app.ui.theme import interface_font, named_theme

TOP = 64.0  # for the title and the legend
FADED = 0.14
PNG_SCALE = 2
LARGEST_PNG = 16_000  # pixels in height or width
RESOLUTION = 300
MARGIN_MM = 10.0
SAMPLE = 40.0


@dataclass(frozen=True)
class Sheet:
    """What is put on paper; nothing fades where `lit_lines` is None."""

    drawing: MapDrawing
    title: str
    source: str
    kinds: frozenset[Kind] = frozenset(KINDS)
    marks: Marks = NO_MARKS
    lit_lines: frozenset[int] | None = None
    lit_nodes: frozenset[int] = frozenset()

    @property
    def size(self) -> QRectF:
        return self.drawing.bounds.adjusted(0, 0, 0, TOP)

    def paint(self, painter: QPainter) -> None:
        drawing = self.drawing
        self._paint_top(painter)
        painter.translate(0, TOP)
        paint_headings(painter, drawing, _PAPER)
        every = range(len(drawing.pieces)), range(len(drawing.boxes))
        painter.setOpacity(1.0 if self.lit_lines is None else FADED)
        self._paint_part(painter, *every)
        painter.setOpacity(1.0)
        if self.lit_lines is not None:
            lit = drawing.pieces_of_lines(self.lit_lines, every[0])
            self._paint_part(painter, lit, self.lit_nodes)

    def _paint_part(
        self, painter: QPainter, pieces: Collection[int], nodes: Collection[int]
    ) -> None:
        paint_lines(painter, self.drawing, _PAPER, pieces, self.kinds, on_paper=True)
        paint_nodes(painter, self.drawing, _PAPER, nodes, self.marks)

    def _paint_top(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room = QRectF(MARGIN, 12, self.size.width() - 2 * MARGIN, 28)
        painter.setPen(QColor(_PAPER.ink))
        painter.setFont(interface_font(22, QFont.Weight.Bold))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, self.title)
        painter.setFont(node_font())
        painter.setPen(QColor(_PAPER.muted))
        below = QRectF(MARGIN, 42, room.width(), 18)
        painter.drawText(below, Qt.AlignmentFlag.AlignVCenter, self.source)
        x = self.size.width() - MARGIN
        for kind in reversed([kind for kind in KINDS if kind in self.kinds]):
            words = KIND_WORDS[kind]
            x -= painter.fontMetrics().horizontalAdvance(words)
            painter.setPen(QColor(_PAPER.muted))
            painter.drawText(QRectF(x, 12, 200, 28), Qt.AlignmentFlag.AlignVCenter, words)
            painter.setPen(kind_pen(kind, _PAPER, on_paper=True))
            x -= SAMPLE + 8
            painter.drawLine(round(x), 26, round(x + SAMPLE), 26)
            x -= 22


_PAPER = replace(named_theme("light"), ground="#ffffff")


def svg_of(sheet: Sheet) -> bytes:
    # Imported here: only an export as SVG needs QtSvg.
    from PySide6.QtSvg import QSvgGenerator

    buffer = _opened()
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setTitle(sheet.title)
    generator.setDescription(sheet.source)
    generator.setResolution(96)
    generator.setSize(sheet.size.size().toSize())
    generator.setViewBox(sheet.size)
    painter = QPainter(generator)
    painter.fillRect(sheet.size, QColor("white"))
    sheet.paint(painter)
    painter.end()
    return bytes(buffer.data().data())


def png_of(sheet: Sheet) -> bytes:
    longest = max(sheet.size.width(), sheet.size.height())
    scale = min(PNG_SCALE, LARGEST_PNG / longest)
    image = QImage((sheet.size.size() * scale).toSize(), QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    painter.scale(scale, scale)
    sheet.paint(painter)
    painter.end()
    buffer = _opened()
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(buffer.data().data())


def pdf_of(sheet: Sheet) -> bytes:
    """On A4, or on A3 where A4 would be too small to read."""
    buffer = _opened()
    writer = QPdfWriter(buffer)
    writer.setTitle(sheet.title)
    writer.setResolution(RESOLUTION)
    writer.setPageLayout(page_layout(sheet))
    painter = QPainter(writer)
    paint_pages(painter, writer, sheet)
    painter.end()
    return bytes(buffer.data().data())


def page_layout(sheet: Sheet) -> QPageLayout:
    tall = sheet.size.height() > sheet.size.width()
    way = QPageLayout.Orientation.Portrait if tall else QPageLayout.Orientation.Landscape
    size = QPageSize.PageSizeId.A3 if tall else QPageSize.PageSizeId.A4
    margins = QMarginsF(MARGIN_MM, MARGIN_MM, MARGIN_MM, MARGIN_MM)
    return QPageLayout(QPageSize(size), way, margins, QPageLayout.Unit.Millimeter)


def paint_pages(painter: QPainter, device: QPagedPaintDevice, sheet: Sheet) -> None:
    """All on one page, or over as many as a very tall map needs at the width of a page."""
    page = QRectF(painter.viewport())
    scale = page.width() / sheet.size.width()
    pages = max(1, round(sheet.size.height() * scale / page.height()))
    scale = min(scale, page.height() * pages / sheet.size.height())
    for number in range(pages):
        if number:
            device.newPage()
        painter.save()
        painter.setClipRect(page)
        painter.translate((page.width() - sheet.size.width() * scale) / 2, -number * page.height())
        painter.scale(scale, scale)
        sheet.paint(painter)
        painter.restore()


def _opened() -> QBuffer:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    return buffer
