"""Bookmarks in the window: between the article being read, the shelf and the panel."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMessageBox

from gutbrain_app.core.bookmarks.bookmark import COLOURS, Bookmark
from gutbrain_app.core.library import Library
from gutbrain_app.core.standing.keeping import bookmark_at
from gutbrain_app.ui.actions import first_key
from gutbrain_app.ui.bookmark_shelf import BookmarkShelf
from gutbrain_app.ui.bookmarks_panel.panel import BookmarksPanel
from gutbrain_app.ui.main_window.bookmark_files import BookmarkFiles
from gutbrain_app.ui.main_window.bookmark_ordering import ORDERS, BookmarkOrdering
from gutbrain_app.ui.main_window.highlighting import Highlighting
from gutbrain_app.ui.main_window.kept_places import KeptPlaces
from gutbrain_app.ui.main_window.library_changes import LibraryChanges
from gutbrain_app.ui.main_window.window import MainWindow
from gutbrain_app.ui.notice_bar import NoticeBar
from gutbrain_app.ui.outline import Outline
from gutbrain_app.ui.theme import icon

ON_ONE = ("open_bookmark", "bookmark_note", "rename_bookmark")
ABOUT_ALL = ("what_changed", "export_bookmarks", "import_bookmarks", "handout", "backups")
ON_MANY = ("move_bookmark", "tag_bookmark", "bookmark_up", "bookmark_down", "remove_bookmark")


class Bookmarking(QObject):
    """Keeps, removes, opens and notes bookmarks, and shows what is kept."""

    def __init__(
        self,
        window: MainWindow,
        shelf: BookmarkShelf,
        panel: BookmarksPanel,
        outline: Outline,
        notice: NoticeBar,
    ) -> None:
        super().__init__(panel)
        self._window = window
        self._article = window.article
        self._shelf = shelf
        self._panel = panel
        self._notice = notice
        self.highlighting = Highlighting(window, shelf, panel)
        self.changes = LibraryChanges(window, shelf, notice)
        self.changes.found.connect(self._show_standings)
        self.ordering = BookmarkOrdering(window, shelf, panel, notice)
        self.files = BookmarkFiles(window, shelf, panel, notice)
        self.places = KeptPlaces(window, shelf, outline, self.changes.written_place)
        self._actions: Mapping[str, QAction] = {}
        panel.bookmark_requested.connect(self.open)
        panel.remove_requested.connect(self.remove_chosen)
        shelf.notice_raised.connect(self._tell)
        shelf.afresh_offered.connect(self._offer_afresh)
        shelf.changed.connect(self._shelf_changed)
        window.library_changed.connect(self._shelf_changed)
        self._article.section_changed.connect(self.show_kept)
        self._article.place_changed.connect(self.show_kept)
        window.restyled.connect(self.show_kept)

    def deeds(self) -> dict[str, Callable[[], object]]:
        undo, panel = self._shelf.undo_stack, self._panel
        return {
            "bookmark": self.toggle,
            "bookmark_note": self.write_note,
            "remove_bookmark": self.remove_chosen,
            "show_bookmarks": self.focus,
            "filter_bookmarks": self.focus_filter,
            "open_bookmark": self.open_chosen,
            "rename_bookmark": panel.edit_name,
            "undo": undo.undo,
            "redo": undo.redo,
            **self.ordering.deeds(),
            **self.highlighting.deeds(),
            **self.changes.deeds(),
            **self.files.deeds(),
        }

    def set_actions(self, actions: Mapping[str, QAction]) -> None:
        self._actions = actions
        self.highlighting.set_actions(actions)
        self.ordering.set_actions(actions)
        actions["bookmark"].changed.connect(self._tell_keep_key)
        self._tell_keep_key()
        panel, stack = self._panel, self._shelf.undo_stack
        for name, changed in (("undo", stack.canUndoChanged), ("redo", stack.canRedoChanged)):
            changed.connect(actions[name].setEnabled)
            actions[name].setEnabled(False)
        for names in (ON_ONE, ON_MANY):
            panel.context_menu.addActions([actions[name] for name in names])
            panel.context_menu.addSeparator()
        colours = panel.context_menu.addMenu("&Colour")
        colours.addActions([actions[f"highlight_{name}"] for name in COLOURS])
        panel.context_menu.addAction(actions["new_folder"])
        panel.menu.addActions([actions[f"sort_{order}"] for order in ORDERS])
        panel.menu.addAction(actions["group_bookmarks"])
        panel.menu.addSeparator()
        panel.menu.addActions([actions[name] for name in ABOUT_ALL])

    @property
    def _library(self) -> Library | None:
        return self._window.library

    # Keeping and leaving

    def toggle(self) -> None:
        """Keep the section being read, or take its bookmark away again."""
        kept = self._kept()
        place = self._article.place
        if kept is not None:
            self._shelf.remove(kept.id)
            self._tell_removed(1)
        elif self._library is not None and place is not None:
            mark = bookmark_at(self._library, place)
            self._shelf.add(mark)
            self._panel.choose(mark.id)

    def write_note(self) -> None:
        """Put the keyboard into the note of what is chosen in the panel, or of what is read."""
        chosen = self._panel.chosen() if self._panel.has_keyboard() else ()
        if not chosen and self._article.hasFocus() and self.highlighting.write_note():
            return
        if len(chosen) != 1:
            if self._kept() is None:
                self.toggle()
            kept = self._kept()
            chosen = (kept,) if kept else ()
        if chosen:
            self._window.show_column(self._window.right)
            self._panel.edit_note(chosen[0].id)

    def remove_chosen(self) -> None:
        self._tell_removed(self._panel.remove_chosen())

    def save_edits(self) -> None:
        self._panel.save_edits()

    def may_close(self) -> bool:
        """Whether the window may close: all is saved, or the reader closes it all the same."""
        unsaved = self._shelf.save_now()
        if not unsaved:
            return True
        box = QMessageBox(self._window)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText("Your last changes to the bookmarks are not saved yet.")
        box.setInformativeText(f"{unsaved}\nClosing now loses them; all saved ones stay.")
        close = box.addButton("Close and lose them", QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(box.addButton("Keep open", QMessageBox.ButtonRole.RejectRole))
        box.exec()
        chosen = box.clickedButton() is close
        box.deleteLater()
        return chosen

    # Going there

    def open(self, mark: Bookmark) -> None:
        if self._library is not None and mark.library == self._library.info.id:
            self._article.open_place(self.changes.place_of(mark))
            self.highlighting.page.reveal(mark.id)
        else:
            self._notice.tell(
                f"“{mark.title}” is in another library ({mark.library}); open its folder first."
            )

    def open_chosen(self) -> None:
        chosen = self._panel.chosen()
        if chosen:
            self.open(chosen[0])
        else:
            self.ordering.tell_to_choose()

    def focus(self) -> None:
        self._window.show_column(self._window.right)
        self._panel.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def focus_filter(self) -> None:
        self._window.show_column(self._window.right)
        self._panel.focus_filter()

    # What is kept

    def _shelf_changed(self) -> None:
        self.places.show()
        self.show_kept()

    def _show_standings(self) -> None:
        standings = self.changes.standings
        self._panel.set_standings(
            {id: found.state for id, found in standings.items() if found.state != "unchanged"}
        )
        self.highlighting.set_standings(standings)
        self._shelf_changed()

    def show_kept(self) -> None:
        """Let the button say whether the section being read is kept."""
        kept = self._kept() is not None
        action = self._actions.get("bookmark")
        if action is not None:
            theme = self._window.theme
            text = "Remove this section's &bookmark" if kept else "&Bookmark this section"
            action.setText(text)
            name = "bookmarked" if kept else "bookmark"
            action.setIcon(icon(name, theme, theme.accent if kept else ""))

    def _kept(self) -> Bookmark | None:
        if self._library is None or self._article.place is None:
            return None
        return self.places.kept(self._article.place)

    def _tell_keep_key(self) -> None:
        self._panel.set_keep_key(first_key(self._actions["bookmark"]))

    def _tell_removed(self, count: int) -> None:
        if count:
            what = "Bookmark removed." if count == 1 else f"{count} bookmarks removed."
            self._notice.tell(what, deed="Undo", do=self._shelf.undo_stack.undo)

    def _offer_afresh(self, sentence: str) -> None:
        deed = "Begin with no bookmarks"
        self._notice.tell(sentence, serious=True, deed=deed, do=self._shelf.start_afresh)

    def _tell(self, sentence: str, serious: bool) -> None:
        self._notice.tell(sentence, serious=serious)
