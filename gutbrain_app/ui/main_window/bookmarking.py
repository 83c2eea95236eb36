"""Bookmarks in the window: between the article being read, the shelf and the panel."""

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction

from gutbrain_app.core.bookmarks.bookmark import Bookmark, new_bookmark
from gutbrain_app.core.library import Library
from gutbrain_app.core.places import parse_place
from gutbrain_app.ui.article_view import ArticleView
from gutbrain_app.ui.bookmark_shelf import BookmarkShelf
from gutbrain_app.ui.bookmarks_panel import BookmarksPanel
from gutbrain_app.ui.notice_bar import NoticeBar
from gutbrain_app.ui.theme import Theme, icon


class Bookmarking(QObject):
    """Keeps, removes, opens and notes bookmarks, and shows whether the section read is kept."""

    def __init__(
        self,
        shelf: BookmarkShelf,
        article: ArticleView,
        panel: BookmarksPanel,
        notice: NoticeBar,
        action: QAction,
    ) -> None:
        super().__init__(panel)
        self._shelf = shelf
        self._article = article
        self._panel = panel
        self._notice = notice
        self._action = action
        self._library: Library | None = None
        self._theme: Theme | None = None
        panel.bookmark_requested.connect(self.open)
        panel.remove_requested.connect(self.remove_chosen)
        shelf.notice_raised.connect(self._tell)
        shelf.afresh_offered.connect(self._offer_afresh)
        shelf.changed.connect(self.show_kept)
        article.section_changed.connect(self.show_kept)
        article.place_changed.connect(self.show_kept)

    def set_library(self, library: Library) -> None:
        self._library = library

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.show_kept()

    def toggle(self) -> None:
        """Keep the section being read, or take its bookmark away again."""
        kept = self._kept()
        place = self._article.place
        if kept is not None:
            self._shelf.remove(kept.id)
            self._tell_removed()
        elif self._library is not None and place is not None:
            title = self._library.title_of(place)
            titles = self._library.titles_to(place.topic)
            mark = new_bookmark(self._library.info.id, place, title, titles)
            self._shelf.add(mark)
            self._panel.choose(mark.id)

    def write_note(self) -> None:
        """Put the keyboard into the note of the section being read, keeping it first."""
        if self._kept() is None:
            self.toggle()
        kept = self._kept()
        if kept is not None:
            self._panel.edit_note(kept.id)

    def remove_chosen(self) -> None:
        if self._panel.remove_chosen():
            self._tell_removed()

    def open(self, mark: Bookmark) -> None:
        if self._library is not None and mark.library == self._library.info.id:
            self._article.open_place(parse_place(mark.place))
        else:
            self._notice.tell(
                f"“{mark.title}” is in another library ({mark.library}); open its folder first."
            )

    def focus(self) -> None:
        self._panel.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_kept(self) -> None:
        """Let the button say whether the section being read is kept."""
        kept = self._kept() is not None
        self._action.setText(
            "Remove this section's &bookmark" if kept else "&Bookmark this section"
        )
        if self._theme is not None:
            colour = self._theme.accent if kept else ""
            self._action.setIcon(icon("bookmarked" if kept else "bookmark", self._theme, colour))

    def _kept(self) -> Bookmark | None:
        if self._library is None or self._article.place is None:
            return None
        return self._shelf.kept(self._library.info.id, str(self._article.place))

    def _tell_removed(self) -> None:
        self._notice.tell("Bookmark removed.", deed="Undo", do=self._shelf.undo_stack.undo)

    def _offer_afresh(self, sentence: str) -> None:
        deed = "Begin with no bookmarks"
        self._notice.tell(sentence, serious=True, deed=deed, do=self._shelf.start_afresh)

    def _tell(self, sentence: str, serious: bool) -> None:
        self._notice.tell(sentence, serious=serious)
