"""External links: shown in full, opened only when the reader says so."""

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QMessageBox, QWidget


class ExternalLinkDialog(QMessageBox):
    """Asks whether to open an address in the reader's own browser, or to copy it."""

    def __init__(self, address: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._address = address
        self.setWindowTitle("Open a link outside Gutbrain?")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText("This link leads out of the library, to the network:")
        self.setInformativeText(address)
        self._open = self.addButton("Open in browser", QMessageBox.ButtonRole.AcceptRole)
        self._copy = self.addButton("Copy the link", QMessageBox.ButtonRole.ActionRole)
        self.setDefaultButton(self.addButton(QMessageBox.StandardButton.Cancel))
        self.finished.connect(self._decided)

    def _decided(self) -> None:
        if self.clickedButton() is self._open:
            QDesktopServices.openUrl(QUrl(self._address))
        elif self.clickedButton() is self._copy:
            QGuiApplication.clipboard().setText(self._address)
