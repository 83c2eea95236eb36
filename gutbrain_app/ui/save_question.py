"""Asking where to save a file, and never writing over one that the reader did not name."""

import re
from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

_NOT_IN_FILE_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')


def asked_path(parent: QWidget, title: str, name: str, forms: Mapping[str, str]) -> Path | None:
    """Where to save; None when the reader does not want to.

    `forms` are the lines of the dialog, each with the ending of its files; a name with none of
    these endings is given one. Of the name with it the dialog has not asked whether it is there.
    """
    chosen, form = QFileDialog.getSaveFileName(parent, title, name, ";;".join(forms))
    if not chosen:
        return None
    path = Path(chosen)
    if path.suffix.lower() in forms.values():
        return path
    path = path.with_name(path.name + forms.get(form, next(iter(forms.values()))))
    return path if not path.exists() or _may_replace(parent, path) else None


def file_name(title: str) -> str:
    """A title as the name of a file, on every system, without an ending."""
    return _NOT_IN_FILE_NAMES.sub(" ", title).strip(" .") or "Gutbrain"


def _may_replace(parent: QWidget, path: Path) -> bool:
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Warning)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(f"{path} is there already.")
    replace = box.addButton("Replace it", QMessageBox.ButtonRole.DestructiveRole)
    box.setDefaultButton(box.addButton("Keep it", QMessageBox.ButtonRole.RejectRole))
    box.exec()
    chosen = box.clickedButton() is replace
    box.deleteLater()
    return chosen
