"""What was found, section by section, as the reader types; and what is offered instead."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QListView, QVBoxLayout, QWidget

from gutbrain_app.core.index.outcomes import Count, Hits, NoHits
from gutbrain_app.core.places import parse_place
from gutbrain_app.ui.row_model import ROW_ROLE, Index, RowModel
from gutbrain_app.ui.search_panel.facets import FacetList
from gutbrain_app.ui.search_panel.link_line import LinkLine
from gutbrain_app.ui.search_panel.row_delegate import RowDelegate
from gutbrain_app.ui.search_panel.rows import (
    Deed,
    LineRow,
    OpenPlace,
    Row,
    SearchFor,
    can_be_chosen,
    hit_rows,
    reasons_line,
    shortened,
    spoken_row,
    wish_of,
)
from gutbrain_app.ui.theme import Theme
from gutbrain_app.ui.typing_keys import is_typing

MOST_REASONS = 3
MOST_QUERY = 40  # letters of it in a line
FACETS = {"part": "Parts of the library", "evidence": "Kinds of evidence"}


class SearchRows(RowModel[Row]):
    """Hits, topics above them, offers and help; captions cannot be chosen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(spoken_row, parent)

    # Qt overrides

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid() or not can_be_chosen(self.row_at(index.row())):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class SearchPanel(QWidget):
    """Results of one search; the search box above it belongs to the window."""

    place_requested = Signal(object, object, bool)  # Place, words to mark, keyboard stays here
    query_requested = Signal(str)
    deed_requested = Signal(str)
    facet_toggled = Signal(str, str)  # a field of FACETS, and one of its values
    typed = Signal(str)  # letters, while the keyboard is in one of the lists

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words: tuple[str, ...] = ()
        self._rows = SearchRows(self)
        self.status = QLabel(self)
        self.status.setObjectName("muted")
        self.status.setTextFormat(Qt.TextFormat.PlainText)
        self.status.setWordWrap(True)
        self.status.setContentsMargins(2, 0, 2, 0)
        self.exact = LinkLine(self)
        self.exact.clicked.connect(lambda: self.deed_requested.emit("exact"))
        self.exact.hide()
        self.facets = {name: FacetList(spoken, theme, self) for name, spoken in FACETS.items()}
        for field, facets in self.facets.items():
            facets.typed.connect(self.typed)
            facets.toggled.connect(lambda value, field=field: self.facet_toggled.emit(field, value))
        self.list = _RowList(self)
        self.list.setAccessibleName("Search results")
        self.list.setModel(self._rows)
        self.list.clicked.connect(lambda index: self._do(index, stay=False))
        self.list.typed.connect(self.typed)
        self.list.open_requested.connect(lambda stay: self.open_chosen(stay=stay))
        self._delegate = RowDelegate(theme, self.list, self._rows)
        self.list.setItemDelegate(self._delegate)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(self.status)
        layout.addWidget(self.exact)
        layout.addSpacing(2)
        for facets in self.facets.values():
            layout.addWidget(facets)
        layout.addWidget(self.list, 1)

    def set_theme(self, theme: Theme) -> None:
        self._delegate.set_theme(theme)
        self.list.viewport().update()
        for facets in self.facets.values():
            facets.set_theme(theme)

    def show_hits(
        self,
        hits: Hits,
        query: str,
        chosen: Mapping[str, Sequence[str]],
        *,
        exact: bool,
        keep: bool = False,
    ) -> None:
        """The first hit is chosen, ready for Enter; with `keep`, the row that was before."""
        self._words = hits.words
        rows = hit_rows(hits.hits)
        if hits.total > len(hits.hits):
            rows.append(LineRow("Show more", Deed("more"), link=True))
        self.status.setText(_count_words(hits))
        self._offer_exact(query, exact=exact, offered=bool(hits.why))
        self._show_facets({"part": hits.parts, "evidence": hits.evidence}, chosen)
        self._show_rows(rows, self.list.currentIndex().row() if keep else 0)

    def show_instead(
        self, outcome: NoHits, rows: Sequence[Row], query: str, *, exact: bool
    ) -> None:
        """What was not found, and what is offered."""
        self._words = ()
        self.status.setText(outcome.message)
        self._offer_exact(query, exact=exact, offered=False)
        self._show_facets({}, {})
        self._show_rows(rows, 0)

    def show_guide(self, sentence: str, rows: Sequence[Row]) -> None:
        """Nothing was asked; nothing is chosen before the reader walks down."""
        self._words = ()
        self.status.setText(sentence)
        self.exact.hide()
        self._show_facets({}, {})
        self._show_rows(rows)

    def open_chosen(self, *, stay: bool = False) -> None:
        self._do(self.list.currentIndex(), stay=stay)

    @property
    def chosen(self) -> str:
        """The chosen row in words."""
        return str(self.list.currentIndex().data() or "")

    def choose(self, step: int) -> None:
        """Move the choice by some rows without taking the keyboard from the search box."""
        index = self.list.currentIndex()
        at = index.row() if index.isValid() else -1
        direction = 1 if step > 0 else -1
        for _ in range(abs(step)):
            at = self._choose_next(at, direction)

    def _choose_next(self, at: int, direction: int) -> int:
        """The row that was chosen; above the first one the top of the list comes into sight."""
        row = at + direction
        while 0 <= row < self._rows.rowCount():
            index = self._rows.index(row)
            if self._rows.flags(index):
                self.list.setCurrentIndex(index)
                return row
            row += direction
        if direction < 0:
            self.list.scrollToTop()
        return at

    def _do(self, index: QModelIndex, *, stay: bool) -> None:
        row = index.data(ROW_ROLE)
        wish = wish_of(row) if row is not None else None
        if isinstance(wish, OpenPlace):
            self.place_requested.emit(parse_place(wish.place), self._words, stay)
        elif isinstance(wish, SearchFor):
            self.query_requested.emit(wish.query)
        elif isinstance(wish, Deed):
            self.deed_requested.emit(wish.name)

    def _offer_exact(self, query: str, *, exact: bool, offered: bool) -> None:
        if exact:
            self.exact.show_words("Exactly as typed · search for alike words too")
        elif offered:
            self.exact.show_words(f"Search exactly for “{shortened(query.strip(), MOST_QUERY)}”")
        self.exact.setVisible(exact or offered)

    def _show_facets(
        self, counts: Mapping[str, Sequence[Count]], chosen: Mapping[str, Sequence[str]]
    ) -> None:
        for field, facets in self.facets.items():
            facets.show_counts(counts.get(field, ()), chosen.get(field, ()))

    def _show_rows(self, rows: Sequence[Row], choose: int = -1) -> None:
        """The row `choose`, or the next after it that can be, is the chosen one; none with -1."""
        self._rows.set_rows(rows)
        self.list.scrollToTop()
        if choose >= 0:
            self._choose_next(choose - 1, 1)


class _RowList(QListView):
    """A list whose rows follow its width."""

    open_requested = Signal(bool)  # whether the keyboard stays here
    typed = Signal(str)  # letters, which belong to the search box

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(False)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMouseTracking(True)

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            stay = event.modifiers() & Qt.KeyboardModifier.ControlModifier
            self.open_requested.emit(bool(stay))
        # Not to Qt's own keyboard search in lists.
        elif is_typing(event):
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, 80)


def _count_words(hits: Hits) -> str:
    found = f"{hits.total} section{'' if hits.total == 1 else 's'}"
    return " · ".join(filter(None, (found, reasons_line(hits.why, MOST_REASONS))))
