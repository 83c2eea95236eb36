"""Below the list: the chosen bookmark's passage, note, folder and tags, saved as they are typed."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from gutbrain_app.core.bookmarks.bookmark import Bookmark

TYPING_MS = 400
MOST_QUOTED = 260


class BookmarkEditor(QWidget):
    """Edits one bookmark at a time; whoever listens to `edited` owns it."""

    edited = Signal(str, object)  # a bookmark's id, and its changed fields by name

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._mark: Bookmark | None = None
        self.quote = QLabel(self)
        self.quote.setObjectName("muted")
        self.quote.setTextFormat(Qt.TextFormat.PlainText)
        self.quote.setWordWrap(True)
        self.note = QPlainTextEdit(self)
        self.note.setAccessibleName("Note on the bookmark")
        self.note.setPlaceholderText("A note on this bookmark")
        self.note.setTabChangesFocus(True)
        self.note.setMaximumHeight(110)
        self.folder = QComboBox(self)
        self.folder.setAccessibleName("Folder of the bookmark")
        self.folder.setToolTip("A folder; Seminar/Week 1 lies in Seminar")
        self.folder.setEditable(True)
        self.folder.setMinimumContentsLength(6)
        self.folder.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self._folder_name = QLineEdit(self)
        self._folder_name.setPlaceholderText("No folder")
        self.folder.setLineEdit(self._folder_name)
        self.tags = QLineEdit(self)
        self.tags.setAccessibleName("Tags of the bookmark")
        self.tags.setPlaceholderText("Tags")
        self.tags.setToolTip("Tags, with commas or blanks between them")
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(TYPING_MS)
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.quote, 0, 0, 1, 2)
        layout.addWidget(self.note, 1, 0, 1, 2)
        layout.addWidget(self.folder, 2, 0)
        layout.addWidget(self.tags, 2, 1)
        layout.setColumnStretch(0, 1)
        layout.setColumnStretch(1, 1)
        self.note.textChanged.connect(self._save_soon)
        self.tags.textEdited.connect(self._save_soon)
        self.folder.activated.connect(lambda: self.save())
        for line in (self._folder_name, self.tags):
            line.editingFinished.connect(self.save)
        self._typing.timeout.connect(self._save_typed)

    @property
    def id(self) -> str:
        """Of the bookmark being edited; empty without one."""
        return self._mark.id if self._mark else ""

    def show_mark(self, mark: Bookmark, folders: Sequence[str], *, writable: bool) -> None:
        """Edit a bookmark, or show the one being edited as it is now.

        What was typed and is not saved yet stays.
        """
        other = mark.id != self.id
        self._mark = mark
        if other or not self.note.document().isModified():
            self._set_note(mark.note)
        if other or not self._folder_name.isModified():
            self.folder.clear()
            self.folder.addItems(["", *folders])
            self.folder.setCurrentText(mark.folder)
            self._folder_name.setCursorPosition(0)
        if other or not self.tags.isModified():
            self.tags.setText(", ".join(mark.tags))
        self.quote.setVisible(mark.quote is not None)
        self.quote.setText(_shortened(mark.quote.exact) if mark.quote else "")
        self.note.setReadOnly(not writable)
        self.tags.setReadOnly(not writable)
        self.folder.setEnabled(writable)

    def _save_typed(self) -> None:
        """A folder whose name is being typed is none yet."""
        self.save(folder=not self._folder_name.hasFocus())

    def save(self, *, folder: bool = True) -> None:
        """Hand over what was typed; also on every way out of the program."""
        self._typing.stop()
        mark = self._mark
        if mark is None or self.note.isReadOnly():
            return
        typed = {
            "note": self.note.toPlainText() if self.note.document().isModified() else mark.note,
            "folder": self.folder.currentText().strip() if folder else mark.folder,
            "tags": tags_of(self.tags.text()) if self.tags.isModified() else mark.tags,
        }
        fields = {name: value for name, value in typed.items() if value != getattr(mark, name)}
        self.note.document().setModified(False)
        if folder:
            self._folder_name.setModified(False)
        if not self.tags.hasFocus():
            self.tags.setModified(False)
        if fields:
            self.edited.emit(mark.id, fields)

    def _save_soon(self) -> None:
        """So long after the first key, not the last: one may type on for minutes."""
        if not self._typing.isActive():
            self._typing.start()

    def _set_note(self, text: str) -> None:
        if self.note.toPlainText() != text:
            self.note.blockSignals(True)
            self.note.setPlainText(text)
            self.note.blockSignals(False)
        self.note.document().setModified(False)


def tags_of(text: str) -> tuple[str, ...]:
    """Tags as they are typed: `slides, exam` or `#slides #exam`, each once."""
    parts = text.split(",") if "," in text else text.split()
    names = (part.strip().lstrip("#").strip() for part in parts)
    return tuple(dict.fromkeys(name for name in names if name))


def _shortened(text: str) -> str:
    return text if len(text) <= MOST_QUOTED else text[:MOST_QUOTED].rstrip() + "…"
