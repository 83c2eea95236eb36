"""The window's three columns, with room for the panels that follow after the first paint."""

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel, QProgressBar, QStackedWidget, QVBoxLayout, QWidget

from gutbrain_app.ui.article_view import ArticleView
from gutbrain_app.ui.search_box import SearchBox
from gutbrain_app.ui.style_sheets import TextShape
from gutbrain_app.ui.theme import Theme
from gutbrain_app.ui.topic_tree import TopicTree

STRIP = 38


class LeftColumn(QWidget):
    """The search box; below it the topics or, while there is a query, its results."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("left")
        self.setMinimumWidth(210)
        self.box = SearchBox(self)
        self.tree = TopicTree(theme, self)
        self._results: QWidget | None = None
        self._pages = QStackedWidget(self)
        self._pages.addWidget(self.tree)
        self._progress: QProgressBar | None = None
        self._progress_words = QLabel(self)
        self._progress_words.setObjectName("muted")
        self._progress_words.hide()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(14, 14, 10, 10)
        self._layout.setSpacing(6)
        self._layout.addWidget(self.box)
        self._layout.addWidget(self._pages, 1)
        self._layout.addWidget(self._progress_words)

    def set_results(self, results: QWidget) -> None:
        self._results = results
        self._pages.addWidget(results)

    def show_results(self, shown: bool) -> None:
        self._pages.setCurrentWidget(self._results if shown and self._results else self.tree)

    def show_progress(self, done: int, total: int) -> None:
        """Articles built so far; nothing is shown when `total` is 0."""
        if self._progress is None:
            self._progress = QProgressBar(self)
            self._progress.setTextVisible(False)
            self._progress.setAccessibleName("Building the library")
            self._layout.addWidget(self._progress)
        self._progress.setVisible(total > 0)
        self._progress_words.setVisible(total > 0)
        self._progress.setMaximum(max(1, total))
        self._progress.setValue(done)
        self._progress_words.setText(f"Building the library: {done} of {total} articles")


class MiddleColumn(QWidget):
    """The article, with a quiet strip of buttons above it and notices below."""

    def __init__(self, theme: Theme, shape: TextShape) -> None:
        super().__init__()
        self.setObjectName("middle")
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.article = ArticleView(theme, shape, self)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, STRIP, 0, 0)
        self._layout.setSpacing(0)
        self._layout.addWidget(self.article, 1)

    def set_air(self, shown: bool) -> None:
        """Keep the page off the window's edge while the strip is hidden."""
        self._layout.setContentsMargins(0, STRIP if shown else 0, 0, 0)

    def set_strip_and_notice(self, strip: QWidget, notice: QWidget) -> None:
        strip.setFixedHeight(STRIP)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.insertWidget(0, strip)
        self._layout.addWidget(notice)

    def cover(self, page: QWidget) -> None:
        """Show a page in the article's place."""
        if self._layout.indexOf(page) < 0:
            self._layout.insertWidget(self._layout.indexOf(self.article) + 1, page, 1)
        # A text browser that is hidden with the keyboard in it scrolls to its next link.
        self.article.clearFocus()
        self.article.hide()
        page.show()
        self._layout.activate()

    def uncover(self, page: QWidget) -> None:
        page.hide()
        self.article.show()

    def set_match_bar(self, bar: QWidget) -> None:
        self._layout.insertWidget(self._layout.indexOf(self.article) + 1, bar)


class RightColumn(QWidget):
    """The outline of the page and the bookmarks."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("right")
        self.setMinimumWidth(230)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(14, 28, 14, 12)
        self._layout.setSpacing(6)

    def set_panels(self, outline: QWidget, bookmarks: QWidget) -> None:
        self._layout.addWidget(_panel_title("On this page", self))
        self._layout.addWidget(outline)
        self._layout.addSpacing(10)
        self._layout.addWidget(bookmarks, 1)


def _panel_title(text: str, parent: QWidget) -> QLabel:
    label = QLabel(text.upper(), parent)
    label.setObjectName("panelTitle")
    label.setAccessibleName(text)
    label.setContentsMargins(8, 0, 0, 0)
    return label
