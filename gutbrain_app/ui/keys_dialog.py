"""Every action with its keys, which the reader can change."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QKeySequenceEdit,
    QLabel,
    QLineEdit,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from gutbrain_app.ui.actions import ACTIONS, FIXED_KEYS, OTHER_KEYS, plain_text
from gutbrain_app.ui.quiet_table import make_quiet, show_only

NAME_ROLE = Qt.ItemDataRole.UserRole
NATIVE = QKeySequence.SequenceFormat.NativeText
PORTABLE = QKeySequence.SequenceFormat.PortableText
WORDS = {words.name: plain_text(words.text) for words in ACTIONS if words.name}


class KeysDialog(QDialog):
    """Asks for other keys; a key that is in use is told, and taken only when that is asked for."""

    keys_requested = Signal(str, tuple)  # an action's name, and its keys
    usual_requested = Signal(str)  # an action's name; empty: all

    def __init__(self, keys: Mapping[str, tuple[str, ...]], parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Keys")
        self.resize(720, 620)
        self._keys: Mapping[str, tuple[str, ...]] = {}
        self.filter = QLineEdit(self)
        self.filter.setAccessibleName("Filter the keys")
        self.filter.setPlaceholderText("Filter by what it does or by its key")
        self.filter.setClearButtonEnabled(True)
        self.filter.textChanged.connect(self._filter)
        self.edit = QKeySequenceEdit(self)
        self.edit.setAccessibleName("New key")
        self.edit.setMaximumSequenceLength(1)
        self.edit.keySequenceChanged.connect(self._check)
        for field in self.edit.findChildren(QLineEdit):
            field.setAccessibleName("New key")
        self.table = _table(self)
        self.table.currentCellChanged.connect(lambda *_: self._show_chosen())
        self.table.cellActivated.connect(lambda *_: self.edit.setFocus())
        self.told = QLabel(self)
        self.told.setObjectName("muted")
        self.told.setTextFormat(Qt.TextFormat.PlainText)
        self.told.setWordWrap(True)
        self.told.setMinimumHeight(36)
        self.set = self._button("Set this key", self._set)
        self.none = self._button("No key", lambda: self._ask(()))
        self.usual = self._button("Usual key", lambda: self.usual_requested.emit(self._chosen()))
        self.all_usual = self._button("All as usual", lambda: self.usual_requested.emit(""))
        self.shut = self._button("Close", self.reject)
        self._lay_out()
        self.show_keys(keys)
        self.table.setCurrentCell(0, 0)
        self.filter.setFocus()

    def show_keys(self, keys: Mapping[str, tuple[str, ...]]) -> None:
        """Show the keys that hold now, by the names of the actions."""
        self._keys = keys
        shown = [words for words in ACTIONS if words.name]
        row = self.table.currentRow()
        self.table.setRowCount(len(shown) + len(OTHER_KEYS))
        for number, words in enumerate(shown):
            native = [QKeySequence(key).toString(NATIVE) for key in keys[words.name]]
            told = " or ".join(native) or "no key"
            self._put(number, words.name, (WORDS[words.name], told, plain_text(words.menu)))
        for number, (key, meaning, where) in enumerate(OTHER_KEYS, start=len(shown)):
            self._put(number, "", (meaning, key, where))
        self.table.setCurrentCell(max(0, row), 0)
        self._filter(self.filter.text())
        self._show_chosen()

    def _put(self, row: int, name: str, texts: tuple[str, str, str]) -> None:
        for column, text in enumerate(texts):
            item = QTableWidgetItem(text)
            item.setData(NAME_ROLE, name)
            self.table.setItem(row, column, item)

    def _filter(self, text: str) -> None:
        show_only(self.table, text, 3)

    def _show_chosen(self) -> None:
        self.edit.clear()
        self._check()

    def _check(self) -> None:
        """Say what the key that was typed does now."""
        name, key = self._chosen(), self._typed()
        for button in (self.none, self.usual):
            button.setEnabled(bool(name))
        owner = self._owner(key)
        free = bool(key) and bool(name) and key not in FIXED_KEYS
        self.set.setEnabled(free and owner != name)
        self.set.setText("Take this key" if free and owner and owner != name else "Set this key")
        native = QKeySequence(key).toString(NATIVE)
        if not name:
            words = "This key cannot be changed."
        elif not key:
            words = f"New key for “{WORDS[name]}”: press it in the field."
        elif key in FIXED_KEYS:
            words = f"{native} opens the menu and cannot be given away."
        elif owner == name:
            words = f"{native} does that already."
        elif owner:
            words = f"{native} is the key of “{WORDS[owner]}”, which would lose it."
        else:
            words = f"{native} is free."
        self.told.setText(words)

    def _set(self) -> None:
        name, key = self._chosen(), self._typed()
        owner = self._owner(key)
        if owner:
            self.keys_requested.emit(owner, tuple(k for k in self._keys[owner] if k != key))
        self.keys_requested.emit(name, (key,))
        self.table.setFocus()

    def _ask(self, keys: tuple[str, ...]) -> None:
        self.keys_requested.emit(self._chosen(), keys)

    def _chosen(self) -> str:
        item = self.table.item(self.table.currentRow(), 0)
        return str(item.data(NAME_ROLE)) if item is not None else ""

    def _typed(self) -> str:
        return self.edit.keySequence().toString(PORTABLE)

    def _owner(self, key: str) -> str:
        same = QKeySequence(key)
        owners = (n for n, keys in self._keys.items() if same in map(QKeySequence, keys))
        return next(owners, "") if key else ""

    def _button(self, words: str, deed: object) -> QPushButton:
        button = QPushButton(words, self)
        button.setAutoDefault(False)
        button.clicked.connect(deed)
        return button

    def _lay_out(self) -> None:
        change = QHBoxLayout()
        change.addWidget(self.edit, 1)
        for button in (self.set, self.none, self.usual):
            change.addWidget(button)
        foot = QHBoxLayout()
        foot.addWidget(self.all_usual)
        foot.addStretch(1)
        foot.addWidget(self.shut)
        layout = QVBoxLayout(self)
        layout.setSpacing(9)
        layout.addWidget(self.filter)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.told)
        layout.addLayout(change)
        layout.addLayout(foot)


def _table(parent: QWidget) -> QTableWidget:
    table = QTableWidget(0, 3, parent)
    table.setAccessibleName("Keys")
    table.setHorizontalHeaderLabels(["What it does", "Key", "Menu"])
    make_quiet(table)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    header = table.horizontalHeader()
    header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
    for column in (1, 2):
        header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
    return table
