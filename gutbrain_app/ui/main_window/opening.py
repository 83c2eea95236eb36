"""Which library is open: a folder chosen, dropped on the window, or read before."""

from collections.abc import Callable
from pathlib import Path

from msgspec.structs import replace
from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QAction, QDropEvent
from PySide6.QtWidgets import QFileDialog, QMenu

from gutbrain_app.core.articles.reading import is_article
from gutbrain_app.core.articles.source import topic_of
from gutbrain_app.core.paths import builtin_library
from gutbrain_app.core.places import Place
from gutbrain_app.ui.main_window.session import with_library
from gutbrain_app.ui.main_window.window import MainWindow

# A file of one of these names, or this folder, lies at the top of a library.
TOPS = ("library.yaml", "book.toml", "mkdocs.yml", "mkdocs.yaml", ".obsidian", "SUMMARY.md")


class Opening(QObject):
    """Opens folders of Markdown, and knows those that were open lately."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.menu = QMenu("Recent li&braries", window)
        self.menu.aboutToShow.connect(self._fill)
        window.setAcceptDrops(True)
        window.installEventFilter(self)
        window.library_changed.connect(self._note)
        self._note()

    def deeds(self) -> dict[str, Callable[[], object]]:
        return {
            "open_library": self._choose,
            "open_builtin": lambda: self._window.open_library(builtin_library()),
            "recent_libraries": self._show_menu,
        }

    def set_action(self, action: QAction) -> None:
        """The action below which the recent libraries are listed."""
        action.setMenu(self.menu)

    def open(self, path: Path) -> None:
        """Open a folder, or the library in which an article lies at that article."""
        if path.is_dir():
            self._window.open_library(path.resolve())
        elif is_article(path.name) and path.is_file():
            self._open_article(path.resolve())
        else:
            self._window.tell(
                f"{path} is neither a folder nor a Markdown file; nothing was opened or changed."
            )

    def _open_article(self, file: Path) -> None:
        window = self._window
        folder = window.opener.folder if window.library else None
        if folder is None or not file.is_relative_to(folder):
            folder = library_around(file)
        place = Place(topic_of(file.relative_to(folder).as_posix()))
        if window.library is not None and folder == window.library.info.folder:
            window.article.open_place(place)
        else:
            window.open_library(folder, place)

    def _choose(self) -> None:
        folder = QFileDialog.getExistingDirectory(self._window, "Open a folder of Markdown")
        if folder:
            self.open(Path(folder))

    # Recent libraries

    def _note(self) -> None:
        window = self._window
        if window.library is not None and not window.private:
            window.settings = with_library(window.settings, window.library.info.folder)

    def _show_menu(self) -> None:
        left = self._window.left
        self.menu.popup(left.mapToGlobal(left.rect().topLeft()))

    def _fill(self) -> None:
        self.menu.clear()
        folders = self._window.settings.recent_libraries
        for number, folder in enumerate(folders, 1):
            path = Path(folder)
            words = f"{path.name or folder} — {path.parent}".replace("&", "&&")
            action = self.menu.addAction(f"&{number}  {words}" if number < 10 else words)
            action.triggered.connect(lambda _=False, path=path: self._open_again(path))
        if folders:
            self.menu.addSeparator()
            self.menu.addAction("&Forget these libraries").triggered.connect(self._forget)
        else:
            self.menu.addAction("No other library was opened yet").setEnabled(False)

    def _open_again(self, folder: Path) -> None:
        window = self._window
        if folder.is_dir():
            window.open_library(folder)
            return
        left = tuple(one for one in window.settings.recent_libraries if one != str(folder))
        window.settings = replace(window.settings, recent_libraries=left)
        window.tell(
            f"There is no folder {folder} any more. It was taken off the list; "
            "bookmarks in it are kept."
        )

    def _forget(self) -> None:
        window = self._window
        window.settings = replace(window.settings, recent_libraries=(), last_library="")
        # At once: what is to be forgotten must not come back after a crash.
        window.save_session()

    # Dropped on the window

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QDropEvent) and watched is self._window:
            dropped = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
            if dropped:
                event.acceptProposedAction()
                if event.type() == QEvent.Type.Drop:
                    self.open(Path(dropped[0]))
                return True
        return False


def library_around(file: Path) -> Path:
    """The nearest folder above a file that looks like the top of a library, else its own."""
    for folder in file.parents:
        if any((folder / name).exists() for name in TOPS):
            return folder
    return file.parent
