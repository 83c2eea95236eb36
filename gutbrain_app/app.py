"""Start-up of the window, as named steps."""

import contextlib
import gc
import linecache
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

# The core before PySide6, which reads the source of every module that is imported after it.
import gutbrain_app.core.library  # noqa: F401
from gutbrain_app.core.paths import builtin_library, config_folder, data_folder
from gutbrain_app.core.places import Place
from gutbrain_app.core.settings import SettingsFile

# isort: split
from PySide6.QtCore import QObject, QSocketNotifier, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from gutbrain_app.ui.main_window.session import last_library
from gutbrain_app.ui.main_window.window import MainWindow
from gutbrain_app.ui.theme import INTERFACE_PIXELS, interface_font

if TYPE_CHECKING:
    from PySide6.QtCore import QtMsgType

LARGE_BLOCK = 1 << 19


def run_window(folder: Path | None, place: Place | None) -> int:
    """Open the window and stay until it is closed; the exit status. See `made_window`."""
    application, window = opened_window(folder, place)
    # The window lives as long as this frame does.
    status = application.exec()
    del window
    return status


def opened_window(folder: Path | None, place: Place | None) -> tuple[QApplication, MainWindow]:
    """The application with its window shown; the caller runs its event loop.

    Nothing of the window is painted before that.
    """
    application = made_application()
    window = made_window(folder, place)
    window.furnished.connect(lambda: stand_guard(application, window))
    window.show()
    return application, window


def stand_guard(application: QApplication, window: MainWindow) -> None:
    """After the first paint: watch for errors no one catches, and for the session's end."""
    # Imported here for a quick start.
    from gutbrain_app.ui.error_dialog import ErrorCatcher
    from gutbrain_app.ui.main_window.windows import Windows

    give_back_large_blocks()
    keep_printing_local()
    # PySide6 has read the source of every module into this cache.
    linecache.clearcache()
    gc.freeze()
    gc.enable()
    ErrorCatcher(window).install()
    watch_signals(window)
    windows = Windows(window, made_window)
    windows.setParent(application)
    application.commitDataRequest.connect(windows.save_sessions)


def made_application() -> QApplication:
    qInstallMessageHandler(stop_without_display)
    # Not setStyle: it hands out a QStyle, and building that class delays the first paint.
    application = QApplication([sys.argv[0], "-style", "fusion"])
    qInstallMessageHandler(None)
    application.setApplicationName("gutbrain")
    application.setApplicationDisplayName("Gutbrain")
    application.setFont(interface_font(INTERFACE_PIXELS))
    return application


def stop_without_display(kind: "QtMsgType", context: object, message: str) -> None:
    """Say in one sentence what Qt says in five before it aborts; while there is no window yet."""
    if kind.name != "QtFatalMsg":
        return
    print(
        "No window can be opened: there is no display, or a package that Qt needs is missing; "
        "read in the terminal with `gutbrain show TOPIC` (`gutbrain topics` lists them).",
        file=sys.stderr,
    )
    os._exit(2)


def made_window(folder: Path | None, place: Place | None) -> MainWindow:
    """The window with the reader's own settings and bookmarks, opening a folder.

    Without one it opens the library of the last session.
    """
    settings = SettingsFile(config_folder() / "settings.json")
    window = MainWindow(settings, data_folder() / "bookmarks.json")
    last = last_library(window.settings)
    if folder is None and not last.is_dir():
        window.warn(
            f"There is no folder {last} any more, so the built-in library was opened. "
            "Bookmarks in the other are kept."
        )
        last = builtin_library()
    window.open_library(folder or last, place)
    return window


def give_back_large_blocks() -> None:
    """Have glibc return a decoded picture's memory when it is freed, instead of keeping it.

    Setting the threshold turns off its growth (mallopt(3), M_MMAP_THRESHOLD is -3).
    """
    if sys.platform != "linux":
        return
    import ctypes

    with contextlib.suppress(AttributeError, OSError):  # another C library than glibc
        ctypes.CDLL(None).mallopt(-3, LARGE_BLOCK)


def keep_printing_local() -> None:
    """Printers are asked for through the socket of the machine's own print service alone.

    By itself libcups tries port 631, or a server that one of its files names; a reader who
    has named one in the environment is obeyed.
    """
    if sys.platform == "linux":
        os.environ.setdefault("CUPS_SERVER", "/run/cups/cups.sock")


def watch_signals(window: MainWindow) -> QObject | None:
    """Close every window, and so save, when the system asks the process to end.

    Python's own handlers do not run while Qt waits, so a pipe wakes Qt (POSIX only).
    """
    if os.name != "posix":
        return None
    import signal

    reading, writing = os.pipe()
    os.set_blocking(writing, False)
    signal.set_wakeup_fd(writing)
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, lambda *_: None)
    notifier = QSocketNotifier(reading, QSocketNotifier.Type.Read, window)
    notifier.activated.connect(lambda: QApplication.closeAllWindows())
    return notifier
