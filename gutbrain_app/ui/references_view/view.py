"""The references view: a table of all references of a library, and one of them in full."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIcon, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from gutbrain_app.core.articles.article import Article
from gutbrain_app.core.citing.forms import FORMS
from gutbrain_app.core.library import Library, PlaceMissing
from gutbrain_app.core.places import Place
from gutbrain_app.core.references import EVIDENCE, Reference
from gutbrain_app.ui.badges import badge_icon
from gutbrain_app.ui.references_view.columns import (
    WIDTHS,
    Wish,
    haystack_of,
    reference_columns,
    year_of,
)
from gutbrain_app.ui.references_view.copying import ReferenceCopying
from gutbrain_app.ui.references_view.detail import ReferenceDetail
from gutbrain_app.ui.table_model import TableModel
from gutbrain_app.ui.table_view import ReadingTable
from gutbrain_app.ui.theme import Theme

BADGE_PIXELS = 10


class ReferencesView(QDialog):
    """Stands beside the window while the reader goes on; closing it leaves nothing behind."""

    place_requested = Signal(object)  # Place

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("References")
        self.setSizeGripEnabled(True)
        self.resize(1200, 720)
        self._theme = theme
        self._library: Library | None = None
        self._article: Article | None = None
        self._references: tuple[Reference, ...] = ()
        self._haystacks: dict[str, str] = {}
        self.words = QLineEdit(self)
        self.kinds = QComboBox(self)
        self.first_year = QComboBox(self)
        self.last_year = QComboBox(self)
        self.scope = QComboBox(self)
        columns = reference_columns(self._count_citing, self._badge)
        self.model: TableModel[Reference] = TableModel(columns, self)
        self.table = ReadingTable("References", self)
        self.table.setModel(self.model)
        self.table.set_widths(WIDTHS)
        self.detail = ReferenceDetail(theme, self)
        self.status = QLabel(self)
        self.forms = QComboBox(self)
        self.copy_button = QPushButton("&Copy", self)
        self._place_parts()
        self._connect()
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.table.set_theme(theme)
        self.detail.set_theme(theme)
        self._show_chosen()

    def set_library(self, library: Library) -> None:
        """Show another library's references, and all of them."""
        self._library = library
        references = self._references = library.references()
        self._haystacks = {one.id: haystack_of(one) for one in references}
        self._fill_choices(references)
        self._filter()

    def set_article(self, article: Article | None) -> None:
        """Tell which article is being read: its list alone can be shown."""
        self._article = article
        title = article.title if article is not None and article.reference_ids else ""
        short = f"{title[:28].rstrip()}…" if len(title) > 29 else title
        was = self.scope.currentIndex()
        self.scope.blockSignals(True)
        self.scope.clear()
        self.scope.addItems(["All of the library", f"Only “{short}”"][: 2 if title else 1])
        self.scope.setCurrentIndex(was if was > 0 and title else 0)
        self.scope.blockSignals(False)
        if was > 0:
            self._filter()

    # Parts

    def _place_parts(self) -> None:
        self.words.setPlaceholderText("Filter by author, title, journal, DOI…")
        self.words.setAccessibleName("Filter the references")
        self.words.setClearButtonEnabled(True)
        self.kinds.setAccessibleName("Kind of study")
        self.first_year.setAccessibleName("From the year")
        self.last_year.setAccessibleName("To the year")
        self.scope.setAccessibleName("Which references")
        self.forms.setAccessibleName("Form to copy in")
        self.forms.addItems([form.title for form in FORMS])
        self.status.setObjectName("muted")
        self.status.setTextFormat(Qt.TextFormat.PlainText)
        self.copy_button.setToolTip("Copy the chosen references, or all that are shown")
        close = QPushButton("Close", self)
        close.clicked.connect(self.close)
        for button in (self.copy_button, close):
            button.setAutoDefault(False)
        top = QHBoxLayout()
        top.addWidget(self.words, 1)
        for part in (self.kinds, self.first_year, self.last_year, self.scope):
            top.addWidget(part)
        bottom = QHBoxLayout()
        bottom.addWidget(self.status, 1)
        bottom.addWidget(self.forms)
        bottom.addWidget(self.copy_button)
        bottom.addSpacing(12)
        bottom.addWidget(close)
        middle = QSplitter(self)
        middle.setChildrenCollapsible(False)
        middle.setHandleWidth(12)
        middle.setStyleSheet("QSplitter::handle { background: transparent; }")
        middle.addWidget(self.table)
        middle.addWidget(self.detail)
        middle.setStretchFactor(0, 1)
        middle.setSizes([880, 300])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 14, 14, 12)
        layout.setSpacing(10)
        layout.addLayout(top)
        layout.addWidget(middle, 1)
        layout.addLayout(bottom)

    def _connect(self) -> None:
        self.words.textChanged.connect(self._filter)
        for box in (self.kinds, self.first_year, self.last_year, self.scope):
            box.currentIndexChanged.connect(self._filter)
        self.table.selectionModel().selectionChanged.connect(self._show_chosen)
        self.table.selectionModel().currentRowChanged.connect(self._show_chosen)
        self.model.modelReset.connect(self._show_chosen)
        self.table.open_requested.connect(self.detail.focus_sections)
        self.table.copy_requested.connect(self.copy)
        self.copy_button.clicked.connect(self.copy)
        self.detail.place_requested.connect(self.place_requested)
        QShortcut(QKeySequence.StandardKey.Find, self, self._focus_filter)

    def _fill_choices(self, references: tuple[Reference, ...]) -> None:
        years = sorted({year_of(one) for one in references} - {0}, reverse=True)
        kinds = [level for level in EVIDENCE if any(one.evidence == level for one in references)]
        for box, first, names in (
            (self.kinds, "All kinds of study", kinds),
            (self.first_year, "From any year", [str(year) for year in years]),
            (self.last_year, "to any year", [str(year) for year in years]),
        ):
            box.blockSignals(True)
            box.clear()
            box.addItems([first, *names])
            box.blockSignals(False)

    # What is shown

    def _filter(self) -> None:
        if self._library is None:
            return
        chosen = {self.model.rows[row].id for row in self.table.chosen_rows()}
        wish = Wish(
            self.words.text(),
            self.kinds.currentText() if self.kinds.currentIndex() > 0 else "",
            _year_in(self.first_year),
            _year_in(self.last_year),
        )
        rows = [one for one in self._offered() if wish.fits(one, self._haystacks[one.id])]
        self.model.set_rows(rows)
        for number, one in enumerate(self.model.rows):
            if one.id in chosen:
                self.table.selectRow(number)
        self._show_chosen()

    def _offered(self) -> tuple[Reference, ...]:
        """All references, or those of the article in the order of their numbers."""
        assert self._library is not None
        if not (self.scope.currentIndex() > 0 and self._article is not None):
            return self._references
        return tuple(self._library.reference(key) for key in self._article.reference_ids)

    def _show_chosen(self) -> None:
        rows = self.table.chosen_rows()
        current = self.table.currentIndex().row()
        shown = self.model.rows[current if current in rows else rows[0]] if rows else None
        self.detail.show_reference(shown, self._sections_on(shown) if shown else ())
        total = len(self._haystacks)
        count = (
            f"{len(self.model.rows)} of {total}" if len(self.model.rows) != total else f"{total}"
        )
        words = f"{count} reference{'s' if total != 1 else ''}"
        self.status.setText(f"{words} · {len(rows)} chosen" if rows else words)
        self.copy_button.setText("&Copy" if rows else "&Copy all shown")
        self.copy_button.setEnabled(bool(self.model.rows))

    def _sections_on(self, reference: Reference) -> list[tuple[Place, str]]:
        assert self._library is not None
        found = []
        for place in self._library.citing(reference.id):
            try:
                titles = [self._library.title_of(Place(place.topic)), self._library.title_of(place)]
            except PlaceMissing:
                continue
            found.append((place, " › ".join(dict.fromkeys(titles))))
        return found

    def _count_citing(self, key: str) -> int:
        return len(self._library.citing(key)) if self._library is not None else 0

    def _badge(self, evidence: str) -> QIcon:
        return badge_icon(evidence, self._theme, BADGE_PIXELS, self.devicePixelRatioF())

    # What the reader does

    def copy(self) -> None:
        """Put the chosen references on the clipboard, or all that are shown."""
        rows = self.table.chosen_rows() or range(len(self.model.rows))
        references = [self.model.rows[row] for row in rows]
        if references:
            form = FORMS[self.forms.currentIndex()]
            copying = ReferenceCopying(references, form, self)
            copying.copied.connect(self._tell_copied)

    def _tell_copied(self, count: int) -> None:
        form = FORMS[self.forms.currentIndex()]
        what = f"{count} references" if count != 1 else "One reference"
        self.status.setText(f"{what} copied as {form.title}.")

    def _focus_filter(self) -> None:
        self.words.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.words.selectAll()


def _year_in(box: QComboBox) -> int:
    return int(box.currentText()) if box.currentIndex() > 0 else 0
