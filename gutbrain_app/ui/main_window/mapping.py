"""The axis map in the window: it takes the article's place, and gives it back."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from gutbrain_app.core.history import History
from gutbrain_app.core.places import Place, parse_place
from gutbrain_app.ui.bookmark_shelf import BookmarkShelf
from gutbrain_app.ui.main_window.window import NARROW, MainWindow

if TYPE_CHECKING:
    from gutbrain_app.ui.axis_map.page import AxisMapPage


class AxisMapping(QObject):
    """Opens the map of the library, which is made when it is first asked for."""

    def __init__(self, window: MainWindow, shelf: BookmarkShelf, history: History) -> None:
        super().__init__(window)
        self._window = window
        self._shelf = shelf
        self._history = history
        self._actions: Mapping[str, QAction] = {}
        self._topics: frozenset[str] = frozenset()
        self._page: AxisMapPage | None = None
        self._is_current = False  # whether the page shows the library that is open
        self._columns: tuple[bool, bool] = (True, True)  # left and right, as they were
        window.library_changed.connect(self._library_changed)
        window.article.place_changed.connect(self._place_changed)
        window.left.tree.place_requested.connect(self.close)
        window.look_changed.connect(self._restyle)
        shelf.changed.connect(self._mark)

    def deeds(self) -> dict[str, Callable[[], object]]:
        return {"axis_map": self.toggle, "show_on_map": self.show_topic}

    def set_actions(self, actions: Mapping[str, QAction]) -> None:
        self._actions = actions
        self._library_changed()

    @property
    def is_open(self) -> bool:
        return self._page is not None and not self._page.isHidden()

    @property
    def panels(self) -> tuple[QWidget, ...]:
        """What the keyboard walks through while the map is open."""
        page = self._page
        return () if page is None else (page.box, page.canvas, page.table)

    @property
    def page(self) -> "AxisMapPage":
        if self._page is None:
            # Imported here: the map is made when it is first asked for.
            from gutbrain_app.ui.axis_map.page import AxisMapPage

            window = self._window
            self._page = AxisMapPage(window.theme, window.settings.text_size, window.middle)
            self._page.hide()
            self._page.place_requested.connect(self._open_place)
            self._page.closed.connect(self.close)
            self._page.notice_raised.connect(window.tell)
        return self._page

    def toggle(self) -> None:
        if self.is_open:
            self.close()
        else:
            self.open()

    def open(self) -> None:
        """Show the map in place of the article, with all the room of the window."""
        window = self._window
        if window.library is None or not self._topics or self.is_open:
            return
        self._columns = not window.left.isHidden(), window.right_wished
        for column in (window.left, window.right):
            window.show_column(column, False)
        window.middle.cover(self.page)
        if not self._is_current:
            self.page.set_library(window.library)
            self._is_current = True
        self._mark()
        self.page.canvas.setFocus()

    def close(self) -> bool:
        """Back to the article as it was; whether the map was open."""
        if not self.is_open:
            return False
        window = self._window
        window.middle.uncover(self.page)
        left, window.right_wished = self._columns
        window.right.setVisible(window.right_wished and window.width() >= NARROW)
        window.show_column(window.left, left or not window.left.isHidden())
        window.article.setFocus()
        return True

    def go_back(self) -> None:
        """From the map to the article, and from there to the one before."""
        if not self.close():
            self._window.article.backward()

    def show_topic(self) -> None:
        """Go to the topic being read on the map."""
        place = self._window.article.place
        if place is not None:
            self.open()
            self.page.show_topic(place.topic)

    def _open_place(self, place: Place) -> None:
        self.close()
        self._window.article.open_place(place)

    def _library_changed(self) -> None:
        library = self._window.library
        relations = library.relations() if library is not None else ()
        ends = {topic for one in relations for topic in (one.subject_topic, one.object_topic)}
        self._topics = frozenset(ends) if relations else frozenset()
        self._is_current = False
        self._actions["axis_map"].setVisible(bool(relations))
        self._actions["show_on_map"].setVisible(bool(relations))
        if self.is_open and library is not None:
            if relations:
                self.page.set_library(library)
                self._is_current = True
            else:
                self.close()
        self._check_topic()

    def _place_changed(self) -> None:
        self._check_topic()
        self.close()

    def _check_topic(self) -> None:
        place = self._window.article.place
        known = place is not None and place.topic in self._topics
        self._actions["show_on_map"].setEnabled(known)

    def _restyle(self) -> None:
        if self._page is not None:
            self._page.set_theme(self._window.theme, self._window.settings.text_size)

    def _mark(self) -> None:
        """Let the map show what was read and what has bookmarks."""
        library, place = self._window.library, self._window.article.place
        if not self.is_open or library is None:
            return
        here = place.topic if place is not None else ""
        folder = str(library.info.folder)
        read = {visit.topic for visit in self._history.visits if visit.library == folder}
        own = (mark for mark in self._shelf.bookmarks if mark.library == library.info.id)
        kept = {parse_place(mark.place).topic for mark in own}
        self.page.set_marks(read | {here}, kept, here)
