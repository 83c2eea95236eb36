"""What changed: each bookmark that is not as it was kept, and what became of its words."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QColor, QFont, QTextBlockFormat, QTextCharFormat
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSplitter,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from gutbrain_app.core.bookmarks.bookmark import Bookmark
from gutbrain_app.core.places import Place
from gutbrain_app.core.standing.standing import Standing, State
from gutbrain_app.ui.theme import Theme

ID_ROLE = Qt.ItemDataRole.UserRole
SAID = {
    State.EDITED: "The text here was edited after you kept it.",
    State.MOVED: "It is at another place now, and opens there.",
    State.RETIRED: "What you kept is no longer in this library. Your passage and note stay here.",
}
Near = Mapping[str, Sequence[tuple[Place, str]]]


class ChangedView(QDialog):
    """Stays open beside the window, so that a place can be looked for; changes nothing itself."""

    open_requested = Signal(str)
    accept_requested = Signal(object)  # tuple of ids
    place_requested = Signal(str, object)  # id; Place, or None for the section being read
    remove_requested = Signal(str)
    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("What changed in the library")
        self.resize(820, 520)
        self._theme = theme
        self._marks: Sequence[Bookmark] = ()
        self._standings: Mapping[str, Standing] = {}
        self._near: Near = {}
        self.list = QListWidget(self)
        self.list.setObjectName("entries")
        self.list.setAccessibleName("Bookmarks that are not as they were kept")
        self.list.currentItemChanged.connect(self._show_chosen)
        self.list.itemActivated.connect(lambda: self.open_requested.emit(self.chosen))
        self.detail = QTextEdit(self)
        self.detail.setAccessibleName("What changed")
        self.detail.setReadOnly(True)
        self.detail.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.detail.setFrameShape(QTextEdit.Shape.NoFrame)
        self.places = QComboBox(self)
        self.places.setAccessibleName("Where to place it")
        self.again = QPushButton("&Place it there", self)
        self.open_button = QPushButton("&Open", self)
        self.take = QPushButton("&Take over", self)
        self.take.setToolTip("Keep it as it stands now")
        self.take_all = QPushButton("Take over &all", self)
        self.remove = QPushButton("&Remove", self)
        close = QPushButton("Close", self)
        close.setDefault(True)
        close.clicked.connect(self.close)
        self.open_button.clicked.connect(lambda: self.open_requested.emit(self.chosen))
        self.take.clicked.connect(lambda: self.accept_requested.emit((self.chosen,)))
        self.take_all.clicked.connect(self._accept_all)
        self.remove.clicked.connect(lambda: self.remove_requested.emit(self.chosen))
        self.again.clicked.connect(
            lambda: self.place_requested.emit(self.chosen, self.places.currentData())
        )
        self._place_widgets(close)

    @property
    def chosen(self) -> str:
        item = self.list.currentItem()
        return str(item.data(ID_ROLE)) if item else ""

    def show_changes(
        self, marks: Sequence[Bookmark], standings: Mapping[str, Standing], near: Near
    ) -> None:
        """List these; what was chosen stays chosen. `near` has places for retired ones."""
        chosen = self.chosen
        self._marks, self._standings, self._near = marks, standings, near
        self.list.clear()
        for mark in marks:
            state = standings[mark.id].state
            item = QListWidgetItem(f"{state.capitalize()}: {mark.called}")
            item.setData(ID_ROLE, mark.id)
            item.setSizeHint(QSize(60, 30))
            self.list.addItem(item)
        rows = [n for n, mark in enumerate(marks) if mark.id == chosen]
        self.list.setCurrentRow(rows[0] if rows else 0)
        self._show_chosen()

    def _show_chosen(self) -> None:
        mark = next((each for each in self._marks if each.id == self.chosen), None)
        standing = self._standings.get(mark.id) if mark else None
        retired = standing is not None and standing.state is State.RETIRED
        for widget in (self.places, self.again):
            widget.setVisible(retired)
        self.take.setVisible(not retired)
        for button in (self.open_button, self.take, self.take_all, self.remove):
            button.setEnabled(mark is not None)
        self.detail.clear()
        if mark is None or standing is None:
            self._write("Nothing is left to look at: every bookmark stands as it was kept.")
            return
        if retired:
            self.places.clear()
            self.places.addItem("The section you are reading", None)
            for place, title in self._near.get(mark.id, ()):
                self.places.addItem(f"{title} ({place})", place)
        self._describe(mark, standing)

    def _describe(self, mark: Bookmark, standing: Standing) -> None:
        self._write(mark.called, "title")
        self._write("\n" + " › ".join(mark.path), "muted")
        if standing.state is State.MOVED:
            self._write("\nNow: " + " › ".join((*standing.path, standing.title)), "muted")
        self._write("\n\n" + SAID.get(standing.state, ""))
        if standing.changes:
            self._write("\n\n")
            for piece in standing.changes:
                self._write(piece.text, piece.kind)
        elif mark.quote is not None:
            self._write("\n\n" + mark.quote.exact, "same")
        elif mark.beginning:
            self._write("\n\n" + mark.beginning + "…", "same")
        if mark.note:
            self._write("\n\nYour note: ", "muted")
            self._write(mark.note)
        self.detail.moveCursor(self.detail.textCursor().MoveOperation.Start)

    def _write(self, text: str, kind: str = "") -> None:
        """Taken out is struck through, put in is underlined: not told by colour alone."""
        theme = self._theme
        shape = QTextCharFormat()
        shape.setForeground(QColor(theme.muted if kind in ("muted", "removed") else theme.ink))
        if kind == "title":
            shape.setFontWeight(QFont.Weight.DemiBold)
            shape.setProperty(QTextCharFormat.Property.FontPixelSize.value, 17)
        elif kind == "removed":
            shape.setFontStrikeOut(True)
            shape.setBackground(QColor(theme.warning_ground))
            shape.setForeground(QColor(theme.warning))
        elif kind == "added":
            shape.setFontUnderline(True)
            shape.setBackground(QColor(theme.accent_ground))
        cursor = self.detail.textCursor()
        block = QTextBlockFormat()
        block.setLineHeight(140, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        cursor.mergeBlockFormat(block)
        cursor.insertText(text, shape)
        cursor.mergeBlockFormat(block)
        self.detail.setTextCursor(cursor)

    def _accept_all(self) -> None:
        kept = [m.id for m in self._marks if self._standings[m.id].state is not State.RETIRED]
        self.accept_requested.emit(tuple(kept))

    def _place_widgets(self, close: QPushButton) -> None:
        above = QLabel(
            "The library is another one since you kept these. Nothing of yours was changed.", self
        )
        above.setTextFormat(Qt.TextFormat.PlainText)
        above.setWordWrap(True)
        again = QHBoxLayout()
        again.addWidget(self.places, 1)
        again.addWidget(self.again)
        right = QWidget(self)
        inner = QVBoxLayout(right)
        inner.setContentsMargins(8, 0, 0, 0)
        inner.addWidget(self.detail, 1)
        inner.addLayout(again)
        split = QSplitter(self)
        split.addWidget(self.list)
        split.addWidget(right)
        split.setSizes([270, 520])
        buttons = QHBoxLayout()
        for button in (self.open_button, self.take, self.take_all, self.remove):
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 16, 14)
        layout.setSpacing(10)
        layout.addWidget(above)
        layout.addWidget(split, 1)
        layout.addLayout(buttons)

    # Qt overrides

    def reject(self) -> None:
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closed.emit()
        super().closeEvent(event)
