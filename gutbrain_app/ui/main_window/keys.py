"""The keys of the window's actions: as usual, or as the reader has chosen them."""

from collections.abc import Callable, Mapping

import msgspec
from PySide6.QtCore import QObject
from PySide6.QtGui import QAction

from gutbrain_app.ui.actions import chosen_keys, set_keys
from gutbrain_app.ui.main_window.window import MainWindow


class Keys(QObject):
    """Gives the actions their keys, and lets the reader see and change them."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._actions: Mapping[str, QAction] = {}

    def deeds(self) -> dict[str, Callable[[], object]]:
        return {"shortcuts": self.show_keys}

    def set_actions(self, actions: Mapping[str, QAction]) -> None:
        self._actions = actions
        if self._window.settings.keys:
            self._apply()

    def show_keys(self) -> None:
        # Imported when it is first asked for.
        from gutbrain_app.ui.keys_dialog import KeysDialog

        def change(name: str, keys: tuple[str, ...] | None) -> None:
            self._change(name, keys)
            dialog.show_keys(self._now())

        dialog = KeysDialog(self._now(), self._window)
        dialog.keys_requested.connect(change)
        dialog.usual_requested.connect(lambda name: change(name, None))
        dialog.open()

    def _change(self, name: str, keys: tuple[str, ...] | None) -> None:
        """Other keys for an action; None for the usual ones, of all when it has no name."""
        settings = self._window.settings
        chosen = {} if not name else {k: v for k, v in settings.keys.items() if k != name}
        if keys is not None:
            chosen[name] = keys
        self._window.settings = msgspec.structs.replace(settings, keys=chosen)
        self._apply()

    def _apply(self) -> None:
        for name, keys in self._now().items():
            set_keys(self._actions[name], keys)

    def _now(self) -> dict[str, tuple[str, ...]]:
        return chosen_keys(self._window.settings.keys)
