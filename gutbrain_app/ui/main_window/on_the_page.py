"""What can be done with the page's own things: its headings and its figures."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QGuiApplication

from gutbrain_app.core.errors import GutbrainError
from gutbrain_app.core.places import Place
from gutbrain_app.ui.actions import follow_key
from gutbrain_app.ui.heading_buttons import HeadingButtons
from gutbrain_app.ui.main_window.window import MainWindow

WIDEST = 5000  # pixels of a figure; the picture in the page is decoded no wider than the text


class OnThePage(QObject):
    """Copies the place of a section, bookmarks the heading under the mouse, opens figures large."""

    def __init__(self, window: MainWindow, bookmark: Callable[[], object]) -> None:
        super().__init__(window)
        self._window = window
        self._bookmark = bookmark
        self.buttons = HeadingButtons(window.article, window.theme)
        self.buttons.bookmark_requested.connect(self._bookmark_section)
        self.buttons.copy_requested.connect(self._copy_section)
        window.restyled.connect(lambda: self.buttons.set_theme(window.theme))
        window.article.figure_requested.connect(self.show_figure)

    def deeds(self) -> dict[str, Callable[[], object]]:
        return {"copy_place": self.copy_place}

    def set_actions(self, actions: Mapping[str, QAction]) -> None:
        follow_key(self.buttons.bookmark, actions["bookmark"])
        follow_key(self.buttons.copy, actions["copy_place"])

    def copy_place(self) -> None:
        """Copy the place being read, as the command line and other readers write it."""
        if self._window.article.place is not None:
            self._copy(self._window.article.place)

    def show_figure(self, name: str, caption: str) -> None:
        """Open a figure of the page large."""
        # Imported when it is first asked for.
        from gutbrain_app.ui.figure_viewer import FigureViewer
        from gutbrain_app.ui.pictures import decoded_picture

        window = self._window
        if window.library is None:
            return
        try:
            data = window.library.picture(name, window.theme.dark)
        except GutbrainError as error:
            window.tell(str(error))
            return
        FigureViewer(decoded_picture(data, WIDEST), caption, window.theme, window).open()

    def _bookmark_section(self, slug: str) -> None:
        self._window.article.choose_section(slug)
        self._bookmark()

    def _copy_section(self, slug: str) -> None:
        place = self._window.article.place
        if place is not None:
            self._copy(Place(place.topic, slug))

    def _copy(self, place: Place) -> None:
        QGuiApplication.clipboard().setText(str(place))
        self._window.tell(f"Copied: {place}")
