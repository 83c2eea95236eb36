"""The matches in the page: the bar that counts them, and the keys that walk them."""

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from gutbrain_app.ui.main_window.window import MainWindow
from gutbrain_app.ui.match_bar import MatchBar

if TYPE_CHECKING:
    from gutbrain_app.ui.find_field import FindField

LONGEST_SELECTED = 100


class Matching(QObject):
    """Shows the bar while something is looked for in the page; it is made at the first time."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._bar: MatchBar | None = None
        self._field: FindField | None = None
        window.article.matches_changed.connect(self._show_count)
        window.article.place_changed.connect(self._mark_found)
        window.restyled.connect(self._restyle)

    @property
    def bar(self) -> MatchBar:
        if self._bar is None:
            self._bar = MatchBar(self._window.theme, self._window.middle)
            self._bar.hide()
            actions = self._window.furnishing.actions
            names = ("previous_match", "next_match", "topics")
            self._bar.follow_keys(*(actions[name] for name in names))
            self._window.middle.set_match_bar(self._bar)
            self._bar.step_requested.connect(self._window.article.step_match)
            self._bar.closed.connect(self.close)
        return self._bar

    @property
    def is_open(self) -> bool:
        return self._bar is not None and not self._bar.isHidden()

    @property
    def is_finding(self) -> bool:
        return self._field is not None and not self._field.isHidden()

    def find(self) -> None:
        """Let the reader look for something in the page."""
        article, selected = self._window.article, self._window.article.textCursor().selectedText()
        if self._field is None:
            # Imported when first asked for, and so are the marks below.
            from gutbrain_app.ui.find_field import FindField

            self._field = FindField(self.bar)
            self.bar.set_field(self._field)
            self._field.pattern_changed.connect(self._find)
            self._field.step_requested.connect(article.step_match)
        self._field.show()
        self.bar.show()
        self._field.begin(selected if len(selected) <= LONGEST_SELECTED else "")

    def close(self) -> None:
        """Take the marks away; the keyboard goes on in the article."""
        if self._bar is not None and self._bar.isAncestorOf(self._window.focusWidget()):
            self._window.article.setFocus()
        if self._field is not None:
            self._field.hide()
        self._window.article.clear_matches()

    def _show_count(self, current: int, total: int) -> None:
        if total or self.is_open:
            self.bar.show_count(current, total)
            self.bar.setVisible(total > 0 or self.is_finding)

    def _find(self, pattern: re.Pattern[str] | None) -> None:
        from gutbrain_app.ui.match_marks import pattern_search

        self._window.article.find_matches(pattern_search(pattern) if pattern else None)

    def _mark_found(self) -> None:
        """Another article shows what is being looked for, at the place that was asked for."""
        if self._field is None or self._field.isHidden() or self._field.pattern is None:
            return
        from gutbrain_app.ui.match_marks import pattern_search

        self._window.article.mark_matches(pattern_search(self._field.pattern))

    def _restyle(self) -> None:
        if self._bar is not None:
            self._bar.set_theme(self._window.theme)
