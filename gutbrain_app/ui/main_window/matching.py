"""The matches in the page: the bar that counts them, and the keys that walk them."""

from PySide6.QtCore import QObject

from gutbrain_app.ui.main_window.window import MainWindow
from gutbrain_app.ui.match_bar import MatchBar


class Matching(QObject):
    """Shows the bar while something is looked for in the page; it is made at the first time."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._bar: MatchBar | None = None
        window.article.matches_changed.connect(self._show_count)
        window.restyled.connect(self._restyle)

    @property
    def bar(self) -> MatchBar:
        if self._bar is None:
            self._bar = MatchBar(self._window.theme, self._window.middle)
            self._bar.hide()
            self._window.middle.set_match_bar(self._bar)
            self._bar.step_requested.connect(self._window.article.step_match)
            self._bar.closed.connect(self.close)
        return self._bar

    @property
    def is_open(self) -> bool:
        return self._bar is not None and not self._bar.isHidden()

    def close(self) -> None:
        """Take the marks away; the keyboard goes on in the article."""
        if self._bar is not None and self._bar.isAncestorOf(self._window.focusWidget()):
            self._window.article.setFocus()
        self._window.article.clear_matches()

    def _show_count(self, current: int, total: int) -> None:
        if total or self.is_open:
            self.bar.show_count(current, total)
            self.bar.setVisible(total > 0)

    def _restyle(self) -> None:
        if self._bar is not None:
            self._bar.set_theme(self._window.theme)
