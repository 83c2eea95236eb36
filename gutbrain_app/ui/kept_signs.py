"""Small bookmarks in the margin of the page, beside the headings of what is kept."""

from collections.abc import Collection

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QPixmap, QTextCursor
from PySide6.QtWidgets import QLabel

from gutbrain_app.ui.article_view import ArticleView
from gutbrain_app.ui.theme import Theme, icon

SIZE = 14
GAP = 8


class KeptSigns(QObject):
    """They go with the page; there is one for each heading of the article that is kept."""

    def __init__(self, article: ArticleView, theme: Theme) -> None:
        super().__init__(article)
        self._article = article
        self._theme = theme
        self._signs: dict[str, QLabel] = {}
        article.verticalScrollBar().valueChanged.connect(self._place)
        article.verticalScrollBar().rangeChanged.connect(self._place)
        article.viewport().installEventFilter(self)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        for sign in self._signs.values():
            sign.setPixmap(self._picture())

    def show_kept(self, slugs: Collection[str]) -> None:
        """The sections of the page that are kept; an empty slug is the article itself."""
        for slug in [slug for slug in self._signs if slug not in slugs]:
            self._signs.pop(slug).deleteLater()
        for slug in slugs:
            if slug not in self._signs:
                sign = QLabel(self._article.viewport())
                sign.setObjectName("keptSign")
                sign.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
                sign.setAccessibleName("Bookmarked")
                sign.setPixmap(self._picture())
                sign.resize(SIZE, SIZE)
                self._signs[slug] = sign
        self._place()

    def _picture(self) -> QPixmap:
        return icon("bookmarked", self._theme, self._theme.accent).pixmap(SIZE, SIZE)

    def _place(self) -> None:
        for slug, sign in self._signs.items():
            spot = self._article.cursorRect(self._heading(slug))
            left = max(1, spot.left() - SIZE - GAP)
            sign.move(left, spot.center().y() - SIZE // 2)
            sign.show()

    def _heading(self, slug: str) -> QTextCursor:
        document = self._article.document()
        block = document.findBlock(self._article.stretch_of(slug)[0])
        while not slug and block.isValid() and block.blockFormat().headingLevel() != 1:
            block = block.next()
        cursor = QTextCursor(document)
        cursor.setPosition(block.position() if block.isValid() else 0)
        return cursor

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self._signs:
            self._place()
        return False
