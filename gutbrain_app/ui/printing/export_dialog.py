"""What to print or to save, and as what."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from gutbrain_app.core.places import Place

KINDS = (("PDF", "pdf"), ("HTML", "html"), ("Markdown", "md"))


@dataclass(frozen=True)
class Extent:
    """Something of the library that can be printed as a whole."""

    words: str
    title: str
    places: tuple[Place, ...]


class ExportDialog(QDialog):
    """A section, an article, a part or all of it; with contents and one list of references."""

    preview_requested = Signal(object)  # Extent
    save_requested = Signal(object, str)  # Extent, a file's suffix

    def __init__(self, extents: Sequence[Extent], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Print or save")
        self._extents = tuple(extents)
        self.what = QComboBox(self)
        self.what.setAccessibleName("What to print or save")
        self.what.setMinimumWidth(380)
        self.what.addItems([extent.words for extent in extents])
        self.kind = QComboBox(self)
        self.kind.setAccessibleName("Save as")
        self.kind.addItems([title for title, _ in KINDS])
        sentence = QLabel(
            "With contents, page numbers and one list of references for all of it.", self
        )
        sentence.setObjectName("muted")
        preview = QPushButton("&Preview and print…", self)
        preview.setDefault(True)
        save = QPushButton("&Save…", self)
        cancel = QPushButton("Cancel", self)
        preview.clicked.connect(self._preview)
        save.clicked.connect(self._save)
        cancel.clicked.connect(self.reject)
        form = QFormLayout()
        form.addRow("&What", self.what)
        form.addRow("Save &as", self.kind)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        for button in (cancel, save, preview):
            buttons.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 16, 18, 14)
        layout.setSpacing(12)
        layout.addLayout(form)
        layout.addWidget(sentence)
        layout.addLayout(buttons)

    def _preview(self) -> None:
        self.preview_requested.emit(self._extents[self.what.currentIndex()])
        self.accept()

    def _save(self) -> None:
        suffix = KINDS[self.kind.currentIndex()][1]
        self.save_requested.emit(self._extents[self.what.currentIndex()], suffix)
        self.accept()
