"""Bookmarks put in order: their folders and tags, and how the panel sorts them."""

import contextlib
from collections.abc import Callable, Mapping
from functools import partial
from typing import get_args

from msgspec.structs import replace
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QInputDialog

from gutbrain_app.core.bookmarks.bookmark import Bookmark
from gutbrain_app.core.library import Library, PlaceMissing
from gutbrain_app.core.navigation.tree import topics_in
from gutbrain_app.core.places import parse_place
from gutbrain_app.core.settings import BookmarkOrder
from gutbrain_app.ui.actions import first_key
from gutbrain_app.ui.bookmark_shelf import BookmarkShelf
from gutbrain_app.ui.bookmarks_panel.editor import tags_of
from gutbrain_app.ui.bookmarks_panel.panel import BookmarksPanel
from gutbrain_app.ui.main_window.window import MainWindow
from gutbrain_app.ui.notice_bar import NoticeBar

ORDERS: tuple[BookmarkOrder, ...] = get_args(BookmarkOrder)


class BookmarkOrdering(QObject):
    """Asks for folders and tags of what is chosen, and sorts and groups the panel."""

    def __init__(
        self, window: MainWindow, shelf: BookmarkShelf, panel: BookmarksPanel, notice: NoticeBar
    ) -> None:
        super().__init__(panel)
        self._window = window
        self._shelf = shelf
        self._panel = panel
        self._notice = notice
        self._actions: Mapping[str, QAction] = {}
        panel.folded.connect(self._keep_folds)
        window.library_changed.connect(self._library_changed)

    def deeds(self) -> dict[str, Callable[[], object]]:
        panel = self._panel
        orders = {f"sort_{order}": partial(self.sort, order) for order in ORDERS}
        return {
            "move_bookmark": self.move_to_folder,
            "tag_bookmark": self.edit_tags,
            "bookmark_up": lambda: panel.step_chosen(-1),
            "bookmark_down": lambda: panel.step_chosen(1),
            "new_folder": self.make_folder,
            "group_bookmarks": self._toggle_grouped,
            **orders,
        }

    def set_actions(self, actions: Mapping[str, QAction]) -> None:
        self._actions = actions
        settings = self._window.settings
        self._panel.set_closed(settings.closed_folders)
        self._panel.set_grouped(settings.group_bookmarks)
        self.sort(settings.bookmark_order)

    def tell_to_choose(self) -> None:
        key = first_key(self._actions["show_bookmarks"])
        how = f": {key} goes to them" if key else ""
        self._notice.tell(f"Choose a bookmark first{how}.")

    def move_to_folder(self) -> None:
        """Ask for a folder, there already or new, for what is chosen."""
        chosen = self._panel.chosen()
        if not chosen:
            self.tell_to_choose()
            return
        dialog = self._question("Move to a folder", "Folder (Seminar/Week 1 lies in Seminar):")
        dialog.setComboBoxEditable(True)
        dialog.setComboBoxItems(["", *self._shelf.folders])
        dialog.setTextValue(chosen[0].folder)
        ids = [mark.id for mark in chosen]
        dialog.textValueSelected.connect(
            lambda folder: self._shelf.move(ids, before=None, folder=folder.strip())
        )
        dialog.open()

    def make_folder(self) -> None:
        dialog = self._question("New folder", "Name (Seminar/Week 1 lies in Seminar):")
        above = self._panel.chosen_folder()
        dialog.setTextValue(f"{above}/" if above else "")
        dialog.textValueSelected.connect(self._shelf.add_folder)
        dialog.open()

    def edit_tags(self) -> None:
        """Ask for tags; those that all of the chosen have stand there and can be taken away."""
        chosen = self._panel.chosen()
        if not chosen:
            self.tell_to_choose()
            return
        shared = [tag for tag in chosen[0].tags if all(tag in mark.tags for mark in chosen)]
        dialog = self._question("Tags", "Tags, with commas or blanks between them:")
        dialog.setTextValue(", ".join(shared))
        ids = [mark.id for mark in chosen]

        def tag(text: str) -> None:
            tags = tags_of(text)
            gone = [each for each in shared if each not in tags]
            self._shelf.tag(ids, add=[each for each in tags if each not in shared], remove=gone)

        dialog.textValueSelected.connect(tag)
        dialog.open()

    def sort(self, order: BookmarkOrder) -> None:
        self._window.settings = replace(self._window.settings, bookmark_order=order)
        for each in ORDERS:
            self._actions[f"sort_{each}"].setChecked(each == order)
        self._panel.set_order(order, _PlaceOrder(self._window.library))
        self._actions["group_bookmarks"].setChecked(self._window.settings.group_bookmarks)

    def _toggle_grouped(self) -> None:
        grouped = not self._window.settings.group_bookmarks
        self._window.settings = replace(self._window.settings, group_bookmarks=grouped)
        self._actions["group_bookmarks"].setChecked(grouped)
        self._panel.set_grouped(grouped)

    def _keep_folds(self) -> None:
        closed = tuple(sorted(self._panel.closed))
        self._window.settings = replace(self._window.settings, closed_folders=closed)

    def _question(self, title: str, words: str) -> QInputDialog:
        dialog = QInputDialog(self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle(title)
        dialog.setLabelText(words)
        return dialog

    def _library_changed(self) -> None:
        if self._window.settings.bookmark_order == "place":
            self.sort("place")


class _PlaceOrder:
    """Where a bookmark is in the library's reading order; those of other libraries come last."""

    def __init__(self, library: Library | None) -> None:
        self._library = library
        topics = topics_in(library.tree) if library else []
        self._topics = {topic: number for number, topic in enumerate(topics)}
        self._sections: dict[str, dict[str, int]] = {}

    def __call__(self, mark: Bookmark) -> tuple[int, int]:
        place = parse_place(mark.place)
        at = self._topics.get(place.topic)
        if self._library is None or at is None or mark.library != self._library.info.id:
            return len(self._topics), 0
        if place.topic not in self._sections:
            self._sections[place.topic] = {}
            with contextlib.suppress(PlaceMissing):  # while a library is built
                sections = self._library.article(place.topic).sections
                self._sections[place.topic] = {each.slug: n for n, each in enumerate(sections)}
        return at, self._sections[place.topic].get(place.section, 0)
