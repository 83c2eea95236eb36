"""The search panel: what was found, section by section, as the reader types."""

from dataclasses import dataclass

from PySide6.QtCore import (
    QModelIndex,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QListView, QVBoxLayout, QWidget

from gutbrain_app.core.index.outcomes import Hit, Hits, NoHits, NoQuery
from gutbrain_app.core.places import parse_place
from gutbrain_app.ui.hit_delegate import HitDelegate
from gutbrain_app.ui.row_model import ROW_ROLE, RowModel
from gutbrain_app.ui.theme import Theme

MOST_REASONS = 3


@dataclass(frozen=True)
class Suggestion:
    """A row offered when nothing was found: a nearer query, or a topic to open."""

    text: str
    detail: str
    query: str = ""
    place: str = ""


class HitModel(RowModel[Hit | Suggestion]):
    """Hits, or suggestions where there are none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(spoken_row, parent)


class SearchPanel(QWidget):
    """Results of one search; the search box above it belongs to the window."""

    hit_requested = Signal(object, object)  # Place, words to mark
    query_requested = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words: tuple[str, ...] = ()
        self._model = HitModel(self)
        self.status = QLabel(self)
        self.status.setObjectName("muted")
        self.status.setTextFormat(Qt.TextFormat.PlainText)
        self.status.setWordWrap(True)
        self.status.setContentsMargins(2, 0, 2, 4)
        self.list = _HitList(self)
        self.list.setAccessibleName("Search results")
        self.list.setModel(self._model)
        self.list.clicked.connect(self._open)
        self.list.activated.connect(self._open)
        self._delegate = HitDelegate(theme, self.list)
        self.list.setItemDelegate(self._delegate)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(self.status)
        layout.addWidget(self.list)

    def set_theme(self, theme: Theme) -> None:
        self._delegate.set_theme(theme)
        self.list.viewport().update()

    def show_outcome(self, outcome: NoQuery | NoHits | Hits) -> None:
        """Show what a search answered; the first hit is chosen, ready for Enter."""
        if isinstance(outcome, Hits):
            self._words = outcome.words
            self._model.set_rows(outcome.hits)
            self.status.setText(_count_words(outcome))
        elif isinstance(outcome, NoHits):
            self._words = ()
            self._model.set_rows(_suggestions(outcome))
            self.status.setText(outcome.message)
        else:
            self._words = ()
            self._model.set_rows(())
            self.status.setText("Type a word, half a word or a question.")
        self.list.scrollToTop()
        self.list.setCurrentIndex(self._model.index(0))

    def show_failure(self, sentence: str) -> None:
        self._model.set_rows(())
        self.status.setText(sentence)

    def open_chosen(self) -> None:
        if self.list.currentIndex().isValid():
            self._open(self.list.currentIndex())

    def choose(self, step: int) -> None:
        """Move the choice without taking the keyboard from the search box."""
        row = self.list.currentIndex().row() + step
        if 0 <= row < self._model.rowCount():
            self.list.setCurrentIndex(self._model.index(row))

    def _open(self, index: QModelIndex) -> None:
        row = index.data(ROW_ROLE)
        if isinstance(row, Hit):
            self.hit_requested.emit(parse_place(row.place), self._words)
        elif isinstance(row, Suggestion) and row.place:
            self.hit_requested.emit(parse_place(row.place), ())
        elif isinstance(row, Suggestion):
            self.query_requested.emit(row.query)


class _HitList(QListView):
    """A list whose rows follow its width."""

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
        # Typed letters belong to the search box, not to Qt's own keyboard search in lists.
        if event.text() and event.text().isprintable() and not event.modifiers():
            event.ignore()
            return
        super().keyPressEvent(event)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, 80)


def spoken_row(row: Hit | Suggestion) -> str:
    """A row in words, for screen readers and for copying."""
    if isinstance(row, Suggestion):
        return f"{row.text}. {row.detail}"
    heading = row.heading or row.title
    evidence = f" Evidence: {row.evidence}." if row.evidence else ""
    return (
        f"{heading}. {' › '.join(row.path)}. {row.snippet}{evidence} {', '.join(row.why)}".strip()
    )


def _count_words(hits: Hits) -> str:
    words = f"{hits.total} section{'' if hits.total == 1 else 's'}"
    more = len(hits.why) - MOST_REASONS
    reasons = (*hits.why[:MOST_REASONS], f"{more} more") if more > 0 else hits.why
    return " · ".join((words, *reasons))


def _suggestions(outcome: NoHits) -> tuple[Suggestion, ...]:
    words = tuple(Suggestion(word, "Search for this instead", query=word) for word in outcome.words)
    topics = tuple(
        Suggestion(title, "A topic that may be near", place=place)
        for place, title in outcome.topics
    )
    return words + topics
