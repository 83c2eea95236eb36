"""Two quiet buttons beside the heading under the mouse: bookmark it, copy its place."""

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from gutbrain_app.ui.article_view import ArticleView
from gutbrain_app.ui.theme import Theme, icon

GAP = 10


class HeadingButtons(QWidget):
    """Stays out of the way: shown while the mouse is on a heading; keys do the same."""

    bookmark_requested = Signal(str)  # a section's slug
    copy_requested = Signal(str)

    def __init__(self, article: ArticleView, theme: Theme) -> None:
        super().__init__(article.viewport())
        self._article = article
        self.slug = ""
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.bookmark = self._button("Bookmark this section")
        self.copy = self._button("Copy the place of this section")
        self.bookmark.clicked.connect(lambda: self.bookmark_requested.emit(self.slug))
        self.copy.clicked.connect(lambda: self.copy_requested.emit(self.slug))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(1)
        layout.addWidget(self.bookmark)
        layout.addWidget(self.copy)
        self.set_theme(theme)
        self.hide()
        article.viewport().installEventFilter(self)
        article.verticalScrollBar().valueChanged.connect(self.hide)
        article.page_shown.connect(self.hide)

    def set_theme(self, theme: Theme) -> None:
        self.bookmark.setIcon(icon("bookmark", theme))
        self.copy.setIcon(icon("link", theme))

    def show_beside(self, slug: str, heading: QRect) -> None:
        """Beside the end of a heading's last line, or within the view where that is full."""
        self.slug = slug
        self.adjustSize()
        most = self._article.viewport().width() - self.width() - 2
        top = heading.center().y() - self.height() // 2
        self.move(min(heading.right() + GAP, most), top)
        self.show()

    def _button(self, words: str) -> QToolButton:
        button = QToolButton(self)
        button.setAutoRaise(True)
        button.setToolTip(words)
        button.setAccessibleName(words)
        # The keyboard has keys of its own for both.
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return button

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseMove:
            found = self._article.heading_at(event.position().toPoint())
            if found is None:
                self.hide()
            elif found[0] != self.slug or self.isHidden():
                self.show_beside(*found)
        elif event.type() == QEvent.Type.Leave and not self.underMouse():
            self.hide()
        return False
