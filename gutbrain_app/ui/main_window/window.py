"""The window itself."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QMainWindow,
    QMessageBox,
    QSplitter,
    QWidget,
)

from gutbrain_app.core.errors import GutbrainError
from gutbrain_app.core.library import Library
from gutbrain_app.core.paths import builtin_library
from gutbrain_app.core.places import Place
from gutbrain_app.core.settings import Settings, SettingsFile
from gutbrain_app.core.settings import Theme as ThemeChoice
from gutbrain_app.ui.actions import ACTIONS, fill_menus, window_actions
from gutbrain_app.ui.bookmark_shelf import BookmarkShelf
from gutbrain_app.ui.columns import LeftColumn, MiddleColumn, RightColumn
from gutbrain_app.ui.external_link import ExternalLinkDialog
from gutbrain_app.ui.help_dialogs import AboutDialog, KeysDialog, ProblemsDialog
from gutbrain_app.ui.library_opening import LibraryOpener
from gutbrain_app.ui.main_window.bookmarking import Bookmarking
from gutbrain_app.ui.main_window.session import last_place, restore_shape, with_place, with_shape
from gutbrain_app.ui.style_sheets import window_css
from gutbrain_app.ui.theme import icon, wanted_theme, window_palette

NARROW = 1040
TEXT_STEP = 10


class MainWindow(QMainWindow):
    """One library in one window."""

    def __init__(self, kept: SettingsFile, shelf: BookmarkShelf, opener: LibraryOpener) -> None:
        super().__init__()
        self._kept_settings = kept
        self.settings: Settings = kept.settings
        self.shelf = shelf
        self.opener = opener
        shelf.setParent(self)
        opener.setParent(self)
        self.library: Library | None = None
        self.theme = wanted_theme(self.settings.theme)
        self._wanted = Place("")
        self._right_wished = True
        self.left = LeftColumn(self.theme)
        self.middle = MiddleColumn(self.theme, self.settings.text_size)
        self.right = RightColumn(shelf, self.theme)
        self.article = self.middle.article
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        for column, stretch in ((self.left, 0), (self.middle, 1), (self.right, 0)):
            self.splitter.addWidget(column)
            self.splitter.setStretchFactor(self.splitter.indexOf(column), stretch)
        self.setCentralWidget(self.splitter)
        self.actions_by_name = window_actions(self, self._deeds())
        self.bookmarking = Bookmarking(
            shelf,
            self.article,
            self.right.bookmarks,
            self.middle.notice,
            self.actions_by_name["bookmark"],
        )
        fill_menus(self.middle.menu, self.actions_by_name)
        self.middle.place_buttons(self.actions_by_name)
        self._connect()
        restore_shape(self, self.splitter, self.settings)
        self.restyle()

    def _connect(self) -> None:
        """Every wire between the panels; a panel knows no other."""
        self.opener.opened.connect(self.set_library)
        self.opener.progressed.connect(self.left.show_progress)
        self.opener.failed.connect(self._warn)
        self.left.tree.place_requested.connect(self.article.open_place)
        self.left.box.textChanged.connect(self._search)
        self.left.box.step_requested.connect(self._step)
        self.left.box.open_requested.connect(self.left.results.open_chosen)
        self.left.box.left.connect(self.show_topics)
        self.left.results.hit_requested.connect(self.article.open_match)
        self.left.results.query_requested.connect(self.left.box.setText)
        self.article.place_changed.connect(self._place_changed)
        self.article.section_changed.connect(self._section_changed)
        self.article.external_link_requested.connect(self._ask_external)
        self.article.notice_raised.connect(self.middle.notice.tell)
        self.article.backwardAvailable.connect(self.actions_by_name["back"].setEnabled)
        self.article.forwardAvailable.connect(self.actions_by_name["forward"].setEnabled)
        self.right.outline.place_requested.connect(self.article.open_anchor)
        self.shelf.undo_stack.canUndoChanged.connect(self.actions_by_name["undo"].setEnabled)
        self.shelf.undo_stack.canRedoChanged.connect(self.actions_by_name["redo"].setEnabled)
        QApplication.styleHints().colorSchemeChanged.connect(self.restyle)

    def _deeds(self) -> dict[str, Callable[[], object]]:
        """What each action does."""
        undo = self.shelf.undo_stack
        return {
            "open_library": self._choose_folder,
            "open_builtin": lambda: self.open_library(builtin_library()),
            "rebuild": lambda: self.opener.build(),
            "problems": self._show_problems,
            "quit": self.close,
            "search": self.focus_search,
            "topics": self.show_topics,
            "filter": self._focus_filter,
            "back": self.article.backward,
            "forward": self.article.forward,
            "previous_section": lambda: self._go_section(-1),
            "next_section": lambda: self._go_section(1),
            "previous_topic": lambda: self._go_topic(0),
            "next_topic": lambda: self._go_topic(1),
            "next_panel": lambda: self._step_panel(1),
            "previous_panel": lambda: self._step_panel(-1),
            "bookmark": lambda: self.bookmarking.toggle(),
            "bookmark_note": self._write_note,
            "remove_bookmark": lambda: self.bookmarking.remove_chosen(),
            "show_bookmarks": self._focus_bookmarks,
            "undo": undo.undo,
            "redo": undo.redo,
            "larger": lambda: self.set_text_size(self.settings.text_size + TEXT_STEP),
            "smaller": lambda: self.set_text_size(self.settings.text_size - TEXT_STEP),
            "usual_size": lambda: self.set_text_size(100),
            "theme_system": lambda: self.set_theme("system"),
            "theme_light": lambda: self.set_theme("light"),
            "theme_dark": lambda: self.set_theme("dark"),
            "left_panel": lambda: self._toggle(self.left),
            "right_panel": lambda: self._toggle(self.right),
            "full_screen": self._toggle_full_screen,
            "shortcuts": lambda: KeysDialog(self).open(),
            "about": self._show_about,
        }

    # The library

    def start(self) -> None:
        """What can wait until the window stands: watching the bookmarks, and old notices."""
        self.shelf.start()
        for sentence in self._kept_settings.notices:
            self._warn(sentence)

    def open_library(self, folder: Path, place: Place | None = None) -> None:
        """Open a folder at a place, or where the reader last was in it."""
        self._keep_place()
        self._wanted = place or last_place(self.settings, folder)
        self.opener.open(folder, self._wanted.topic)

    def set_library(self, library: Library) -> None:
        """Show a library; a newer build of the one being read keeps the reader's place."""
        before, self.library = self.library, library
        self.bookmarking.set_library(library)
        same = before is not None and before.info.folder == library.info.folder
        place = self.article.place if same else None
        self.setWindowTitle(f"{library.info.title} — Gutbrain")
        self.left.tree.set_tree(library.tree)
        self.article.set_library(library)
        if place is not None:
            self.article.reload_page()
            self._place_changed(place)
        else:
            wanted = self._wanted if self._wanted.topic else Place(library.first_topic())
            if wanted.topic:
                self.article.open_place(wanted)
        if before is not None:
            before.close()
        self._search(self.left.box.text())

    def _choose_folder(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, "Open a folder of Markdown")
        if folder:
            self.open_library(Path(folder))

    def _show_problems(self) -> None:
        if self.library is not None:
            ProblemsDialog(self.library.problems(), self).open()

    def _show_about(self) -> None:
        AboutDialog(self.library.info if self.library else None, self).open()

    # Reading and searching

    def focus_search(self) -> None:
        self._show_column(self.left)
        self.left.box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.left.box.selectAll()

    def show_topics(self) -> None:
        """Leave the search and go back to the tree."""
        self.left.box.clear()
        self._show_column(self.left)
        self.left.tree.view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _search(self, query: str) -> None:
        self.left.show_results(bool(query.strip()))
        if self.library is None or not query.strip():
            self.article.mark_words(())
            return
        try:
            self.left.results.show_outcome(self.library.search(query))
        except GutbrainError as error:
            self.left.results.show_failure(str(error))

    def _step(self, step: int) -> None:
        """The arrow keys in the search box walk the results, and scroll when there are none."""
        if self.left.box.text().strip():
            self.left.results.choose(step)
        else:
            bar = self.article.verticalScrollBar()
            bar.setValue(
                bar.value() + step * (bar.pageStep() // 5 if abs(step) > 1 else bar.singleStep())
            )

    def _place_changed(self, place: Place) -> None:
        self.left.tree.show_topic(place.topic)
        self.right.outline.show_article(self.article.article)
        self._section_changed(self.article.place.section if self.article.place else "")
        if self.library is not None and self.article.article is not None:
            self.setWindowTitle(f"{self.article.article.title} — {self.library.info.title}")

    def _section_changed(self, slug: str) -> None:
        self.right.outline.show_section(slug)

    def _go_section(self, step: int) -> None:
        place = self.article.neighbour_section(step)
        if place is not None:
            self.article.open_place(place)

    def _go_topic(self, side: int) -> None:
        if self.library is None or self.article.place is None:
            return
        topic = self.library.neighbours(self.article.place.topic)[side]
        if topic:
            self.article.open_place(Place(topic))

    def _ask_external(self, address: str) -> None:
        ExternalLinkDialog(address, self).open()

    def _focus_filter(self) -> None:
        self.show_topics()
        self.left.tree.focus_filter()

    def _write_note(self) -> None:
        self._show_column(self.right)
        self.bookmarking.write_note()

    def _focus_bookmarks(self) -> None:
        self._show_column(self.right)
        self.bookmarking.focus()

    def _warn(self, sentence: str) -> None:
        self.middle.notice.tell(sentence, serious=True)

    # How it looks

    def restyle(self) -> None:
        """Take the theme and text size of the settings into every part of the window."""
        self.theme = wanted_theme(self.settings.theme)
        QApplication.setPalette(window_palette(self.theme))
        self.setStyleSheet(window_css(self.theme))
        for column in (self.left, self.middle, self.right):
            column.set_theme(self.theme)
        for words in ACTIONS:
            if words.icon:
                self.actions_by_name[words.name].setIcon(icon(words.icon, self.theme))
        for name in ("system", "light", "dark"):
            self.actions_by_name[f"theme_{name}"].setChecked(self.settings.theme == name)
        self.article.restyle(self.theme, self.settings.text_size)
        self.bookmarking.set_theme(self.theme)
        self._check_panels()

    def set_theme(self, name: ThemeChoice) -> None:
        self.settings = replace(self.settings, theme=name)
        self.restyle()

    def set_text_size(self, percent: int) -> None:
        """Text size of the article in per cent, kept within 50 and 300."""
        self.settings = replace(self.settings, text_size=min(300, max(50, percent)))
        self.article.restyle(self.theme, self.settings.text_size)

    def _toggle(self, column: QWidget) -> None:
        column.setVisible(not column.isVisible())
        if column is self.right:
            self._right_wished = self.right.isVisible()
        self._check_panels()

    def _show_column(self, column: QWidget) -> None:
        column.show()
        self._check_panels()

    def _check_panels(self) -> None:
        self.actions_by_name["left_panel"].setChecked(not self.left.isHidden())
        self.actions_by_name["right_panel"].setChecked(not self.right.isHidden())

    def _toggle_full_screen(self) -> None:
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def _step_panel(self, step: int) -> None:
        panels: list[QWidget] = [
            panel
            for panel in (
                self.left.box,
                self.left.tree.view,
                self.left.results.list,
                self.article,
                self.right.outline,
                self.right.bookmarks.list,
            )
            if panel.isVisible()
        ]
        focused = self.focusWidget()
        at = panels.index(focused) if focused in panels else -step
        panels[(at + step) % len(panels)].setFocus(Qt.FocusReason.TabFocusReason)

    # The session

    def save_session(self) -> None:
        """Keep the reader's place, the window's shape and the note being typed."""
        self.right.bookmarks.save_edits()
        self._keep_place()
        self.settings = with_shape(self.settings, self, self.splitter)
        try:
            self._kept_settings.save(self.settings)
        except GutbrainError as error:
            self._warn(str(error))

    def _may_lose(self, reason: str) -> bool:
        """Whether the reader closes the window although bookmarks could not be saved."""
        box = QMessageBox(self)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText("Your last changes to the bookmarks are not saved yet.")
        box.setInformativeText(f"{reason}\nClosing now loses them; all saved ones stay.")
        close = box.addButton("Close and lose them", QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(box.addButton("Keep open", QMessageBox.ButtonRole.RejectRole))
        box.exec()
        chosen = box.clickedButton() is close
        box.deleteLater()
        return chosen

    def _keep_place(self) -> None:
        if self.library is None or self.article.place is None:
            return
        folder = self.library.info.folder
        self.settings = with_place(self.settings, folder, self.article.place)

    # Qt overrides

    def closeEvent(self, event: QCloseEvent) -> None:
        self.save_session()
        unsaved = self.shelf.save_now()
        if unsaved and not self._may_lose(unsaved):
            event.ignore()
            return
        self.opener.stop()
        self.shelf.stop()
        super().closeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._right_wished:
            self.right.setVisible(event.size().width() >= NARROW)
            self._check_panels()
