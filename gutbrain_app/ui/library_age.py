"""Library age: every topic by when it was updated, what it rests on, and its weakest section."""

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from gutbrain_app.core.build.facts import TopicAge
from gutbrain_app.core.library import Library, PlaceMissing
from gutbrain_app.core.places import Place
from gutbrain_app.core.references import EVIDENCE
from gutbrain_app.ui.badges import badge_icon
from gutbrain_app.ui.table_model import Column, TableModel
from gutbrain_app.ui.table_view import ReadingTable
from gutbrain_app.ui.theme import Theme

BADGE_PIXELS = 10
WEAKEST = 4
WIDTHS = (270, 100, 96, 168, 168, 0)
_LEVELS = {level: number for number, level in enumerate(EVIDENCE, 1)}


class LibraryAge(QDialog):
    """Sorted by any column; Enter opens the topic, or its weakest section from that column on."""

    place_requested = Signal(object)  # Place

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Library age")
        self.resize(1080, 640)
        self._theme = theme
        self._library: Library | None = None
        self._sentence = QLabel(self)
        self._sentence.setTextFormat(Qt.TextFormat.PlainText)
        self._sentence.setWordWrap(True)
        self.model: TableModel[TopicAge] = TableModel(self._columns(), self)
        self.table = ReadingTable("Topics by age and evidence", self)
        self.table.setModel(self.model)
        self.table.set_widths(WIDTHS)
        self.table.open_requested.connect(self._open)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 14, 14, 12)
        layout.setSpacing(10)
        layout.addWidget(self._sentence)
        layout.addWidget(self.table, 1)
        layout.addWidget(buttons)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.table.set_theme(theme)

    def set_library(self, library: Library) -> None:
        self._library = library
        ages = library.ages()
        self.model.set_rows(ages)
        edition = f"Edition {library.info.edition}. " if library.info.edition else ""
        dates = sorted(age.updated for age in ages if age.updated)
        spread = f"Updated between {dates[0]} and {dates[-1]}. " if dates else ""
        if dates and dates[0] == dates[-1]:
            spread = f"All updated on {dates[0]}. " if len(dates) == len(ages) else ""
        count = f"{len(ages)} topic{'s' if len(ages) != 1 else ''}. "
        ask = "Sort by a column's head or by Ctrl+1 to Ctrl+6; Enter opens a topic."
        self._sentence.setText(f"{count}{edition}{spread}{ask}")

    def _columns(self) -> tuple[Column[TopicAge], ...]:
        return (
            Column("Topic", lambda one: one.title, lambda one: one.title.casefold()),
            Column("Updated", lambda one: one.updated or "not told", lambda one: one.updated),
            Column(
                "References",
                lambda one: str(one.references),
                lambda one: one.references,
                is_number=True,
            ),
            Column(
                "Strongest",
                lambda one: one.strongest or "no study",
                lambda one: _LEVELS.get(one.strongest, len(_LEVELS) + 1),
                picture=lambda one: self._badge(one.strongest),
            ),
            Column(
                "Weakest",
                lambda one: one.weakest or "no study",
                lambda one: -_LEVELS.get(one.weakest, len(_LEVELS) + 1),
                picture=lambda one: self._badge(one.weakest),
            ),
            Column("In the section", self._heading, lambda one: self._heading(one).casefold()),
        )

    def _heading(self, age: TopicAge) -> str:
        if self._library is None or not age.weakest:
            return ""
        if not age.weakest_section:
            return "before the first heading"
        try:
            return self._library.title_of(Place(age.topic, age.weakest_section))
        except PlaceMissing:  # The library was built anew meanwhile.
            return ""

    def _badge(self, evidence: str) -> QIcon | None:
        if not evidence:
            return None
        return badge_icon(evidence, self._theme, BADGE_PIXELS, self.devicePixelRatioF())

    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            age = self.model.rows[index.row()]
            section = age.weakest_section if index.column() >= WEAKEST else ""
            self.place_requested.emit(Place(age.topic, section))
