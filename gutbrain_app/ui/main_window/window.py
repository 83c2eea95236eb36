"""The window as it first shows: search box, topics and article.

Everything else (`Furnishing`) follows after the first paint. What this file and the panels it
shows import decides how soon an article stands on the screen; `PySide6.QtCore.Qt` alone takes a
sixth of a bare start, so here it is only named in what runs later (`QtCore.Qt`).
"""

from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from PySide6 import QtCore, QtGui, QtWidgets

from gutbrain_app.core.errors import GutbrainError
from gutbrain_app.core.library import Library
from gutbrain_app.core.places import Place
from gutbrain_app.core.settings import TEXT_SIZES, Settings, SettingsFile
from gutbrain_app.ui.columns import LeftColumn, MiddleColumn, RightColumn
from gutbrain_app.ui.library_opening import LibraryOpener
from gutbrain_app.ui.main_window.session import last_place, restore_shape, with_place, with_shape
from gutbrain_app.ui.style_sheets import wanted_shape, window_css
from gutbrain_app.ui.theme import desktop_is_dark, wanted_theme, window_palette

if TYPE_CHECKING:
    from gutbrain_app.core.settings import Theme as ThemeChoice
    from gutbrain_app.ui.main_window.furnishing import Furnishing

NARROW = 1040
FLUSHED_MS = 5  # after its paint, what was painted is on the screen


