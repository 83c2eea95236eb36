"""The real window, measured from within: `reading` or `typing`.

    python -m benchmarks.window reading|typing [LIBRARY]

Prints one line of JSON with the milliseconds of each article opened, or of each key pressed, until
it is painted, and the memory at the end.
"""

import json
import sys
import time
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from benchmarks.painted import memory_kb
from gutbrain_app.app import opened_window
from gutbrain_app.core.navigation.tree import topics_in
from gutbrain_app.core.paths import builtin_library
from gutbrain_app.core.places import Place
from gutbrain_app.ui.main_window.window import MainWindow

QUERIES = Path(__file__).with_name("queries.tsv")
PAGES = 20
SETTLED_MS = 500


def main() -> int:
    measure = {"reading": _reading, "typing": _typing}[sys.argv[1]]
    folder = Path(sys.argv[2]).resolve() if len(sys.argv) > 2 else builtin_library()
    application, window = opened_window(folder, None)
    # Past the first paint's own handlers, as a reader's click would come.
    window.article.first_painted.connect(
        lambda: QTimer.singleShot(SETTLED_MS, lambda: (measure(window), application.quit()))
    )
    return application.exec()


def _reading(window: MainWindow) -> None:
    """Every article in the order of the tree, and then twenty pages and a search for the memory."""
    assert window.library is not None
    topics = topics_in(window.library.tree)
    times = []
    for topic in [*topics, *topics, *topics]:
        before = time.perf_counter()
        window.article.open_place(Place(topic))
        window.article.viewport().repaint()
        times.append((time.perf_counter() - before) * 1000)
        QApplication.processEvents()
    print(json.dumps({"ms": times, "memory": memory_kb()}), flush=True)


def _typing(window: MainWindow) -> None:
    """Every key of the sample searches, each until its results are painted."""
    assert window.library is not None
    queries = [line.split("\t")[0] for line in QUERIES.read_text("utf-8").splitlines()[1:]]
    times = []
    for query in queries:
        window.left.box.clear()
        QApplication.processEvents()
        for end in range(1, len(query) + 1):
            before = time.perf_counter()
            window.left.box.setText(query[:end])
            window.furnishing.results.list.viewport().repaint()
            times.append((time.perf_counter() - before) * 1000)
            QApplication.processEvents()
    for topic in topics_in(window.library.tree)[:PAGES]:
        window.article.open_place(Place(topic))
        window.article.viewport().repaint()
        QApplication.processEvents()
    print(json.dumps({"ms": times, "memory": memory_kb()}), flush=True)


if __name__ == "__main__":
    sys.exit(main())
