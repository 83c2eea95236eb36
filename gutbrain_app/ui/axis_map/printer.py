"""The map on a printer."""

from PySide6.QtGui import QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from gutbrain_app.ui.axis_map.exporting import Sheet, page_layout, paint_pages


def print_sheet(sheet: Sheet, parent: QWidget) -> None:
    """Ask for a printer, and print on as many pages as the map needs."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageLayout(page_layout(sheet))
    printer.setDocName(sheet.title)
    dialog = QPrintDialog(printer, parent)
    if dialog.exec():
        painter = QPainter(printer)
        paint_pages(painter, printer, sheet)
        painter.end()
    dialog.deleteLater()
