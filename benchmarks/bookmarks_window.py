"""Ten thousand bookmarks in the real window: opening the panel, and typing into its filter.

    python -m benchmarks.bookmarks_window

Prints the milliseconds until the panel is made, filled and painted, and from each key of the
sample searches to its painted rows, beside the frame of a 60 Hz screen.
"""

import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

from gutbrain_app.app import opened_window

# isort: split
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from benchmarks.bookmarks import BOOKMARKS, many_bookmarks
from gutbrain_app.core.bookmarks.store import BookmarkStore
from gutbrain_app.core.build.building import build_library
from gutbrain_app.core.library import Library
from gutbrain_app.core.paths import builtin_library, cache_folder, data_folder
from gutbrain_app.ui.bookmarks_panel.panel import BookmarksPanel
from gutbrain_app.ui.main_window.window import MainWindow

ROUNDS = 15
FRAME_MS = 1000 / 60
QUERIES = Path(__file__).with_name("queries.tsv")


def main() -> int:
    with tempfile.TemporaryDirectory() as home:
        os.environ["GUTBRAIN_HOME"] = home
        library = Library.open(
            build_library(builtin_library(), cache_folder(), report=lambda _: None)
        )
        BookmarkStore(data_folder() / "bookmarks.json").add(*many_bookmarks(library, BOOKMARKS))
        library.close()
        application, window = opened_window(builtin_library(), None)
        window.furnished.connect(lambda: _measure_when_found(application, window))
        return application.exec()


def _measure_when_found(application: QApplication, window: MainWindow) -> None:
    """When it is known where every bookmark stands in the library."""
    changes = window.furnishing.bookmarking.changes
    changes.found.connect(lambda: QTimer.singleShot(500, lambda: _measure(application, window)))


def _measure(application: QApplication, window: MainWindow) -> None:
    opened = [_opened(window) for _ in range(ROUNDS)]
    for what, number in (("on the clock", 0), ("of processor time", 1)):
        times = sorted(took[number] for took in opened)
        print(
            f"panel of {BOOKMARKS} bookmarks made, filled and painted, {what}: "
            f"median {statistics.median(times):.1f} ms, max {times[-1]:.1f} ms of {ROUNDS} "
            "(wanted: 100)"
        )
    keys = _keys(window)
    for what, number in (("on the clock", 0), ("of processor time", 1)):
        times = sorted(took[number] for took in keys)
        p50, p99 = times[len(times) // 2], times[int(len(times) * 0.99)]
        print(
            f"filter, key to painted rows, {what}: p50 {p50:.1f} ms, p99 {p99:.1f} ms, "
            f"max {times[-1]:.1f} ms of {len(times)}; p99 is {p99 / FRAME_MS:.2f} of a frame"
        )
    window.close()
    application.quit()


def _opened(window: MainWindow) -> tuple[float, float]:
    before = _clocks()
    panel = BookmarksPanel(window.furnishing.shelf, window.theme)
    panel.resize(280, 700)
    panel.show()
    panel.list.viewport().repaint()
    took = _since(before)
    window.furnishing.shelf.changed.disconnect(panel.show_bookmarks)
    panel.close()
    panel.deleteLater()
    QApplication.processEvents()
    return took


def _keys(window: MainWindow) -> list[tuple[float, float]]:
    panel = window.furnishing.bookmarks
    panel.focus_filter()
    QApplication.processEvents()
    times = []
    queries = [line.split("\t")[0] for line in QUERIES.read_text("utf-8").splitlines()[1:]]
    for query in [*queries, "note slide 4", "tag12 vagus", "e", "a n"]:
        for end in [*range(1, len(query) + 1), 0]:
            before = _clocks()
            panel.filter.setText(query[:end])
            # Qt lays rows out in batches when events are handled: what is seen comes first.
            QApplication.processEvents()
            panel.list.viewport().repaint()
            times.append(_since(before))
    return times


def _clocks() -> tuple[float, float]:
    return time.perf_counter(), time.process_time()


def _since(before: tuple[float, float]) -> tuple[float, float]:
    """Milliseconds on the clock and of processor time."""
    now = _clocks()
    return (now[0] - before[0]) * 1000, (now[1] - before[1]) * 1000


if __name__ == "__main__":
    sys.exit(main())
