"""The real window, measured from within: `start`, `reading` or `typing`.

    python -m benchmarks.window start|reading|typing [LIBRARY]

`start` prints the moment the first article was painted and the memory then; `reading` and `typing`
print one line of JSON with the milliseconds of each article opened, or of each key pressed, until
it is painted, and the memory at the end.
"""

import json
import sys
import time
from pathlib import Path

# First, as in the program itself: PySide6 reads the source of every module imported after it.
from gutbrain_app.app import opened_window

# isort: split
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from benchmarks.painted import memory_kb, tell_when_flushed
from gutbrain_app.core.navigation.tree import topics_in
from gutbrain_app.core.paths import builtin_library
from gutbrain_app.core.places import Place
from gutbrain_app.ui.main_window.window import MainWindow

QUERIES = Path(__file__).with_name("queries.tsv")
PAGES = 20


def main() -> int:
    what = sys.argv[1]
    folder = Path(sys.argv[2]).resolve() if len(sys.argv) > 2 else builtin_library()
    application, window = opened_window(folder, None)
    window.article.first_painted.connect(
        lambda: tell_when_flushed(lambda moment: _painted(what, application, window, moment))
    )
    return application.exec()


def _painted(what: str, application: QApplication, window: MainWindow, moment: int) -> None:
    if what == "start":
        print(f"painted={moment} memory={memory_kb()}", flush=True)
        application.quit()
        return
    measure = {"reading": _reading, "typing": _typing}[what]
    # Past the first paint's own handlers, as a reader's click would come.
    QTimer.singleShot(300, lambda: (measure(window), application.quit()))


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
