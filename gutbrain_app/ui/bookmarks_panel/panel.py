"""The bookmarks panel: its list, the filter above it and the chosen bookmark's editor below."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMenu,
    QPlainTextEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from gutbrain_app.core.bookmarks.bookmark import Bookmark
from gutbrain_app.core.bookmarks.folders import folder_above, is_within
from gutbrain_app.core.settings import BookmarkOrder
from gutbrain_app.ui.bookmark_shelf import BookmarkShelf
from gutbrain_app.ui.bookmarks_panel.delegate import FOLDER_HEIGHT, BookmarkDelegate
from gutbrain_app.ui.bookmarks_panel.editor import BookmarkEditor
from gutbrain_app.ui.bookmarks_panel.filter_line import FilterLine
from gutbrain_app.ui.bookmarks_panel.list_view import BookmarkList, Position
from gutbrain_app.ui.bookmarks_panel.model import BookmarkModel
from gutbrain_app.ui.bookmarks_panel.rows import FolderRow, Listing, MarkRow, Row
from gutbrain_app.ui.theme import Theme, icon


class BookmarksPanel(QWidget):
    """Shows what the shelf holds and changes it; what leads out of the panel is a wish."""

    bookmark_requested = Signal(object)  # Bookmark to open
    remove_requested = Signal()  # of what is chosen
    folded = Signal()  # other folders are closed now

    def __init__(self, shelf: BookmarkShelf, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shelf = shelf
        self._order: BookmarkOrder = "own"
        self._grouped = True
        self._place_key: Callable[[Bookmark], object] | None = None
        self._standings: Mapping[str, str] = {}
        self.closed: frozenset[str] = frozenset()
        self._keep_key = ""
        self._listing = Listing(())
        self._editor: BookmarkEditor | None = None
        self._model = BookmarkModel(self)
        self.list = BookmarkList(self)
        self.list.setModel(self._model)
        self._delegate = BookmarkDelegate(theme, self.list)
        self.list.setItemDelegate(self._delegate)
        self._model.set_heights(self._delegate.mark_height, FOLDER_HEIGHT)
        self.context_menu = QMenu(self)
        self.menu = QMenu(self)
        self.filter = FilterLine(self)
        self.filter.hide()
        self.empty = QLabel(self)
        self.empty.setObjectName("muted")
        self.empty.setTextFormat(Qt.TextFormat.PlainText)
        self.empty.setWordWrap(True)
        self.empty.setContentsMargins(8, 2, 8, 0)
        self._filter_button = _quiet_button("Filter bookmarks", self)
        self._menu_button = _quiet_button("More about bookmarks", self)
        self._menu_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._menu_button.setMenu(self.menu)
        self._place_widgets()
        self._connect()
        self.set_theme(theme)
        self.show_bookmarks()

    def set_theme(self, theme: Theme) -> None:
        self._delegate.set_theme(theme)
        self._filter_button.setIcon(icon("search", theme))
        self._menu_button.setIcon(icon("more", theme))
        self.list.viewport().update()

    # What is shown

    def show_bookmarks(self) -> None:
        """Take over what the shelf holds now, keeping what is chosen."""
        self._listing = Listing(
            self._shelf.bookmarks,
            self._shelf.folders,
            order=self._order,
            grouped=self._grouped,
            place_key=self._place_key,
            standings=self._standings,
        )
        self._model.editable = self._shelf.writable
        self._show_rows()

    def set_order(self, order: BookmarkOrder, place_key: Callable[[Bookmark], object]) -> None:
        """`place_key` sorts bookmarks by their place in the library."""
        same = order == self._order != "place"
        self._order, self._place_key = order, place_key
        if not same:
            self.show_bookmarks()

    def set_grouped(self, grouped: bool) -> None:
        """Whether bookmarks are shown in their folders, or all in one list."""
        if grouped != self._grouped:
            self._grouped = grouped
            self.show_bookmarks()

    def set_closed(self, folders: Sequence[str]) -> None:
        """Close these folders and open all others."""
        if self.closed != frozenset(folders):
            self.closed = frozenset(folders)
            self._show_rows()

    def set_standings(self, standings: Mapping[str, str]) -> None:
        """What to say, by id, of bookmarks under which the library has changed."""
        if standings != self._standings:
            self._standings = standings
            self.show_bookmarks()

    def _show_rows(self) -> None:
        chosen = [mark.id for mark in self.list.chosen()]
        folder = self.list.chosen_folder()
        query = self.filter.text() if not self.filter.isHidden() else ""
        self._model.set_rows(self._listing.rows(query, self.closed))
        nothing = not self._model.rows()
        self.empty.setVisible(nothing)
        self.empty.setText("No bookmark has these words." if query else self._nothing_kept())
        self._choose_again(chosen, folder)
        self._show_chosen()

    def set_keep_key(self, key: str) -> None:
        """The key that keeps the section being read; empty for none."""
        if key != self._keep_key:
            self._keep_key = key
            self._show_rows()

    def _nothing_kept(self) -> str:
        key = self._keep_key
        return f"{key} keeps the section you are reading." if key else "Nothing is kept yet."

    def _choose_again(self, ids: Sequence[str], folder: str) -> None:
        rows = [self._model.row_of(key) for key in (*ids, folder) if key]
        rows = [row for row in rows if row.isValid()]
        selection = self.list.selectionModel()
        for number, row in enumerate(rows):
            how = selection.SelectionFlag.Select
            if number == 0:
                selection.setCurrentIndex(row, how)
            else:
                selection.select(row, how)

    # Choosing

    def choose(self, id: str) -> None:
        """Choose a bookmark, in whatever folder it is."""
        mark = self._shelf.bookmark(id)
        if mark is None:
            self.list.clearSelection()
            return
        if not self._model.row_of(id).isValid():
            self.filter.clear()
            self.closed = frozenset(f for f in self.closed if not is_within(mark.folder, f))
            self._show_rows()
        self.list.show_row(self._model.row_of(id))

    def chosen(self) -> tuple[Bookmark, ...]:
        """The bookmarks that are selected."""
        return self.list.chosen()

    def chosen_folder(self) -> str:
        return self.list.chosen_folder()

    def has_keyboard(self) -> bool:
        """Whether the keyboard is in the panel, so that keys mean what is chosen there."""
        return self.isAncestorOf(self.window().focusWidget())

    def edit_note(self, id: str) -> None:
        """Choose a bookmark and put the keyboard into its note."""
        self.choose(id)
        self.note.setFocus()

    def edit_name(self) -> None:
        """Let the chosen row's name be written over."""
        if self.list.currentIndex().isValid():
            self.list.setFocus()
            self.list.edit(self.list.currentIndex())

    def focus_filter(self) -> None:
        self._listing.prepare()
        self.filter.show()
        self.filter.setFocus()
        self.filter.selectAll()

    def _show_chosen(self) -> None:
        chosen = self.list.chosen()
        one = chosen[0] if len(chosen) == 1 else None
        if (
            self._editor is not None
            and self._editor.id
            and (one is None or one.id != self._editor.id)
        ):
            self._editor.save()
            self._shelf.end_typing()
        if one is not None:
            current = self._shelf.bookmark(one.id) or one
            self.editor.show_mark(current, self._shelf.folders, writable=self._shelf.writable)
        if self._editor is not None:
            self._editor.setVisible(one is not None)

    # Changing

    @property
    def editor(self) -> BookmarkEditor:
        """Made when a bookmark is first chosen."""
        if self._editor is None:
            self._editor = BookmarkEditor(self)
            self._editor.edited.connect(self._change)
            layout = self.layout()
            assert layout is not None
            layout.addWidget(self._editor)
        return self._editor

    @property
    def note(self) -> QPlainTextEdit:
        return self.editor.note

    def save_edits(self) -> None:
        """Save what was typed; also called on every way out of the program."""
        if self._editor is not None:
            self._editor.save()

    def remove_chosen(self) -> int:
        """Remove what is chosen; how many bookmarks went."""
        chosen, folder = self.list.chosen(), self.list.chosen_folder()
        self.save_edits()
        if folder:
            inside = [mark for mark in self._shelf.bookmarks if is_within(mark.folder, folder)]
            self._shelf.remove_folder(folder)
            return len(inside)
        if chosen:
            self._choose_beside()
            self._shelf.remove(*(mark.id for mark in chosen))
        return len(chosen)

    def step_chosen(self, step: int) -> None:
        """Move what is chosen one up or down among the bookmarks of its folder."""
        chosen = self.list.chosen()
        if not chosen or self._order != "own":
            return
        folder, ids = chosen[0].folder, [mark.id for mark in chosen]
        beside = [mark.id for mark in self._shelf.bookmarks if mark.folder == folder]
        rest = [id for id in beside if id not in ids]
        first = next(at for at, id in enumerate(beside) if id in ids)
        to = max(0, min(len(rest), first + step))
        if to == first and [*rest[:to], *ids, *rest[to:]] == beside:
            return
        self._shelf.move(ids, before=rest[to] if to < len(rest) else None)

    def _choose_beside(self) -> None:
        """Choose the row that takes the place of what is removed, so that the keys go on."""
        numbers = [index.row() for index in self.list.selectedIndexes()]
        after, before = max(numbers) + 1, min(numbers) - 1
        row = self._model.index(after if after < self._model.rowCount() else before)
        if row.isValid():
            self.list.setCurrentIndex(row)

    def _change(self, id: str, fields: dict[str, Any]) -> None:
        self._shelf.change(id, **fields)

    def _rename(self, row: Row, name: str) -> None:
        if isinstance(row, MarkRow):
            own = name if name != row.mark.title else ""
            self._shelf.change(row.mark.id, name=own)
        else:
            above = folder_above(row.folder)
            self._shelf.rename_folder(row.folder, f"{above}/{name}" if above else name)

    def _drop(self, row: Row | None, position: Position) -> None:
        """Put what was dragged where it was dropped."""
        folder, before = self._dropped_at(row, position)
        carried, ids = self.list.chosen_folder(), [mark.id for mark in self.list.chosen()]
        if carried and not is_within(folder, carried):
            name = carried.rpartition("/")[2]
            self._shelf.rename_folder(carried, f"{folder}/{name}" if folder else name)
        elif ids and before not in ids:
            self._shelf.move(ids, before=before, folder=folder)

    def _dropped_at(self, row: Row | None, position: Position) -> tuple[str, str | None]:
        """The folder of a spot in the list, and the bookmark behind it in that folder."""
        if row is None:
            return "", None
        if isinstance(row, FolderRow):
            above = position == Position.AboveItem
            return (folder_above(row.folder), None) if above else (row.folder, None)
        folder = row.mark.folder
        if position != Position.BelowItem:
            return folder, row.mark.id
        beside = [mark.id for mark in self._shelf.bookmarks if mark.folder == folder]
        return folder, next(iter(beside[beside.index(row.mark.id) + 1 :]), None)

    def _fold(self, folder: str, opened: bool) -> None:
        self.closed = self.closed - {folder} if opened else self.closed | {folder}
        self._show_rows()
        self.folded.emit()

    def _open(self, row: Row) -> None:
        if isinstance(row, MarkRow):
            self.bookmark_requested.emit(row.mark)

    def _start_filter(self, text: str) -> None:
        self.focus_filter()
        self.filter.setText(text)

    def _toggle_filter(self) -> None:
        if self.filter.isHidden():
            self.focus_filter()
        else:
            self._end_filter()

    def _end_filter(self) -> None:
        self.filter.hide()
        self.filter.clear()
        self._show_rows()
        self.list.setFocus()

    def _show_menu(self, spot: QPoint) -> None:
        self.context_menu.popup(self.list.viewport().mapToGlobal(spot))

    def _place_widgets(self) -> None:
        title = QLabel("BOOKMARKS", self)
        title.setObjectName("panelTitle")
        title.setAccessibleName("Bookmarks")
        title.setContentsMargins(8, 0, 0, 0)
        head = QHBoxLayout()
        head.setSpacing(0)
        head.addWidget(title, 1)
        head.addWidget(self._filter_button)
        head.addWidget(self._menu_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addLayout(head)
        layout.addWidget(self.filter)
        layout.addWidget(self.empty)
        layout.addWidget(self.list, 1)

    def _connect(self) -> None:
        self.list.open_requested.connect(self._open)
        self.list.fold_requested.connect(self._fold)
        self.list.remove_requested.connect(self.remove_requested)
        self.list.step_requested.connect(self.step_chosen)
        self.list.typed.connect(self._start_filter)
        self.list.dropped.connect(self._drop)
        self.list.customContextMenuRequested.connect(self._show_menu)
        self.list.selectionModel().selectionChanged.connect(self._show_chosen)
        self._model.renamed.connect(self._rename)
        self._filter_button.clicked.connect(self._toggle_filter)
        self.filter.textChanged.connect(self._show_rows)
        self.filter.left.connect(self._end_filter)
        self.filter.entered.connect(self._choose_first)
        self._shelf.changed.connect(self.show_bookmarks)

    def _choose_first(self) -> None:
        first = (n for n, row in enumerate(self._model.rows()) if isinstance(row, MarkRow))
        row = self._model.index(next(first, -1))
        if row.isValid():
            self.list.setCurrentIndex(row)
            self.list.setFocus()


def _quiet_button(name: str, parent: QWidget) -> QToolButton:
    button = QToolButton(parent)
    button.setAutoRaise(True)
    button.setIconSize(QSize(14, 14))
    button.setAccessibleName(name)
    button.setToolTip(name)
    return button
