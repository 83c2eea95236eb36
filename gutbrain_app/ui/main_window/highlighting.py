"""Highlights in the window: between the article being read, the shelf and the panel."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction

from gutbrain_app.core.bookmarks.bookmark import COLOURS, Bookmark, Quote
from gutbrain_app.core.places import Place, parse_place
from gutbrain_app.core.standing.keeping import bookmark_at
from gutbrain_app.core.standing.standing import Standing, State
from gutbrain_app.ui.actions import first_key
from gutbrain_app.ui.bookmark_shelf import BookmarkShelf
from gutbrain_app.ui.bookmarks_panel.panel import BookmarksPanel
from gutbrain_app.ui.highlighter import Highlighter
from gutbrain_app.ui.main_window.window import MainWindow

if TYPE_CHECKING:
    from gutbrain_app.ui.highlight_marks import Passage


class Highlighting(QObject):
    """Makes, recolours, notes and removes highlights, and lets the page show them."""

    def __init__(self, window: MainWindow, shelf: BookmarkShelf, panel: BookmarksPanel) -> None:
        super().__init__(panel)
        self._window = window
        self._article = window.article
        self._shelf = shelf
        self._panel = panel
        self._colour = COLOURS[0]
        self._standings: Mapping[str, Standing] = {}
        self._by_topic: Mapping[str, list[Bookmark]] | None = None
        self._actions: Mapping[str, QAction] = {}
        self.page = Highlighter(window.article, window.theme)
        self.page.colour_requested.connect(self.colour)
        self.page.note_requested.connect(self.write_note)
        self.page.remove_requested.connect(self.remove)
        window.restyled.connect(lambda: self.page.set_theme(window.theme))
        window.article.page_shown.connect(self._show_page)
        shelf.changed.connect(self._show_anew)
        window.library_changed.connect(self._show_anew)
        self._show_page()

    def deeds(self) -> dict[str, Callable[[], object]]:
        colours = {f"highlight_{name}": partial(self.colour, name) for name in COLOURS}
        return {
            "remove_highlight": self.remove,
            "next_highlight": partial(self._step, 1),
            "previous_highlight": partial(self._step, -1),
            "select_text": self._toggle_keyboard,
            **colours,
        }

    def set_actions(self, actions: Mapping[str, QAction]) -> None:
        self._actions = actions

    def set_standings(self, standings: Mapping[str, Standing]) -> None:
        """Where entries stand in the library as it is now, by id."""
        self._standings = standings
        self._show_anew()

    # Shown in the page

    def _show_anew(self) -> None:
        self._by_topic = None
        self._show_page()

    def _show_page(self) -> None:
        # A page that is laid out anew takes the marks of another theme.
        self.page.set_theme(self._window.theme)
        article = self._article.article
        if self._by_topic is None:
            self._by_topic = self._found_by_topic()
        marks = self._by_topic.get(article.topic, []) if article else []
        self.page.show_passages([self._passage(mark, mark.quote) for mark in marks if mark.quote])

    def _found_by_topic(self) -> Mapping[str, list[Bookmark]]:
        """The highlights of the open library by the topic in which each is now."""
        found: dict[str, list[Bookmark]] = defaultdict(list)
        library = self._window.library.info.id if self._window.library else ""
        for mark in self._shelf.bookmarks:
            if mark.quote is None or mark.library != library:
                continue
            standing = self._standings.get(mark.id)
            if standing is None or standing.place is None:
                found[mark.place.partition("#")[0]].append(mark)
            elif standing.state is not State.RETIRED:
                found[standing.place.topic].append(mark)
        return found

    def _passage(self, mark: Bookmark, quote: Quote) -> "Passage":
        # Imported when there is a highlight.
        from gutbrain_app.ui.highlight_marks import Passage

        standing = self._standings.get(mark.id)
        place = standing.place if standing and standing.place else parse_place(mark.place)
        return Passage(mark, place.section, (standing.quote if standing else None) or quote)

    # Made and changed

    def colour(self, name: str) -> None:
        """For what is chosen in the panel, selected in the page, or at the cursor in it."""
        self._colour = name
        start, end = self.page.selected()
        current = self.page.current()
        chosen = self._panel.chosen() if self._panel.has_keyboard() else ()
        if chosen:
            self._shelf.change(*(mark.id for mark in chosen), colour=name)
        elif start < end:
            here = self.page.here
            same = [each.mark.id for each in here if (each.start, each.end) == (start, end)]
            if same:
                self._shelf.change(*same, colour=name)
            else:
                self._add(start, end)
            self.page.clear_selection()
        elif current is not None:
            self._shelf.change(current.mark.id, colour=name)
        else:
            key = first_key(self._actions["select_text"])
            by_key = f"; {key} lets you do it by keyboard" if key else ""
            self._window.tell(f"Select words in the article first{by_key}.")

    def remove(self) -> None:
        """Remove the highlight at the cursor."""
        current = self.page.current()
        if current is None:
            self._window.tell("There is no highlight at the cursor.")
            return
        self._shelf.remove(current.mark.id)
        undo = self._shelf.undo_stack.undo
        self._window.furnishing.notice.tell("Highlight removed.", deed="Undo", do=undo)

    def write_note(self) -> bool:
        """Go to the note of what is selected, kept first, or of the highlight at the cursor.

        False when there is neither.
        """
        start, end = self.page.selected()
        if start < end:
            mark = self._add(start, end)
            self.page.clear_selection()
        else:
            current = self.page.current()
            mark = current.mark if current else None
        if mark is None:
            return False
        self._window.show_column(self._window.right)
        self._panel.edit_note(mark.id)
        return True

    def _add(self, start: int, end: int) -> Bookmark | None:
        """A highlight lies in one section, in which its passage is found again."""
        # Imported when the first is made.
        from gutbrain_app.ui.highlight_marks import PageText

        library, article = self._window.library, self._article.article
        if library is None or article is None:
            return None
        slug = self._article.section_of(start)
        stretch = self._article.stretch_of(slug)
        text = PageText(self._article.document(), stretch)
        quote = text.quote((min(start, stretch[1]), min(end, stretch[1])))
        if not quote.exact:
            self._window.tell("There are no words of a section in what is selected.")
            return None
        if end > stretch[1]:
            self._window.tell("A highlight lies in one section, so it ends where the section does.")
        mark = bookmark_at(library, Place(article.topic, slug), quote=quote, colour=self._colour)
        self._shelf.add(mark, text="adding a highlight")
        return mark

    def _step(self, step: int) -> None:
        if not self.page.here:
            self._window.tell("There is no highlight in this article.")
        self.page.step(step)

    def _toggle_keyboard(self) -> None:
        by_keyboard = self.page.toggle_keyboard()
        self._actions["select_text"].setChecked(by_keyboard)
        if by_keyboard:
            key = first_key(self._actions["select_text"])
            end = f"; {key} ends it" if key else ""
            self._window.tell(f"Arrow keys move in the text, with Shift they select{end}.")
