"""Print preview: the pages as a printer will have them; from there they are printed."""

from PySide6.QtCore import QMarginsF
from PySide6.QtGui import QPageLayout, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrintPreviewDialog
from PySide6.QtWidgets import QWidget

from gutbrain_app.ui.printing.paper import MARGINS, Paper, Sheet, usual_page


class PagePreview(QPrintPreviewDialog):
    """Lays the sheet out for whatever paper is chosen in it."""

    def __init__(self, sheet: Sheet, parent: QWidget | None = None) -> None:
        self._printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        self._printer.setDocName(sheet.title)
        self._printer.setPageLayout(usual_page())
        # The margins are the paper's own business: the head and the number stand in them.
        self._printer.setFullPage(True)
        super().__init__(self._printer, parent)
        self._sheet = sheet
        self.page_count = 0
        self.setWindowTitle(f"Print “{sheet.title}”")
        self.resize(980, 760)
        self.paintRequested.connect(self._paint)

    def _paint(self, printer: QPrinter) -> None:
        layout = QPageLayout(printer.pageLayout())
        layout.setMode(QPageLayout.Mode.StandardMode)
        layout.setUnits(QPageLayout.Unit.Millimeter)
        layout.setMinimumMargins(QMarginsF())
        layout.setMargins(MARGINS)
        paper = Paper(self._sheet, layout)
        self.page_count = paper.page_count
        first = max(1, printer.fromPage()) - 1
        last = min(printer.toPage() or paper.page_count, paper.page_count)
        painter = QPainter(printer)
        for page in range(first, last):
            if page > first:
                printer.newPage()
            paper.paint(painter, page, printer.resolution())
        painter.end()
