"""Several windows of one program: each with its own place, all with one look."""

from collections.abc import Callable
from pathlib import Path

import msgspec
from PySide6.QtCore import QObject

from gutbrain_app.core.places import Place
from gutbrain_app.core.settings import Settings
from gutbrain_app.ui.main_window.window import MainWindow

LOOK = ("theme", "text_size", "text_width", "line_spacing", "text_face", "text_font")
CASCADE = 32  # pixels from one window to the next


class Windows(QObject):
    """Keeps the windows alive until they are closed; bookmarks and settings meet in their files."""

    def __init__(self, first: MainWindow, make: Callable[[Path, Place | None], MainWindow]) -> None:
        super().__init__()
        self._first = first  # the program's own watchers belong to it
        self._make = make
        self.windows: list[MainWindow] = []
        self._add(first)

    def open_another(self, beside: MainWindow) -> None:
        """Open a window on the same place as one that is open."""
        if beside.library is None:
            return
        window = self._make(beside.library.info.folder, beside.article.place)
        window.set_look(_with_look(window, beside))
        window.private = beside.private
        window.resize(beside.normalGeometry().size())
        window.move(beside.pos().x() + CASCADE, beside.pos().y() + CASCADE)
        self._add(window)
        window.show()

    def save_sessions(self) -> None:
        for window in self.windows:
            window.save_session()

    def _add(self, window: MainWindow) -> None:
        self.windows.append(window)
        window.another_requested.connect(lambda: self.open_another(window))
        window.look_changed.connect(lambda: self._follow(window))
        window.closed.connect(lambda: self._forget(window))

    def _follow(self, changed: MainWindow) -> None:
        """The palette is the whole program's, so a look is too."""
        for window in self.windows:
            look = _with_look(window, changed)
            if window is not changed and look != window.settings:
                window.set_look(look)

    def _forget(self, window: MainWindow) -> None:
        if window in self.windows:
            self.windows.remove(window)
            if window is not self._first:
                window.deleteLater()


def _with_look(window: MainWindow, other: MainWindow) -> Settings:
    return msgspec.structs.replace(
        window.settings, **{name: getattr(other.settings, name) for name in LOOK}
    )
