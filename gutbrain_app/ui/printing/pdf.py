"""PDF: the pages of a sheet as a file."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF
from PySide6.QtGui import QGuiApplication, QPageLayout, QPainter, QPdfWriter

from gutbrain_app.core.volume.files import NotExported, write_whole
from gutbrain_app.ui.printing.paper import Paper, Sheet, usual_page

PDF_RESOLUTION = 1200
CREATOR = "Gutbrain"


def write_pdf(path: Path, sheet: Sheet) -> int:
    """Write the sheet as a PDF file and tell how many pages it has. Raises NotExported."""
    data, pages = pdf_of(sheet, usual_page())
    write_whole(path, data)
    return pages


@contextmanager
def without_screen() -> Iterator[None]:
    """Fonts need an application; where no window runs, one that asks for no screen will do."""
    application = QGuiApplication.instance()
    if application is None:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        application = QGuiApplication([])
    yield
    del application


def pdf_of(sheet: Sheet, layout: QPageLayout) -> tuple[bytes, int]:
    """The file's bytes and the number of pages."""
    paper = Paper(sheet, layout)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(sheet.title)
    writer.setCreator(CREATOR)
    # Other models write colours that some readers of PDF take for errors.
    writer.setColorModel(QPdfWriter.ColorModel.RGB)
    writer.setResolution(PDF_RESOLUTION)
    # The margins are the paper's own business: the head and the number stand in them.
    bare = QPageLayout(layout)
    bare.setMode(QPageLayout.Mode.FullPageMode)
    writer.setPageLayout(bare)
    writer.setPageMargins(QMarginsF())
    painter = QPainter(writer)
    if not painter.isActive():
        raise NotExported("The PDF could not be made; nothing was changed.")
    for page in range(paper.page_count):
        if page:
            writer.newPage()
        paper.paint(painter, page, PDF_RESOLUTION)
    painter.end()
    return bytes(buffer.data().data()), paper.page_count
