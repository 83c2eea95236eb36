"""Measures, in the real window, each key of a search until its results are painted.

    python -m benchmarks.search_painted FOLDER [--sizes 500 10000 100000]

FOLDER is any folder of Markdown; its first articles, as many as have so many sections, are built
as a library and searched. A key's time ends when no event is left and the list has been painted.
It is measured in several passes of which the best counts, by the clock and by the processor's time
for it: what else the machine does is no part of the answer. Then queries are typed at 15 keys a
second, and what is measured is how long after its turn a key is painted.
"""

import argparse
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

# First, as in the program itself: PySide6 reads the source of every module imported after it.
from gutbrain_app.app import opened_window

# isort: split
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from gutbrain_app.core.build.building import build_library
from gutbrain_app.core.paths import cache_folder
from gutbrain_app.ui.main_window.window import MainWindow

FRAME_MS = 1000 / 60
PASSES = 3
QUERIES = 40
PACE_S = 1 / 15
PACED_QUERIES = 4
PACED_LETTERS = 30
SIZES = (500, 10_000, 100_000)
_SEED = 20261123
_HEADING = re.compile(r"^#{1,6}\s", re.MULTILINE)
_WORD = re.compile(r"[A-Za-z][A-Za-z-]{2,}")


Times = tuple[float, float]
"""Milliseconds by the clock and of the processor's time."""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--within", action="store_true", help=argparse.SUPPRESS)
    wanted = parser.parse_args()
    if wanted.within:
        return _type_in_window(wanted.folder)
    for size in wanted.sizes:
        with tempfile.TemporaryDirectory() as place:
            os.environ["GUTBRAIN_HOME"] = str(Path(place) / "home")
            library = Path(place) / "library"
            sections = _copy_articles(wanted.folder.resolve(), library, size)
            build_library(library, cache_folder(), report=lambda _: None)
            run = [sys.executable, "-m", "benchmarks.search_painted", str(library), "--within"]
            said = subprocess.run(run, check=True, stdout=subprocess.PIPE, text=True)
            times = json.loads(said.stdout.splitlines()[-1])
            paced = f"typed at {1 / PACE_S:.0f} a second"
            for what, found in (("key to painted", times["keys"]), (paced, times["paced"])):
                _print(f"{what}, by the clock", sections, [clock for clock, _ in found])
                _print(f"{what}, work", sections, [work for _, work in found])
    return 0


def _print(what: str, sections: int, times: list[float]) -> None:
    times.sort()
    p50, p95, p99 = (times[int(len(times) * share)] for share in (0.5, 0.95, 0.99))
    print(
        f"{sections:7} sections, {what}: p50 {p50:.1f} ms, p95 {p95:.1f}, p99 {p99:.1f}, "
        f"max {times[-1]:.1f} of {len(times)} keys; p99 is {p99 / FRAME_MS:.2f} of a frame",
        flush=True,
    )


def _copy_articles(folder: Path, into: Path, size: int) -> int:
    """Copy articles until they have `size` headings; how many they have."""
    sections = 0
    for path in sorted(folder.rglob("*.md")):
        if sections >= size:
            break
        sections += len(_HEADING.findall(path.read_text("utf-8", "replace")))
        copy = into / path.relative_to(folder)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, copy)
    return sections


def _type_in_window(folder: Path) -> int:
    application, window = opened_window(folder, None)
    # Past the first paint's own handlers, as a reader's click would come.
    window.article.first_painted.connect(
        lambda: QTimer.singleShot(500, lambda: _measure(application, window))
    )
    return application.exec()


def _measure(application: QApplication, window: MainWindow) -> None:
    chance = random.Random(_SEED)
    assert window.library is not None
    folder = window.library.info.folder
    queries = [_query(chance, folder) for _ in range(QUERIES)]
    long = [_query(chance, folder, PACED_LETTERS) for _ in range(PACED_QUERIES)]
    typist = Typist(window)
    keys = _best([typist.typed(queries) for _ in range(PASSES)])
    paced = _best([typist.typed(long, PACE_S) for _ in range(PASSES)])
    print(json.dumps({"keys": keys, "paced": paced}), flush=True)
    application.quit()


def _best(passes: Sequence[list[Times]]) -> list[Times]:
    """The best clock and the best work of each key."""
    keys = (zip(*times, strict=True) for times in zip(*passes, strict=True))
    return [(min(clock), min(work)) for clock, work in keys]


def _query(chance: random.Random, folder: Path, letters: int = 0) -> str:
    """Words that follow each other in an article, as long as wished or up to four of them."""
    articles = sorted(folder.rglob("*.md"))
    while True:
        words = _WORD.findall(chance.choice(articles).read_text("utf-8", "replace"))
        if len(words) > PACED_LETTERS:
            start = chance.randrange(len(words) - PACED_LETTERS)
            if letters:
                return " ".join(words[start : start + PACED_LETTERS])[:letters]
            return " ".join(words[start : start + chance.randint(1, 4)])


class Typist(QObject):
    """Types into the search box and tells how long each key took."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self._box = window.left.box
        self._painted = False
        self._viewport: QWidget = window.furnishing.searching.panel.list.viewport()
        self._viewport.installEventFilter(self)

    def typed(self, queries: Sequence[str], pace_s: float = 0.0) -> list[Times]:
        """From each key, or by the clock from when its turn was, until its results are painted."""
        times = []
        for query in queries:
            self._box.clear()
            self._settle()
            turn = time.perf_counter()
            for end in range(1, len(query) + 1):
                turn = turn + pace_s if pace_s else time.perf_counter()
                self._wait_until(turn)
                self._painted, work = False, time.thread_time()
                self._box.insert(query[end - 1])
                self._settle(lambda: self._painted)
                took = time.perf_counter() - turn, time.thread_time() - work
                times.append((took[0] * 1000, took[1] * 1000))
        return times

    def _wait_until(self, turn: float) -> None:
        while time.perf_counter() < turn - 0.001:
            QApplication.processEvents()
            time.sleep(0.0005)

    def _settle(self, done: Callable[[], bool] = lambda: True) -> None:
        """Handle events until `done`; results that stay the same are not painted again."""
        for _ in range(3):
            QApplication.processEvents()
            if done():
                break

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self._painted = True
        return False


if __name__ == "__main__":
    sys.exit(main())
