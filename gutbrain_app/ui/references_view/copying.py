"""Copying references: a style takes some milliseconds for each, so many are written bit by bit."""

import time
from collections.abc import Sequence

from PySide6.QtCore import QMimeData, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QProgressDialog, QWidget

from gutbrain_app.core.citing.forms import Citation, Form, entries, joined
from gutbrain_app.core.references import Reference

SLICE_SECONDS = 0.03
SHOWN_AFTER_MS = 500


class ReferenceCopying(QObject):
    """Writes references in a form and puts them on the clipboard; it can be stopped."""

    copied = Signal(int)

    def __init__(self, references: Sequence[Reference], form: Form, parent: QWidget) -> None:
        super().__init__(parent)
        self._count = len(references)
        self._form = form
        self._coming = entries(references, form)
        self._written: list[str] = []
        self._progress = QProgressDialog(
            f"Writing {self._count} references as {form.title}", "Stop", 0, self._count, parent
        )
        self._progress.setWindowTitle("Copying references")
        self._progress.setWindowModality(Qt.WindowModality.WindowModal)
        self._progress.setMinimumDuration(SHOWN_AFTER_MS)
        self._progress.canceled.connect(self._stop)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._go_on)
        self._timer.start(0)

    def _go_on(self) -> None:
        begun = time.monotonic()
        while time.monotonic() - begun < SLICE_SECONDS:
            try:
                one = next(self._coming, None)
            except Exception:
                # What was written so far is not all of them.
                self._stop()
                raise
            if one is None:
                put_on_clipboard(joined(self._written, self._form))
                self._stop()
                self.copied.emit(self._count)
                return
            self._written.append(one)
        self._progress.setValue(len(self._written))

    def _stop(self) -> None:
        self._timer.stop()
        self._progress.deleteLater()
        self.deleteLater()


def put_on_clipboard(citation: Citation) -> None:
    """Plain text, and with italics for programs that take them."""
    data = QMimeData()
    data.setText(citation.text)
    if citation.html:
        data.setHtml(citation.html)
    QGuiApplication.clipboard().setMimeData(data)
