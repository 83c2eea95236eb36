"""Start-up of the window, as named steps."""

import os
import signal
import sys
from pathlib import Path

from PySide6.QtCore import QObject, QSocketNotifier, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

from gutbrain_app.core.bookmarks.store import BookmarkStore
from gutbrain_app.core.paths import config_folder, data_folder
from gutbrain_app.core.places import Place
from gutbrain_app.core.settings import SettingsFile
from gutbrain_app.ui.bookmark_shelf import BookmarkShelf
from gutbrain_app.ui.error_dialog import ErrorCatcher
from gutbrain_app.ui.library_opening import LibraryOpener
from gutbrain_app.ui.main_window.window import MainWindow
from gutbrain_app.ui.theme import INTERFACE_PIXELS, SANS


def run_window(folder: Path, place: Place | None) -> int:
    """Open the window on a library's folder and stay until it is closed; the exit status."""
    application = made_application()
    window = made_window(folder, place)
    window.show()
    ErrorCatcher(window).install()
    watch_signals(window)
    application.commitDataRequest.connect(window.save_session, Qt.ConnectionType.DirectConnection)
    window.start()
    return application.exec()


def made_application() -> QApplication:
    application = QApplication(sys.argv[:1])
    application.setApplicationName("gutbrain")
    application.setApplicationDisplayName("Gutbrain")
    application.setStyle("Fusion")
    font = QFont()
    font.setFamilies(list(SANS))
    font.setPixelSize(INTERFACE_PIXELS)
    application.setFont(font)
    return application


def made_window(folder: Path, place: Place | None) -> MainWindow:
    """The window with the reader's own settings and bookmarks, opening a folder."""
    settings = SettingsFile(config_folder() / "settings.json")
    shelf = BookmarkShelf(BookmarkStore(data_folder() / "bookmarks.json"))
    window = MainWindow(settings, shelf, LibraryOpener())
    window.open_library(folder, place)
    return window


def watch_signals(window: MainWindow) -> QObject | None:
    """Close the window, and so save, when the system asks the process to end.

    Python's own handlers do not run while Qt waits, so a pipe wakes Qt (POSIX only).
    """
    if os.name != "posix":
        return None
    reading, writing = os.pipe()
    os.set_blocking(writing, False)
    signal.set_wakeup_fd(writing)
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, lambda *_: None)
    notifier = QSocketNotifier(reading, QSocketNotifier.Type.Read, window)
    notifier.activated.connect(lambda: window.close())
    return notifier
