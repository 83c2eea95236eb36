"""What is kept shows in the tree, in the outline and in the margin of the page."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject

from gutbrain_app.core.bookmarks.bookmark import Bookmark
from gutbrain_app.core.places import Place
from gutbrain_app.ui.bookmark_shelf import BookmarkShelf
from gutbrain_app.ui.kept_delegate import KeptDelegate
from gutbrain_app.ui.kept_signs import KeptSigns
from gutbrain_app.ui.main_window.window import MainWindow
from gutbrain_app.ui.outline import Outline


class KeptPlaces(QObject):
    """Knows which places of the open library are bookmarked, wherever they have moved to."""

    def __init__(
        self,
        window: MainWindow,
        shelf: BookmarkShelf,
        outline: Outline,
        written_place: Callable[[Bookmark], str],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._shelf = shelf
        self._outline = outline
        self._written_place = written_place
        self._kept: Mapping[str, Bookmark] = {}  # by the place as it is written
        self._in_outline = KeptDelegate(window.theme, outline)
        self._in_page = KeptSigns(window.article, window.theme)
        outline.setItemDelegate(self._in_outline)
        window.restyled.connect(self._restyle)
        window.article.page_shown.connect(self._show_page)
        self.show()

    def kept(self, place: Place) -> Bookmark | None:
        """The bookmark of a place; a highlight in it is none."""
        return self._kept.get(str(place))

    def show(self) -> None:
        """Look at the shelf anew."""
        library = self._window.library.info.id if self._window.library else None
        kept = {}
        for mark in reversed(self._shelf.bookmarks):
            if mark.quote is None and mark.library == library:
                kept[self._written_place(mark)] = mark
        self._kept = kept
        topics = frozenset(place.partition("#")[0] for place in kept)
        self._window.left.tree.set_kept(topics)
        self._show_page()

    def _show_page(self) -> None:
        article = self._window.article.article
        slugs = [section.slug for section in article.sections] if article else []
        topic = article.topic if article else ""
        here = (slug for slug in ("", *slugs) if str(Place(topic, slug)) in self._kept)
        found = frozenset(here)
        self._outline.set_kept(found)
        self._in_page.show_kept(found)

    def _restyle(self) -> None:
        self._in_outline.set_theme(self._window.theme)
        self._in_page.set_theme(self._window.theme)
