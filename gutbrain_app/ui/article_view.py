"""The article being read: its page, the reader's place in it, and the marks of a search."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QByteArray, QPoint, QRect, QSize, QTimer, QUrl, Signal
from PySide6.QtGui import QImage, QPaintEvent, QResizeEvent, QTextCursor, QTextDocument
from PySide6.QtWidgets import QTextBrowser, QTextEdit, QWidget

from gutbrain_app.core.articles.article import Article
from gutbrain_app.core.errors import GutbrainError
from gutbrain_app.core.library import Library, PlaceMissing
from gutbrain_app.core.places import Place
from gutbrain_app.core.references import EVIDENCE
from gutbrain_app.ui.badges import badge_image, badge_size, empty_badge
from gutbrain_app.ui.line_keeping import LineKeeper
from gutbrain_app.ui.page import article_page, missing_page, place_url, url_place, waiting_page
from gutbrain_app.ui.page_layout import PageLayout
from gutbrain_app.ui.page_pictures import PagePictures
from gutbrain_app.ui.pictures import no_picture
from gutbrain_app.ui.style_sheets import TextShape, article_css, article_font
from gutbrain_app.ui.theme import (
    SCROLL_BAR_ALWAYS,
    SCROLL_BAR_AS_NEEDED,
    SCROLL_BAR_NEVER,
    TEXT_PIXELS,
    Theme,
)

if TYPE_CHECKING:  # Nothing is looked for before the first paint.
    from gutbrain_app.ui.match_marks import PageMatches, Search
    from gutbrain_app.ui.table_folds import TableFolds

HEADING_AIR = 14
TABLE_MARK = '<table class="data"'
ROUNDING = 4
BADGE_SHARE = 0.66  # of the text's size
MARK_LAYERS = ("terms", "highlights", "matches")  # a later one is drawn over an earlier


class ArticleView(QTextBrowser):
    """Shows one article and knows which section is being read.

    `open_place` is the only way to another place; the history of places is QTextBrowser's own.
    """

    place_changed = Signal(object)  # Place, when another article or section was opened
    section_changed = Signal(str)  # slug of the section being read
    page_shown = Signal()  # a page was laid out anew; the marks that stood in it are void
    external_link_requested = Signal(str)
    card_requested = Signal(QUrl)
    figure_requested = Signal(str, str)  # the picture's name, and its description
    notice_raised = Signal(str)
    matches_changed = Signal(int, int)  # the current match, from 1 (0: none chosen), and all
    first_painted = Signal()

    def __init__(self, theme: Theme, shape: TextShape, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Article")
        self.setOpenLinks(False)
        self.setFrameShape(QTextBrowser.Shape.NoFrame)
        # A scroll bar that comes and goes would lay every page out twice.
        self.setProperty("verticalScrollBarPolicy", SCROLL_BAR_ALWAYS)
        self._library: Library | None = None
        self._theme = theme
        self._shape = shape
        self._article: Article | None = None
        self.awaited: Place | None = None  # asked for before the first build came to it
        self._layout = PageLayout(self.document())
        self._line = LineKeeper(self)
        # Underlining terms takes as long as laying out the page, so the page is painted first.
        self._term_marking = QTimer(self, singleShot=True)
        self._term_marking.timeout.connect(self._mark_terms)
        self._pictures = PagePictures(self.document(), self)
        self._section = ""
        self._matches: PageMatches | None = None
        self._marks: dict[str, list[QTextEdit.ExtraSelection]] = {}
        self._folds: TableFolds | None = None
        self._fresh = False  # a new page was asked for and is not laid out yet
        self._painted = False
        self._sketching = True
        self._sketched: set[str] = set()
        self._asked = -1, ""  # the scroll value and the anchor that was opened there
        self._pictures.decoded.connect(self._paint_again)
        self._pictures.notice_raised.connect(self.notice_raised)
        self.anchorClicked.connect(self._follow)
        self.sourceChanged.connect(self._arrived)
        self.verticalScrollBar().valueChanged.connect(self._note_section)
        self.horizontalScrollBar().rangeChanged.connect(self._show_sideways)
        self._show_sideways(0, 0)
        self._apply_style()

    @property
    def article(self) -> Article | None:
        return self._article

    @property
    def place(self) -> Place | None:
        """The section being read; None while no article is shown."""
        return Place(self._article.topic, self._section) if self._article else None

    def set_library(self, library: Library | None) -> None:
        self._library = library
        self._article = None
        self.awaited = None
        self._pictures.set_library(library)

    def open_place(self, place: Place) -> None:
        """Show a place, or say that it is missing and name the nearest."""
        if self._library is None:
            return
        try:
            place = self._library.resolve(place)
        except PlaceMissing as missing:
            if self._library.info.complete:
                self.notice_raised.emit(str(missing))
                if missing.place.section and missing.nearest:
                    place = Place(place.topic)
        self._go(place_url(place))

    def open_anchor(self, place: Place) -> None:
        """Show a spot of the page that is no section, such as the reference list."""
        self._go(place_url(place))

    def open_match(self, place: Place, words: Sequence[str]) -> None:
        """Show a place with the words of a search marked, the first of its section in sight."""
        self.open_place(place)
        if words or self._matches is not None:
            self._page_matches().show_words(words, *self._layout.stretch_of(place.section))

    def find_matches(self, search: "Search | None") -> None:
        """Mark what a search finds in the page, and go to the first from where the reader is."""
        self._page_matches().find(search)

    def mark_matches(self, search: "Search | None") -> None:
        """Mark what a search finds in the page, and leave the reader where he is."""
        self._page_matches().mark(search)

    def step_match(self, step: int) -> None:
        """Go to the next match in the page, or to the one before."""
        if self._matches is not None:
            self._matches.step(step)

    def clear_matches(self) -> None:
        """Take the marks of a search away."""
        if self._matches is not None:
            self._matches.clear()

    def show_marks(self, layer: str, marks: Sequence[QTextEdit.ExtraSelection]) -> None:
        """Show the marks of one of MARK_LAYERS in the page, beside those of the others."""
        self._marks[layer] = list(marks)
        self.setExtraSelections(
            [mark for name in MARK_LAYERS for mark in self._marks.get(name, ())]
        )

    def marks(self, layer: str) -> list[QTextEdit.ExtraSelection]:
        """The marks that one of MARK_LAYERS has in the page."""
        return self._marks.get(layer, [])

    def _page_matches(self) -> "PageMatches":
        if self._matches is None:
            # Imported when first used: nothing is looked for before the first paint.
            from gutbrain_app.ui.match_marks import PageMatches

            self._matches = PageMatches(self)
            self._matches.scrolled.connect(self._mark_matches)
            self._matches.changed.connect(self._mark_matches)
            self._matches.changed.connect(self.matches_changed)
        return self._matches

    def _mark_matches(self) -> None:
        self.show_marks("matches", self._page_matches().marks(self._theme))

    def _mark_terms(self) -> None:
        if self._article is None or 'href="term:' not in self._article.html:
            return
        from gutbrain_app.ui.term_marks import term_marks

        self.show_marks("terms", term_marks(self.document(), self._layout.terms()))

    def restyle(self, theme: Theme, shape: TextShape) -> None:
        """Take another theme or shape of text and keep the line being read where it is."""
        if (theme, shape) == (self._theme, self._shape):
            return
        self._theme, self._shape = theme, shape
        self.reload_page()

    def reload_page(self) -> None:
        """Lay the page out anew from the library, keeping the line being read."""
        asked = self._still_asked()
        self._line.note()
        if self._library is None or self.source().isEmpty():
            self._apply_style()
            return
        self._begin_page()
        # Now that nothing is laid out: another font would lay out the old page once more.
        self._apply_style()
        self.setHtml(self._page(url_place(self.source())))
        self._laid_out()
        if asked:
            self._show_asked(asked)
            return
        self._line.restore()
        self._note_section()

    def finish_sketch(self) -> None:
        """Draw the badges that the first paint left out."""
        self._sketching = False
        for name in self._sketched:
            self._hand_over_badge(name, self._badge(name))
        self._fold_late()
        self._mark_terms()
        self._paint_again()

    def _paint_again(self) -> None:
        self.viewport().update()

    def _badge(self, name: str) -> QImage:
        pixels = max(7, round(TEXT_PIXELS * BADGE_SHARE * self._shape.percent / 100))
        level = _level(name)
        if self._sketching:
            self._sketched.add(name)
            return empty_badge(*badge_size(level, pixels))
        return badge_image(level, self._theme, pixels, self.devicePixelRatioF())

    def _hand_over_badge(self, name: str, image: QImage | None) -> None:
        """With None the document asks again; what it was handed it keeps for ever."""
        kind = QTextDocument.ResourceType.ImageResource.value
        self.document().addResource(kind, QUrl(f"badge:{name}"), image)

    def neighbour_section(self, step: int) -> Place | None:
        """The section `step` headings further on in this article, if there is one."""
        slugs = ["", *(slug for _, slug in self._layout.headings)]
        at = (slugs.index(self._section) if self._section in slugs else 0) + step
        if self._article is None or not 0 <= at < len(slugs):
            return None
        return Place(self._article.topic, slugs[at])

    # What the page is made of

    def _go(self, url: QUrl) -> None:
        self.setSource(url, QTextDocument.ResourceType.HtmlResource)

    def _page(self, place: Place) -> str:
        assert self._library is not None
        try:
            self._article = self._library.article(place.topic)
        except PlaceMissing as missing:
            self._article = None
            if not self._library.info.complete:
                self.awaited = place
                return waiting_page()
            self.notice_raised.emit(str(missing))
            return missing_page(place, missing.nearest)
        except GutbrainError as error:
            self._article = None
            self.notice_raised.emit(str(error))
            return missing_page(place, ())
        path = self._library.path_of(place.topic)
        around = self._library.around(place.topic)
        steps = self._library.neighbours(place.topic)
        beside = tuple((topic, self._library.name_of(topic)) for topic in steps)
        page = article_page(self._article, path, self._library.info, around, beside)
        return self._folded(page)

    def _folded(self, page: str) -> str:
        """The page with tables folded that are too wide for the view, once it is seen."""
        if TABLE_MARK not in page or not self.isVisible():
            self._folds = None
            return page
        # Imported here: the first paint folds nothing.
        from gutbrain_app.ui.table_folds import TableFolds

        self._folds = TableFolds()
        room = self._layout.room(self.maximumViewportSize().width(), self._shape)
        return self._folds.fold(page, room, self._shape.percent)

    def _fold_late(self) -> None:
        """Fold what the first paint has left as it was."""
        if self._article is not None:
            self._folded(self._article.html)
        if self._folds is not None and any(self._folds.folded):
            self.reload_page()

    def _apply_style(self) -> None:
        self.setFont(article_font(self._shape))
        self.document().setDefaultStyleSheet(article_css(self._theme, self._shape))

    def _begin_page(self) -> None:
        for name in self._sketched:
            self._hand_over_badge(name, None)
        self._sketched.clear()
        self._term_marking.stop()
        if self._marks.pop("terms", None):
            self.show_marks("terms", ())
        self._layout.begin()
        self._pictures.forget()

    def _laid_out(self) -> None:
        sections = self._article.sections if self._article else ()
        slugs = (section.slug for section in sections if section.slug)
        self._layout.lay_out(slugs, self.maximumViewportSize().width(), self._shape)
        if not self._sketching:
            self._term_marking.start()
        if self._matches is not None:
            self._matches.look_again()
        self.page_shown.emit()

    def stretch_of(self, slug: str) -> tuple[int, int]:
        """The positions in the document where a section begins and ends."""
        return self._layout.stretch_of(slug)

    def section_of(self, position: int) -> str:
        """The slug of the section in which a position of the document lies."""
        return self._layout.section_of(position)

    # Where the reader is

    def _arrived(self, url: QUrl) -> None:
        """Qt has set the page of a new place, or scrolled to it; going back, it scrolls after."""
        if self._fresh:
            self._fresh = False
            self._laid_out()
        self._show_asked(url.fragment())
        if self._article is not None:
            self.place_changed.emit(url_place(url))

    def _show_asked(self, anchor: str) -> None:
        """Bring an anchor to the top; it stays the section being read until the reader scrolls."""
        self._asked = -1, ""
        if anchor:
            self.scrollToAnchor(anchor)
            self._scroll_to(self._scroll() - HEADING_AIR)
            self._asked = self._scroll(), anchor
        self._note_section()

    def choose_section(self, slug: str) -> None:
        """Let a section in sight be the one being read until the reader scrolls."""
        self._asked = self._scroll(), slug
        self._note_section()

    def heading_at(self, point: QPoint) -> tuple[str, QRect] | None:
        """The section whose heading is at a point of the viewport, and its last line's end."""
        block = self.cursorForPosition(point).block()
        slug = self._layout.slug_at(block.position()) if block.blockFormat().headingLevel() else ""
        if not slug:
            return None
        cursor = QTextCursor(block)
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        end = self.cursorRect(cursor)
        near = end.top() - end.height() <= point.y() <= end.bottom() + HEADING_AIR
        return (slug, end) if near else None

    def _still_asked(self) -> str:
        """The anchor that was opened, as long as the page stands where it was brought."""
        scroll, anchor = self._asked
        return anchor if scroll == self._scroll() else ""

    def _note_section(self) -> None:
        # At the top there is nothing to look for, and looking would lay out the whole page.
        scroll = self._scroll()
        slug = self._layout.section_at(scroll + HEADING_AIR + 10) if scroll else ""
        asked = self._still_asked()
        if any(asked == name for _, name in self._layout.headings):
            slug = asked
        if slug != self._section:
            self._section = slug
            self.section_changed.emit(slug)

    def _show_sideways(self, _: int, most: int) -> None:
        """A scroll bar below only for what is truly wide: Qt rounds tables up by a pixel."""
        policy = SCROLL_BAR_AS_NEEDED if most > ROUNDING else SCROLL_BAR_NEVER
        self.setProperty("horizontalScrollBarPolicy", policy)

    def _scroll(self) -> int:
        return self.verticalScrollBar().value()

    def _scroll_to(self, value: float) -> None:
        self.verticalScrollBar().setValue(round(value))

    def _follow(self, url: QUrl) -> None:
        scheme = url.scheme()
        if scheme == "place":
            self.open_place(url_place(url))
        elif scheme == "cite" and self._article is not None:
            self.open_anchor(Place(self._article.topic, f"ref-{url.path()}"))
        elif scheme == "figure":
            self.figure_requested.emit(url.path(), self._layout.description_of(url.path()))
        elif scheme == "term":
            self.card_requested.emit(url)
        elif scheme in ("http", "https", "mailto"):
            self.external_link_requested.emit(url.toString())
        elif not scheme and url.hasFragment() and self._article is not None:
            self.open_anchor(Place(self._article.topic, url.fragment()))
        else:
            self.notice_raised.emit(
                f"The link “{url.toString()}” leads out of the library; it was not opened."
            )

    # Qt overrides

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        """Everything a page asks for; never None, since Qt would then open the file by itself."""
        name = QUrl(name)
        if kind == QTextDocument.ResourceType.HtmlResource.value and name.scheme() == "place":
            self._fresh = True
            if self._article is None or self._article.topic != name.path():
                self.clear_matches()
            self._begin_page()
            return self._page(url_place(name)) if self._library else ""
        if kind != QTextDocument.ResourceType.ImageResource.value:
            return QByteArray()
        if name.scheme() == "badge":
            return self._badge(name.path())
        if name.scheme() == "picture":
            widest = round(self._shape.measure * self.devicePixelRatioF())
            return self._pictures.picture(name.path(), self._theme.dark, widest)
        return no_picture()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            self.first_painted.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        asked = self._still_asked()
        self._line.note()
        # Before Qt lays the text out for the new width, so that it is done once.
        self._layout.fit(event.size().width(), self._shape)
        super().resizeEvent(event)
        room = self._layout.room(event.size().width(), self._shape)
        if self._folds is not None and self._folds.would_change(room):
            self.reload_page()
        elif event.size().width() != event.oldSize().width():
            if asked:
                self._show_asked(asked)
            else:
                self._line.restore()
        # Before the window is shown nothing is laid out, and every heading seems to be at the top.
        self._note_section()

    def minimumSizeHint(self) -> QSize:
        return QSize(260, 200)


def _level(name: str) -> str:
    """The level of evidence a badge's address names."""
    return next((level for level in EVIDENCE if level.replace(" ", "-").lower() == name), name)
