"""What the window gets after its first paint: actions, buttons, panels, and their wires."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget

from gutbrain_app.core.bookmarks.store import BookmarkStore
from gutbrain_app.core.history import History
from gutbrain_app.core.places import Place
from gutbrain_app.ui.actions import ACTIONS, fill_menus, window_actions
from gutbrain_app.ui.bookmark_shelf import BookmarkShelf
from gutbrain_app.ui.bookmarks_panel.panel import BookmarksPanel
from gutbrain_app.ui.button_strip import ButtonStrip
from gutbrain_app.ui.external_link import ExternalLinkDialog
from gutbrain_app.ui.help_dialogs import AboutDialog, ProblemsDialog
from gutbrain_app.ui.main_window.bookmarking import Bookmarking
from gutbrain_app.ui.main_window.carding import Carding
from gutbrain_app.ui.main_window.comfort import Comfort
from gutbrain_app.ui.main_window.exporting import Exporting
from gutbrain_app.ui.main_window.keys import Keys
from gutbrain_app.ui.main_window.mapping import AxisMapping
from gutbrain_app.ui.main_window.matching import Matching
from gutbrain_app.ui.main_window.on_the_page import OnThePage
from gutbrain_app.ui.main_window.opening import Opening
from gutbrain_app.ui.main_window.remembering import Remembering
from gutbrain_app.ui.main_window.searching import Searching
from gutbrain_app.ui.main_window.sources import Sources
from gutbrain_app.ui.main_window.window import MainWindow
from gutbrain_app.ui.notice_bar import NoticeBar
from gutbrain_app.ui.outline import Outline
from gutbrain_app.ui.theme import icon


class Furnishing(QObject):
    """Owns the actions and connects the panels; a panel knows no other."""

    def __init__(self, window: MainWindow, bookmarks_file: Path) -> None:
        super().__init__(window)
        self._window = window
        self._article = window.article
        self._left = window.left
        theme = window.theme
        self.shelf = BookmarkShelf(BookmarkStore(bookmarks_file), self)
        self.notice = NoticeBar(theme)
        self.outline = Outline(theme)
        self.opening = Opening(window)
        self.matching = Matching(window)
        self.searching = Searching(window)
        self.results = self.searching.panel
        self.bookmarks = BookmarksPanel(self.shelf, theme)
        self.strip = ButtonStrip(theme)
        self.sources = Sources(window)
        self.exporting = Exporting(window)
        self.carding = Carding(window)
        self.comfort = Comfort(window, self.strip)
        self.page = OnThePage(window, lambda: self.bookmarking.toggle())
        self.bookmarking = Bookmarking(
            window, self.shelf, self.bookmarks, self.outline, self.notice
        )
        history = History(bookmarks_file.with_name("history.json"))
        self.remembering = Remembering(window, self.strip, history)
        self.mapping = AxisMapping(window, self.shelf, history)
        self.keys = Keys(window)
        self.actions = window_actions(window, self._deeds())
        self.keys.set_actions(self.actions)
        self.mapping.set_actions(self.actions)
        self.comfort.set_actions(self.actions)
        self.opening.set_action(self.actions["recent_libraries"])
        self.page.set_actions(self.actions)
        self.carding.set_action(self.actions["cards"])
        self.remembering.set_action(self.actions["private"])
        self.bookmarking.set_actions(self.actions)
        fill_menus(self.strip.menu, self.actions)
        self.strip.place_buttons(self.actions)
        self._left.tree.filter.setClearButtonEnabled(True)
        window.middle.set_strip_and_notice(self.strip, self.notice)
        window.right.set_panels(self.outline, self.bookmarks)
        self._connect()
        self._restyle()
        self._place_changed()
        self._check_columns()
        self.shelf.start()

    def _connect(self) -> None:
        """Every wire between the panels."""
        window, article = self._window, self._article
        window.restyled.connect(self._restyle)
        window.columns_changed.connect(self._check_columns)
        window.opener.progressed.connect(self._left.show_progress)
        self.searching.begin(self.actions)
        self.outline.place_requested.connect(article.open_anchor)
        article.place_changed.connect(self._place_changed)
        article.section_changed.connect(self.outline.show_section)
        article.external_link_requested.connect(self._ask_external)
        article.backwardAvailable.connect(self.actions["back"].setEnabled)
        article.forwardAvailable.connect(self.actions["forward"].setEnabled)
        self.actions["back"].setEnabled(article.isBackwardAvailable())
        self.actions["forward"].setEnabled(article.isForwardAvailable())
        # An edit in place leaves the watched folder's time as it was.
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusWindowChanged.connect(self.shelf.refresh)
        application.styleHints().colorSchemeChanged.connect(self._follow_desktop)

    def _deeds(self) -> dict[str, Callable[[], object]]:
        """What each action does."""
        window, article = self._window, self._article
        return {
            **self.opening.deeds(),
            "rebuild": lambda: window.opener.build(),
            "problems": self._show_problems,
            "new_window": window.another_requested.emit,
            "close_window": window.close,
            "quit": QApplication.closeAllWindows,
            **self.searching.deeds(),
            "find": self.matching.find,
            "next_match": lambda: article.step_match(1),
            "previous_match": lambda: article.step_match(-1),
            "topics": self._leave,
            "filter": self._focus_filter,
            "back": self.mapping.go_back,
            "forward": article.forward,
            "previous_section": lambda: self._go_section(-1),
            "next_section": lambda: self._go_section(1),
            "previous_topic": lambda: self._go_topic(0),
            "next_topic": lambda: self._go_topic(1),
            "next_panel": lambda: self._step_panel(1),
            "previous_panel": lambda: self._step_panel(-1),
            **self.bookmarking.deeds(),
            **self.comfort.deeds(),
            **self.remembering.deeds(),
            **self.mapping.deeds(),
            **self.sources.deeds(),
            **self.page.deeds(),
            **self.exporting.deeds(),
            **self.carding.deeds(),
            "left_panel": lambda: self._toggle(window.left),
            "right_panel": lambda: self._toggle(window.right),
            "full_screen": self._toggle_full_screen,
            **self.keys.deeds(),
            "about": self._show_about,
        }

    # The library

    def _show_problems(self) -> None:
        if self._window.library is not None:
            ProblemsDialog(self._window.library.problems(), self._window).open()

    def _show_about(self) -> None:
        library = self._window.library
        AboutDialog(library.info if library else None, self._window).open()

    # Reading and searching

    def _leave(self) -> None:
        """One thing after the other: the marks in the page, the text alone, the search."""
        in_page = not self._left.isAncestorOf(self._window.focusWidget())
        if self.matching.is_open and in_page:
            self.matching.close()
        elif not self.comfort.leave_focus():
            self.searching.show_topics()

    def _focus_filter(self) -> None:
        self.searching.show_topics()
        self._left.tree.focus_filter()

    def _place_changed(self) -> None:
        self.outline.show_article(self._article.article)
        self.outline.show_section(self._article.place.section if self._article.place else "")

    def _go_section(self, step: int) -> None:
        place = self._article.neighbour_section(step)
        if place is not None:
            self._article.open_place(place)

    def _go_topic(self, side: int) -> None:
        library, place = self._window.library, self._article.place
        topic = library.neighbours(place.topic)[side] if library and place else ""
        if topic:
            self._article.open_place(Place(topic))

    def _ask_external(self, address: str) -> None:
        ExternalLinkDialog(address, self._window).open()

    def save_edits(self) -> None:
        self.bookmarking.save_edits()
        self.remembering.close()

    # How it looks

    def _restyle(self) -> None:
        theme = self._window.theme
        for panel in (self.notice, self.outline, self.bookmarks, self.strip):
            panel.set_theme(theme)
        for words in ACTIONS:
            if words.icon:
                self.actions[words.name].setIcon(icon(words.icon, theme))
        self.bookmarking.show_kept()

    def _follow_desktop(self, scheme: Qt.ColorScheme) -> None:
        self._window.follow_desktop(dark=scheme == Qt.ColorScheme.Dark)

    def _toggle(self, column: QWidget) -> None:
        self._window.show_column(column, column.isHidden())

    def _check_columns(self) -> None:
        self.actions["left_panel"].setChecked(not self._window.left.isHidden())
        self.actions["right_panel"].setChecked(not self._window.right.isHidden())

    def _toggle_full_screen(self) -> None:
        full = self._window.windowState() ^ Qt.WindowState.WindowFullScreen
        self._window.setWindowState(full)

    def _step_panel(self, step: int) -> None:
        panels: list[QWidget] = [
            panel
            for panel in (
                self._left.box,
                self._left.tree.view,
                self.results.list,
                self._article,
                *self.mapping.panels,
                self.outline,
                self.bookmarks.list,
            )
            if panel.isVisible()
        ]
        focused = self._window.focusWidget()
        at = panels.index(focused) if focused in panels else -step
        panels[(at + step) % len(panels)].setFocus(Qt.FocusReason.TabFocusReason)