class MainWindow(QtWidgets.QMainWindow):
    """One library in one window; `furnishing` is there soon after the first paint."""

    furnished = QtCore.Signal()
    library_changed = QtCore.Signal()
    restyled = QtCore.Signal()
    look_changed = QtCore.Signal()
    columns_changed = QtCore.Signal()
    another_requested = QtCore.Signal()
    closed = QtCore.Signal()

    def __init__(self, kept: SettingsFile, bookmarks_file: Path) -> None:
        super().__init__()
        self._kept_settings = kept
        self._bookmarks_file = bookmarks_file
        self._wanted = Place("")
        self.right_wished = True
        self.private = False  # nothing of what is read or searched is recorded
        self.resumes = False  # the library opened where the reader last was
        self._early_notices: list[tuple[str, bool]] = []
        self.settings: Settings = kept.settings
        self.library: Library | None = None
        self._furnishing: Furnishing | None = None
        self.opener = LibraryOpener(self)
        self._desktop_dark = desktop_is_dark()
        self._desktop_contrast = False  # asked for after the first paint
        self.theme = wanted_theme(self.settings.theme, self._desktop_dark)
        QtWidgets.QApplication.setPalette(window_palette(self.theme))
        self.setStyleSheet(window_css(self.theme))
        self.left = LeftColumn(self.theme)
        self.middle = MiddleColumn(self.theme, wanted_shape(self.settings))
        self.right = RightColumn()
        self.article = self.middle.article
        self.splitter = QtWidgets.QSplitter()
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        for column, stretch in ((self.left, 0), (self.middle, 1), (self.right, 0)):
            self.splitter.addWidget(column)
            self.splitter.setStretchFactor(self.splitter.indexOf(column), stretch)
        self.setCentralWidget(self.splitter)
        self.opener.opened.connect(self.set_library)
        self.opener.failed.connect(self.warn)
        self.left.tree.place_requested.connect(self.article.open_place)
        self.article.place_changed.connect(self._place_changed)
        self.article.notice_raised.connect(self.tell)
        restore_shape(self, self.splitter, self.settings)
        self.right.setVisible(self.width() >= NARROW)
        self.article.first_painted.connect(self._furnish_soon)

    @property
    def is_furnished(self) -> bool:
        return self._furnishing is not None

    @property
    def furnishing(self) -> "Furnishing":
        """What was left out for the first paint: actions, buttons, panels and bookmarks."""
        if self._furnishing is None:
            # Imported here for a quick start: half of the window's modules and of Qt's classes.
            from gutbrain_app.ui.main_window.furnishing import Furnishing

            self._furnishing = Furnishing(self, self._bookmarks_file)
            self._tell_early_notices(self._furnishing)
            self.article.finish_sketch()
            self.left.tree.finish_sketch()
            self.furnished.emit()
        return self._furnishing

    def _tell_early_notices(self, furnishing: "Furnishing") -> None:
        for sentence in self._kept_settings.notices:
            furnishing.notice.tell(sentence, serious=True)
        for sentence, serious in self._early_notices:
            furnishing.notice.tell(sentence, serious=serious)
        self._early_notices.clear()

    def _furnish_soon(self) -> None:
        QtCore.QTimer.singleShot(FLUSHED_MS, self, lambda: self.furnishing)

    # The library

    def open_library(self, folder: Path, place: Place | None = None) -> None:
        """Open a folder at a place, or where the reader last was in it."""
        self._keep_place()
        self._wanted = place or last_place(self.settings, folder)
        self.resumes = place is None
        self.opener.open(folder, self._wanted.topic)

    def set_library(self, library: Library) -> None:
        """Show a library; a newer build of the one being read keeps the reader's place."""
        before, self.library = self.library, library
        same = before is not None and before.info.folder == library.info.folder
        place = self.article.place if same else None
        if same and self.article.awaited is not None:
            self._wanted = self.article.awaited
        self._show_title(library.info.title, "Gutbrain")
        self.left.tree.set_tree(library.tree)
        self.article.set_library(library)
        self.library_changed.emit()
        if place is not None:
            self.article.reload_page()
            self.article.place_changed.emit(place)
        else:
            wanted = self._wanted if self._wanted.topic else Place(library.first_topic())
            if wanted.topic:
                self.article.open_place(wanted)
        if before is not None:
            before.close()

    def _place_changed(self, place: Place) -> None:
        self.left.tree.show_topic(place.topic)
        if self.library is not None and self.article.article is not None:
            self._show_title(self.article.article.title, self.library.info.title)

    def _show_title(self, what: str, where: str) -> None:
        self.setWindowTitle(f"{what} — {where}{' (private)' if self.private else ''}")

    def set_private(self, private: bool) -> None:
        """Record nothing from now on, or again; the title says so."""
        self.private = private
        if self.article.place is not None:
            self._place_changed(self.article.place)

    def forget_places(self) -> None:
        """Forget where the reader was, in every library."""
        self.settings = msgspec.structs.replace(self.settings, last_places={})

    # Notices

    def tell(self, sentence: str, serious: bool = False) -> None:
        """Show a small notice in the window."""
        if self._furnishing is None:
            self._early_notices.append((sentence, serious))
        else:
            self._furnishing.notice.tell(sentence, serious=serious)

    def warn(self, sentence: str) -> None:
        """Show a notice that stays until the reader closes it."""
        self.tell(sentence, True)

    # How it looks

    def restyle(self) -> None:
        """Take the theme and the text's shape of the settings into every part of the window."""
        theme = wanted_theme(self.settings.theme, self._desktop_dark, self._desktop_contrast)
        if theme != self.theme:
            self.theme = theme
            QtWidgets.QApplication.setPalette(window_palette(theme))
            self.setStyleSheet(window_css(theme))
            self.left.tree.set_theme(theme)
            self.restyled.emit()
        self.article.restyle(theme, wanted_shape(self.settings))
        self.look_changed.emit()

    def follow_desktop(self, *, dark: bool | None = None, contrast: bool | None = None) -> None:
        """The desktop went dark or light, or wants high contrast or not."""
        self._desktop_dark = self._desktop_dark if dark is None else dark
        self._desktop_contrast = self._desktop_contrast if contrast is None else contrast
        self.restyle()

    def set_theme(self, name: "ThemeChoice") -> None:
        self.set_look(msgspec.structs.replace(self.settings, theme=name))

    def set_text_size(self, percent: int) -> None:
        """Text size of the article in per cent, kept within 50 and 300."""
        percent = min(TEXT_SIZES[-1], max(TEXT_SIZES[0], percent))
        self.set_look(msgspec.structs.replace(self.settings, text_size=percent))

    def set_look(self, settings: Settings) -> None:
        """Take settings that change nothing but how the window looks."""
        self.settings = settings
        self.restyle()

    def show_column(self, column: QtWidgets.QWidget, shown: bool = True) -> None:
        column.setVisible(shown)
        if column is self.right:
            self.right_wished = shown
        self.columns_changed.emit()

    # The session

    def save_session(self) -> None:
        """Keep the reader's place, the window's shape and the note being typed."""
        if self._furnishing is not None:
            self._furnishing.save_edits()
        self._keep_place()
        self.settings = with_shape(self.settings, self, self.splitter)
        try:
            self._kept_settings.save(self.settings)
        except GutbrainError as error:
            self.warn(str(error))

    def _keep_place(self) -> None:
        if self.private or self.library is None or self.article.place is None:
            return
        folder = self.library.info.folder
        self.settings = with_place(self.settings, folder, self.article.place)

    # Qt overrides

    def closeEvent(self, event: QtGui.QCloseEvent) -> None:
        self.save_session()
        if self._furnishing is not None and not self._furnishing.bookmarking.may_close():
            event.ignore()
            return
        self.opener.stop()
        if self._furnishing is not None:
            self._furnishing.shelf.stop()
        super().closeEvent(event)
        self.closed.emit()

    def resizeEvent(self, event: QtGui.QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.right_wished:
            self.right.setVisible(event.size().width() >= NARROW)
            self.columns_changed.emit()
