"""Comfort in the window: the look of the text, the colours, and the text alone."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, get_args

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QWidget

from gutbrain_app.core.settings import Theme as ThemeChoice
from gutbrain_app.ui.button_strip import ButtonStrip
from gutbrain_app.ui.main_window.window import MainWindow

if TYPE_CHECKING:
    from gutbrain_app.ui.reading_popover import ReadingPopover

TEXT_STEP = 10


class Comfort(QObject):
    """Changes how the window looks, and shows the text alone."""

    def __init__(self, window: MainWindow, strip: ButtonStrip) -> None:
        super().__init__(window)
        self._window = window
        self._strip = strip
        self._actions: Mapping[str, QAction] = {}
        self._shown: tuple[QWidget, ...] | None = None  # what the text alone has hidden
        self._popover: ReadingPopover | None = None
        # Kept: PySide takes the hints for access to be gone when this object of its own goes.
        self._style_hints = QGuiApplication.styleHints()
        window.look_changed.connect(self._check_look)
        window.columns_changed.connect(self._check_focus)

    def deeds(self) -> dict[str, Callable[[], object]]:
        window = self._window
        names: tuple[ThemeChoice, ...] = get_args(ThemeChoice)
        themes = {f"theme_{name}": partial(window.set_theme, name) for name in names}
        return {
            "larger": lambda: window.set_text_size(window.settings.text_size + TEXT_STEP),
            "smaller": lambda: window.set_text_size(window.settings.text_size - TEXT_STEP),
            "usual_size": lambda: window.set_text_size(100),
            "reading": self.show_reading,
            "focus": self.toggle_focus,
            **themes,
        }

    def set_actions(self, actions: Mapping[str, QAction]) -> None:
        self._actions = actions
        self._check_look()
        self._follow_contrast()

    def _follow_contrast(self) -> None:
        """Take high contrast from the desktop, as far as this Qt tells (from 6.10)."""
        if not hasattr(self._style_hints, "accessibility"):
            return
        hints = self._style_hints.accessibility()
        hints.contrastPreferenceChanged.connect(self._take_contrast)
        if hints.contrastPreference() == Qt.ContrastPreference.HighContrast:
            self._take_contrast()

    def _take_contrast(self) -> None:
        preference = self._style_hints.accessibility().contrastPreference()
        self._window.follow_desktop(contrast=preference == Qt.ContrastPreference.HighContrast)

    def show_reading(self) -> None:
        """Open the sheet with all that can be chosen, under its button."""
        # Imported when it is first asked for.
        from gutbrain_app.ui.reading_popover import ReadingPopover

        popover = ReadingPopover(self._window.settings, self._window)
        popover.look_requested.connect(self._window.set_look)
        popover.closed.connect(self._forget_popover)
        popover.adjustSize()
        popover.move(self._under_button() - QPoint(popover.width(), 0))
        popover.show()
        self._popover = popover

    def _forget_popover(self) -> None:
        self._popover = None

    def toggle_focus(self) -> None:
        """Show the text alone, or what was around it again."""
        if not self.leave_focus():
            window = self._window
            around = (window.left, window.right, self._strip)
            self._shown = tuple(part for part in around if not part.isHidden())
            self._right_wished = window.right_wished
            for part in around:
                part.hide()
            window.middle.set_air(True)
            window.right_wished = False
            window.columns_changed.emit()
            window.article.setFocus()
        self._actions["focus"].setChecked(self._shown is not None)

    def leave_focus(self) -> bool:
        """Show what the text alone has hidden; whether there was anything."""
        if self._shown is None:
            return False
        shown, self._shown = self._shown, None
        for part in shown:
            part.show()
        self._window.middle.set_air(False)
        self._window.right_wished = self._right_wished
        self._actions["focus"].setChecked(False)
        self._window.columns_changed.emit()
        return True

    def _check_focus(self) -> None:
        """A column that was asked for brings back everything around the text."""
        if not (self._window.left.isHidden() and self._window.right.isHidden()):
            self.leave_focus()

    def _check_look(self) -> None:
        if self._popover is not None:
            self._popover.show_settings(self._window.settings)
        for name in get_args(ThemeChoice):
            self._actions[f"theme_{name}"].setChecked(self._window.settings.theme == name)

    def _under_button(self) -> QPoint:
        """The lower right corner of the button that opens the sheet."""
        button = self._strip.button("reading")
        if button.isVisible():
            return button.mapToGlobal(button.rect().bottomRight() + QPoint(0, 4))
        article = self._window.article
        return article.mapToGlobal(article.rect().topRight() + QPoint(-20, 8))
