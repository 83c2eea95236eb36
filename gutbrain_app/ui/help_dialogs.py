"""Small dialogs: what this program is, and what authors should mend."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from gutbrain_app.core.errors import Problem
from gutbrain_app.core.library import LibraryInfo
from gutbrain_app.version import VERSION


class _TableDialog(QDialog):
    """A table with a sentence above it; texts are shown as they are."""

    def __init__(
        self,
        title: str,
        sentence: str,
        heads: Sequence[str],
        rows: Sequence[Sequence[str]],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.resize(720, 520)
        label = QLabel(sentence, self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        table = QTableWidget(len(rows), len(heads), self)
        table.setAccessibleName(title)
        table.setHorizontalHeaderLabels(list(heads))
        table.verticalHeader().hide()
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setTabKeyNavigation(False)
        table.setWordWrap(True)
        for number, row in enumerate(rows):
            for column, text in enumerate(row):
                table.setItem(number, column, QTableWidgetItem(text))
        header = table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(len(heads) - 1, QHeaderView.ResizeMode.Stretch)
        table.resizeRowsToContents()
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(label)
        layout.addWidget(table)
        layout.addWidget(buttons)


class ProblemsDialog(_TableDialog):
    """What an author should mend in the library that is open."""

    def __init__(self, problems: Sequence[Problem], parent: QWidget) -> None:
        rows = [
            (f"{found.file}:{found.line}" if found.line else found.file, found.what, found.remedy)
            for found in problems
        ]
        count = f"{len(rows)} problem{'s' if len(rows) != 1 else ''}" if rows else "No problem"
        super().__init__(
            "Problems in this library",
            f"{count} found when the library was built. Everything else opens as usual.",
            ("Where", "What", "How to mend it"),
            rows,
            parent,
        )


class AboutDialog(QDialog):
    """What the program and the open library are, and what they are not."""

    def __init__(self, info: LibraryInfo | None, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("About Gutbrain")
        lines = [
            f"Gutbrain {VERSION}, an offline reference reader.",
            "It opens no network connection. External links are shown in full and opened "
            "only when you say so, by your own browser.",
        ]
        if info is not None:
            lines.append(f"Library: {info.title_and_edition}. {info.notice}".strip())
        label = QLabel("\n\n".join(lines), self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setMinimumWidth(420)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(label)
        layout.addWidget(buttons)
