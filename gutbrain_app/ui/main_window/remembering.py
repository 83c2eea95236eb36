"""What was read: noted while reading, found again, forgotten; or never noted, in private."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QAction, QTextCursor

from gutbrain_app.core.errors import GutbrainError
from gutbrain_app.core.history import History, Visit
from gutbrain_app.core.library import PlaceMissing
from gutbrain_app.core.places import Place
from gutbrain_app.ui.article_view import HEADING_AIR
from gutbrain_app.ui.button_strip import ButtonStrip
from gutbrain_app.ui.main_window.window import MainWindow

SETTLED_MS = 700
SAVE_MS = 20_000


class Remembering(QObject):
    """Opens an article that is chosen in the tree where the reader left it."""

    def __init__(self, window: MainWindow, strip: ButtonStrip, history: History) -> None:
        super().__init__(window)
        self._window = window
        self._strip = strip
        self._history = history
        self._topic = ""  # that is being read
        self._came_from = ""
        self._settled = _timer(SETTLED_MS, self.note, self)
        self._saving = _timer(SAVE_MS, self.save, self)
        article = window.article
        article.place_changed.connect(self._arrived)
        article.verticalScrollBar().valueChanged.connect(lambda: self._settled.start())
        window.left.tree.place_requested.connect(self._resume)
        for sentence in history.notices:
            window.warn(sentence)
        self._begin()

    def deeds(self) -> dict[str, Callable[[], object]]:
        return {"recent": self.show_recent, "private": self.toggle_private}

    def set_action(self, action: QAction) -> None:
        """The action that says whether the window is private."""
        self._action = action
        self.set_private(self._window.private)

    def note(self) -> None:
        """Note the article being read and its first visible line."""
        window, place = self._window, self._window.article.place
        if window.private or window.library is None or place is None:
            return
        article = window.article.article
        assert article is not None
        folder = str(window.library.info.folder)
        letters = self._letters_into(place.section)
        visit = Visit(folder, place.topic, article.title, place.section, letters)
        self._history.note(visit)
        if not self._saving.isActive():
            self._saving.start()

    def save(self) -> None:
        try:
            self._history.save()
        except GutbrainError as error:
            self._window.tell(str(error))

    def close(self) -> None:
        """The window is closing: keep the last line as well."""
        if self._settled.isActive():
            self._settled.stop()
            self.note()
        self._saving.stop()
        self.save()

    # Private reading

    def toggle_private(self) -> None:
        self.set_private(not self._window.private)

    def set_private(self, private: bool) -> None:
        """In private nothing is noted from now on, and the window says so."""
        self._window.set_private(private)
        self._action.setChecked(private)
        self._strip.show_private(private)

    # The list

    def show_recent(self) -> None:
        """Open the list of what was read lately."""
        # Imported when it is first asked for.
        from gutbrain_app.ui.recent_dialog import RecentDialog

        self.note()
        dialog = RecentDialog(self._window.private, self._window)
        dialog.visit_requested.connect(self._open)
        dialog.private_requested.connect(self.set_private)

        def show() -> None:
            visits = self._history.visits
            dialog.show_visits(visits, [self._heading_of(visit) for visit in visits])

        def forget(visit: Visit) -> None:
            self._history.forget(visit)
            self.save()
            show()

        def wipe() -> None:
            self._settled.stop()
            try:
                self._history.wipe()
            except GutbrainError as error:
                self._window.warn(str(error))
            self._window.forget_places()
            # At once: what is to be forgotten must not come back after a crash.
            self._window.save_session()
            show()

        dialog.forget_requested.connect(forget)
        dialog.wipe_requested.connect(wipe)
        show()
        dialog.table.setFocus()
        dialog.open()

    def _heading_of(self, visit: Visit) -> str:
        library = self._window.library
        if library is None or str(library.info.folder) != visit.library:
            return Path(visit.library).name
        try:
            return library.title_of(visit.place) if visit.section else ""
        except PlaceMissing:
            return ""

    def _open(self, visit: Visit) -> None:
        library = self._window.library
        if library is not None and str(library.info.folder) == visit.library:
            self._window.article.open_place(visit.place)
            self._show_line(visit)
        else:
            self._window.open_library(Path(visit.library), visit.place)

    # The line

    def _arrived(self, place: Place) -> None:
        self._came_from, self._topic = self._topic, place.topic
        self._settled.start()

    def _begin(self) -> None:
        """The window shows the section of the last session; now the line in it."""
        place = self._window.article.place
        if place is not None and self._window.library is not None:
            self._topic = place.topic
            visit = self._history.visit_of(str(self._window.library.info.folder), place.topic)
            if self._window.resumes and visit is not None and visit.section == place.section:
                self._show_line(visit)
            self._settled.start()

    def _resume(self, place: Place) -> None:
        """An article that was chosen in the tree opens where it was left."""
        library = self._window.library
        if place.section or library is None or self._came_from == place.topic:
            return
        visit = self._history.visit_of(str(library.info.folder), place.topic)
        if visit is not None and self._window.article.place is not None:
            self._show_line(visit)

    def _show_line(self, visit: Visit) -> None:
        start, end = self._window.article.stretch_of(visit.section)
        if (visit.section and not start) or (not visit.section and not visit.letters):
            return  # the section is gone, or it is the beginning
        cursor = QTextCursor(self._window.article.document())
        cursor.setPosition(min(start + max(0, visit.letters), end - 1))
        bar = self._window.article.verticalScrollBar()
        air = 0 if visit.letters else HEADING_AIR
        bar.setValue(bar.value() + self._window.article.cursorRect(cursor).top() - air)

    def _letters_into(self, section: str) -> int:
        article = self._window.article
        top = article.cursorForPosition(article.viewport().rect().topLeft()).position()
        return max(0, top - article.stretch_of(section)[0])


def _timer(milliseconds: int, deed: Callable[[], None], parent: QObject) -> QTimer:
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(milliseconds)
    timer.timeout.connect(deed)
    return timer
