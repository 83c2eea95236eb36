"""python -m benchmarks.comfort [--long] [LIBRARY]: another look of the page, and many pages.

Each change of the window's width and of the text's size, on the longest article and from three
places in it, until it is painted, as a share of two frames of 60 Hz. With `--long`, 4,000 articles
opened one after another, and by how much the process has grown since the first 400.
"""

import gc
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

# First, as in the program itself: PySide6 reads the source of every module imported after it.
from gutbrain_app.app import opened_window

# isort: split
from PySide6.QtWidgets import QApplication

from gutbrain_app.core.build.building import build_library
from gutbrain_app.core.navigation.tree import topics_in
from gutbrain_app.core.paths import builtin_library, cache_folder
from gutbrain_app.core.places import Place
from gutbrain_app.ui.main_window.window import MainWindow

TWO_FRAMES_MS = 2000 / 60
ROUNDS = 40
SIZES = (100, 110, 120, 130, 150, 90)
OPENED, WARMING = 4000, 400
SHARES = (0.0, 0.5, 0.95)


def main() -> int:
    given = [word for word in sys.argv[1:] if not word.startswith("--")]
    folder = Path(given[0]).resolve() if given else builtin_library()
    with tempfile.TemporaryDirectory() as home:
        os.environ["GUTBRAIN_HOME"] = home
        build_library(folder, cache_folder(), report=lambda _: None)
        application, window = opened_window(folder, None)
        _settle(application, 500)
        _ = window.furnishing
        _settle(application, 500)
        _print("text size", _measured(window, _sizes(window)))
        window.set_text_size(100)
        _print("width of the window", _measured(window, _widths(window)))
        if "--long" in sys.argv:
            _soak(window)
        window.close()
    return 0


def _measured(window: MainWindow, deeds: Iterator[Callable[[], object]]) -> list[float]:
    """Milliseconds of the processor for each deed until the article is painted."""
    assert window.library is not None
    library = window.library
    longest = max(topics_in(library.tree), key=lambda topic: len(library.article(topic).html))
    window.article.open_place(Place(longest))
    bar, times = window.article.verticalScrollBar(), []
    for share in SHARES:
        QApplication.processEvents()
        bar.setValue(round(bar.maximum() * share))
        for _ in range(ROUNDS):
            QApplication.processEvents()
            # The thread's own time: other programs of the machine do not count.
            before = time.thread_time()
            next(deeds)()
            window.article.viewport().repaint()
            times.append((time.thread_time() - before) * 1000)
    return times


def _sizes(window: MainWindow) -> Iterator[Callable[[], object]]:
    while True:
        for size in SIZES:
            yield lambda size=size: window.set_text_size(size)


def _widths(window: MainWindow) -> Iterator[Callable[[], object]]:
    height = window.height()

    def resize(width: int) -> None:
        window.resize(width, height)
        QApplication.sendPostedEvents()

    while True:
        for width in (*range(1320, 1060, -20), *range(1060, 1320, 20)):
            yield lambda width=width: resize(width)


def _soak(window: MainWindow) -> None:
    assert window.library is not None
    topics = topics_in(window.library.tree)
    start = 0
    for number in range(OPENED + WARMING):
        if number == WARMING:
            gc.collect()
            start = _own_memory_kb()
        window.article.open_place(Place(topics[number % len(topics)]))
        window.article.viewport().repaint()
        QApplication.processEvents()
    gc.collect()
    grown = (_own_memory_kb() - start) / 1024
    print(f"{OPENED} articles opened after {WARMING}: {grown:+.1f} MB of {start / 1024:.1f} MB")


def _own_memory_kb() -> int:
    """What no other process shares: the share of the rest changes when other programs end."""
    lines = Path("/proc/self/smaps_rollup").read_text().splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith("Private_"))


def _print(name: str, times: list[float]) -> None:
    times = sorted(times)
    p50, p99 = times[len(times) // 2], times[int(len(times) * 0.99)]
    print(
        f"{name}: p50 {p50:.1f} ms, p99 {p99:.1f} ms, max {times[-1]:.1f} ms of {len(times)}; "
        f"p99 is {p99 / TWO_FRAMES_MS:.2f} of two frames"
    )


def _settle(application: QApplication, milliseconds: int) -> None:
    end = time.monotonic() + milliseconds / 1000
    while time.monotonic() < end:
        application.processEvents()


if __name__ == "__main__":
    sys.exit(main())
