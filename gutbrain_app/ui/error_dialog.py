"""What the reader sees when the program itself fails: the text of the error, to copy and send."""

import sys
import threading
import traceback
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMessageBox, QWidget

from gutbrain_app.core.errors import GutbrainError


class ErrorCatcher(QObject):
    """Shows what no one caught; PySide would only print it and go on."""

    _caught = Signal(str, str)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        # Queued, so that an error on another thread is shown by this one.
        self._caught.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        sys.excepthook = self.caught
        threading.excepthook = lambda args: self.caught(
            args.exc_type, args.exc_value or args.exc_type(), args.exc_traceback
        )

    def caught(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QGuiApplication.quit()
            return
        details = "".join(traceback.format_exception(kind, error, trace))
        sys.stderr.write(details)
        sentence = str(error) if isinstance(error, GutbrainError) else ""
        self._caught.emit(sentence, details)

    def _show(self, sentence: str, details: str) -> None:
        dialog = QMessageBox(self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setIcon(QMessageBox.Icon.Warning)
        dialog.setWindowTitle("Gutbrain met an error")
        dialog.setTextFormat(Qt.TextFormat.PlainText)
        dialog.setText(
            sentence
            or "Something in Gutbrain went wrong. Your bookmarks and the library are as they were."
        )
        dialog.setDetailedText(details)
        copy = dialog.addButton("Copy the details", QMessageBox.ButtonRole.ActionRole)
        dialog.addButton(QMessageBox.StandardButton.Close)
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(details))
        dialog.open()
