"""The quiet strip of buttons above the article, with the menu at its end."""

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QToolButton, QWidget

from gutbrain_app.ui.theme import Theme, icon

AT_LEFT = ("left_panel", "back", "forward")
AT_RIGHT = ("axis_map", "reading", "bookmark", "right_panel")


class ButtonStrip(QWidget):
    """Buttons for the actions a reader uses most; the rest are in the menu."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.menu = QMenu(self)
        self._menu_button = _quiet_button(self)
        self._menu_button.setAccessibleName("Menu")
        self._menu_button.setToolTip("Menu (F10)")
        self._menu_button.setShortcut("F10")
        self._menu_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._menu_button.setMenu(self.menu)
        self.private = QLabel("Private: nothing is recorded", self)
        self.private.setObjectName("chip")
        self.private.hide()
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(10, 7, 10, 0)
        self._layout.setSpacing(2)
        self._buttons: dict[str, QToolButton] = {}
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._menu_button.setIcon(icon("menu", theme))

    def place_buttons(self, actions: Mapping[str, QAction]) -> None:
        for name in AT_LEFT:
            self._add(name, actions[name])
        self._layout.addStretch(1)
        self._layout.addWidget(self.private)
        self._layout.addStretch(1)
        for name in AT_RIGHT:
            self._add(name, actions[name])
        self._layout.addWidget(self._menu_button)

    def show_private(self, shown: bool) -> None:
        """Say that nothing of what is read is recorded."""
        self.private.setVisible(shown)

    def button(self, name: str) -> QToolButton:
        """The button of an action that has one."""
        return self._buttons[name]

    def _add(self, name: str, action: QAction) -> None:
        button = self._buttons[name] = _quiet_button(self)
        button.setDefaultAction(action)
        self._layout.addWidget(button)


def _quiet_button(parent: QWidget) -> QToolButton:
    button = QToolButton(parent)
    button.setIconSize(QSize(18, 18))
    button.setAutoRaise(True)
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
    return button
