"""The window's three columns: search and topics, the article, outline and bookmarks."""

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMenu,
    QProgressBar,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from gutbrain_app.ui.article_view import ArticleView
from gutbrain_app.ui.bookmark_shelf import BookmarkShelf
from gutbrain_app.ui.bookmarks_panel import BookmarksPanel
from gutbrain_app.ui.notice_bar import NoticeBar
from gutbrain_app.ui.outline import Outline
from gutbrain_app.ui.search_box import SearchBox
from gutbrain_app.ui.search_panel import SearchPanel
from gutbrain_app.ui.theme import Theme, icon
from gutbrain_app.ui.topic_tree import TopicTree

BUTTONS_LEFT = ("left_panel", "back", "forward")
BUTTONS_RIGHT = ("bookmark", "right_panel")


class LeftColumn(QWidget):
    """The search box; below it the topics or, while there is a query, its results."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("left")
        self.setMinimumWidth(210)
        self.box = SearchBox(self)
        self.tree = TopicTree(theme, self)
        self.results = SearchPanel(theme, self)
        self._pages = QStackedWidget(self)
        self._pages.addWidget(self.tree)
        self._pages.addWidget(self.results)
        self._progress = QProgressBar(self)
        self._progress.setTextVisible(False)
        self._progress.setAccessibleName("Building the library")
        self._progress_words = QLabel(self)
        self._progress_words.setObjectName("muted")
        self.show_progress(0, 0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 14, 10, 10)
        layout.setSpacing(6)
        layout.addWidget(self.box)
        layout.addWidget(self._pages, 1)
        layout.addWidget(self._progress_words)
        layout.addWidget(self._progress)

    def show_results(self, shown: bool) -> None:
        self._pages.setCurrentWidget(self.results if shown else self.tree)

    def show_progress(self, done: int, total: int) -> None:
        """Articles built so far; nothing is shown when `total` is 0."""
        self._progress.setVisible(total > 0)
        self._progress_words.setVisible(total > 0)
        self._progress.setMaximum(max(1, total))
        self._progress.setValue(done)
        self._progress_words.setText(f"Building the library: {done} of {total} articles")

    def set_theme(self, theme: Theme) -> None:
        self.tree.set_theme(theme)
        self.results.set_theme(theme)


class MiddleColumn(QWidget):
    """The article, with a quiet strip of buttons above it and notices below."""

    def __init__(self, theme: Theme, percent: int) -> None:
        super().__init__()
        self.setObjectName("middle")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.article = ArticleView(theme, percent, self)
        self.notice = NoticeBar(theme, self)
        self.menu = QMenu(self)
        self._menu_button = _quiet_button(self)
        self._menu_button.setAccessibleName("Menu")
        self._menu_button.setToolTip("Menu (F10)")
        self._menu_button.setShortcut("F10")
        self._menu_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._menu_button.setMenu(self.menu)
        self._strip = QHBoxLayout()
        self._strip.setContentsMargins(10, 7, 10, 0)
        self._strip.setSpacing(2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(self._strip)
        layout.addWidget(self.article, 1)
        layout.addWidget(self.notice)

    def place_buttons(self, actions: Mapping[str, QAction]) -> None:
        for name in BUTTONS_LEFT:
            self._add_button(actions[name])
        self._strip.addStretch(1)
        for name in BUTTONS_RIGHT:
            self._add_button(actions[name])
        self._strip.addWidget(self._menu_button)

    def set_theme(self, theme: Theme) -> None:
        self.notice.set_theme(theme)
        self._menu_button.setIcon(icon("menu", theme))

    def _add_button(self, action: QAction) -> None:
        button = _quiet_button(self)
        button.setDefaultAction(action)
        self._strip.addWidget(button)


class RightColumn(QWidget):
    """The outline of the page and the bookmarks."""

    def __init__(self, shelf: BookmarkShelf, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("right")
        self.setMinimumWidth(230)
        self.outline = Outline(theme, self)
        self.bookmarks = BookmarksPanel(shelf, theme, self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 28, 14, 12)
        layout.setSpacing(6)
        layout.addWidget(_panel_title("On this page", self))
        layout.addWidget(self.outline)
        layout.addSpacing(10)
        layout.addWidget(_panel_title("Bookmarks", self))
        layout.addWidget(self.bookmarks, 1)

    def set_theme(self, theme: Theme) -> None:
        self.outline.set_theme(theme)
        self.bookmarks.set_theme(theme)


def _panel_title(text: str, parent: QWidget) -> QLabel:
    label = QLabel(text.upper(), parent)
    label.setObjectName("panelTitle")
    label.setAccessibleName(text)
    label.setContentsMargins(8, 0, 0, 0)
    return label


def _quiet_button(parent: QWidget) -> QToolButton:
    button = QToolButton(parent)
    button.setIconSize(QSize(18, 18))
    button.setAutoRaise(True)
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
    return button
