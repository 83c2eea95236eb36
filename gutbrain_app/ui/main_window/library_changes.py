"""Bookmarks in a library that has changed: where each stands now, and a list of what changed."""

from collections import Counter
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from gutbrain_app.core.bookmarks.bookmark import Bookmark
from gutbrain_app.core.places import Place, parse_place
from gutbrain_app.core.standing.keeping import accepted, placed, places_near
from gutbrain_app.core.standing.standing import Standing, State
from gutbrain_app.ui.bookmark_shelf import BookmarkShelf
from gutbrain_app.ui.main_window.window import MainWindow
from gutbrain_app.ui.notice_bar import NoticeBar

if TYPE_CHECKING:
    from gutbrain_app.core.standing.standings import Standings
    from gutbrain_app.ui.changed_view import ChangedView

SETTLE_MS = 300
# Looked for between two events, so that the window goes on answering.
AT_ONCE = 50


class LibraryChanges(QObject):
    """Finds where bookmarks stand after a library was opened, a few at a time."""

    found = Signal()  # other standings than before are known

    def __init__(self, window: MainWindow, shelf: BookmarkShelf, notice: NoticeBar) -> None:
        super().__init__(window)
        self._window = window
        self._shelf = shelf
        self._notice = notice
        self._finder: Standings | None = None
        self._told = False
        self._waiting: list[Bookmark] = []
        self._coming: dict[str, Standing] = {}
        self._view: ChangedView | None = None
        self.standings: Mapping[str, Standing] = {}
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._look_at_some)
        window.library_changed.connect(self._another_library)
        shelf.changed.connect(self._begin)
        self._another_library()

    def deeds(self) -> dict[str, Callable[[], object]]:
        return {"what_changed": self.show_changes}

    def place_of(self, mark: Bookmark) -> Place:
        """Where it is now, as far as that is known."""
        standing = self.standings.get(mark.id)
        return standing.place if standing and standing.place else parse_place(mark.place)

    def written_place(self, mark: Bookmark) -> str:
        """The same, as bookmarks have it: quicker for thousands."""
        standing = self.standings.get(mark.id)
        return str(standing.place) if standing and standing.place else mark.place

    def changed(self) -> tuple[Bookmark, ...]:
        """The bookmarks of this library that are not as they were kept."""
        return tuple(
            mark
            for mark in self._shelf.bookmarks
            if mark.id in self.standings and self.standings[mark.id].state is not State.UNCHANGED
        )

    def show_changes(self) -> None:
        """List what changed; without anything, say so."""
        if not self.changed():
            self._notice.tell("Every bookmark of this library stands as it was kept.")
            return
        if self._view is None:
            # Imported when it is first asked for.
            from gutbrain_app.ui.changed_view import ChangedView

            self._view = ChangedView(self._window.theme, self._window)
            self._view.closed.connect(self._forget_view)
            self._view.open_requested.connect(self._open)
            self._view.accept_requested.connect(self.accept)
            self._view.place_requested.connect(self._place)
            self._view.remove_requested.connect(lambda id: self._shelf.remove(id))
        self._show_list()
        self._view.show()
        self._view.raise_()
        self._view.activateWindow()

    def accept(self, ids: tuple[str, ...]) -> None:
        """Keep these as they stand now: their place, title and words."""
        library = self._window.library
        if library is None:
            return
        marks = [mark for mark in self.changed() if mark.id in ids]
        new = [accepted(library, mark, self.standings[mark.id]) for mark in marks]
        self._shelf.put(*new, text="taking over what changed")

    # Finding

    def _another_library(self) -> None:
        self._finder, self._told = None, False
        self.standings = {}
        self._begin()

    def _begin(self) -> None:
        library = self._window.library
        mine = library.info.id if library and library.info.complete else None
        marks = [mark for mark in self._shelf.bookmarks if mark.library == mine]
        # Those of one article one after another, since each article is read for them.
        self._waiting = sorted(marks, key=lambda mark: mark.place)
        self._coming = {}
        self._timer.start(SETTLE_MS)

    def _look_at_some(self) -> None:
        library = self._window.library
        if library is None or not self._waiting:
            self._take(self._coming)
            return
        if self._finder is None:
            # Imported when there is a bookmark to find.
            from gutbrain_app.core.standing.standings import Standings

            self._finder = Standings(library)
        some, self._waiting = self._waiting[:AT_ONCE], self._waiting[AT_ONCE:]
        self._coming.update(self._finder.of(some))
        if self._waiting:
            self._timer.start(0)
        else:
            self._take(self._coming)

    def _take(self, standings: Mapping[str, Standing]) -> None:
        if standings != self.standings:
            self.standings = standings
            self.found.emit()
        if self._view is not None:
            self._show_list()
        if not self._told and standings:
            self._told = True
            self._tell()

    def _tell(self) -> None:
        counts = Counter(self.standings[mark.id].state for mark in self.changed())
        if counts:
            parts = [f"{counts[state]} {state}" for state in State if counts[state]]
            many = sum(counts.values())
            what = "1 bookmark is" if many == 1 else f"{many} bookmarks are"
            sentence = f"{what} not as kept, since the library has changed: {', '.join(parts)}."
            self._notice.tell(sentence, deed="Show what changed", do=self.show_changes)

    # The list

    def _show_list(self) -> None:
        view, library = self._view, self._window.library
        if view is not None and library is not None:
            near = {
                mark.id: places_near(library, mark)
                for mark in self.changed()
                if self.standings[mark.id].state is State.RETIRED
            }
            view.show_changes(self.changed(), self.standings, near)

    def _forget_view(self) -> None:
        self._view = None

    def _open(self, id: str) -> None:
        mark = self._shelf.bookmark(id)
        if mark is not None:
            self._window.furnishing.bookmarking.open(mark)

    def _place(self, id: str, place: Place | None) -> None:
        """Put a retired one at a place, or at the section being read."""
        library, mark = self._window.library, self._shelf.bookmark(id)
        place = place or self._window.article.place
        if library is not None and mark is not None and place is not None:
            self._shelf.put(placed(library, mark, place), text="placing a bookmark again")
